using MonitorWorker.Alerts;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Storage;

/// <summary>A mail that came in, as it is kept.</summary>
/// <param name="Identity">Message-ID, or a checksum where there is none.</param>
/// <param name="Raw">The bytes as they came.</param>
public sealed record NewIncoming(
    string Identity, string Mailbox, long? Validity, string Uid, DateTimeOffset At, string? FromAddress, string? FromName, string Subject, byte[] Raw, long Size);

/// <summary>What is decided about a mail that came in: all of it is stored, or nothing.</summary>
/// <param name="Outcome">One of <see cref="IncomingOutcome"/>.</param>
/// <param name="Detail">Why, for people.</param>
/// <param name="Alerts">Numbers of the alerts that it speaks of.</param>
public sealed record Intake(NewIncoming Mail, string Outcome, string Detail, IReadOnlyList<string> Alerts)
{
    public IReadOnlyList<IncomingEffect> Effects { get; init; } = [];

    /// <summary>The mail that answers it, or asks about it; null where none does.</summary>
    public NewMail? Receipt { get; init; }

    /// <summary>Mails to others because of it.</summary>
    public IReadOnlyList<NewMail> Others { get; init; } = [];
}

/// <summary>What a mail changes. A reply never changes figures, limits, other people's recipients, or closes an alert.</summary>
public abstract record IncomingEffect
{
    /// <summary>Somebody answers for an alert.</summary>
    /// <param name="Incoming">The mail whose words they are; null is the one that is taken in.</param>
    public sealed record Answered(SpokenAlert Alert, Answer Answer, long? Incoming = null) : IncomingEffect;

    /// <summary>Somebody says something beside what has been answered.</summary>
    public sealed record Remarked(SpokenAlert Alert, string By, string Text) : IncomingEffect;

    /// <summary>Somebody else is to act.</summary>
    /// <param name="Notice">What the new person is told; null where nothing is known that could be told.</param>
    public sealed record HandedOver(SpokenAlert Alert, string By, string ByAddress, Recipient To, NewNotice? Notice) : IncomingEffect;

    /// <summary>The figures are said to be wrong.</summary>
    /// <param name="Until">Last day on which reminders wait.</param>
    public sealed record Disputed(SpokenAlert Alert, string By, string ByAddress, string Says, DateOnly Until) : IncomingEffect;

    /// <summary>Somebody has read of it.</summary>
    /// <param name="Alert">Null where the mail was about too many to name, or about none.</param>
    /// <param name="Outbox">The mail that was read; null where it is not known.</param>
    public sealed record Seen(SpokenAlert? Alert, long? Outbox, string By, string ByAddress) : IncomingEffect;

    /// <summary>A reader chooses what digests hold.</summary>
    /// <param name="Addresses">All of the reader's.</param>
    public sealed record Chose(IReadOnlyList<string> Addresses, bool OnlyRed, string By) : IncomingEffect;

    /// <summary>The new person has replied: the old one is told no more.</summary>
    public sealed record Accepted(long Handover) : IncomingEffect;

    /// <summary>A mail from an address shows that it works.</summary>
    public sealed record Lifted(string Address, string Because) : IncomingEffect;

    /// <summary>A mail did not arrive.</summary>
    /// <param name="Marks">True where nothing more is to be sent to that address.</param>
    public sealed record Bounced(long Outbox, string Address, string? Status, string Detail, bool Marks) : IncomingEffect;

    /// <summary>The next people in line are told instead of an address that does not work.</summary>
    public sealed record Rerouted(SpokenAlert Alert, string Address, IReadOnlyList<NewNotice> Notices) : IncomingEffect;
}

/// <summary>What became of an attempt to store an <see cref="Intake"/>.</summary>
public enum IntakeResult
{
    Stored,

    /// <summary>The mail was taken in before.</summary>
    Known,

    /// <summary>Something about the alerts has changed since they were read: decide again.</summary>
    Changed,
}

/// <summary>A mail of ours that a reply names.</summary>
/// <param name="Recipient">Address that it went to.</param>
/// <param name="Told">Alerts of which it told a change, in their order.</param>
/// <param name="Listed">Numbers of all alerts that stand in it.</param>
public sealed record FoundMail(long Id, string Kind, string Recipient, string MessageId, DateTimeOffset CreatedAt, IReadOnlyList<SpokenAlert> Told, IReadOnlyList<string> Listed)
{
    /// <summary>Where it asks its reader whether words that came from elsewhere are theirs: the mail with those words.</summary>
    public AskedAbout? Asks { get; init; }

    /// <summary>A mail of a rehearsal: the people concerned have never had it, and who answers it answers for nobody.</summary>
    public bool IsRehearsal { get; init; }
}

/// <summary>A mail with words that somebody is asked to confirm.</summary>
/// <param name="IsConfirmed">True where that was done.</param>
public sealed record AskedAbout(long Id, byte[] Raw, DateTimeOffset At, string? FromAddress, bool IsConfirmed);

/// <summary>An alert that a mail speaks of.</summary>
/// <param name="Told">Who was told of its present episode, in their order.</param>
public sealed record SpokenAlert(long Id, string Key, string Number, AlertState State, Level Level, int Episode, DateOnly Since, Level? Believed, IReadOnlyList<Recipient> Told)
{
    public bool IsOpen => State == AlertState.Firing;

    /// <summary>What was told of it last, with its figures; null where nothing was.</summary>
    public NewNotice? Last { get; init; }

    /// <summary>What has been answered in its present episode; null where nothing was.</summary>
    public Answer? Answer { get; init; }

    public IReadOnlyList<Handover> Handovers { get; init; } = [];

    /// <summary>True where its figures have been disputed in its present episode.</summary>
    public bool WasDisputed { get; init; }

    /// <summary>What it is about, whatever the rule: alerts of one line have one subject.</summary>
    public string Subject => new FormerSubject(Key).Line is var (entity, project) ? $"{entity}/{project}" : Key[(Key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public string? Entity => new FormerSubject(Key).Line?.Entity;
}

/// <summary>A receipt that was written today.</summary>
public sealed record WrittenReceipt(string Recipient, string Subject);

/// <summary>What must be known to decide about a mail.</summary>
/// <param name="Generation">What is decided counts only if it is still the same.</param>
/// <param name="Mails">Mails of ours that it names, as they were asked for.</param>
/// <param name="Alerts">The alerts of these mails and those whose numbers were asked for, by number.</param>
/// <param name="ActedToday">Mails of the same address that were acted upon today.</param>
/// <param name="WasOverToday">A mail of the same address was one too many today.</param>
/// <param name="IsMarked">Mails to that address did not arrive.</param>
/// <param name="ReceiptsToday">Receipts that were written today.</param>
public sealed record IncomingDesk(
    long Generation,
    IReadOnlyList<FoundMail> Mails,
    IReadOnlyDictionary<string, SpokenAlert> Alerts,
    int ActedToday,
    bool WasOverToday,
    bool IsMarked,
    IReadOnlyList<WrittenReceipt> ReceiptsToday);

/// <summary>A mail that came in, as <c>mail list</c> shows it.</summary>
public sealed record IncomingEntry(
    long Id, DateTimeOffset At, string Mailbox, string? FromAddress, string? FromName, string Subject, string Outcome, string Detail, IReadOnlyList<string> Alerts, long Size, string? AnsweredBy)
{
    /// <summary>The bytes as they came; empty in lists.</summary>
    public byte[] Raw { get; init; } = [];
}

/// <summary>An address at which mails do not arrive.</summary>
public sealed record MarkedAddress(string Address, DateTimeOffset Since, string? Status, string Detail);
