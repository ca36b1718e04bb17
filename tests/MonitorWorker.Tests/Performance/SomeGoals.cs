using System.Globalization;
using System.Text;
using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Performance;

namespace MonitorWorker.Tests.Performance;

/// <summary>Indicators of the sample office's projects and what was reported of them.</summary>
internal static class SomeGoals
{
    private static readonly Dictionary<string, IndicatorOperator> _operators = new()
    {
        ["≥"] = IndicatorOperator.AtLeast,
        [">"] = IndicatorOperator.MoreThan,
        ["="] = IndicatorOperator.Equal,
        ["≤"] = IndicatorOperator.AtMost,
        ["<"] = IndicatorOperator.LessThan,
        ["定性"] = IndicatorOperator.Qualitative,
    };

    public static Indicator Indicator(
        string target = "≥ 100",
        string name = "采购数量",
        string? level2 = "数量指标",
        string? level1 = "产出指标",
        string? unit = "件",
        decimal? weight = null,
        string project = "P01",
        string? entity = null,
        int? year = 2024,
        long batch = 1,
        int row = 3)
    {
        var (sense, text) = target.Split(' ', 2) is [var sign, var rest] ? (_operators[sign], rest) : (_operators[target], null);
        return new Indicator(batch, year, entity, project, level1, level2, name, sense, text, Number(text), unit, weight, At("绩效指标", row));
    }

    public static IndicatorReading Reading(
        string value, int month = 8, string name = "采购数量", string project = "P01", string? entity = null, long batch = 1, int row = 3, int year = 2024) =>
        new(batch, entity, project, name, new YearMonth(year, month), value, Number(value), At("指标完成", row));

    public static BudgetFacts Facts(
        IEnumerable<Indicator> indicators, IEnumerable<IndicatorReading>? readings = null, IEnumerable<BudgetLine>? lines = null, IEnumerable<Execution>? executions = null) =>
        Some.Facts(lines ?? [Some.Line()], null, executions) with { Indicators = [.. indicators], IndicatorReadings = [.. readings ?? []] };

    public static GoalBook Book(BudgetFacts facts, DateOnly? asOf = null, IndicatorPolicy? policy = null) =>
        GoalBook.Build(facts, PositionBook.Build(facts, asOf ?? new DateOnly(2024, 12, 31)), policy ?? new IndicatorPolicy());

    /// <summary>One indicator with one value at the end of a month.</summary>
    public static IndicatorAttainment Judge(Indicator indicator, string? value, int month = 8, IndicatorPolicy? policy = null) =>
        Book(Facts([indicator], value is null ? [] : [Reading(value, month, indicator.Name)]), policy: policy).Projects.Single().Indicators.Single();

    /// <summary>All that a book says, for comparisons.</summary>
    public static string Text(GoalBook book)
    {
        var text = new StringBuilder();
        foreach (var project in book.Projects)
        {
            text.AppendLine($"{project.Key} {project.Month} rate={project.Rate} attainment={project.Attainment} ahead={project.MoneyAhead} not={project.NotCounted}");
            foreach (var indicator in project.Indicators)
            {
                text.AppendLine($"  {indicator.Key.Indicator} row={indicator.Indicator.Source.Row} {indicator.Indicator.TargetText} {indicator.Measure} due={indicator.DueShare} at={indicator.DueMonth}");
                text.AppendLine($"    value={indicator.Reading?.ValueText} row={indicator.Reading?.Source.Row} last={indicator.LastKnown?.ValueText} {indicator.LastKnown?.Month}");
                text.AppendLine($"    {indicator.Attainment} {indicator.AgainstSchedule} {indicator.OverachievedBy} {indicator.InRange} {indicator.Grade} {indicator.CannotJudge}");
            }
        }

        foreach (var fact in book.Unmatched) text.AppendLine($"{fact.Table} {fact.ProjectCode} {fact.Reason} {fact.Source.Row}");
        return text.ToString();
    }

    public static string? Percent(Fraction? share) => share is { } value ? Rounding.Percent(value) : null;

    public static string? Plain(Fraction? percent) => percent is { } value ? Rounding.TwoDecimals(value) : null;

    private static SourceRef At(string sheet, int row) => new("绩效.xlsx", sheet, row, Some.Noon);

    /// <summary>As the import reads it: a number with what is written behind it.</summary>
    private static decimal? Number(string? text)
    {
        var digits = (text ?? "").LastIndexOfAny([.. "0123456789."]) + 1;
        return decimal.TryParse((text ?? "")[..digits], NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
