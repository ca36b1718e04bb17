namespace MonitorWorker.Performance;

/// <summary>
/// Which indicators are due month by month, which are states at a time, and how words are graded. The defaults are those of the
/// Shanxi variant of the deployed national module: quantities, benefits and satisfaction are prorated, quality, timeliness and cost
/// never. Words are compared without regard to width, case, white space and punctuation.
/// </summary>
public sealed record IndicatorPolicy
{
    /// <summary>
    /// An indicator is due month by month where its 一级指标 or 二级指标 holds one of these words, or where it has neither. Default:
    /// quantities, benefits, satisfaction, and an output (产出) of which nothing closer is said.
    /// </summary>
    public IReadOnlyList<string> ProratedWords { get; init; } = ["数量", "经济效益", "社会效益", "生态效益", "可持续影响", "效益", "满意度", "产出"];

    /// <summary>An indicator with one of these words at either level is never prorated, whatever else it says: 产出指标 / 质量指标. Default: 质量, 时效, 成本.</summary>
    public IReadOnlyList<string> UnproratedWords { get; init; } = ["质量", "时效", "成本"];

    /// <summary>Units whose values are a state at a time and no sum over the year: being above target is measured at the annual target. Default: %, ‰, 分, 度.</summary>
    public IReadOnlyList<string> PointUnits { get; init; } = ["%", "‰", "分", "度"];

    /// <summary>What a completed value must say, as a whole, to be graded <see cref="IndicatorGrade.Met"/>.</summary>
    public IReadOnlyList<string> MetWords { get; init; } = ["达成目标", "达成预期目标", "达成", "完成", "已完成", "优", "好"];

    /// <summary>The same for <see cref="IndicatorGrade.Partly"/>.</summary>
    public IReadOnlyList<string> PartlyWords { get; init; } =
        ["部分达成目标并具有一定效果", "部分达成", "部分完成", "基本达成", "基本完成", "良", "中", "一般"];

    /// <summary>The same for <see cref="IndicatorGrade.Missed"/>. A word in two lists counts as the worse of the two.</summary>
    public IReadOnlyList<string> MissedWords { get; init; } = ["未达成目标且效果较差", "未达成目标", "未达成", "未完成", "差"];

    /// <summary>Attainment in percent of an indicator that is met; default 100.</summary>
    public decimal MetPercent { get; init; } = 100;

    /// <summary>Attainment in percent of one that is partly met; default 60, the lower end of its band of 60–80 (财预〔2020〕10号).</summary>
    public decimal PartlyPercent { get; init; } = 60;

    /// <summary>Attainment in percent of one that is missed; default 0.</summary>
    public decimal MissedPercent { get; init; }
}
