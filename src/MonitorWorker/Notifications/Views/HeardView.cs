using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>heard</c> in a template: what people have said about an alert, ready to print; what nobody said is null.</summary>
internal sealed class HeardView
{
    private const int MostReaders = 5;

    private HeardView(HeardWords heard, MailWords words)
    {
        By = Plain.Line(heard.Answer?.By, 60);
        On = words.Months.Day(heard.Answer?.On);
        Cause = Plain.Line(heard.Answer?.Cause, 200);
        Measure = Plain.Line(heard.Answer?.Measure, 200);
        Due = words.Months.Day(heard.Answer?.Due);
        Rate = Figures.Percent(heard.Answer?.Rate);
        HandedTo = Plain.Line(heard.HandedTo, 60);
        DisputedBy = Plain.Line(heard.DisputedBy, 60);
        DisputedUntil = words.Months.Day(heard.DisputedUntil);
        var readers = heard.ReadBy.Select(reader => Plain.Line(reader, 40)).OfType<string>().Distinct().ToList();
        ReadBy = readers.Count == 0 ? null : readers.Count > MostReaders ? words.Say("list.more-people", ("names", words.List(readers.Take(MostReaders))), ("count", Figures.Count(readers.Count))) : words.List(readers);
    }

    /// <summary>Who answered.</summary>
    public string? By { get; }

    public string? On { get; }

    public string? Cause { get; }

    public string? Measure { get; }

    public string? Due { get; }

    /// <summary>Execution rate that is promised.</summary>
    public string? Rate { get; }

    public string? HandedTo { get; }

    public string? DisputedBy { get; }

    public string? DisputedUntil { get; }

    public string? ReadBy { get; }

    /// <returns>Null where there is nothing to say.</returns>
    public static HeardView? Of(HeardWords? heard, MailWords words) => heard is null or { IsEmpty: true } ? null : new HeardView(heard, words);
}
