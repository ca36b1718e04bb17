using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>A person's mail with what is known about it, before anything is decided.</summary>
/// <param name="Found">The mail of ours that it answers; null where it names none.</param>
/// <param name="Token">What it shows of that mail.</param>
/// <param name="IsProven">The office's own receiving server proves the sender.</param>
/// <param name="Today">The day by which it is read.</param>
internal sealed record ReplyCase(
    IncomingMail Mail, IncomingDesk Desk, FoundMail? Found, TokenState Token, bool IsProven, Sender Sender, Router Router, AlertPlaces Places, DateOnly Today)
{
    /// <summary>The office's own receiving server says that the sender's address is not the sender's.</summary>
    public bool IsDenied { get; init; }

    /// <summary>The sender leads, and does nothing else here: what a leader says is no answer of whoever is responsible.</summary>
    public bool IsLeader => Router.PeopleAt(Sender.Address) is { Count: > 0 } roles && roles.All(contact => contact.Role is ContactRole.DeputyLeader or ContactRole.Leader);

    /// <summary>It answers a mail that went to one of the sender's addresses.</summary>
    public bool IsRecipient => Sender.Has(Found?.Recipient);

    /// <summary>Alerts that stand in the mail that it answers; where it answers none, or one without alerts, those whose numbers stand in the subject, else in the quotation.</summary>
    public IReadOnlyList<SpokenAlert> About => _about ??= FindAbout();

    private IReadOnlyList<SpokenAlert>? _about;

    /// <summary>May the sender answer for this alert, if the address is believed?</summary>
    public bool MayAnswer(SpokenAlert alert)
    {
        if (alert.Told.Any(recipient => Sender.Has(recipient.Address)) || alert.Handovers.Any(handover => Sender.Has(handover.ToAddress))) return true;
        if (IsRecipient && IsIn(alert)) return true;
        var told = alert.Told.Select(recipient => recipient.Address).Concat(Found is { } mail && IsIn(alert) ? [mail.Recipient] : []);
        return Router.StandsAbove(Sender.Address, told, Places.Of(alert), alert.Entity);
    }

    /// <summary>The same, and the address is believed. One who answers the mail of another is believed about what that mail told.</summary>
    public bool IsBelievedAbout(SpokenAlert alert) => MayAnswer(alert) && (IsProven || (!IsDenied && Token == TokenState.Valid && (IsRecipient || IsIn(alert))));

    /// <summary>Entries of the alert's line that the mail told, so that a reply covers them together.</summary>
    public IEnumerable<SpokenAlert> Together(SpokenAlert alert) =>
        About.Where(other => other.IsOpen && other.Subject == alert.Subject).Prepend(alert).DistinctBy(other => other.Id);

    private bool IsIn(SpokenAlert alert) => Found is { } mail && (mail.Told.Any(told => told.Id == alert.Id) || mail.Listed.Contains(alert.Number));

    private List<SpokenAlert> FindAbout()
    {
        var inMail = Found is null ? [] : Found.Told.Concat(Found.Listed.Select(Desk.Alerts.GetValueOrDefault).OfType<SpokenAlert>()).DistinctBy(alert => alert.Id).ToList();
        if (inMail.Count > 0) return inMail;
        var numbers = Mail.SubjectNumbers.Count > 0 ? Mail.SubjectNumbers : Mail.QuotedNumbers;
        return [.. numbers.Select(Desk.Alerts.GetValueOrDefault).OfType<SpokenAlert>().DistinctBy(alert => alert.Id)];
    }
}
