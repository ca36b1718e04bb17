using System.Diagnostics;
using System.Globalization;
using Fractions;
using FsCheck;
using FsCheck.Xunit;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Performance;
using static MonitorWorker.Tests.Performance.SomeGoals;

namespace MonitorWorker.Tests.Performance;

public class GoalBookTests
{
    [Fact]
    public void Goals_stand_beside_the_money_of_their_project()
    {
        var project = Assert.Single(Book(Facts([Indicator()], [Reading("60")], executions: [Some.Spent(1.5m)])).Projects);
        Assert.Equal(new GoalKey(2024, "101", "P01", null), project.Key);
        Assert.Equal(("设备购置经费", "示例县某局", "办公室", Some.August), (project.ProjectName, project.EntityName, project.Section, project.Month!.Value));
        Assert.Equal(("75.00", "60.00", "15.00"), (Percent(project.Rate), Percent(project.Attainment), Plain(project.MoneyAhead)));
        Assert.Equal(new GoalKey(2024, "101", "P01", "采购数量"), Assert.Single(project.Indicators).Key);
    }

    [Fact]
    public void A_project_without_goals_is_not_in_the_book() =>
        Assert.Equal(["P01"], Book(Facts([Indicator()], lines: [Some.Line(), Some.Line("P02")])).Projects.Select(project => project.Key.ProjectCode));

    [Fact]
    public void All_funds_of_a_project_are_its_money()
    {
        BudgetLine[] lines = [Some.Line(fund: "一般公共预算"), Some.Line(fund: "政府性基金", original: 6)];
        Execution[] both = [Some.Spent(1, fund: "一般公共预算"), Some.Spent(1, fund: "政府性基金")];
        Assert.Equal("25.00", Percent(Book(Facts([Indicator()], [Reading("60")], lines, both)).Projects[0].Rate));

        var half = Book(Facts([Indicator()], [Reading("60")], lines, both[..1])).Projects[0];
        Assert.Equal((null, null, "60.00"), (half.Rate, half.MoneyAhead, Percent(half.Attainment)));
    }

    [Fact]
    public void Money_that_cannot_be_judged_is_ahead_of_nothing()
    {
        var twice = Facts([Indicator()], [Reading("60")], [Some.Line(row: 3), Some.Line(original: 3, row: 4)], [Some.Spent(1)]);
        var project = Book(twice).Projects[0];
        Assert.Equal((null, null), (project.Rate, project.MoneyAhead));
    }

    [Fact]
    public void Goals_that_are_reported_more_rarely_stand_beside_the_money_of_their_own_month()
    {
        // 1.6 of 2 spent by August, but 1.2 by June, for which the goals were told.
        var project = Book(Facts([Indicator()], [Reading("50", 6)], executions: [Some.Spent(1.2m, 6), Some.Spent(1.6m)])).Projects[0];
        Assert.Equal(new YearMonth(2024, 6), project.Month);
        Assert.Equal(("60.00", "10.00"), (Percent(project.Rate), Plain(project.MoneyAhead)));
        Assert.Equal("100.00", Plain(project.Indicators[0].AgainstSchedule));

        var untold = Book(Facts([Indicator()], [Reading("50", 6)], executions: [Some.Spent(1.6m)])).Projects[0];
        Assert.Equal((null, null), (untold.Rate, untold.MoneyAhead));
    }

    [Fact]
    public void Goals_that_are_told_before_the_money_are_judged_and_set_beside_no_money()
    {
        var project = Book(Facts([Indicator()], [Reading("50", 6), Reading("90", 8)], executions: [Some.Spent(1, 7)])).Projects[0];
        Assert.Equal((Some.August, "90"), (project.Month!.Value, project.Indicators[0].Reading!.ValueText));
        Assert.Equal((null, null), (project.Rate, project.MoneyAhead));
    }

    [Fact]
    public void Each_entity_is_judged_at_its_own_month()
    {
        var book = Book(Facts(
            [Indicator(), Indicator(project: "P02")],
            [Reading("60"), Reading("60", 6, project: "P02")],
            [Some.Line(), Some.Line("P02", entity: "102")]));
        Assert.Equal([Some.August, new YearMonth(2024, 6)], book.Projects.Select(project => project.Month!.Value));
    }

    [Fact]
    public void What_is_reported_after_the_day_does_not_exist_yet()
    {
        var book = Book(Facts([Indicator()], [Reading("60"), Reading("70", 9), Reading("80", 9, project: "P99")]), Some.August31);
        Assert.Equal("60", book.Projects[0].Indicators[0].Reading!.ValueText);
        Assert.Empty(book.Unmatched);
    }

    [Fact]
    public void An_indicator_that_was_left_out_of_the_judged_month_is_missing_and_its_last_value_known()
    {
        var project = Book(Facts(
            [Indicator(), Indicator(name: "验收合格率", level2: "质量指标", unit: "%", row: 4)],
            [Reading("40", 6), Reading("50", 7), Reading("98", 8, "验收合格率")],
            executions: [Some.Spent(1)])).Projects[0];
        var (quantity, quality) = (project.Indicators[0], project.Indicators[1]);
        Assert.Equal((true, "50", Some.August), (quantity.Missing, quantity.LastKnown!.ValueText, quantity.DueMonth!.Value));
        Assert.Equal((null, null, null), (quantity.Attainment, quantity.InRange, quantity.CannotJudge));
        Assert.Equal((false, null), (quality.Missing, quality.LastKnown));
        // The mean of the others is not the project's.
        Assert.Equal((1, "98.00", "50.00", null), (project.NotCounted, Percent(project.Attainment), Percent(project.Rate), project.MoneyAhead));
    }

    [Fact]
    public void An_entity_that_never_reported_goals_misses_all_of_them_at_the_month_of_its_money()
    {
        var told = Book(Facts([Indicator()], executions: [Some.Spent(1)])).Projects[0];
        Assert.Equal((Some.August, true, null), (told.Month!.Value, told.Indicators[0].Missing, told.Attainment));
        Assert.Equal("50.00", Percent(told.Rate));

        var silent = Book(Facts([Indicator()])).Projects[0];
        Assert.Equal((null, null, null, null), (silent.Month, silent.Indicators[0].DueMonth, silent.Indicators[0].DueShare, silent.Rate));
    }

    [Fact]
    public void A_later_import_supersedes_and_leaves_other_months_alone()
    {
        var book = Book(Facts(
            [Indicator(), Indicator("≥ 200", batch: 2)],
            [Reading("60", batch: 2), Reading("50", batch: 1), Reading("70", 6, batch: 3)]));
        var indicator = book.Projects[0].Indicators[0];
        Assert.Equal(("30.00", "45.00"), (Percent(indicator.Attainment), Plain(indicator.AgainstSchedule)));
    }

    [Fact]
    public void Two_different_rows_of_one_import_cannot_be_judged()
    {
        var targets = Book(Facts([Indicator(), Indicator("≥ 200", row: 4)], [Reading("60")])).Projects[0];
        Assert.Equal("同一指标给了2次，内容不同（绩效指标第3行；绩效指标第4行）", Assert.Single(targets.Indicators).CannotJudge);
        Assert.Equal((1, null), (targets.NotCounted, targets.Attainment));

        var values = Book(Facts([Indicator()], [Reading("60"), Reading("61", row: 4)])).Projects[0].Indicators[0];
        Assert.Equal("2024-08的完成值给了2次，各不相同（指标完成第3行；指标完成第4行）", values.CannotJudge);
        Assert.False(values.Missing);
    }

    [Fact]
    public void Two_rows_that_say_the_same_are_one()
    {
        var book = Book(Facts(
            [Indicator(entity: "101", year: null), Indicator("≥ 100.0", row: 4)],
            [Reading("60"), Reading("60.0 件", row: 4)]));
        Assert.Equal("60.00", Percent(Assert.Single(book.Projects[0].Indicators).Attainment));

        var quality = Book(Facts([Indicator("定性")], [Reading("完成"), Reading("完成。", row: 4)])).Projects[0].Indicators[0];
        Assert.Equal(IndicatorGrade.Met, quality.Grade);
    }

    [Fact]
    public void A_project_code_of_two_entities_needs_the_entity()
    {
        var facts = Facts(
            [Indicator(entity: "101"), Indicator("≥ 200", entity: "102", row: 4), Indicator(name: "验收合格率", row: 5)],
            [Reading("60", entity: "101"), Reading("60", entity: "102", row: 4), Reading("70", row: 5), Reading("70", entity: "103", row: 6)],
            [Some.Line(entity: "101"), Some.Line(entity: "102")]);
        var book = Book(facts);
        Assert.Equal(["60.00", "30.00"], book.Projects.Select(project => Percent(project.Attainment)));
        Assert.Equal(
            ["绩效指标 5 这个项目编码在几个单位都有，请写明单位编码", "指标完成 5 这个项目编码在几个单位都有，请写明单位编码", "指标完成 6 预算表中单位103没有这个项目编码"],
            book.Unmatched.Select(fact => $"{fact.Table} {fact.Source.Row} {fact.Reason}"));
    }

    [Fact]
    public void A_budget_that_names_no_entity_takes_goals_that_name_one()
    {
        var book = Book(Facts([Indicator(entity: "101")], [Reading("60", entity: "102")], [Some.Line(entity: "")]));
        Assert.Equal("60.00", Percent(book.Projects[0].Attainment));
        Assert.Empty(book.Unmatched);
    }

    [Fact]
    public void What_belongs_to_no_project_or_no_indicator_is_listed()
    {
        var book = Book(Facts([Indicator(), Indicator(project: "P77", row: 4)], [Reading("60", name: "培训人数", row: 7), Reading("60", project: "P77", row: 8)]));
        Assert.Equal(
            ["绩效指标 P77 预算表中没有这个项目编码", "指标完成 P01 绩效指标表中这个项目没有三级指标“培训人数”", "指标完成 P77 预算表中没有这个项目编码"],
            book.Unmatched.Select(fact => $"{fact.Table} {fact.ProjectCode} {fact.Reason}"));
        Assert.Null(book.Projects[0].Month);
    }

    [Fact]
    public void A_reading_may_stand_before_its_indicator()
    {
        var book = Book(Facts([Indicator(row: 90, batch: 2)], [Reading("60", row: 1)]));
        Assert.Empty(book.Unmatched);
        Assert.Equal("60.00", Percent(book.Projects[0].Attainment));
    }

    [Fact]
    public void An_indicator_is_of_its_year_and_one_without_a_year_of_every_year_of_its_project()
    {
        BudgetLine[] lines = [Some.Line(), Some.Line("P02") with { FiscalYear = 2023 }, Some.Line("P03", entity: "102")];
        var book = Book(Facts(
            [
                Indicator("≥ 90", year: 2023, batch: 5),
                Indicator(year: null),
                Indicator(name: "培训人数", year: 2025, row: 4),
                Indicator(project: "P02", year: null, row: 5),
                Indicator(project: "P02", year: null, entity: "101", row: 6),
                Indicator(project: "P02", year: 2024, row: 7),
                Indicator(project: "P88", year: null, row: 8),
                Indicator(project: "P03", year: null, entity: "101", row: 9),
            ],
            [Reading("60"), Reading("95", 12, year: 2023)],
            lines));
        Assert.Equal("100", Assert.Single(Assert.Single(book.Projects).Indicators).Indicator.TargetText);
        Assert.Equal([7, 8, 9], book.Unmatched.Select(fact => fact.Source.Row));
    }

    [Fact]
    public void Without_a_budget_every_goal_is_listed()
    {
        var book = Book(Facts([Indicator(), Indicator(name: "培训人数", year: 2025, row: 4)], [Reading("60")], lines: []));
        Assert.Empty(book.Projects);
        Assert.Equal(["绩效指标", "指标完成"], book.Unmatched.Select(fact => fact.Table));
    }

    /// <summary>Weights as given, a dash for none, of three goals that are met by 100 %, 50 % and 0 %.</summary>
    [Theory]
    [InlineData("50 30 20", "65.00")]
    [InlineData("- - -", "50.00")]
    [InlineData("20 - 10", "61.11")] // the second counts 15: (20 + 7.5) of 45
    [InlineData("0 0 0", "50.00")]
    [InlineData("0 - 0", "50.00")]
    [InlineData("0 10 0", "50.00")]
    [InlineData("0.5 0.25 0.25", "62.50")]
    public void A_project_is_the_mean_of_its_indicators_by_weight(string weights, string expected)
    {
        var indicators = weights.Split(' ').Select((weight, index) =>
            Indicator(name: $"指标{index}", weight: weight == "-" ? null : decimal.Parse(weight, CultureInfo.InvariantCulture), row: index));
        var readings = new[] { "200", "50", "-10" }.Select((value, index) => Reading(value, name: $"指标{index}"));
        Assert.Equal(expected, Percent(Book(Facts(indicators, readings)).Projects[0].Attainment));
    }

    [Fact]
    public void What_weighs_nothing_says_nothing_of_the_project()
    {
        Indicator[] indicators = [Indicator(weight: 0), Indicator(name: "培训人数", weight: 10, row: 4)];
        var project = Book(Facts(indicators, [Reading("60")])).Projects[0];
        Assert.Equal((null, 1), (project.Attainment, project.NotCounted));
    }

    [Fact]
    public void Money_behind_the_goals_is_below_zero() =>
        Assert.Equal("-70.00", Plain(Book(Facts([Indicator()], [Reading("130")], executions: [Some.Spent(0.6m)])).Projects[0].MoneyAhead));

    [Property]
    public bool A_mean_by_weight_lies_between_the_worst_and_the_best(PositiveInt[] values, NonNegativeInt[] weights)
    {
        if (values.Length == 0) return true;
        var indicators = values.Select((_, index) => Indicator(name: $"指标{index}", weight: index < weights.Length ? weights[index].Get : null, row: index));
        var project = Book(Facts(indicators, values.Select((value, index) => Reading($"{value.Get % 150}", name: $"指标{index}")))).Projects[0];
        var shares = values.Select(value => new Fraction(Math.Min(value.Get % 150, 100), 100)).ToList();
        return project.NotCounted == 0 && project.Attainment >= shares.Min() && project.Attainment <= shares.Max();
    }

    [Property]
    public bool The_order_of_the_rows_changes_nothing(int seed, PositiveInt size)
    {
        var random = new Random(seed);
        var facts = Scramble(random, (size.Get % 60) + 1);
        var other = facts with { Indicators = Shuffled(random, facts.Indicators), IndicatorReadings = Shuffled(random, facts.IndicatorReadings) };
        return Text(Book(facts)) == Text(Book(other));
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-CN")]
    [InlineData("fr-FR")]
    [InlineData("tr-TR")]
    public void The_machines_culture_changes_nothing(string culture)
    {
        var facts = Scramble(new Random(20240831), 200) with
        {
            Indicators = [Indicator("≥ 99.5", unit: "KIT", weight: 12.5m), Indicator("定性", "制度建设", row: 4), .. Scramble(new Random(7), 40).Indicators],
            IndicatorReadings = [Reading("60.25kit"), Reading("一般", name: "制度建设"), Reading("0.5%", name: "验收合格率"), .. Scramble(new Random(7), 40).IndicatorReadings],
        };
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var expected = Text(Book(facts));
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Text(Book(facts)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Anything that looks at every row for every row needs minutes for this.</summary>
    [Fact]
    public void A_hundred_thousand_rows_take_seconds()
    {
        const int Projects = 10_000;
        var numbers = Enumerable.Range(0, Projects).ToList();
        var facts = Facts(
            numbers.SelectMany(number => Enumerable.Range(0, 5).Select(index => Indicator(name: $"指标{index}", project: $"P{number}", row: index))),
            numbers.SelectMany(number => Enumerable.Range(0, 5).Select(index => Reading("60", name: $"指标{index}", project: $"P{number}")))
                .Concat(Enumerable.Range(1, 60_000).Select(row => Reading("60", (row % 7) + 1, "指标0", "P0", batch: row, row: row))),
            numbers.Select(number => Some.Line($"P{number}", entity: $"{number % 100}")));
        var book = PositionBook.Build(facts, Some.August31);
        var clock = Stopwatch.StartNew();
        var goals = GoalBook.Build(facts, book, new IndicatorPolicy());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
        Assert.Equal((Projects, 0), (goals.Projects.Count, goals.Unmatched.Count));
    }

    /// <summary>Rows as a careless office has them: twice, in several imports, of unknown projects and indicators.</summary>
    private static BudgetFacts Scramble(Random random, int rows)
    {
        string[] names = ["采购数量", "验收合格率", "成本控制"];
        string[] projects = ["P01", "P02", "P99"];
        string?[] entities = [null, "101", "102"];
        string[] targets = ["≥ 100", "= 3", "≤ 90", "> 0", "定性 提升", "≥ 若干"];
        string[] values = ["60", "3", "91件", "0", "完成", "部分达成", "60台"];
        return Facts(
            Enumerable.Range(1, rows).Select(row => Indicator(
                Any(targets), Any(names), weight: random.Next(4) == 0 ? null : random.Next(30), project: Any(projects), entity: Any(entities),
                year: random.Next(3) == 0 ? null : 2024, batch: random.Next(1, 4), row: row)),
            Enumerable.Range(1, rows).Select(row => Reading(
                Any(values), random.Next(6, 10), Any(names), Any(projects), Any(entities), random.Next(1, 4), row)),
            [Some.Line(), Some.Line("P02", entity: "101"), Some.Line("P02", entity: "102")],
            [Some.Spent(1, random.Next(6, 10))]);

        T Any<T>(T[] choices) => choices[random.Next(choices.Length)];
    }

    private static List<T> Shuffled<T>(Random random, IReadOnlyList<T> rows)
    {
        var shuffled = rows.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }
}
