using Fractions;
using FsCheck;
using FsCheck.Xunit;
using MonitorWorker.Performance;
using static MonitorWorker.Tests.Performance.SomeGoals;

namespace MonitorWorker.Tests.Performance;

public class IndicatorAttainmentTests
{
    /// <summary>Target, value and month of a quantity; share of the year, percent against schedule, and whether the annual target is met.</summary>
    [Theory]
    [InlineData("≥ 100", "60", 8, "60.00", "90.00", false)]
    [InlineData("≥ 100", "60", 12, "60.00", "60.00", false)]
    [InlineData("≥ 100", "100", 12, "100.00", "100.00", true)]
    [InlineData("≥ 100", "130", 12, "130.00", "130.00", true)]
    [InlineData("≥ 12", "1", 1, "8.33", "100.00", false)]
    [InlineData("≥ 3", "1", 8, "33.33", "50.00", false)]
    [InlineData("≥ 100", "0", 8, "0.00", "0.00", false)]
    [InlineData("≥ 100", "-5", 6, "-5.00", "-10.00", false)]
    [InlineData("> 100", "100", 12, "100.00", "100.00", false)]
    [InlineData("> 100", "100.01", 12, "100.01", "100.01", true)]
    [InlineData("= 100", "60", 8, "60.00", "90.00", false)]
    [InlineData("= 100", "100", 12, "100.00", "100.00", true)]
    [InlineData("= 100", "120", 12, "120.00", "120.00", false)]
    [InlineData("≥ 100", "60件", 8, "60.00", "90.00", false)]
    [InlineData("≥ 100件", "60 件", 8, "60.00", "90.00", false)]
    public void A_quantity_is_due_month_by_month(string target, string value, int month, string attainment, string schedule, bool inRange)
    {
        var judged = Judge(Indicator(target), value, month);
        Assert.Equal((IndicatorMeasure.Schedule, true, new Fraction(month, 12)), (judged.Measure, judged.Prorated, judged.DueShare!.Value));
        Assert.Equal((attainment, schedule, schedule), (Percent(judged.Attainment), Plain(judged.AgainstSchedule), Plain(judged.OverachievedBy)));
        Assert.Equal(inRange, judged.InRange);
        Assert.Null(judged.Grade);
        Assert.Null(judged.CannotJudge);
    }

    [Fact]
    public void A_threshold_that_is_met_is_met_exactly() =>
        Assert.Equal(new Fraction(80), Judge(Indicator("≥ 3"), "1.6", 8).AgainstSchedule);

    /// <summary>二级指标, target, unit, value in August; share of the year, whether it is in range, percent held against the limit for overachievement.</summary>
    [Theory]
    [InlineData("质量指标", "≥ 95", "%", "96", "101.05", true, "101.05")]
    [InlineData("质量指标", "≥ 95%", null, "96%", "101.05", true, "101.05")]
    [InlineData("质量指标", "≥ 95", "%", "94", "98.95", false, "98.95")]
    [InlineData("质量指标", "= 100", "%", "100", "100.00", true, "100.00")]
    [InlineData("时效指标", "≤ 12月", null, "8月", "100.00", true, null)]
    [InlineData("成本指标", "≤ 90", "万元", "89", "100.00", true, null)]
    [InlineData("成本指标", "≤ 90", "万元", "90", "100.00", true, null)]
    [InlineData("成本指标", "≤ 90", "万元", "91", "98.90", false, null)]
    [InlineData("经济成本指标", "< 90", "万元", "90", "100.00", false, null)]
    [InlineData("经济成本指标", "< 90", "万元", "180", "50.00", false, null)]
    [InlineData("成本指标", "≤ 90", "万元", "0", "100.00", true, null)]
    [InlineData("社会效益指标", "≤ 5", "起", "6", "83.33", false, null)] // a limit is one at any time of the year
    [InlineData("数量指标", "= 0", "起", "0", "100.00", true, null)]
    [InlineData("数量指标", "= 0", "起", "1", "0.00", false, null)]
    [InlineData("数量指标", "≤ 0", "起", "0", "100.00", true, null)]
    [InlineData("数量指标", "≤ 0", "起", "1", "0.00", false, null)]
    [InlineData("经济效益指标", "> 0", "万元", "0", "0.00", false, null)]
    [InlineData("经济效益指标", "> 0", "万元", "0.01", "100.00", true, null)]
    [InlineData("经济效益指标", "≥ -3", "%", "-2%", "100.00", true, null)]
    [InlineData("经济效益指标", "≥ -3", "%", "-4%", "0.00", false, null)]
    public void A_state_and_a_limit_are_judged_at_the_annual_target(
        string level2, string target, string? unit, string value, string attainment, bool inRange, string? overachieved)
    {
        var judged = Judge(Indicator(target, level2: level2, unit: unit), value);
        Assert.Equal((IndicatorMeasure.Range, false, Fraction.One), (judged.Measure, judged.Prorated, judged.DueShare!.Value));
        Assert.Equal((attainment, inRange), (Percent(judged.Attainment), judged.InRange!.Value));
        Assert.Equal(overachieved, Plain(judged.OverachievedBy));
        Assert.Equal(overachieved, Plain(judged.AgainstSchedule));
        Assert.Null(judged.CannotJudge);
    }

    [Theory]
    [InlineData("产出指标", "数量指标", true)]
    [InlineData("产出指标", "质量指标", false)]
    [InlineData("产出指标", "时效指标", false)]
    [InlineData("产出指标", "经济成本指标", false)]
    [InlineData("成本指标", "数量", false)] // what is never prorated wins at either level
    [InlineData("成本指标", null, false)]
    [InlineData("产出指标", null, true)]
    [InlineData("效益指标", "经济效益指标", true)]
    [InlineData("效益指标", "社会效益", true)]
    [InlineData("效益指标", "生态效益指标", true)]
    [InlineData("效益指标", "可持续影响指标", true)]
    [InlineData("效益指标", "生态环境成本指标", false)]
    [InlineData("满意度指标", "服务对象", true)]
    [InlineData(null, "数 量（指标）", true)]
    [InlineData(null, null, true)]
    [InlineData("（ ）", "", true)]
    [InlineData("其他", "安全", false)] // named, and no word of the list
    public void What_is_prorated_follows_the_words_of_the_levels(string? level1, string? level2, bool prorated) =>
        Assert.Equal(prorated, Judge(Indicator(level1: level1, level2: level2), "60").Prorated);

    [Fact]
    public void The_words_of_the_levels_are_configurable()
    {
        var policy = new IndicatorPolicy { ProratedWords = ["安全"], UnproratedWords = ["数量"] };
        Assert.True(Judge(Indicator(level2: "安全指标"), "60", policy: policy).Prorated);
        Assert.False(Judge(Indicator(), "60", policy: policy).Prorated);
        Assert.False(Judge(Indicator(level1: "效益指标", level2: null), "60", policy: policy).Prorated);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("％")]
    [InlineData("百分比")]
    [InlineData("分")]
    [InlineData("度")]
    public void A_satisfaction_of_96_in_August_is_on_schedule_and_no_sign_of_a_low_target(string unit)
    {
        var judged = Judge(Indicator("≥ 95", level1: "满意度指标", level2: null, unit: unit), "96");
        Assert.Equal(("151.58", "101.05"), (Plain(judged.AgainstSchedule), Plain(judged.OverachievedBy)));
    }

    [Fact]
    public void The_units_that_are_states_are_configurable()
    {
        var policy = new IndicatorPolicy { PointUnits = ["平方米"] };
        Assert.Equal("60.00", Plain(Judge(Indicator(unit: "平方米"), "60", policy: policy).OverachievedBy));
        Assert.Equal("90.00", Plain(Judge(Indicator(unit: "%"), "60%", policy: policy).OverachievedBy));
    }

    [Theory]
    [InlineData("达成目标", IndicatorGrade.Met, "100.00")]
    [InlineData("达成预期目标", IndicatorGrade.Met, "100.00")]
    [InlineData("达成", IndicatorGrade.Met, "100.00")]
    [InlineData("完成", IndicatorGrade.Met, "100.00")]
    [InlineData("已完成", IndicatorGrade.Met, "100.00")]
    [InlineData("优", IndicatorGrade.Met, "100.00")]
    [InlineData("好", IndicatorGrade.Met, "100.00")]
    [InlineData("部分达成目标并具有一定效果", IndicatorGrade.Partly, "60.00")]
    [InlineData("部分达成", IndicatorGrade.Partly, "60.00")]
    [InlineData("部分完成", IndicatorGrade.Partly, "60.00")]
    [InlineData("基本达成", IndicatorGrade.Partly, "60.00")]
    [InlineData("基本完成", IndicatorGrade.Partly, "60.00")]
    [InlineData("良", IndicatorGrade.Partly, "60.00")]
    [InlineData("中", IndicatorGrade.Partly, "60.00")]
    [InlineData("一般", IndicatorGrade.Partly, "60.00")]
    [InlineData("未达成目标且效果较差", IndicatorGrade.Missed, "0.00")]
    [InlineData("未达成目标", IndicatorGrade.Missed, "0.00")]
    [InlineData("未达成", IndicatorGrade.Missed, "0.00")]
    [InlineData("未完成", IndicatorGrade.Missed, "0.00")]
    [InlineData("差", IndicatorGrade.Missed, "0.00")]
    [InlineData(" 已完成。", IndicatorGrade.Met, "100.00")]
    [InlineData("部分达成目标，并具有一定效果；", IndicatorGrade.Partly, "60.00")]
    [InlineData("（未　完成）", IndicatorGrade.Missed, "0.00")]
    public void A_quality_is_graded_by_its_words(string value, IndicatorGrade grade, string attainment)
    {
        var judged = Judge(Indicator("定性 有所提升", level2: "社会效益指标", unit: null), value);
        Assert.Equal((IndicatorMeasure.Grade, grade, attainment), (judged.Measure, judged.Grade!.Value, Percent(judged.Attainment)));
        Assert.False(judged.Prorated);
        Assert.Equal((null, null, null), (judged.InRange, judged.AgainstSchedule, judged.OverachievedBy));
    }

    [Fact]
    public void Grades_and_their_words_are_configurable_and_a_word_in_two_lists_is_the_worse()
    {
        var policy = new IndicatorPolicy { MetWords = ["A级", "B级"], PartlyWords = ["B级", "C级"], MissedWords = ["C级"], PartlyPercent = 75, MissedPercent = 12.5m };
        Assert.Equal(["100.00", "75.00", "12.50"], new[] { "ａ级", "B级", "C级" }.Select(word => Percent(Judge(Indicator("定性"), word, policy: policy).Attainment)));
        Assert.NotNull(Judge(Indicator("定性"), "完成", policy: policy).CannotJudge);
    }

    [Theory]
    [InlineData("≥ 100", "件", "完成", "完成值“完成”不是数字")]
    [InlineData("≥ 100", "件", "约60件左右", "完成值“约60件左右”不是数字")]
    [InlineData("≥ 100", "件", "60台", "完成值的单位“台”与指标的计量单位“件”不同")]
    [InlineData("≤ 90", "万元", "890000元", "完成值的单位“元”与指标的计量单位“万元”不同")]
    [InlineData("≥ 100", null, "60%", "完成值写了单位“%”，指标没有计量单位，不能比较")]
    [InlineData("≥ 100", null, "60万件", "完成值写了单位“万件”，指标没有计量单位，不能比较")]
    [InlineData("≥ 95", "%", "0.96", "完成值“0.96”看不出是百分之几还是几成，请写明百分号")]
    [InlineData("≥ 按时完成", null, "60", "年度指标值“按时完成”不是数字")]
    [InlineData("≥ 若干", "件", "60", "年度指标值“若干”不是以“件”计的数字")]
    [InlineData("≥", "件", "60", "没有年度指标值")]
    [InlineData("定性 有所提升", null, "开展了三次培训", "定性指标的完成值“开展了三次培训”不是可识别的等级（达成目标、部分达成目标并具有一定效果、未达成目标且效果较差）")]
    [InlineData("定性 有所提升", null, "——", "定性指标的完成值“——”不是可识别的等级（达成目标、部分达成目标并具有一定效果、未达成目标且效果较差）")]
    public void What_cannot_be_compared_is_not_judged_and_says_why(string target, string? unit, string value, string reason)
    {
        var judged = Judge(Indicator(target, unit: unit), value);
        Assert.Equal(reason, judged.CannotJudge);
        Assert.Equal((null, null, null, null, null), (judged.Attainment, judged.AgainstSchedule, judged.OverachievedBy, judged.InRange, judged.Grade));
        Assert.False(judged.Missing);
    }

    [Theory]
    [InlineData("≥ 100", null, "60件")]
    [InlineData("≥ 95", "%", "0.96%")]
    [InlineData("≥ 95", "百分比", "96%")]
    [InlineData("≥ 0.5", "%", "0.4")]
    [InlineData("≤ 5", "%", "0.5")]
    [InlineData("≥ 100", "KM", "60km")]
    [InlineData("≥ 100", "（台）", "60台。")]
    public void Units_that_may_well_be_the_same_are_compared(string target, string? unit, string value) =>
        Assert.Null(Judge(Indicator(target, unit: unit), value).CannotJudge);

    [Fact]
    public void A_paragraph_in_one_cell_is_quoted_by_its_beginning()
    {
        var reason = Judge(Indicator(), new string('文', 500)).CannotJudge!;
        Assert.Equal($"完成值“{new string('文', 40)}…”不是数字", reason);
    }

    [Theory]
    [InlineData(null, "没有年度指标值")]
    [InlineData("若干", "年度指标值“若干”不是以“件”计的数字")]
    public void A_target_that_is_none_is_told_before_any_value_is_missed(string? target, string reason)
    {
        var judged = Judge(Indicator(target is null ? "≥" : $"≥ {target}"), null);
        Assert.True(judged.Missing);
        Assert.Equal(reason, judged.CannotJudge);
    }

    [Property]
    public bool More_of_what_is_to_be_reached_is_never_less(PositiveInt target, int value, NonNegativeInt more, PositiveInt month, bool exact)
    {
        var indicator = Indicator($"{(exact ? "=" : "≥")} {target.Get}");
        var at = (month.Get % 12) + 1;
        var (less, greater) = (Judge(indicator, $"{value}", at), Judge(indicator, $"{(long)value + more.Get}", at));
        return less.Attainment <= greater.Attainment && less.AgainstSchedule <= greater.AgainstSchedule && (exact || !less.InRange!.Value || greater.InRange!.Value);
    }

    [Property]
    public bool More_of_what_is_limited_is_never_better(int target, int value, NonNegativeInt more)
    {
        var indicator = Indicator($"≤ {target}");
        var (less, greater) = (Judge(indicator, $"{value}"), Judge(indicator, $"{(long)value + more.Get}"));
        return less.Attainment >= greater.Attainment && (less.InRange!.Value || !greater.InRange!.Value) && less.AgainstSchedule is null;
    }

    [Property]
    public bool At_the_years_end_schedule_and_annual_target_are_one(PositiveInt target, int value)
    {
        var judged = Judge(Indicator($"≥ {target.Get}"), $"{value}", 12);
        return judged.AgainstSchedule == judged.Attainment * 100 && judged.InRange == judged.AgainstSchedule >= new Fraction(100);
    }
}
