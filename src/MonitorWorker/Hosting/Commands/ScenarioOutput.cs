using System.Globalization;
using MonitorWorker.Import;
using MonitorWorker.Scenarios;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What <c>test rules</c> says: a line for each scenario, and the first difference of each that failed.</summary>
internal static class ScenarioOutput
{
    public static void Write(IReadOnlyList<ScenarioFile> files)
    {
        foreach (var line in Lines(files)) ConsoleOutput.WriteLine(line);
    }

    public static IEnumerable<string> Lines(IReadOnlyList<ScenarioFile> files)
    {
        foreach (var file in files)
        {
            yield return file.File;
            foreach (var result in file.Scenarios)
            {
                if (result.Passed)
                {
                    yield return $"  ✓ {result.Scenario.Name}（预期{result.Scenario.Expectations.Count}行）";
                    continue;
                }

                yield return $"  ✗ {result.Scenario.Name}";
                foreach (var problem in result.Problems) yield return $"      {file.File} {problem.Describe()}";
                if (result.Differences.Count == 0) continue;
                foreach (var line in Lines(file.File, result)) yield return line;
            }
        }

        var all = files.SelectMany(file => file.Scenarios).ToList();
        yield return $"场景{all.Count}个，符合{all.Count(result => result.Passed)}个，不符{all.Count(result => !result.Passed)}个";
    }

    public static object Json(IReadOnlyList<ScenarioFile> files) => new
    {
        files = files.Select(file => new
        {
            file = file.File,
            scenarios = file.Scenarios.Select(result => new
            {
                name = result.Scenario.Name,
                sheet = result.Scenario.Sheet,
                row = result.Scenario.Row,
                ruleSet = result.Scenario.RuleSet,
                expectations = result.Scenario.Expectations.Count,
                passed = result.Passed,
                differences = result.Differences.Count,
                difference = result.Differences.Select(First).FirstOrDefault(),
                problems = result.Problems.Select(Problem),
            }),
        }),
        passed = files.Sum(file => file.Scenarios.Count(result => result.Passed)),
        failed = files.Sum(file => file.Scenarios.Count(result => !result.Passed)),
    };

    private static IEnumerable<string> Lines(string file, ScenarioResult result)
    {
        var first = result.Differences[0];
        var sheet = result.Scenario.Sheet.Length == 0 ? "" : $"工作表“{result.Scenario.Sheet}”";
        yield return $"      {file} {sheet}第{first.Expectation.Row}行，{Day(first)}，{first.Expectation.ProjectCode ?? "填报数和合计"}，{first.Column}";
        yield return $"      应为：{first.Expected}";
        yield return $"      实为：{first.Actual}";
        foreach (var line in first.Arithmetic) yield return $"        {line}";
        if (result.Differences.Count > 1) yield return $"      这个场景还有{result.Differences.Count - 1}处不符";
    }

    private static object First(Difference difference) => new
    {
        row = difference.Expectation.Row,
        day = Day(difference),
        project = difference.Expectation.ProjectCode,
        column = difference.Column,
        expected = difference.Expected,
        actual = difference.Actual,
        arithmetic = difference.Arithmetic,
    };

    private static object Problem(RowProblem problem) => new
    {
        sheet = problem.Sheet,
        row = problem.Row,
        column = problem.Column,
        value = problem.Value,
        reason = problem.Reason,
        expected = problem.Expected,
    };

    private static string Day(Difference difference) => difference.Expectation.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
