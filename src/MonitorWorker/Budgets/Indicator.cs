using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>指标性质: how the completed value must stand to the target.</summary>
public enum IndicatorOperator
{
    /// <summary>≥</summary>
    AtLeast,

    /// <summary>&gt;</summary>
    MoreThan,

    /// <summary>=</summary>
    Equal,

    /// <summary>≤</summary>
    AtMost,

    /// <summary>&lt;</summary>
    LessThan,

    /// <summary>定性: told in words, judged by people.</summary>
    Qualitative,
}

/// <summary>One row of 绩效指标: what a project has promised to reach in the year.</summary>
/// <param name="FiscalYear">Null where the table names no year: then it is of every year in which the project has a budget.</param>
/// <param name="Level1">一级指标: 产出指标, 效益指标, 满意度指标 …</param>
/// <param name="Level2">二级指标: 数量指标, 质量指标 …</param>
/// <param name="Name">三级指标, which names the indicator within its project.</param>
/// <param name="TargetText">年度指标值 as written; null where it is blank or masked.</param>
/// <param name="Target">The same as a number in <paramref name="Unit"/>, exact; null where it is none.</param>
/// <param name="Weight">权重 in points; null where none is given.</param>
public sealed record Indicator(
    long Batch,
    int? FiscalYear,
    string? EntityCode,
    string ProjectCode,
    string? Level1,
    string? Level2,
    string Name,
    IndicatorOperator Operator,
    string? TargetText,
    decimal? Target,
    string? Unit,
    decimal? Weight,
    SourceRef Source);

/// <summary>One row of 指标完成: what an indicator had reached by the end of a month.</summary>
/// <param name="Name">三级指标.</param>
/// <param name="ValueText">完成值 as written.</param>
/// <param name="Value">The same as a number, exact; null where it is told in words.</param>
public sealed record IndicatorReading(
    long Batch,
    string? EntityCode,
    string ProjectCode,
    string Name,
    YearMonth Month,
    string ValueText,
    decimal? Value,
    SourceRef Source);
