namespace MonitorWorker.Notifications.Views;

/// <summary>A rule that judged lines of a digest.</summary>
internal sealed record RuleView
{
    public RuleView(LineSnapshot line)
    {
        Text = Plain.Line(line.RuleText, 400);
        RuleSet = Plain.Line(line.RuleSet, 80);
    }

    public string? Text { get; }

    public string? RuleSet { get; }
}
