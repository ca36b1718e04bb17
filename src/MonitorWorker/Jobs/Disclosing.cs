using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// The door through which everything goes that was frozen with notices, before it becomes a mail: by the levels of this moment, whatever they were when it was decided, and whoever it
/// was frozen for.
/// </summary>
/// <param name="withheld">By the budget as it is now.</param>
internal sealed class Disclosing(WithheldProjects withheld, DisclosurePolicy policy)
{
    /// <summary>What of a mail may go to its reader.</summary>
    /// <returns>Null where nothing is left of it.</returns>
    public PendingMail? Of(PendingMail mail)
    {
        var highest = policy.Of(mail.Recipient.Address);
        if (withheld.IsEmpty && highest == Disclosure.Full) return mail;

        var lines = mail.Lines.Select(line => Of(line, highest))
            .Concat(mail.Indicators.Where(indicator => LevelOf(indicator, highest) == Disclosure.NumberOnly).Select(NumberOnly.Of))
            .OfType<LineSnapshot>()
            .ToList();
        var statements = highest == Disclosure.Full ? [.. mail.Statements.Where(statement => !withheld.Touch(statement))] : new List<StatementSnapshot>();
        var indicators = mail.Indicators.Where(indicator => LevelOf(indicator, highest) == Disclosure.Full).ToList();
        // What was added up by other levels cannot be taken apart.
        var summary = mail.Summary is { } sums && highest == Disclosure.Full && sums.Fingerprint == withheld.Fingerprint ? sums : null;
        var note = mail.Note is { } frozen && frozen.Fingerprint != withheld.Fingerprint ? frozen with { Silences = [] } : mail.Note;
        if (lines.Count + statements.Count + indicators.Count == 0 && summary is null && (note is null || mail.Lines.Count + mail.Statements.Count + mail.Indicators.Count > 0)) return null;
        return mail with
        {
            Lines = lines,
            Statements = statements,
            Indicators = indicators,
            Summary = summary,
            Note = note,
            // Its heading may name what must not be named any more.
            ThreadAlert = lines.Exists(line => line.IsNumberOnly) ? null : mail.ThreadAlert,
        };
    }

    private LineSnapshot? Of(LineSnapshot line, Disclosure highest) => Disclosures.Stricter(withheld.Of(line.EntityCode, line.ProjectCode), highest) switch
    {
        Disclosure.Full => line,
        Disclosure.NumberOnly => NumberOnly.Of(line),
        _ => null,
    };

    private Disclosure LevelOf(IndicatorSnapshot indicator, Disclosure highest) => Disclosures.Stricter(withheld.Of(indicator.EntityCode, indicator.ProjectCode), highest);
}
