namespace MonitorWorker.Notifications.Views;

/// <summary>One of the alerts that have been open longest.</summary>
internal sealed class OpenAlertView(OpenAlert alert)
{
    public string? Name { get; } = Plain.Line(alert.Name, 40);

    public string? RuleWord { get; } = RuleWords.Of(alert.Rule);

    public string Level { get; } = LevelWords.Of(alert.Level).Code;

    public string Symbol { get; } = LevelWords.Of(alert.Level).Symbol;

    public string LevelWord { get; } = LevelWords.Of(alert.Level).Word;

    public string? Since { get; } = Months.Day(alert.Since);

    public string? Number { get; } = Plain.Line(alert.Number, 30);

    /// <summary>What people have said about it; null where nothing.</summary>
    public HeardView? Heard { get; } = HeardView.Of(alert.Heard);
}
