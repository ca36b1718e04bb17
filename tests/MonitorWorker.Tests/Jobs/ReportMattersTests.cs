using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Jobs.Reporting;
using MonitorWorker.Notifications;
using MonitorWorker.Reports;
using MonitorWorker.Rules;
using MonitorWorker.Tests.Reports.Pipeline;

namespace MonitorWorker.Tests.Jobs;

/// <summary>What stands first in the mail of a report.</summary>
public class ReportMattersTests
{
    [Fact]
    public void Red_lines_come_with_the_largest_first_and_what_all_of_them_lack()
    {
        var book = SomeBook.Of(
            [SomeBook.Line("101", "示例县某局"), SomeBook.Line("101", "示例县某局", "P02", 100)],
            [Some.Spent(0.6m, entity: "101"), Some.Spent(10, project: "P02", entity: "101")]);
        var red = Assert.Single(ReportMatters.Of(book, _ => true));
        Assert.Equal((ReportMatterKind.Red, "red", 2, Some.Wan(102).Fen), (red.Kind, red.Level, red.Count, red.Fen));
        Assert.Equal(["项目P02", "设备购置经费"], red.Names);
        Assert.Equal(("10.00", "66.67"), (red.Rate, red.Scheduled));
        // 100 × 2/3 − 10 and 2 × 2/3 − 0.6, each rounded up to the fen.
        Assert.Equal(56_666_667 + 733_334, red.CatchUp);
    }

    [Fact]
    public void At_most_three_are_chosen_by_urgency()
    {
        var line = SomeBook.Line("101", "示例县某局");
        BudgetLine Other(string project, decimal original) => SomeBook.Line("101", "示例县某局", project, original);
        var book = SomeBook.Of(
            [line, Other("P02", 10), Other("P03", 10), Other("P04", 30)],
            [Some.Spent(0.6m, entity: "101"), Some.Spent(5, project: "P02", entity: "101"), Some.Spent(11, project: "P03", entity: "101")]) with
        {
            Alerts = [Alert("YJ-2024-0001", Level.Red) with { Answer = null }],
        };
        var matters = ReportMatters.Of(book, _ => true);
        Assert.Equal([ReportMatterKind.Red, ReportMatterKind.Over, ReportMatterKind.Missing], matters.Select(matter => matter.Kind));
        Assert.Equal((1, Some.Wan(1).Fen), (matters[1].Count, matters[1].Fen));
        Assert.Equal((Some.Wan(30).Fen, "57.69"), (matters[2].Fen, matters[2].Share));
    }

    [Fact]
    public void Alerts_that_nobody_answered_are_counted_with_the_day_of_the_oldest()
    {
        var book = SomeBook.Of([SomeBook.Line("101", "示例县某局")], [Some.Spent(1.5m, entity: "101")]) with
        {
            Alerts =
            [
                Alert("YJ-2024-0001", Level.Red) with { Since = new DateOnly(2024, 6, 30) },
                Alert("YJ-2024-0002", Level.Yellow) with { Since = new DateOnly(2024, 4, 30) },
                Alert("YJ-2024-0003", Level.Red) with { Answer = new Answer("流标", null, null, null, "甲", Some.August31, Some.Noon) },
                Alert("YJ-2024-0004", Level.Red) with { State = AlertState.Resolved },
                Alert("YJ-2024-0005", Level.Red) with { SilencedUntil = Some.August31 },
                Alert("YJ-2024-0006", Level.Grey),
                Alert("YJ-2024-0007", Level.Red) with { EntityCode = "102" },
            ],
        };
        var open = Assert.Single(ReportMatters.Of(book, code => code == "101"));
        Assert.Equal((ReportMatterKind.Unanswered, "red", 2, new DateOnly(2024, 4, 30)), (open.Kind, open.Level, open.Count, open.Since!.Value));
        Assert.Equal(["设备购置经费"], open.Names);
    }

    [Fact]
    public void What_was_stated_of_no_one_entity_is_for_those_who_see_all()
    {
        var facts = Some.Facts(
            [SomeBook.Line("101", "示例县某局"), SomeBook.Line("102", "示例县图书馆")], null, [Some.Spent(1.5m, entity: "101"), Some.Spent(1.5m, entity: "102")]) with
        {
            StatedFigures = [Some.Stated("全部", StatedItem.Revised, "3.00")],
        };
        var book = SomeBook.Two with { Facts = facts, Now = Judgement.Of(facts, Some.RuleBook(), Some.August31) };
        var stated = Assert.Single(ReportMatters.Of(book, _ => true));
        Assert.Equal((ReportMatterKind.Stated, "调整后预算数", "3.00万元", "4.00万元"), (stated.Kind, stated.Item, stated.Stated, stated.Recomputed));
        Assert.Empty(ReportMatters.Of(book, code => code == "101"));
    }

    [Fact]
    public void Where_all_is_well_there_is_nothing_to_say() =>
        Assert.Empty(ReportMatters.Of(SomeBook.Of([SomeBook.Line("101", "示例县某局")], [Some.Spent(1.5m, entity: "101")]), _ => true));

    private static ReportAlert Alert(string number, Level level) => new($"execution-lag/2024/101/P01/{number}", number, "execution-lag", "101", "P01", level, AlertState.Firing, Some.August31);
}
