using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Rules;
using MonitorWorker.Tests.Samples;
using Outcome = MonitorWorker.Rules.Outcome;

namespace MonitorWorker.Tests.Rules;

/// <summary>The sample office, whose figures are those of a real report, under every rule set of config/rules.</summary>
public class ShippedRuleSetTests
{
    private static readonly BudgetFacts _office = Read();

    [Theory]
    [InlineData("default", "P01 30.00 66.67 -36.67 45.00 red", "P03 66.95 66.67 0.28 100.42 green", "total 66.57 66.67 -0.09 99.86 green")]
    [InlineData("steps-2025", "P01 30.00 60.00 -30.00 50.00 yellow", "P03 66.95 60.00 6.95 111.58 green", "total 66.57 60.00 6.57 110.96 green")]
    [InlineData("behind-schedule", "P01 30.00 66.67 -36.67 45.00 red", "P03 66.95 66.67 0.28 100.42 green", "total 66.57 66.67 -0.09 99.86 red")]
    [InlineData("quarters", "P01 30.00 50.00 -20.00 60.00 yellow", "P03 66.95 50.00 16.95 133.90 green", "total 66.57 50.00 16.57 133.15 green")]
    public void The_verdicts_are_those_of_the_offices_that_wrote_the_rules(string set, string equipment, string operating, string together)
    {
        var judgement = Judge(set);
        var lines = judgement.Positions.Where(judged => judged.Position.Executed is not null)
            .Select(judged => $"{judged.Position.Key.ProjectCode} {Figures(judged.Position.Rate, judged.Position.Scheduled, judged.Position.Gap, judged.Position.Pace)} {judged.Light.Code()}");
        Assert.Equal([equipment, operating], lines);
        var sum = judgement.Rollups[0];
        Assert.Equal(together, $"{sum.By} {Figures(sum.Rate, sum.Scheduled, sum.Gap, sum.Pace)} {sum.Light.Code()}");
        Assert.Equal(["P01"], sum.Behind.Select(judged => judged.Position.Key.ProjectCode));
    }

    private const string Missing =
        "P02 missing-data grey 没有截至2024-08的累计执行数; P04 missing-data grey 没有截至2024-08的累计执行数; P05 missing-data grey 没有截至2024-08的累计执行数; "
        + "P06 missing-data grey 没有截至2024-08的累计执行数; P07 missing-data grey 没有截至2024-08的累计执行数; P08 missing-data grey 没有截至2024-08的累计执行数; "
        + "P09 missing-data grey 没有截至2024-08的累计执行数";

    private const string Forecasts =
        "P01 forecast-shortfall red 按平均进度测算全年执行9000.00元，占调整后预算数的45.00%; "
        + "P01 forecast-not-credible red 填报全年预计执行20000.00元，今后每月须执行3500.00元，是此前每月750.00元的4.67倍; ";

    [Theory]
    [InlineData("default", "P01 execution-lag red 执行率30.00%，序时进度66.67%，相当于序时进度的45.00%，低于60%; " + Forecasts + Missing)]
    [InlineData("steps-2025", "P01 execution-lag yellow 执行率30.00%，序时进度60.00%，相当于序时进度的50.00%，低于100%; " + Missing)]
    [InlineData("behind-schedule", "P01 execution-lag red 执行率30.00%，序时进度66.67%，相当于序时进度的45.00%，低于100%; " + Missing)]
    [InlineData("quarters", "P01 execution-lag yellow 执行率30.00%，序时进度50.00%，相当于序时进度的60.00%，低于80%; " + Forecasts + Missing)]
    public void Nothing_else_is_found_about_the_offices_lines(string set, string expected) => Assert.Equal(
        expected.Split("; "),
        Judge(set).Positions.SelectMany(judged => judged.Breaches.Select(finding => $"{judged.Position.Key.ProjectCode} {finding.Rule} {finding.Level.Code()} {finding.Message}")));

    [Theory]
    [InlineData("default")]
    [InlineData("steps-2025")]
    [InlineData("behind-schedule")]
    [InlineData("quarters")]
    public void Under_every_set_the_reports_four_slips_are_found_and_no_right_figure_is_doubted(string set)
    {
        var judgement = Judge(set);
        Assert.Equal(
            [
                "statement-mismatch yellow 支出类别=项目支出 调整后预算数 7448900.00 7468900.00",
                "statement-mismatch yellow 全部 全年预计执行率 100.00 191.77",
                "statement-mismatch yellow 资金来源=一般公共预算 全年预计执行数 15565100.00 12619800.00",
                "total-mismatch red 全部 全年预计执行数 15566100.00 18511400.00",
            ],
            judgement.Statements.Select(verdict => verdict.Finding).Where(finding => finding.Outcome == Outcome.Breached).Select(finding =>
                $"{finding.Rule} {finding.Level.Code()} {string.Join(' ', new[] { "scope", "item", "stated", "recomputed" }.Select(name => finding.Values[name]))}"));
        Assert.Empty(judgement.Goals);
        Assert.Empty(judgement.Unmatched);
    }

    [Fact]
    public void The_remedies_of_the_equipment_purchase_are_right_to_the_fen_under_every_set()
    {
        Assert.Equal(
            ["7333.34 4666.67 2000.00", "6000.00 6000.00 6000.00", "7333.34 7333.34 7333.34", "4000.00 2000.00 2000.00"],
            new[] { "default", "steps-2025", "behind-schedule", "quarters" }.Select(set =>
            {
                var judged = Judge(set).Positions[0];
                var remedy = Remedy.Of(judged.Position, judged.Lag);
                return $"{remedy.CatchUp} {remedy.ToClear} {remedy.ToLower}";
            }));
        var (position, limits) = (Judge("default").Positions[0].Position, LagLimits.Default);
        Assert.Equal("2024-09-30 75.00 9000.00 6000.00 3000.00", Remedy.Next(position, limits) is { } next
            ? FormattableString.Invariant($"{next.By:yyyy-MM-dd} {Rounding.Percent(next.Scheduled!.Value)} {next.CatchUp} {next.ToClear} {next.ToLower}")
            : null);
    }

    [Fact]
    public void Money_that_came_in_August_has_a_fifth_due_under_every_set() => Assert.All(Shipped.Sets, set => Assert.All(
        Judge(set.Name).Positions.Where(judged => judged.Position.Original == Money.Zero),
        judged => Assert.Equal(("20.00", ScheduleKind.Month), (Rounding.Percent(judged.Position.Scheduled!.Value), judged.Position.Schedule))));

    [Fact]
    public void A_set_of_2025_takes_over_the_day_it_comes_into_force()
    {
        var book = new RuleBook(Shipped.Set("default"), [Shipped.Set("steps-2025")]);
        Assert.Equal(["default", "steps-2025"], new[] { new DateOnly(2025, 9, 23), new DateOnly(2025, 9, 24) }.Select(day => book.At(day).General.Name));
        Assert.Equal("default", Judgement.Of(_office, book, Some.August31).Positions[0].Rules.Name);
    }

    private static Judgement Judge(string set) => Judgement.Of(_office, new RuleBook(Shipped.Set("default"), [], Shipped.Set(set)), Some.August31);

    private static string Figures(params Fractions.Fraction?[] figures) =>
        $"{Rounding.Percent(figures[0]!.Value)} {Rounding.Percent(figures[1]!.Value)} {Rounding.Percent(figures[2]!.Value)} {Rounding.TwoDecimals(figures[3]!.Value)}";

    private static BudgetFacts Read()
    {
        using var content = File.OpenRead(Path.Combine(Repository.Config, "sample", SampleOffice.Workbook));
        var facts = new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(content, SampleOffice.Workbook, 1, Some.Noon).Facts;
        return new BudgetFacts(facts.Lines, facts.Adjustments, facts.Executions, facts.StatedOutturns)
        {
            StatedFigures = facts.StatedFigures,
            PlanPoints = facts.PlanPoints,
            Indicators = facts.Indicators,
            IndicatorReadings = facts.IndicatorReadings,
            SheetTotals = facts.SheetTotals,
        };
    }
}
