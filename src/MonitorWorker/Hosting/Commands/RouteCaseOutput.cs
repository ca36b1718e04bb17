using MonitorWorker.Rules;
using MonitorWorker.Scenarios;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What <c>test routes</c> says: a line for each row with who would be told and why, and the first difference of each that expects somebody else.</summary>
internal static class RouteCaseOutput
{
    public static IEnumerable<string> Lines(IReadOnlyList<RouteCaseFile> files)
    {
        foreach (var file in files)
        {
            yield return file.File;
            foreach (var problem in file.Problems) yield return $"  ✗ {problem}";
            foreach (var result in file.Results)
            {
                var (asked, routed) = (result.Case, result.Routed);
                var mark = !asked.Expects ? "·" : result.Difference is null ? "✓" : "✗";
                yield return $"  {mark} 第{asked.Row}行 {asked.Rule} {ScenarioWords.Of(asked.Level)} {asked.Project ?? asked.Category ?? asked.Entity}".TrimEnd() + $"：路由{routed.Route.Name}，{RouteCaseSheet.WordOf(routed.Route.Timing)}";
                if (result.Difference is var (column, expected, actual))
                {
                    yield return $"      {column} 应为：{expected}";
                    yield return $"      {column} 实为：{actual}";
                }

                foreach (var recipient in routed.Recipients) yield return $"      {recipient.Name} {recipient.Address}（{recipient.Why}）";
            }
        }

        var all = files.SelectMany(file => file.Results).ToList();
        var wrong = all.Count(result => result.Difference is not null);
        var silent = all.Count(result => !result.Case.Expects);
        var unread = files.Sum(file => file.Problems.Count);
        yield return $"检验{all.Count}行，符合{all.Count - wrong - silent}行，不符{wrong}行，没有写预期{silent}行" + (unread > 0 ? $"，看不懂{unread}处" : "");
    }

    public static object Json(IReadOnlyList<RouteCaseFile> files) => new
    {
        files = files.Select(file => new
        {
            file = file.File,
            problems = file.Problems,
            rows = file.Results.Select(result => new
            {
                row = result.Case.Row,
                rule = result.Case.Rule,
                level = result.Case.Level.Code(),
                project = result.Case.Project,
                route = result.Routed.Route.Name,
                timing = result.Routed.Route.Timing.ToString().ToLowerInvariant(),
                to = result.Routed.Recipients.Select(recipient => new { name = recipient.Name, address = recipient.Address, why = recipient.Why }),
                passed = result.Case.Expects ? result.Difference is null : (bool?)null,
                difference = result.Difference is var (column, expected, actual) ? new { column, expected, actual } : null,
            }),
        }),
        passed = files.Sum(file => file.Results.Count(result => result.Case.Expects && result.Difference is null)),
        failed = files.Sum(file => file.Results.Count(result => result.Difference is not null)),
    };
}
