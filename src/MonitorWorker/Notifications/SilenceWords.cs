using MonitorWorker.Rules;

namespace MonitorWorker.Notifications;

/// <summary>What a silence covers, as people say it.</summary>
public static class SilenceWords
{
    /// <param name="rule">Rule id.</param>
    public static string Rule(string rule) => RuleWords.Of(rule) ?? "";

    /// <param name="level">Worst level that is covered.</param>
    public static string UpTo(Level level) => LevelWords.Of(level.Code()).Word + (level == Level.Red ? "" : "及以下");
}
