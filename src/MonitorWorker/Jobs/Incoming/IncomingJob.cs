using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Delivery;
using MonitorWorker.Mailboxes;
using MonitorWorker.Notifications;
using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>How a mail is understood, before anything of it is stored.</summary>
/// <param name="Reading">What its writer says; null where nobody writes.</param>
/// <param name="Intake">What becomes of it.</param>
public sealed record UnderstoodMail(IncomingMail Mail, ReplyReading? Reading, Intake Intake);

/// <summary>Takes in what comes by mail: answers, delivery reports, and all that means nothing to us.</summary>
public sealed class IncomingJob(
    IncomingStore store, FactStore facts, ComposeJob compose, MailReading reading, OfficeSettings office, TimeProvider clock, ILogger<IncomingJob> log) : IIncomingHandler
{
    private const int Tries = 10;

    /// <summary>More about one alert to one person on one day is a loop, or an annoyance.</summary>
    private const int ReceiptsOfAlert = 3;

    private const int ReceiptsOfPerson = 20;

    /// <summary>A report that names an address alone speaks of a mail of these days.</summary>
    private static readonly TimeSpan _recently = TimeSpan.FromDays(3);

    public Task<bool> IsKnownAsync(string mailbox, long? validity, string uid, CancellationToken cancellationToken) => store.IsKnownAsync(mailbox, validity, uid, cancellationToken);

    /// <summary>
    /// 1. read the mail: pure; 2. load what it speaks of, and decide; 3. store the mail, what it changes and the mails that tell of that in one transaction,
    /// unless something was decided meanwhile: then again from 2. A throw anywhere stores nothing, and the mail comes again.
    /// </summary>
    public async Task HandleAsync(MailboxMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (await store.IsKnownAsync(mail.Mailbox, mail.Validity, mail.Uid, cancellationToken)) return;
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var (understood, generation) = await UnderstandAsync(mail, cancellationToken);
            var taken = await store.TryTakeInAsync(understood.Intake, generation, cancellationToken);
            if (taken == IntakeResult.Changed) continue;
            if (taken == IntakeResult.Stored) Tell(understood);
            return;
        }

        throw new InvalidOperationException($"Other processes decided {Tries} times in a row while a mail was read; it is read again later.");
    }

    /// <summary>How a mail would be understood if it came now; stores nothing.</summary>
    public async Task<UnderstoodMail> PreviewAsync(MailboxMail mail, CancellationToken cancellationToken) => (await UnderstandAsync(mail, cancellationToken)).Understood;

    private ReplySettings Replies => office.Replies ?? ReplySettings.None;

    private async Task<(UnderstoodMail Understood, long Generation)> UnderstandAsync(MailboxMail raw, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mail = reading.Mail(raw.Raw, office.Incoming);
        if (raw.Size > Replies.LargestBytes) mail = mail with { Kind = IncomingKind.Unreadable, Because = $"邮件太大（{raw.Size / 1_000_000.0:0.0}兆），只保存邮件头" };
        var today = office.JudgeAsOf(null, now);
        var says = mail.Kind == IncomingKind.Personal ? reading.Reply(mail, today, new DateOnly(today.Year, 12, 31)) : null;
        var incoming = new NewIncoming(mail.Identity, raw.Mailbox, raw.Validity, raw.Uid, now, mail.FromAddress?.ToLowerInvariant(), mail.FromName, mail.Subject, raw.Raw, raw.Size);
        var desk = await LoadAsync(mail, says, now, cancellationToken);
        var decision = mail switch
        {
            { Kind: IncomingKind.Personal, FromAddress: { } from } => await ReplyAsync(mail, from.ToLowerInvariant(), says!, desk, today, now, cancellationToken),
            { Kind: IncomingKind.Personal } => new ReplyDecision(IncomingOutcome.Ignored, "没有发件人，或者有几个"),
            { Kind: IncomingKind.Bounce, Bounce: { } bounce } => await BounceAsync(bounce, today, now, cancellationToken),
            { Kind: IncomingKind.OutOfOffice } => Away(mail, desk),
            _ => new ReplyDecision(IncomingOutcome.Ignored, mail.Because),
        };
        return (new UnderstoodMail(mail, says, await WriteAsync(incoming, decision, desk, today, cancellationToken)), desk.Generation);
    }

    private Task<IncomingDesk> LoadAsync(IncomingMail mail, ReplyReading? says, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var references = mail.SentTo
            .Select(address => MailReference.TryParseAddress(address, office.From.Address, out var reference) ? $"{reference.Mail}.{reference.Signature}" : null)
            .OfType<string>()
            .Distinct()
            .ToList();
        var numbers = (says?.Parts.Select(part => part.Number).OfType<string>() ?? []).Concat(mail.SubjectNumbers).Concat(mail.QuotedNumbers).Distinct().ToList();
        var day = office.Today(now);
        var begin = new DateTimeOffset(day, TimeOnly.MinValue, office.Zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue)));
        return store.LoadAsync(mail.Answered, references, numbers, mail.FromAddress?.ToLowerInvariant(), begin, cancellationToken);
    }

    private async Task<ReplyDecision> ReplyAsync(
        IncomingMail mail, string from, ReplyReading says, IncomingDesk desk, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (desk.ActedToday >= Replies.MailsPerDay)
        {
            if (!desk.WasOverToday) log.LogWarning(ReplyEvents.TooMany, "More than {Most} mails of {Address} came in today (mailbox.answersPerDay); the rest is kept and not acted upon", Replies.MailsPerDay, from);
            return new ReplyDecision(IncomingOutcome.Ignored, IncomingStore.TooMany);
        }

        var contacts = await facts.LoadContactsAsync(cancellationToken);
        var router = new Router(contacts, today, office.CatchAll, office.Routes);
        var sender = Sender.Of(from, mail.FromName, router, desk, mail.SignedBy, mail.Signature);
        // Of several mails of ours that it names, the sender's own comes first, and one in earnest before one of a rehearsal.
        var found = desk.Mails.OrderBy(ours => !sender.Has(ours.Recipient)).ThenBy(ours => ours.IsRehearsal).FirstOrDefault();
        var places = desk.Alerts.Count == 0 ? new AlertPlaces(null) : await PlacesAsync(today, cancellationToken);
        var reply = new ReplyCase(mail, desk, found, TokenOf(found, now), IsProven(mail, from), sender, router, places, today) { IsDenied = IsDenied(mail) };
        var confirmed = found?.Asks is { IsConfirmed: false } asks && reply.IsRecipient && says.Parts.Any(part => part is ReplyPart.Confirmation) ? ReadAgain(asks) : null;
        if (found is null && mail.Answered.Any(id => MailReference.TryParseId(id, out _)) && !reply.IsProven) return new ReplyDecision(IncomingOutcome.Ignored, "所回复的邮件不是本程序发出的");
        var decision = new ReplyDecider(reply, office, now).Decide(says, confirmed);
        return found is { IsRehearsal: true } ? OnlyRehearsed(decision) : decision;
    }

    /// <summary>Who answers a mail of a rehearsal is told how it would be understood, and nothing comes of it.</summary>
    private static ReplyDecision OnlyRehearsed(ReplyDecision decision) => decision with
    {
        Outcome = IncomingOutcome.Ignored,
        Detail = $"所回复的是演练邮件，没有登记。{decision.Detail}",
        Effects = [],
        Receipt = decision.Receipt is { Notice: var notice } receipt ? receipt with { Notice = notice with { IsRehearsal = true } } : null,
        Others = [],
    };

    /// <summary>Words of another address, read by the day on which they came.</summary>
    private ReplyReading ReadAgain(AskedAbout asks)
    {
        var mail = reading.Mail(asks.Raw, office.Incoming);
        var day = office.JudgeAsOf(null, asks.At);
        return reading.Reply(mail, day, new DateOnly(day.Year, 12, 31));
    }

    private async Task<ReplyDecision> BounceAsync(BounceReport bounce, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await store.FindBouncedAsync(bounce.MessageId, bounce.EnvelopeId, bounce.Recipient?.ToLowerInvariant(), now - _recently, cancellationToken);
        var contacts = await facts.LoadContactsAsync(cancellationToken);
        var places = found is { Mail.Told.Count: > 0 } ? await PlacesAsync(today, cancellationToken) : new AlertPlaces(null);
        return new BounceDecider(contacts, places, office, today).Decide(bounce, found);
    }

    /// <summary>An absence is noted at the alerts of the mail that it answers, where it comes from whoever had that mail.</summary>
    private static ReplyDecision Away(IncomingMail mail, IncomingDesk desk)
    {
        var until = mail.AwayUntil is { } day ? $"收件人休假至{day:yyyy-MM-dd}" : "收件人休假";
        var from = mail.FromAddress?.ToLowerInvariant();
        var told = desk.Mails.Where(ours => ours.Recipient.Equals(from, StringComparison.OrdinalIgnoreCase)).SelectMany(ours => ours.Told).Select(alert => alert.Number).Distinct().ToList();
        return new ReplyDecision(IncomingOutcome.Ignored, $"{until}（自动回复）")
        {
            Alerts = told,
            Effects = desk.IsMarked && from is not null && told.Count > 0 ? [new IncomingEffect.Lifted(from, "收到了该邮箱的自动回复")] : [],
        };
    }

    private async Task<AlertPlaces> PlacesAsync(DateOnly today, CancellationToken cancellationToken) =>
        new(PositionBook.Build(await facts.LoadAsync(today, cancellationToken), today));

    private TokenState TokenOf(FoundMail? found, DateTimeOffset now) =>
        found is null
        || !MailReference.TryParseId(found.MessageId, out var reference)
        || reference.Signature is not { } signature
        || !Replies.Tokens.IsGood(reference.Mail, found.Recipient, signature) ? TokenState.None
        : now - found.CreatedAt > Replies.TokenLife ? TokenState.Expired
        : TokenState.Valid;

    private bool IsDenied(IncomingMail mail) => Verdict(mail) is { Failed: true };

    /// <summary>Anybody can write such a header; the topmost of the server that is trusted is by that server.</summary>
    private bool IsProven(IncomingMail mail, string from)
    {
        var domain = from[(from.LastIndexOf('@') + 1)..];
        return Verdict(mail)?.Domains
            .Any(passed => domain.Equals(passed, StringComparison.OrdinalIgnoreCase) || domain.EndsWith("." + passed, StringComparison.OrdinalIgnoreCase)) == true;
    }

    private SenderProof? Verdict(IncomingMail mail) =>
        Replies.TrustedServer is { } trusted ? mail.Proofs.FirstOrDefault(proof => proof.Server.Equals(trusted, StringComparison.OrdinalIgnoreCase)) : null;

    private async Task<Intake> WriteAsync(NewIncoming incoming, ReplyDecision decision, IncomingDesk desk, DateOnly today, CancellationToken cancellationToken)
    {
        var written = desk.ReceiptsToday.ToList();
        var withheld = await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
        var disclosing = new AnswerDisclosing(withheld, office.Routes.Disclosure);
        var receipt = decision.Receipt is { } asked ? await ComposeAsync(asked) : null;
        var others = new List<NewMail>();
        foreach (var other in decision.Others)
        {
            if (await ComposeAsync(other) is { } composed) others.Add(composed);
        }

        return new Intake(incoming, decision.Outcome, decision.Detail, [.. decision.Alerts.Distinct()])
        {
            Effects = decision.Effects,
            Receipt = receipt,
            Others = others,
            IsWithheld = decision.Alerts.Any(number => desk.Alerts.GetValueOrDefault(number) is not { } alert || new FormerSubject(alert.Key).Line is not var (entity, project) || withheld.Of(entity, project) == Disclosure.None) && !withheld.IsEmpty,
        };

        async Task<NewMail?> ComposeAsync(AnswerMail mail)
        {
            var address = office.ReaderOf(mail.To.Address);
            if (!office.Routes.Allowed.Allow(address)) return null;
            var hers = written.Where(other => other.Recipient.Equals(address, StringComparison.OrdinalIgnoreCase)).ToList();
            var numbers = mail.Notice.Items.SelectMany(item => item.Numbers).Distinct().ToList();
            var identity = MessageIds.NumberOf(string.Join('|', [mail.Notice.Purpose, incoming.Identity, Convert.ToHexString(SHA256.HashData(incoming.Raw)), .. mail.Notice.Items.Select(item => item.Result), .. numbers]));
            var notice = disclosing.Of(mail.Notice, address, number => desk.Alerts.GetValueOrDefault(number)?.Key);
            var composed = await compose.ComposeAnswerAsync(mail.To, notice, identity, today, cancellationToken, mail.IsReply ? incoming.Identity : null, mail.IsReply ? null : RootOf(mail.To, desk), withheld);
            // By subject, which says what is told of which alert: an outsider's mails use up nobody's receipts. What is to be checked is asked as often as it is said.
            var isEnough = mail.Notice.Purpose != AnswerPurpose.Check && (hers.Count >= ReceiptsOfPerson || hers.Count(other => other.Subject == composed.Subject) >= ReceiptsOfAlert);
            if (isEnough)
            {
                log.LogInformation(ReplyEvents.EnoughAnswers, "{Address} is not written to about mail {Identity}: there were enough such mails today", mail.To.Address, incoming.Identity);
                return null;
            }

            written.Add(new WrittenReceipt(composed.Recipient, composed.Subject));
            return composed;
        }
    }

    /// <summary>What is asked of a reader stands in the conversation of the mail that the reader had.</summary>
    private static string? RootOf(Recipient to, IncomingDesk desk) =>
        desk.Mails.FirstOrDefault(ours => ours.Recipient.Equals(to.Address, StringComparison.OrdinalIgnoreCase))?.MessageId;

    private void Tell(UnderstoodMail understood)
    {
        var intake = understood.Intake;
        if (intake.IsWithheld) log.LogInformation(ReplyEvents.TakenIn, "Mail {Identity} of {From}: {Outcome}", intake.Mail.Identity, intake.Mail.FromAddress ?? "nobody", intake.Outcome);
        else log.LogInformation(ReplyEvents.TakenIn, "Mail {Identity} of {From}: {Outcome}, {Alerts}", intake.Mail.Identity, intake.Mail.FromAddress ?? "nobody", intake.Outcome, string.Join(", ", intake.Alerts));
        if (understood.Mail.Kind == IncomingKind.Unreadable)
            log.LogWarning(ReplyEvents.NotRead, "A mail of {From} with {Size} bytes was not read: {Because}", intake.Mail.FromAddress ?? "nobody", intake.Mail.Size, understood.Mail.Because);
    }
}
