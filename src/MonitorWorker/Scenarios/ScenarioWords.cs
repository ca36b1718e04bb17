using MonitorWorker.Rules;

namespace MonitorWorker.Scenarios;

/// <summary>The words of the expectations, in Chinese or as codes.</summary>
internal static class ScenarioWords
{
    /// <summary>Nothing is found, nothing changes, there is no light: said on purpose, where a blank cell asks nothing.</summary>
    public const string None = "无";

    public const string Pending = "pending";

    public static IReadOnlyDictionary<string, Level> Lights { get; } = Enum.GetValues<Level>()
        .SelectMany(level => new[] { (Of(level), level), (level.Code(), level) })
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>A finding is never green.</summary>
    public static IReadOnlyDictionary<string, string> Levels { get; } =
        Lights.Where(pair => pair.Value != Level.Green).ToDictionary(pair => pair.Key, pair => pair.Value.Code(), StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyDictionary<string, string> Changes { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["opened"] = "opened",
        ["raised"] = "raised",
        ["lowered"] = "lowered",
        ["resolved"] = "resolved",
        [Pending] = Pending,
        ["首次"] = "opened",
        ["升级"] = "raised",
        ["降级"] = "lowered",
        ["解除"] = "resolved",
        ["待定"] = Pending,
    };

    public static string Of(Level level) => level switch
    {
        Level.Red => "红",
        Level.Yellow => "黄",
        Level.Blue => "蓝",
        Level.Grey => "灰",
        _ => "绿",
    };
}
