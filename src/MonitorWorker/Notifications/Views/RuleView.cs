using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>A rule that judged lines or stated figures of a digest.</summary>
internal sealed record RuleView
{
    public RuleView(string rule, string? text, string ruleSet, MailWords words)
    {
        Text = words.Finding(rule, Plain.Line(text, 400));
        RuleSet = Plain.Line(ruleSet, 80);
    }

    public string? Text { get; }

    public string? RuleSet { get; }
}
