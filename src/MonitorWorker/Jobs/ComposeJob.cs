using Microsoft.Extensions.Logging;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Makes one mail per person and run, or due time, out of the stored notices: bytes and Message-ID once and for all.</summary>
/// <param name="bundles">When what is not told at once leaves.</param>
public sealed class ComposeJob(
    OutboxStore outbox, FactStore facts, MailComposer composer, BundleTimes bundles, OfficeSettings office, TimeProvider clock, ILogger<ComposeJob> log)
{
    /// <summary>
    /// Each mail by itself: rendered from the figures that were frozen with its notices, then stored together with the
    /// mark that they are told. A kill in between renders it again to the same Message-ID.
    /// </summary>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var phases = new PhaseLog(clock, log);
        var composed = 0;
        await outbox.PutOffAsync(clock.GetUtcNow(), bundles, cancellationToken);
        var withheld = await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
        var disclosing = new Disclosing(withheld, office.Routes.Disclosure);
        await foreach (var pending in outbox.LoadPendingAsync(clock.GetUtcNow(), bundles, cancellationToken, office.RehearsalTo is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
            try
            {
                if (pending.CameAndWent.Count > 0) await outbox.WithdrawAsync(pending.CameAndWent, cancellationToken);
                if (pending.NoticeIds.Count == 0) continue;
                if (disclosing.Of(pending) is not { } disclosed)
                {
                    // It may leave no more: no mail tells it.
                    await outbox.WithdrawAsync([pending.NoticeIds], cancellationToken);
                    continue;
                }

                if (await outbox.AddAsync(await ComposeAsync(disclosed, withheld, now, cancellationToken), pending.NoticeIds, now, cancellationToken)) composed++;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The notices stay, so that the next round tries again; the other people's mails go on.
                log.LogError(MailEvents.NotWritten, e, "The mail to {Recipient} could not be written", pending.Recipient.Address);
            }
        }

        phases.Done("compose");
        return composed;
    }

    /// <summary>A mail that proves the way to an address.</summary>
    public NewMail ComposeTest(Recipient recipient)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(recipient, "mail-test", DateOnly.FromDateTime(now.DateTime), now);
        return Write(context, composer.ComposeTest(context), [now.UtcTicks], null, now);
    }

    /// <summary>A mail about the running of the program.</summary>
    /// <param name="identity">Number that stands for what it tells: the same again makes the same mail.</param>
    public NewMail ComposeNote(Recipient recipient, NoteNotice notice, long identity)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(recipient, "note", null, now);
        return Write(context, composer.ComposeNote(context, notice), [identity], null, now);
    }

    /// <summary>A mail that tells that a silence, a waiver or an acknowledgement ends.</summary>
    /// <param name="identity">Number that stands for it.</param>
    public NewMail ComposeEnding(Recipient recipient, EndingNotice notice, long identity, DateOnly day)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(recipient, "ending", day, now);
        return Write(context, composer.ComposeEnding(context, notice), [identity], null, now);
    }

    /// <summary>A mail that tells an administrator of a trouble; that it is over continues the conversation in which it began.</summary>
    /// <param name="identity">Number that stands for what is in trouble.</param>
    /// <param name="episode">Which of its troubles, from 1.</param>
    public async Task<NewMail> ComposeTroubleAsync(Recipient administrator, TroubleNotice notice, long identity, int episode, CancellationToken cancellationToken)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(administrator, $"{notice.Kind}-{episode}", DateOnly.FromDateTime(now.DateTime), now);
        var rendered = composer.ComposeTrouble(
            context,
            notice with
            {
                Since = Local(notice.Since),
                Until = notice.Until is { } until ? Local(until) : null,
                LastGoodAt = notice.LastGoodAt is { } good ? Local(good) : null,
            });
        long[] began = [identity, episode], ended = [identity, -episode];
        if (!notice.Over) return Write(context, rendered, began, null, now);
        // That mails could not be sent is told when it is over, and only then.
        if (notice.Kind == TroubleKind.Mail) return Write(context, rendered, ended, null, now);

        var root = IdOf(MailKind.Trouble, administrator.Address, began);
        return Write(context, rendered, ended, await outbox.ConversationAsync(root, cancellationToken), now);
    }

    /// <summary>A mail that tells an administrator of mails that will not arrive.</summary>
    public NewMail ComposeUndelivered(Recipient administrator, UndeliveredNotice notice)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(administrator, $"undelivered-{notice.Mails[0].Id}", DateOnly.FromDateTime(now.DateTime), now);
        var rendered = composer.ComposeUndelivered(context, new UndeliveredNotice([.. notice.Mails.Select(mail => mail with { WrittenAt = Local(mail.WrittenAt) })]));
        return Write(context, rendered, [.. notice.Mails.Select(mail => mail.Id)], null, now);
    }

    /// <summary>A mail that tells what became of a file.</summary>
    /// <param name="marked">The workbook with its bad cells marked; null where there is none.</param>
    /// <param name="withheld">By which levels it was put together.</param>
    public NewMail ComposeReceipt(Recipient recipient, ReceiptNotice notice, long batch, byte[]? marked, WithheldProjects withheld)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(recipient, $"import-{batch}", DateOnly.FromDateTime(Local(notice.Content.ImportedAt).DateTime), now);
        var rendered = composer.ComposeReceipt(context, notice);
        MailAttachment[] attachments = marked is null ? [] : [new MailAttachment(notice.Attachment!, MailAttachment.Workbook, marked)];
        return Write(context, rendered, [batch], null, now, attachments, withheld: withheld);
    }

    /// <summary>A mail that says what was understood of a reply, or asks about one.</summary>
    /// <param name="identity">Number that stands for it.</param>
    /// <param name="day">Day by which it was read.</param>
    /// <param name="answered">Message-ID of the mail that it answers; null where it answers none.</param>
    /// <param name="threadRoot">Message-ID of the mail of ours whose conversation it continues; null starts one.</param>
    public async Task<NewMail> ComposeAnswerAsync(
        Recipient recipient, AnswerNotice notice, long identity, DateOnly day, CancellationToken cancellationToken, string? answered = null, string? threadRoot = null, WithheldProjects? withheld = null)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(recipient, "answer", day, now);
        var thread = threadRoot is null ? null : await outbox.ConversationAsync(threadRoot, cancellationToken);
        // A conversation has the subject of its first mail, which may name what must not be named any more.
        if (withheld?.AreNamedIn(thread?.Topic) == true || withheld?.AreNamedIn(thread?.Heading) == true) thread = null;
        var rendered = composer.ComposeAnswer(context, notice);
        if (notice.IsRehearsal) rendered = TopMark.RehearsedAnswer(rendered, composer.Words);
        return Write(context, rendered, [identity], thread, now, answered: answered, isMarked: notice.IsRehearsal, withheld: withheld);
    }

    /// <summary>A mail that asks for what somebody has not reported.</summary>
    /// <param name="told">Numbers that stand for what it tells.</param>
    /// <param name="day">Day of the check.</param>
    public NewMail ComposeReminder(Recipient recipient, ReminderNotice notice, IReadOnlyList<long> told, DateOnly day, IReadOnlyList<MailAttachment> forms, WithheldProjects withheld) =>
        OfTask(recipient, context => composer.ComposeReminder(context, notice), told, day, forms, withheld);

    /// <summary>A mail that lists who has reported and who has not.</summary>
    /// <param name="told">Numbers that stand for what it tells.</param>
    /// <param name="day">Day of the check.</param>
    public NewMail ComposeTaskList(Recipient recipient, TaskListNotice notice, IReadOnlyList<long> told, DateOnly day, IReadOnlyList<MailAttachment> workbooks, WithheldProjects withheld) =>
        OfTask(recipient, context => composer.ComposeTaskList(context, notice), told, day, workbooks, withheld);

    /// <summary>A mail that brings a report.</summary>
    /// <param name="runId">Identity of the due time that makes it.</param>
    /// <param name="day">Day that its newest figures speak for; null where there are none.</param>
    public NewMail ComposeReport(Recipient recipient, ReportNotice notice, string runId, DateOnly? day, IReadOnlyList<MailAttachment> files, WithheldProjects withheld)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(recipient, runId, day, now);
        return Write(context, composer.ComposeReport(context, notice), [ReportNumber(notice.Name, runId)], null, now, files, withheld: withheld);
    }

    /// <summary>Message-ID of the mail that brings a report to an address: the same whenever it is composed.</summary>
    public string ReportIdOf(string address, string report, string runId) => IdOf(MailKind.Report, address, [ReportNumber(report, runId)]);

    private static long ReportNumber(string report, string runId) => MessageIds.NumberOf($"report\n{report}\n{runId}");

    private NewMail OfTask(
        Recipient recipient, Func<MailContext, RenderedMail> render, IReadOnlyList<long> told, DateOnly day, IReadOnlyList<MailAttachment> attachments, WithheldProjects withheld)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(recipient, FormattableString.Invariant($"tasks-{day:yyyyMMdd}"), day, now);
        return Write(context, render(context), told, null, now, attachments, withheld: withheld);
    }

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, office.Zone);

    private async Task<NewMail> ComposeAsync(PendingMail pending, WithheldProjects withheld, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var context = Context(pending.Recipient, pending.RunId, LastDay(pending), now);
        var rendered = pending.Summary is { } summary
            ? composer.ComposeSummary(context, summary)
            : composer.Compose(context, pending.Lines, pending.Statements, pending.Indicators, pending.Note);
        var thread = pending.ThreadAlert is { } alert
            ? await outbox.ConversationAsync(alert, pending.Recipient.Address, office.ReaderOf(pending.Recipient.Address), cancellationToken)
            : null;
        // A reader may ask for less of a digest, not of what has come up.
        var goesLive = pending.Note is { GoesLive: true };
        if (goesLive) rendered = TopMark.GoesLive(rendered, composer.Words);
        return Write(
            context, rendered, pending.NoticeIds, thread, now, isOptional: pending.Summary is not null || (pending.Note is not null && !goesLive), goesOn: GoesOn(rendered, pending.Lines), withheld: withheld);
    }

    /// <summary>
    /// True where nothing new has come up: the mail goes on under the heading that the person knows, so that programs that go by the subject keep it in its
    /// conversation; what sort of mail it is stands first in its preview and in its text. What begins or gets worse has a subject of its own, for
    /// nobody shall read 黄色 over what is red by now.
    /// </summary>
    private static bool GoesOn(RenderedMail rendered, IReadOnlyList<LineSnapshot> lines) => rendered.Kind is MailKind.Warning or MailKind.Resolved
        && lines.All(line => line.Reason is NoticeReason.Lowered or NoticeReason.Resolved or NoticeReason.Reminder or NoticeReason.Escalation or NoticeReason.Correction);

    /// <summary>Null where nothing is known for any day.</summary>
    internal static DateOnly? LastDay(PendingMail pending) =>
        pending.Lines.Select(line => (DateOnly?)line.JudgedDay)
            .Concat(pending.Statements.Select(statement => (DateOnly?)statement.JudgedDay))
            .Concat(pending.Indicators.Select(indicator => (DateOnly?)indicator.JudgedDay))
            .Append(pending.Summary?.JudgedDay)
            .Max();

    private NewMail Write(
        MailContext context,
        RenderedMail rendered,
        IReadOnlyList<long> noticeIds,
        Conversation? thread,
        DateTimeOffset now,
        IReadOnlyList<MailAttachment>? attachments = null,
        bool isOptional = false,
        bool goesOn = false,
        string? answered = null,
        bool isMarked = false,
        WithheldProjects? withheld = null)
    {
        var (to, subject) = (context.Recipient, goesOn && thread is not null ? WithoutLabel(thread.Heading, context.Recipient) : rendered.Subject);
        if (rendered.Fallback is { } reason)
            log.LogError(MailEvents.PlainWords, "The mail to {Recipient} was written in plain words, because a template failed: {Reason}", to.Address, reason);
        if (office.RehearsalTo is { } rehearsal)
        {
            if (!isMarked) rendered = TopMark.Rehearsal(rendered, composer.Words, to);
            subject = Labelled(subject, to);
            to = new MailPerson(rehearsal.Name, rehearsal.Address);
        }

        if (goesOn && thread is not null) subject = Conversation.Again + subject;
        var messageId = IdOf(rendered.Kind, context.Recipient.Address, noticeIds);
        var message = new ComposedMessage(rendered.Kind, to, subject, rendered.Text, rendered.Html, messageId, thread?.Root)
        {
            ThreadTopic = thread?.Topic,
            ThreadBegan = thread?.Began,
            IsOptional = isOptional,
            Language = composer.Words.Locale,
            IsReply = answered is not null,
            InReplyTo = answered,
            ReplyTo = office.Replies is { PlusAddressing: true } ? MailReference.ReplyTo(messageId, office.From.Address) : null,
            Attachments = attachments ?? [],
            Disclosed = DisclosureStamp.Of(withheld ?? WithheldProjects.None, office.Routes.Disclosure, to.Address),
        };
        return new NewMail(to.Address, subject, rendered.Kind, messageId, MimeWriter.Write(AttachmentLimit.Fit(message, composer.Words), office.From, now))
        {
            MeantFor = office.RehearsalTo is null ? null : context.Recipient.Address,
        };
    }

    /// <summary>What a rehearsal sends names whom it is meant for.</summary>
    private string Labelled(string subject, MailPerson meant) =>
        composer.Words.Say("mail.rehearsal", ("name", meant.Name), ("address", meant.Address), ("subject", subject));

    /// <summary>A conversation can begin in a rehearsal and go on in earnest, or the other way about: the heading is kept, the label is today's.</summary>
    private string WithoutLabel(string heading, MailPerson meant)
    {
        var label = Labelled("", meant);
        return heading.StartsWith(label, StringComparison.Ordinal) ? heading[label.Length..] : heading;
    }

    /// <summary>Signed for whoever gets the mail, where replies are read: the same mail has the same ID all the same.</summary>
    private string IdOf(string kind, string recipient, IReadOnlyList<long> told)
    {
        // What a rehearsal has told is another mail than the same in earnest.
        var id = MessageIds.For(kind, (office.RehearsalTo is null ? "" : Rehearsals.Prefix) + recipient, told, outbox.DatabaseId, office.From.Address);
        if (office.Replies is not { } replies) return id;
        try
        {
            return MailReference.WithSignature(id, office.ReaderOf(recipient), replies.Tokens);
        }
        catch (InvalidOperationException e)
        {
            // A warning without a signature is better than none: its reply then needs another proof.
            log.LogError(MailEvents.NotSigned, e, "The mail to {Recipient} is not signed", recipient);
            return id;
        }
    }

    private MailContext Context(Recipient recipient, string runId, DateOnly? dataAsOf, DateTimeOffset now) => office.ContextFor(recipient, runId, dataAsOf, now);
}
