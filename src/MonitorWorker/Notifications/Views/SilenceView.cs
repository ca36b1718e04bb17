using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>A silence in force, in a digest or a summary.</summary>
internal sealed class SilenceView(SilenceSnapshot silence, MailWords words)
{
    public string? Covers { get; } = Plain.Line(silence.Cover is { } cover ? SilenceWords.Of(cover, words) : silence.Covers, 80);

    /// <summary>What is known is accepted as it is; what gets worse is told.</summary>
    public bool IsWaiver { get; } = silence.IsWaiver;

    public string? Author { get; } = Plain.Line(silence.Author, 30);

    public string? Reason { get; } = Plain.Line(silence.Reason, 100);

    public string? From { get; } = words.Months.Day(silence.From);

    /// <summary>Last day on which it holds.</summary>
    public string? Until { get; } = words.Months.Day(silence.Until);

    public bool EndsSoon { get; } = silence.EndsSoon;
}
