using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>ending</c> in a template: a silence, a waiver or an acknowledgement that ends.</summary>
internal sealed class EndingView(EndingNotice notice, MailWords words)
{
    private const int MostNumbers = 20;

    public string Kind { get; } = words.Word(notice.Kind)!;

    public string? Covers { get; } = Plain.Line(notice.Scope is { } scope ? SilenceWords.Of(scope, words) : words.Phrase(notice.Covers), 120);

    public string? Author { get; } = Plain.Line(notice.Author, 60);

    public string? Reason { get; } = Plain.Line(notice.Reason, 200);

    public string? Until { get; } = words.Months.Day(notice.Until);

    /// <summary>How many open alerts it keeps back; null where none.</summary>
    public string? Open { get; } = notice.Open.Count == 0 ? null : Figures.Count(notice.Open.Count);

    public string Numbers { get; } = NumbersOf(notice.Open, words);

    public bool ToAuthor { get; } = notice.ToAuthor;

    /// <summary>Whoever has the author's office now gets it.</summary>
    public bool ToSuccessor { get; } = notice.ToSuccessor;

    /// <summary>It keeps mails back; an acknowledgement keeps reminders back alone.</summary>
    public bool IsSilent { get; } = notice.Kind != "受理";

    private static string NumbersOf(IReadOnlyList<string> open, MailWords words)
    {
        var numbers = words.List(open.Take(MostNumbers));
        return open.Count > MostNumbers ? words.Say("list.more", ("names", numbers)) : numbers;
    }
}
