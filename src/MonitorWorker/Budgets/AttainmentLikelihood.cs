namespace MonitorWorker.Budgets;

/// <summary>完成目标可能性: what the unit itself says of whether the year's target will be reached; the three boxes of 《项目支出绩效目标执行监控表》.</summary>
public enum AttainmentLikelihood
{
    /// <summary>确定能</summary>
    Certain,

    /// <summary>有可能</summary>
    Possible,

    /// <summary>完全不可能</summary>
    Impossible,
}

/// <summary>The field's words for it.</summary>
public static class AttainmentLikelihoods
{
    /// <summary>Word of the form → meaning; forms that are exchanged as tables have 1, 2 and 3.</summary>
    public static IReadOnlyDictionary<string, AttainmentLikelihood> ByName { get; } = new Dictionary<string, AttainmentLikelihood>
    {
        ["确定能"] = AttainmentLikelihood.Certain,
        ["有可能"] = AttainmentLikelihood.Possible,
        ["完全不可能"] = AttainmentLikelihood.Impossible,
        ["1"] = AttainmentLikelihood.Certain,
        ["2"] = AttainmentLikelihood.Possible,
        ["3"] = AttainmentLikelihood.Impossible,
    };

    public static string Name(this AttainmentLikelihood likelihood) => likelihood switch
    {
        AttainmentLikelihood.Certain => "确定能",
        AttainmentLikelihood.Possible => "有可能",
        _ => "完全不可能",
    };
}
