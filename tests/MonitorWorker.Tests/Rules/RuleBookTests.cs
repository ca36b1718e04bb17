using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Rules;

/// <summary>Which rule set judges a line on a day.</summary>
public class RuleBookTests
{
    [Theory]
    [InlineData("2025-09-23", "usual")]
    [InlineData("2025-09-24", "new")]
    [InlineData("2026-01-01", "new")]
    public void A_set_takes_over_on_its_first_day(string day, string expected) => Assert.Equal(expected, Judging(day, null, Set("new", "2025-09-24")));

    [Theory]
    [InlineData("2023-12-31", "usual")]
    [InlineData("2024-01-01", "old")]
    [InlineData("2025-01-01", "newer")]
    public void Of_two_the_newer_one_that_is_in_force_judges(string day, string expected)
    {
        Assert.Equal(expected, Judging(day, null, Set("old", "2024-01-01"), Set("newer", "2025-01-01")));
        Assert.Equal(expected, Judging(day, null, Set("newer", "2025-01-01"), Set("old", "2024-01-01")));
    }

    [Theory]
    [InlineData("支出类别=项目支出", "scoped")]
    [InlineData("支出类别=人员支出", "usual")]
    [InlineData("项目编码=P01|P07", "scoped")]
    [InlineData("责任股室=办公室;资金来源=一般公共预算", "scoped")]
    [InlineData("责任股室=办公室;资金来源=政府性基金", "usual")]
    public void A_set_judges_the_lines_of_its_scope(string scope, string expected) => Assert.Equal(expected, Judging("2024-08-31", null, Set("scoped", "2024-01-01", scope)));

    [Fact]
    public void The_one_that_speaks_of_fewer_lines_comes_first_even_if_it_is_older()
    {
        RuleSet[] sets = [Set("all", "2024-08-01"), Set("category", "2024-07-01", "支出类别=项目支出"), Set("project", "2024-01-01", "项目编码=P01"), Set("other", "2024-08-01", "项目编码=P02")];
        Assert.Equal("project", Judging("2024-08-31", null, sets));
        Assert.Equal("project", Judging("2024-08-31", null, [.. sets.Reverse()]));
        Assert.Equal("category", Judging("2024-08-31", null, sets[..2]));
        Assert.Equal("all", Judging("2024-08-31", null, sets[0], sets[3]));
    }

    [Fact]
    public void A_narrow_set_that_is_not_in_force_yet_judges_nothing() =>
        Assert.Equal("all", Judging("2024-08-31", null, Set("all", "2024-01-01"), Set("project", "2024-09-01", "项目编码=P01")));

    [Fact]
    public void A_set_that_is_asked_for_judges_whatever_its_first_day_and_before_all_others()
    {
        var asked = Set("asked", "2030-01-01");
        Assert.Equal("asked", Judging("2024-08-31", asked, Set("project", "2024-01-01", "项目编码=P01")));
        Assert.Equal("usual", Judging("2024-08-31", Set("asked", "2030-01-01", "项目编码=P02")));
        Assert.Equal("project", Judging("2024-08-31", Set("asked", "2030-01-01", "项目编码=P02"), Set("project", "2024-01-01", "项目编码=P01")));
    }

    [Fact]
    public void The_usual_set_judges_what_no_other_does_whatever_its_first_day_and_scope() =>
        Assert.Equal("usual", new RuleBook(Set("usual", "2030-01-01", "项目编码=P99"), []).At(Some.August31).For(Some.Position()).Name);

    [Fact]
    public void A_run_has_the_name_of_the_first_set_without_a_scope()
    {
        Assert.Equal("usual", Book(null, Set("project", "2024-01-01", "项目编码=P01")).At(Some.August31).General.Name);
        Assert.Equal("new", Book(null, Set("project", "2024-01-01", "项目编码=P01"), Set("new", "2024-01-01")).At(Some.August31).General.Name);
        Assert.Equal("asked", Book(Set("asked", "2030-01-01")).At(Some.August31).General.Name);
        Assert.Equal("usual", Book(Set("asked", "2030-01-01", "项目编码=P01")).At(Some.August31).General.Name);
    }

    [Fact]
    public void A_project_of_several_funds_is_in_a_scope_when_all_of_it_is()
    {
        BudgetLine[] lines = [Some.Line(), Some.Line(fund: "政府性基金", row: 4)];
        var asOne = Assert.Single(Told.Positions(lines, 8, [Some.Spent(1)]));
        Assert.Equal("usual", Book(null, Set("fund", "2024-01-01", "资金来源=政府性基金")).At(Some.August31).For(asOne).Name);
        Assert.Equal("funds", Book(null, Set("funds", "2024-01-01", "资金来源=政府性基金|一般公共预算")).At(Some.August31).For(asOne).Name);
    }

    [Fact]
    public void Each_line_is_judged_by_its_own_set_in_one_run()
    {
        var strict = Some.Rules(90, 100, "strict") with { Scope = BudgetScope.Parse("项目编码=P02", out _) };
        var facts = Some.Facts([Some.Line(), Some.Line("P02")], null, [Some.Spent(1.1m), Some.Spent(1.1m, project: "P02")]);
        var judgement = Judgement.Of(facts, new RuleBook(Some.Rules(), [strict]), Some.August31);
        Assert.Equal([("default", Level.Green), ("strict", Level.Red)], judgement.Positions.Select(judged => (judged.Rules.Name, judged.Light)));
    }

    /// <summary>A step table is the schedule of money that has none of its own.</summary>
    [Theory]
    [InlineData("按月", "60.00", ScheduleKind.Steps)]
    [InlineData("按日", "60.00", ScheduleKind.Steps)]
    [InlineData("3—12月", "60.00", ScheduleKind.Month)] // 6/10
    [InlineData("节点", "100.00", ScheduleKind.Milestone)]
    [InlineData("用款计划", "25.00", ScheduleKind.Plan)]
    [InlineData("追加", "40.00", ScheduleKind.Steps)] // (12 × 60 % + 12 × 1/5) ÷ 24
    [InlineData("只有追加", "20.00", ScheduleKind.Month)]
    public void A_step_table_takes_the_place_of_the_calendar_and_of_nothing_else(string schedule, string expected, ScheduleKind kind)
    {
        var line = schedule switch
        {
            "按日" => Some.Line(original: 12, schedule: ScheduleKind.Day),
            "3—12月" => Some.Line(original: 12, start: 3),
            "节点" => Some.Line(original: 12, schedule: ScheduleKind.Milestone, milestone: new DateOnly(2024, 8, 31)),
            "用款计划" => Some.Line(original: 12, schedule: ScheduleKind.Plan),
            "只有追加" => Some.Line(original: 0),
            _ => Some.Line(original: 12),
        };
        var position = Told.Position(
            line, 8, [Some.Spent(1)], schedule.EndsWith("追加", StringComparison.Ordinal) ? [Some.Added(12, 8)] : [], plan: [Some.Planned(6, 3), Some.Planned(12, 12)]);
        var judged = Shipped.Set("steps-2025").Judge(position).Position;
        Assert.Equal((expected, kind), (Rounding.Percent(judged.Scheduled!.Value), judged.Schedule));
    }

    private static string Judging(string day, RuleSet? asked, params RuleSet[] others) => Book(asked, others).At(DateOnly.Parse(day, null)).For(Some.Position()).Name;

    private static RuleBook Book(RuleSet? asked, params RuleSet[] others) => new(Set("usual", "2000-01-01"), others, asked);

    private static RuleSet Set(string name, string from, string? scope = null) => Some.Rules(name: name) with
    {
        EffectiveFrom = DateOnly.Parse(from, null),
        Scope = scope is null ? null : BudgetScope.Parse(scope, out _),
    };
}
