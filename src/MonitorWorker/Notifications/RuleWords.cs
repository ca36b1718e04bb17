using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications;

/// <summary>What a rule is called at the console; the id of a rule that has no name stays as it is.</summary>
internal static class RuleWords
{
    /// <returns>Null for a line without a finding, whose rule is empty.</returns>
    public static string? Of(string rule) => MailWords.Chinese.Rule(rule);
}
