using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MonitorWorker.Budgets;

namespace MonitorWorker.Tests.Budgets;

/// <summary>What was stated beside what the data give, on the office of the sample report (amounts in 万元).</summary>
public class StatementBookTests
{
    private const string General = "资金来源=一般公共预算";
    private const string GovernmentFund = "资金来源=政府性基金";

    /// <summary>The figures of the report one by one, right and wrong; null is "cannot be told".</summary>
    [Theory]
    [InlineData("S1", "全部", StatedItem.Original, "811.72", "811.72万元", true)]
    [InlineData("S2", "支出类别=人员支出|公用支出", StatedItem.Original, "809.72", "809.72万元", true)]
    [InlineData("S3", "支出类别=公用支出", StatedItem.Rate, "66.95%", "66.95%", true)]
    [InlineData("S3, rounded", "支出类别=公用支出", StatedItem.Rate, "67%", "66.95%", true)]
    [InlineData("S3, cut off", "支出类别=公用支出", StatedItem.Rate, "66%", "66.95%", false)]
    [InlineData("S4", "项目编码=P01", StatedItem.Rate, "30%", "30.00%", true)]
    [InlineData("S5", "支出类别=项目支出", StatedItem.Adjusted, "744.89", "744.89万元", true)]
    [InlineData("S5, count", "支出类别=项目支出", StatedItem.AddedProjects, "6个", "6个", true)]
    [InlineData("S5, count", "支出类别=项目支出", StatedItem.AddedProjects, "7个", "6个", false)]
    [InlineData("S5, count", "支出类别=项目支出", StatedItem.Projects, "7个", "7个", true)]
    [InlineData("S6", "支出类别=项目支出", StatedItem.Revised, "744.89", "746.89万元", false)]
    [InlineData("S7", "全部", StatedItem.Revised, "1556.61", "1556.61万元", true)]
    [InlineData("S8", General, StatedItem.Outturn, "1556.51", "1261.98万元", false)]
    [InlineData("S10", "全部", StatedItem.Outturn, "1556.61", "1556.61万元", true)]
    [InlineData("S11", "支出类别=项目支出;资金来源=一般公共预算", StatedItem.Outturn, "452.26", "452.26万元", true)]
    [InlineData("S12, of the revised budget", "全部", StatedItem.OutturnRate, "100%", "100.00%", true)]
    [InlineData("S13", "资金来源=事业收入", StatedItem.Outturn, "0元", "0.00元", true)]
    [InlineData("S13, rate", "资金来源=事业收入", StatedItem.Rate, "0%", null, null)]
    [InlineData("S17", "支出类别=项目支出", StatedItem.Executed, "0.6", null, null)]
    [InlineData("S18", "全部", StatedItem.Rate, "16.18%", null, null)]
    [InlineData("in yuan", "项目编码=P01", StatedItem.Executed, "6000元", "6000.00元", true)]
    [InlineData("in 亿元", "全部", StatedItem.Original, "0.08亿元", "0.08亿元", true)]
    [InlineData("in the wrong unit", "项目编码=P01", StatedItem.Executed, "0.6亿元", "0.00亿元", false)]
    public void A_stated_figure_is_recomputed(string why, string scope, StatedItem item, string stated, string? recomputed, bool? agrees)
    {
        var figure = Assert.Single(Book(Stated(scope, item, stated)).Figures);
        Assert.Equal((recomputed, agrees), (figure.Recomputed is { } value ? figure.Figure.Print(value) : null, figure.Agrees));
        Assert.Equal(agrees is null, figure.Unknown is not null);
        Assert.NotEmpty(why);
    }

    [Fact]
    public void A_rate_is_of_the_denominator_that_is_named()
    {
        var figure = Assert.Single(Book(Some.Stated("全部", StatedItem.OutturnRate, "100", "%", StatedItem.Original)).Figures);
        Assert.Equal(("191.77%", false), (figure.Figure.Print(figure.Recomputed!.Value), figure.Agrees));
    }

    [Fact]
    public void Parts_that_divide_a_whole_and_do_not_add_to_it_are_one_finding()
    {
        var total = Assert.Single(Book(
            Stated("全部", StatedItem.Outturn, "1556.61"),
            Stated(General, StatedItem.Outturn, "1556.51"),
            Stated("支出类别=人员支出|公用支出;资金来源=一般公共预算", StatedItem.Outturn, "809.72"),
            Stated("支出类别=项目支出;资金来源=一般公共预算", StatedItem.Outturn, "452.26"),
            Stated(GovernmentFund, StatedItem.Outturn, "294.63"),
            Stated("资金来源=事业收入", StatedItem.Outturn, "0"),
            Stated("资金来源=其他", StatedItem.Outturn, "0")).Totals);
        Assert.False(total.Adds);
        Assert.Equal(("全部", "1851.14万元", 4, 1), (total.Whole.Figure.Scope, total.Whole.Figure.Print(total.Sum), total.Parts.Count, total.Others));
    }

    [Fact]
    public void Parts_that_add_are_silent_and_a_wrong_part_is_found_though_data_are_missing()
    {
        StatedFigure Executed(string scope, string value) => Stated(scope, StatedItem.Executed, value);
        Assert.True(Assert.Single(Book(Executed("全部", "900"), Executed(General, "700.4"), Executed(GovernmentFund, "199.6")).Totals).Adds);
        var wrong = Book(Executed("全部", "900"), Executed(General, "700.4"), Executed(GovernmentFund, "198"));
        Assert.False(Assert.Single(wrong.Totals).Adds);
        Assert.All(wrong.Figures, figure => Assert.Null(figure.Agrees));
    }

    [Fact]
    public void Rounded_parts_may_miss_their_sum_by_half_a_unit_each_and_one_more()
    {
        StatedFigure Of(string scope, string value) => Stated(scope, StatedItem.Executed, value);
        string[] scopes = ["支出类别=人员支出", "支出类别=公用支出", "支出类别=项目支出"];
        Assert.True(Sum("62.32").Adds);
        Assert.True(Sum("62.33").Adds); // 62.32 and 62.33 are rounding
        Assert.False(Sum("62.35").Adds);

        StatedTotal Sum(string whole) => Assert.Single(Book([Of("全部", whole), Of(scopes[0], "20.10"), Of(scopes[1], "20.11"), Of(scopes[2], "22.11")]).Totals);
    }

    [Fact]
    public void Overlapping_scopes_and_figures_of_other_reports_months_and_items_are_never_added()
    {
        Assert.Empty(Book(
            Stated("全部", StatedItem.Outturn, "1556.61"), Stated(General, StatedItem.Outturn, "1261.98"), Stated("支出类别=项目支出", StatedItem.Outturn, "746.89")).Totals);
        Assert.Empty(Book(
            Stated("全部", StatedItem.Outturn, "1556.61"),
            Stated(General, StatedItem.Outturn, "1"),
            Stated(GovernmentFund, StatedItem.Revised, "2"),
            Some.Stated(GovernmentFund, StatedItem.Outturn, "3", report: "另一份报告"),
            Some.Stated(GovernmentFund, StatedItem.Outturn, "4", month: 7)).Totals);
    }

    [Fact]
    public void The_same_thing_stated_twice_is_two_statements_and_a_corrected_copy_takes_their_place()
    {
        var first = Some.Stated("支出类别=项目支出", StatedItem.Revised, "744.89", row: 5);
        var second = Some.Stated("支出类别=特定目标类", StatedItem.Revised, "746.89", row: 9);
        var twice = Book(first, second).Figures;
        Assert.Equal([(1, false), (2, true)], twice.Select(figure => (figure.Key.Occurrence, figure.Agrees!.Value)));

        var corrected = Book(first, second, Some.Stated("支出类别=项目支出", StatedItem.Revised, "746.89", batch: 2)).Figures;
        Assert.Equal((2, true), (Assert.Single(corrected).Figure.Batch, corrected[0].Agrees));
        Assert.Equal(twice[0].Key, corrected[0].Key);
    }

    [Theory]
    [InlineData("102", "170.00万元")]
    [InlineData("乙局", "170.00万元")]
    [InlineData("10", null)]
    [InlineData("示例县财政局", "185.00万元")]
    [InlineData(null, "185.00万元")]
    public void What_a_unit_states_is_recomputed_of_itself_and_of_those_below_it(string? unit, string? recomputed)
    {
        var facts = Some.Facts([Some.Line("P01", 15, entity: "101"), Some.Line("P01", 100, entity: "102") with { EntityName = "乙局" }, Some.Line("P01", 70, entity: "102001")]);
        var figure = StatementBook.Build(facts with { StatedFigures = [Some.Stated("全部", StatedItem.Original, "888") with { ReportingUnit = unit }] }, Some.August31).Figures.Single();
        Assert.Equal(recomputed ?? "185.00万元", figure.Figure.Print(figure.Recomputed!.Value));
    }

    [Fact]
    public void A_figure_is_recomputed_as_of_its_own_month_and_later_ones_wait()
    {
        var office = Office() with { Executions = [Some.Spent(0.5m, 7), Some.Spent(0.6m), Some.Spent(0.7m, 9)] };
        var book = StatementBook.Build(office with { StatedFigures = [July("0.5"), Stated("项目编码=P01", StatedItem.Executed, "0.6"), September()] }, Some.August31);
        Assert.Equal([true, true], book.Figures.Select(figure => figure.Agrees));

        // The additions of August are not in a figure of July.
        var revised = StatementBook.Build(office with { StatedFigures = [Some.Stated("全部", StatedItem.Revised, "811.72", month: 7)] }, Some.August31);
        Assert.True(Assert.Single(revised.Figures).Agrees);

        static StatedFigure July(string value) => Some.Stated("项目编码=P01", StatedItem.Executed, value, month: 7);
        static StatedFigure September() => Some.Stated("项目编码=P01", StatedItem.Executed, "0.9", month: 9);
    }

    [Fact]
    public void What_is_not_told_by_fund_cannot_be_recomputed_by_fund()
    {
        var facts = Some.Facts([Some.Line(fund: "一般公共预算"), Some.Line(fund: "政府性基金", original: 4)], null, [Some.Spent(3)]);
        var book = StatementBook.Build(facts with { StatedFigures = [Stated(General, StatedItem.Executed, "1"), Stated(General, StatedItem.Original, "2"), Stated("全部", StatedItem.Executed, "3")] }, Some.August31);
        Assert.Equal([null, true, true], book.Figures.Select(figure => figure.Agrees));
    }

    [Fact]
    public void A_budget_given_twice_makes_its_sums_unknown()
    {
        var facts = Some.Facts([Some.Line(original: 2, row: 3), Some.Line(original: 3, row: 4)]);
        Assert.Null(StatementBook.Build(facts with { StatedFigures = [Stated("全部", StatedItem.Original, "2")] }, Some.August31).Figures.Single().Agrees);
    }

    [Property]
    public bool A_right_statement_rounded_to_any_precision_is_silent(PositiveInt[] fen, NonNegativeInt precision, NonNegativeInt unit)
    {
        var amounts = fen.Select(amount => (long)amount.Get * 37).DefaultIfEmpty(0).ToArray();
        var (name, size) = Unit(unit);
        var rounded = Math.Round(amounts.Sum() / size, precision.Get % 9, MidpointRounding.AwayFromZero);
        return Judge(amounts, rounded, name).Agrees == true;
    }

    [Property]
    public bool A_statement_that_is_off_by_more_than_rounding_can_make_is_found(PositiveInt[] fen, NonNegativeInt precision, NonNegativeInt unit, bool above)
    {
        var amounts = fen.Select(amount => (long)amount.Get * 37).DefaultIfEmpty(37).ToArray();
        var (name, size) = Unit(unit);
        var decimals = precision.Get % 9;
        var lastPlace = 1m / (decimal)Math.Pow(10, decimals);
        var parts = amounts.Length;
        var off = ((parts > 1 ? (parts + 1) / 2m : 0.5m) + 1) * lastPlace;
        var stated = Math.Round(amounts.Sum() / size + (above ? off : -off), decimals, MidpointRounding.AwayFromZero);
        return Judge(amounts, stated, name).Agrees == false;
    }

    [Property]
    public bool A_rate_rounded_to_any_precision_is_silent_and_one_last_place_off_is_found(PositiveInt budget, NonNegativeInt spent, NonNegativeInt precision)
    {
        var decimals = precision.Get % 7;
        var exact = spent.Get * 100m / budget.Get;
        var rounded = Math.Round(exact, decimals, MidpointRounding.AwayFromZero);
        var facts = Some.Facts([Some.Line(original: budget.Get)], null, [Some.Spent(spent.Get)]);
        var off = Math.Round(rounded + 2m / (decimal)Math.Pow(10, decimals), decimals);
        return Rate(rounded) == true && Rate(off) == false;

        bool? Rate(decimal value) => StatementBook.Build(
            facts with { StatedFigures = [Some.Stated("全部", StatedItem.Rate, value.ToString(CultureInfo.InvariantCulture), "%")] }, Some.August31).Figures.Single().Agrees;
    }

    [Property]
    public bool Parts_rounded_from_the_data_always_add_to_their_rounded_whole(PositiveInt[] fen, NonNegativeInt precision)
    {
        var amounts = fen.Select(amount => (long)amount.Get * 37).DefaultIfEmpty(0).ToArray();
        var decimals = precision.Get % 7;
        var figures = amounts.Select((amount, index) => Round($"项目编码=P{index}", amount)).Append(Round("全部", amounts.Sum()));
        var totals = StatementBook.Build(Lines(amounts) with { StatedFigures = [.. figures] }, Some.August31).Totals;
        return amounts.Length < 2 || totals is [{ Adds: true }];

        StatedFigure Round(string scope, long amount) => Some.Stated(
            scope, StatedItem.Original, Math.Round(amount / 1_000_000m, decimals, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture));
    }

    private static (string Name, decimal Fen) Unit(NonNegativeInt number) => (number.Get % 3) switch { 0 => ("元", 100m), 1 => ("万元", 1_000_000m), _ => ("亿元", 10_000_000_000m) };

    private static RecomputedFigure Judge(long[] amounts, decimal stated, string unit) => StatementBook.Build(
        Lines(amounts) with { StatedFigures = [Some.Stated("全部", StatedItem.Original, stated.ToString(CultureInfo.InvariantCulture), unit)] }, Some.August31).Figures.Single();

    private static BudgetFacts Lines(long[] amounts) => Some.Facts(amounts.Select((amount, index) => Some.Line($"P{index}", amount / 1_000_000m)));

    private static StatedFigure Stated(string scope, StatedItem item, string value)
    {
        var digits = value.LastIndexOfAny([.. "0123456789"]) + 1;
        return Some.Stated(scope, item, value[..digits], digits == value.Length ? "万元" : value[digits..]);
    }

    private static StatementBook Book(params StatedFigure[] figures) => StatementBook.Build(Office() with { StatedFigures = figures }, Some.August31);

    /// <summary>Nine lines; six came in August; only two have an execution figure; all expect to spend everything.</summary>
    private static BudgetFacts Office()
    {
        (string Code, SpendingCategory Category, decimal Original, decimal Added, string Fund)[] lines =
        [
            ("P01", SpendingCategory.Project, 2, 0, "一般公共预算"),
            ("P02", SpendingCategory.Personnel, 614.48m, 0, "一般公共预算"),
            ("P03", SpendingCategory.Operating, 195.24m, 0, "一般公共预算"),
            ("P04", SpendingCategory.Project, 0, 294.63m, "政府性基金"),
            ("P05", SpendingCategory.Project, 0, 150, "一般公共预算"),
            ("P06", SpendingCategory.Project, 0, 93.5m, "一般公共预算"),
            ("P07", SpendingCategory.Project, 0, 150, "一般公共预算"),
            ("P08", SpendingCategory.Project, 0, 36.76m, "一般公共预算"),
            ("P09", SpendingCategory.Project, 0, 20, "一般公共预算"),
        ];
        return new BudgetFacts(
            [.. lines.Select(line => Some.Line(line.Code, line.Original, fund: line.Fund) with { Category = line.Category })],
            [.. lines.Where(line => line.Added > 0).Select(line => Some.Added(line.Added, 8, project: line.Code))],
            [Some.Spent(0.6m), Some.Spent(130.71m, project: "P03")],
            [.. lines.Select(line => Some.Expects(line.Original + line.Added, line.Code))]);
    }
}
