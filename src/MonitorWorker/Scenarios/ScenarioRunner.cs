using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Rules;

namespace MonitorWorker.Scenarios;

/// <summary>The rule sets that judge a scenario, or why there are none.</summary>
public sealed record RuleBookAnswer(RuleBook? Rules, string? Problem = null, string? Expected = null);

/// <summary>Runs scenarios as the service would judge an office that has reported just their rows.</summary>
/// <param name="reader">Reads the input tables, as it reads any file.</param>
/// <param name="rules">The rule book for the set that a scenario names; null is as configured.</param>
public sealed class ScenarioRunner(FileReader reader, Func<string?, RuleBookAnswer> rules)
{
    private const long Batch = 1;

    /// <param name="file">Name of the file, which messages and sources name.</param>
    public ScenarioResult Run(string file, Scenario scenario)
    {
        var facts = new ImportedFacts(Batch);
        var problems = new List<RowProblem>(scenario.Problems);
        if (scenario.Tables.Count > 0) problems.AddRange(reader.Read([new SourceSheet(scenario.Sheet, scenario.Tables)], file, facts, DateTimeOffset.UnixEpoch).Problems);
        else if (problems.Count == 0) problems.Add(new RowProblem(scenario.Sheet, scenario.Row, "场景", scenario.Name, "场景没有任何数据", "至少一张预算表"));
        var (book, problem, expected) = rules(scenario.RuleSet);
        if (book is null) problems.Add(new RowProblem(scenario.Sheet, scenario.Row, "规则集", scenario.RuleSet, problem!, expected!));
        return problems.Count > 0 ? new ScenarioResult(scenario, problems, []) : Run(scenario, facts, book!);
    }

    private static ScenarioResult Run(Scenario scenario, ImportedFacts facts, RuleBook book)
    {
        var diary = new AlertDiary();
        var problems = new List<RowProblem>();
        var differences = new List<Difference>();
        foreach (var day in scenario.Expectations.GroupBy(expectation => expectation.Day).OrderBy(day => day.Key))
        {
            var judgement = Judgement.Of(AsOf(facts, day.Key), book, day.Key);
            problems.AddRange(judgement.Unmatched.Select(fact => new RowProblem(fact.Source.Sheet, fact.Source.Row, "项目编码", fact.ProjectCode, $"{fact.Table}：{fact.Reason}", fact.Expected)));
            var comparison = new Comparison(judgement, diary.Check(judgement.Findings, day.Key));
            foreach (var expectation in day)
            {
                var found = comparison.About(expectation, out var reason);
                if (found is null) problems.Add(new RowProblem(scenario.Sheet, expectation.Row, "项目编码", expectation.ProjectCode, reason!, Codes(judgement)));
                else differences.AddRange(found.Differences(expectation));
            }
        }

        return problems.Count > 0
            ? new ScenarioResult(scenario, [.. problems.Distinct()], [])
            : new ScenarioResult(scenario, [], [.. differences.OrderBy(difference => difference.Expectation.Row)]);
    }

    /// <summary>The facts of the fiscal year of a day, divided as the store divides them: what was spent the year before is only a shape.</summary>
    private static BudgetFacts AsOf(ImportedFacts facts, DateOnly day)
    {
        var year = facts.Lines.Where(line => line.FiscalYear <= day.Year).Select(line => (int?)line.FiscalYear).Max();
        return new BudgetFacts(
            facts.Lines,
            facts.Adjustments,
            [.. facts.Executions.Where(fact => fact.FiscalYear == year)],
            facts.StatedOutturns)
        {
            PlanPoints = facts.PlanPoints,
            Indicators = facts.Indicators,
            IndicatorReadings = facts.IndicatorReadings,
            StatedFigures = facts.StatedFigures,
            SheetTotals = facts.SheetTotals,
            LastYear = [.. facts.Executions.Where(fact => fact.FiscalYear == year - 1)],
        };
    }

    private static string Codes(Judgement judgement) => judgement.Positions.Count == 0
        ? string.Create(CultureInfo.InvariantCulture, $"截至{judgement.AsOf:yyyy-MM-dd}有预算的项目；现在还没有任何预算")
        : "其中之一：" + string.Join("、", judgement.Positions.Select(Place).Take(20));

    private static string Place(JudgedPosition judged)
    {
        var (_, entity, project, fund) = judged.Position.Key;
        return project + (entity.Length == 0 ? "" : $"（单位编码{entity}）") + (fund.Length == 0 ? "" : $"（{fund}）");
    }
}
