using MonitorWorker.Budgets;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Tests.Rules;

/// <summary>August was the latest month that was reported; it ended on the 31st.</summary>
public class StaleDataTests
{
    [Theory]
    [InlineData("2024-08-31", "clear", 0)]
    [InlineData("2024-10-15", "clear", 45)]
    [InlineData("2024-10-16", "yellow", 46)]
    [InlineData("2024-11-14", "yellow", 75)]
    [InlineData("2024-11-15", "red", 76)]
    public void Figures_grow_old_by_the_day(string day, string expected, int days)
    {
        var finding = new StaleData().Judge(At(day, Some.Spent(0.6m)));
        Assert.Equal(expected, Told.Level(finding));
        Assert.Equal($"数据截至2024-08，到检查日已过{days}天", finding.Message);
        Assert.Equal($"period=2024-08 days={days} threshold={(expected == "red" ? 75 : 45)}", Told.Values(finding));
    }

    [Fact]
    public void After_December_no_later_month_of_the_year_is_waited_for() =>
        Assert.Equal("clear", Told.Level(new StaleData(), At("2025-06-30", Some.Spent(2, 12))));

    [Fact]
    public void The_year_may_be_over_without_its_last_months() => Assert.Equal("red", Told.Level(new StaleData(), At("2025-06-30", Some.Spent(0.6m))));

    [Fact]
    public void Where_nothing_was_ever_reported_nothing_is_old() => Assert.Equal("unknown", Told.Level(new StaleData(), At("2024-12-31")));

    [Fact]
    public void An_entity_is_as_old_as_its_own_latest_month()
    {
        var book = PositionBook.Build(
            Some.Facts([Some.Line(entity: "101"), Some.Line("P02", entity: "102")], null, [Some.Spent(1, 8, entity: "101"), Some.Spent(1, 6, "P02", entity: "102")]),
            new DateOnly(2024, 9, 10));
        Assert.Equal(["clear", "yellow"], book.Positions.Select(position => Told.Level(new StaleData(), position)));
    }

    [Fact]
    public void Old_figures_change_no_light()
    {
        var rules = Some.Rules() with { Rules = [new StaleData()] };
        Assert.Equal(Level.Green, rules.Judge(At("2024-12-31", Some.Spent(2))).Light);
    }

    private static BudgetPosition At(string day, params Execution[] executions) =>
        PositionBook.Build(Some.Facts([Some.Line()], null, executions), DateOnly.Parse(day, null)).Positions[0];
}
