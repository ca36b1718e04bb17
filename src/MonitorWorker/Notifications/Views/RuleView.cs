namespace MonitorWorker.Notifications.Views;

/// <summary>A rule that judged lines or stated figures of a digest.</summary>
internal sealed record RuleView
{
    public RuleView(string? text, string ruleSet)
    {
        Text = Plain.Line(text, 400);
        RuleSet = Plain.Line(ruleSet, 80);
    }

    public string? Text { get; }

    public string? RuleSet { get; }
}
