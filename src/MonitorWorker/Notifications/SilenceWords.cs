using MonitorWorker.Alerts;
using MonitorWorker.Rules;

namespace MonitorWorker.Notifications;

/// <summary>What a silence covers, as people say it.</summary>
public static class SilenceWords
{
    /// <param name="rule">Rule id.</param>
    public static string Rule(string rule) => RuleWords.Of(rule) ?? "";

    /// <param name="level">Worst level that is covered.</param>
    public static string UpTo(Level level) => LevelWords.Of(level.Code()).Word + (level == Level.Red ? "" : "及以下");

    /// <summary>By its codes: 项目P01 支出进度滞后 黄色预警及以下.</summary>
    public static string Of(SilenceScope scope) => string.Join(' ', new[]
    {
        scope.AlertKey is { } key ? $"预警{key}" : null,
        scope.Entity is { } entity ? $"单位{entity}" : null,
        scope.Project is { } project ? $"项目{project}" : null,
        scope.Rule is { } rule ? Rule(rule) : null,
        scope.Level is { } level ? UpTo(level) : null,
    }.OfType<string>());
}
