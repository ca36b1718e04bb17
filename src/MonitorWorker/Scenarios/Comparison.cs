using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Scenarios;

/// <summary>One day's judgement, and what became of the alerts on it, beside what is expected.</summary>
internal sealed class Comparison(Judgement judgement, IReadOnlyDictionary<string, string> changes)
{
    /// <returns>What there is about the line, or about the statements; null with the reason where it is not one line.</returns>
    public Outcomes? About(Expectation expectation, out string? problem)
    {
        problem = null;
        if (expectation.ProjectCode is not { } code)
            return new Outcomes(null, null, [.. judgement.Statements.Select(verdict => new NamedFinding(verdict.Finding, verdict.Compared.Item))], changes);

        var lines = judgement.Positions
            .Where(judged => judged.Position.Key.ProjectCode == code
                && (expectation.EntityCode is null || judged.Position.Key.EntityCode == expectation.EntityCode)
                && (expectation.Fund is null || judged.Position.Key.Fund == expectation.Fund))
            .ToList();
        if (lines is not [var line])
        {
            problem = lines.Count == 0 ? "没有这个项目" : "有几个这样的项目，请写明单位编码或资金来源";
            return null;
        }

        var goals = judgement.Goals.FirstOrDefault(goals => goals.Goals.Key.ProjectCode == code && goals.Goals.Key.EntityCode == line.Position.Key.EntityCode);
        return new Outcomes(
            line,
            goals,
            [
                .. line.Findings.Select(finding => new NamedFinding(finding, null)),
                .. goals?.Verdicts.Select(verdict => new NamedFinding(verdict.Finding, verdict.Indicator?.Indicator.Name)) ?? [],
            ],
            changes);
    }
}

/// <summary>A finding with the name that tells it from others of its rule.</summary>
internal sealed record NamedFinding(Finding Finding, string? Name)
{
    /// <summary>Of the alert that it is about.</summary>
    public string Key => AlertKey.For(Finding.Rule, Finding.Subject);
}

/// <summary>All that came out about one line, or about the statements.</summary>
internal sealed class Outcomes(JudgedPosition? line, JudgedGoals? goals, IReadOnlyList<NamedFinding> findings, IReadOnlyDictionary<string, string> changes)
{
    public IEnumerable<Difference> Differences(Expectation expected)
    {
        if (expected.Light is { } light && light.Level != line!.Light)
            yield return new Difference(expected, "灯", light.ToString(), ScenarioWords.Of(line.Light), Arithmetic(["execution-lag", .. Breached], withMoney: true));
        if (expected.GoalLight is { } goalLight && goalLight.Level != goals?.Light)
            yield return new Difference(expected, "绩效灯", goalLight.ToString(), new ExpectedLight(goals?.Light).ToString(), Arithmetic(["target-lag", "missing-data", "cannot-judge"], withMoney: false));
        var found = findings
            .Where(named => named.Finding.Outcome == Outcome.Breached)
            .Select(named => new ExpectedItem(named.Finding.Rule, named.Finding.Level.Code(), named.Name))
            .ToList();
        if (expected.Findings is { } all && Compare(all, found) is { Count: > 0 } rules)
            yield return new Difference(expected, "发现", Print(all), Print(found), Arithmetic(rules, withMoney: true));
        var changed = findings
            .Where(named => changes.ContainsKey(named.Key))
            .Select(named => new ExpectedItem(named.Finding.Rule, changes[named.Key], named.Name))
            .ToList();
        if (expected.Alerts is { } alerts && Compare(alerts, changed) is { Count: > 0 } wrong)
            yield return new Difference(expected, "预警", Print(alerts), Print(changed), Arithmetic(wrong, withMoney: true));
    }

    private IEnumerable<string> Breached => findings.Where(named => named.Finding.Outcome == Outcome.Breached).Select(named => named.Finding.Rule);

    /// <returns>The rules of which one side has more than the other; an item without a name stands for any of its rule and level, after those with one.</returns>
    private static List<string> Compare(IReadOnlyList<ExpectedItem> expected, IReadOnlyList<ExpectedItem> actual)
    {
        var left = actual.ToList();
        var rules = new List<string>();
        foreach (var item in expected.OrderBy(item => item.Name is null))
        {
            var match = left.FindIndex(found => found.Rule == item.Rule && found.What == item.What && (item.Name is null || item.Name == found.Name));
            if (match < 0) rules.Add(item.Rule);
            else left.RemoveAt(match);
        }

        return [.. rules, .. left.Select(item => item.Rule)];
    }

    private static string Print(IReadOnlyList<ExpectedItem> items) => items.Count == 0 ? ScenarioWords.None : string.Join("；", items);

    private List<string> Arithmetic(IEnumerable<string> rules, bool withMoney)
    {
        var asked = rules.ToHashSet();
        return
        [
            .. withMoney && line is not null ? new[] { Figures(line.Position) } : [],
            .. findings
                .Where(named => asked.Contains(named.Finding.Rule))
                .Select(named => $"{named.Finding.Rule} {(named.Finding.Outcome == Outcome.Unknown ? "无法判断" : ScenarioWords.Of(named.Finding.Level))}：{named.Finding.Message}"),
        ];
    }

    private static string Figures(BudgetPosition position) =>
        $"截至{position.Period?.ToString() ?? "（本年度没有报送）"}：调整后预算数{position.Revised}元，累计执行数{(position.Executed is { } executed ? $"{executed}元" : "没有")}"
        + (position.Rate is { } rate ? $"，执行率{Rounding.Percent(rate)}%" : "")
        + (position.Scheduled is { } scheduled ? $"，序时进度{Rounding.Percent(scheduled)}%" : "")
        + (position.Pace is { } pace ? $"，进度比{Rounding.TwoDecimals(pace)}" : "");
}
