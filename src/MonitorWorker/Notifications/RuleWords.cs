namespace MonitorWorker.Notifications;

/// <summary>What a rule is called among people; the id of a rule that has no name here stays as it is.</summary>
internal static class RuleWords
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["execution-lag"] = "支出进度滞后",
        ["execution-ahead"] = "支出过快",
        ["over-execution"] = "超预算执行",
        ["idle-funds"] = "资金闲置",
        ["missing-data"] = "未报送数据",
        ["stale-data"] = "数据过期",
        ["cannot-judge"] = "无法判断",
        ["forecast-shortfall"] = "预计执行不足",
        ["forecast-overrun"] = "预计超预算",
        ["forecast-not-credible"] = "全年预计不可信",
        ["target-lag"] = "绩效目标滞后",
        ["target-overachieved"] = "绩效目标偏低（超额完成）",
        ["goal-money-gap"] = "资金快于绩效",
        ["statement-mismatch"] = "填报数不符",
        ["total-mismatch"] = "合计对不上",
    };

    /// <returns>Null for a line without a finding, whose rule is empty.</returns>
    public static string? Of(string rule) => rule.Length == 0 ? null : Names.GetValueOrDefault(rule) ?? Plain.Line(rule, 60);
}
