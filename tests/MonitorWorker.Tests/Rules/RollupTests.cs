using Fractions;
using FsCheck;
using FsCheck.Xunit;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Rules;

/// <summary>Sums count every line once and hide none that lags.</summary>
public class RollupTests
{
    private static readonly string[] _ways = ["entity", "section", "category", "fund"];

    [Property(MaxTest = 200)]
    public void The_parts_of_each_way_add_up_to_the_whole(DoNotSize<int> seed)
    {
        var judgement = RandomOffice.Judge(RandomOffice.Facts(seed.Item), seed.Item);
        var sums = judgement.Rollups;
        var whole = sums[0];
        Assert.Equal(("total", judgement.Positions.Count), (whole.By, whole.Lines));
        Assert.Equal(_ways, sums.Skip(1).Select(sum => sum.By).Distinct());
        foreach (var way in _ways)
        {
            var parts = sums.Where(sum => sum.By == way).ToList();
            Assert.Equal(parts.Count, parts.Select(sum => sum.Name).Distinct().Count());
            Assert.Equal((whole.Lines, whole.JudgedLines), (parts.Sum(sum => sum.Lines), parts.Sum(sum => sum.JudgedLines)));
            Assert.Equal((whole.Revised.Fen, whole.JudgedRevised.Fen), (parts.Sum(sum => sum.Revised.Fen), parts.Sum(sum => sum.JudgedRevised.Fen)));
            Assert.Equal(whole.Executed?.Fen ?? 0, parts.Sum(sum => sum.Executed?.Fen ?? 0));
            Assert.Equal(Due(whole), parts.Aggregate(Fraction.Zero, (due, sum) => due + Due(sum)));
            Assert.Equal(
                whole.Lights.OrderBy(pair => pair.Key),
                parts.SelectMany(sum => sum.Lights).GroupBy(pair => pair.Key, pair => pair.Value).Select(same => KeyValuePair.Create(same.Key, same.Sum())).OrderBy(pair => pair.Key));
            Assert.Equal(Keys(judgement.Positions.Where(IsBehind)), Keys(parts.SelectMany(sum => sum.Behind)));
        }

        Assert.Equal(Keys(judgement.Positions.Where(IsBehind)), Keys(whole.Behind));
        Assert.All(sums, sum => Assert.Equal(sum.Lines, sum.Lights.Values.Sum()));
        Assert.All(sums, sum => Assert.Equal(sum.Behind.OrderByDescending(line => line.Light).ThenByDescending(line => line.Position.Revised).Select(line => line.Position.Key), sum.Behind.Select(line => line.Position.Key)));

        static Fraction Due(Rollup sum) => sum.Scheduled is { } scheduled ? scheduled * sum.JudgedRevised.ToFraction() : Fraction.Zero;

        static bool IsBehind(JudgedPosition judged) => judged.Light is Level.Red or Level.Yellow;

        static IEnumerable<string> Keys(IEnumerable<JudgedPosition> lines) => lines.Select(line => line.Position.Key.ToString()).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void The_equipment_purchase_disappears_in_the_sum_and_is_named_beside_it()
    {
        var sum = Sums([Some.Line(), Some.Line("P03", 195.24m)], [Some.Spent(0.6m), Some.Spent(130.71m, project: "P03")])[0];
        Assert.Equal(("66.57", "-0.09", "99.86", Level.Green), (Rounding.Percent(sum.Rate!.Value), Rounding.Percent(sum.Gap!.Value), Rounding.TwoDecimals(sum.Pace!.Value), sum.Light));
        Assert.Equal("P01", Assert.Single(sum.Behind).Position.Key.ProjectCode);
    }

    [Fact]
    public void What_was_not_reported_is_in_the_budget_of_a_sum_and_not_in_its_rate()
    {
        var sum = Sums([Some.Line(), Some.Line("P02", 614.48m)], [Some.Spent(0.6m)])[0];
        Assert.Equal((2, 1, Some.Wan(616.48m), Some.Wan(2)), (sum.Lines, sum.JudgedLines, sum.Revised, sum.JudgedRevised));
        Assert.Equal(("30.00", 1), (Rounding.Percent(sum.Rate!.Value), sum.Lights[Level.Grey]));
    }

    [Fact]
    public void A_budget_that_was_given_twice_adds_nothing_to_a_sum()
    {
        var sum = Sums([Some.Line(), Some.Line("P02", row: 5), Some.Line("P02", 3, row: 6)], [Some.Spent(0.6m), Some.Spent(1, project: "P02")])[0];
        Assert.Equal((2, 1, Some.Wan(2), Some.Wan(0.6m)), (sum.Lines, sum.JudgedLines, sum.Revised, sum.Executed!.Value));
    }

    [Fact]
    public void Where_nothing_can_be_judged_a_sum_is_grey()
    {
        var sum = Sums([Some.Line()], [])[0];
        Assert.Equal((Level.Grey, null, null, null), (sum.Light, sum.Executed, sum.Rate, sum.Scheduled));
        Assert.Empty(sum.Behind);
    }

    [Fact]
    public void A_sum_of_more_than_its_budget_is_blue() =>
        Assert.Equal(Level.Blue, Sums([Some.Line(), Some.Line("P02")], [Some.Spent(3), Some.Spent(1.000001m, project: "P02")])[0].Light);

    [Fact]
    public void Without_lines_there_are_no_sums() => Assert.Empty(Rollup.Of([], LagLimits.Default));

    [Fact]
    public void Names_that_the_budget_does_not_give_are_a_part_of_their_own()
    {
        var sums = Sums([Some.Line() with { Section = null, EntityName = null }, Some.Line("P02", fund: "")], [Some.Spent(1), Some.Spent(1, project: "P02")]);
        Assert.Equal(
            ["total:", "entity:101", "entity:示例县某局", "section:", "section:办公室", "category:项目支出", "fund:", "fund:一般公共预算"], sums.Select(sum => $"{sum.By}:{sum.Name}"));
    }

    private static IReadOnlyList<Rollup> Sums(IEnumerable<BudgetLine> lines, IEnumerable<Execution> executions) =>
        Rollup.Of([.. Told.Positions(lines, 8, executions).Select(Some.Rules().Judge)], Some.Pace());
}
