using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>One of the alerts that have been open longest.</summary>
internal sealed class OpenAlertView(OpenAlert alert, MailWords words)
{
    public string? Name { get; } = words.NameOf(alert.Rule, Plain.Line(alert.Name, 40));

    public string? RuleWord { get; } = words.Rule(alert.Rule);

    public string Level { get; } = LevelWords.Of(alert.Level).Code;

    public string Symbol { get; } = LevelWords.Of(alert.Level).Symbol;

    public string LevelWord { get; } = words.Level(LevelWords.Of(alert.Level));

    public string? Since { get; } = words.Months.Day(alert.Since);

    public string? Number { get; } = Plain.Line(alert.Number, 30);

    /// <summary>What people have said about it; null where nothing.</summary>
    public HeardView? Heard { get; } = HeardView.Of(alert.Heard, words);
}
