using Microsoft.Extensions.Logging;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Makes one mail per person and run, or due time, out of the stored notices: bytes and Message-ID once and for all.</summary>
/// <param name="bundles">When what is not told at once leaves.</param>
public sealed class ComposeJob(OutboxStore outbox, MailComposer composer, BundleTimes bundles, OfficeSettings office, TimeProvider clock, ILogger<ComposeJob> log)
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
        await foreach (var pending in outbox.LoadPendingAsync(clock.GetUtcNow(), bundles, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
            try
            {
                if (pending.CameAndWent.Count > 0) await outbox.WithdrawAsync(pending.CameAndWent, cancellationToken);
                if (pending.NoticeIds.Count == 0) continue;
                if (await outbox.AddAsync(Compose(pending, now), pending.NoticeIds, now, cancellationToken)) composed++;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The notices stay, so that the next round tries again; the other people's mails go on.
                log.LogError(e, "The mail to {Recipient} could not be written", pending.Recipient.Address);
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
    public NewMail ComposeTrouble(Recipient administrator, TroubleNotice notice, long identity, int episode)
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
        var root = notice.Kind == TroubleKind.Mail ? null : MessageIds.For(MailKind.Trouble, administrator.Address, began, outbox.DatabaseId, office.From.Address);
        return Write(context, rendered, ended, root, now);
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
    public NewMail ComposeReceipt(Recipient recipient, ReceiptNotice notice, long batch, byte[]? marked)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(recipient, $"import-{batch}", DateOnly.FromDateTime(Local(notice.Content.ImportedAt).DateTime), now);
        var rendered = composer.ComposeReceipt(context, notice);
        MailAttachment[] attachments = marked is null ? [] : [new MailAttachment(notice.Attachment!, MailAttachment.Workbook, marked)];
        return Write(context, rendered, [batch], null, now, attachments);
    }

    /// <summary>A mail that asks for what somebody has not reported.</summary>
    /// <param name="told">Numbers that stand for what it tells.</param>
    /// <param name="day">Day of the check.</param>
    public NewMail ComposeReminder(Recipient recipient, ReminderNotice notice, IReadOnlyList<long> told, DateOnly day, IReadOnlyList<MailAttachment> forms) =>
        OfTask(recipient, context => composer.ComposeReminder(context, notice), told, day, forms);

    /// <summary>A mail that lists who has reported and who has not.</summary>
    /// <param name="told">Numbers that stand for what it tells.</param>
    /// <param name="day">Day of the check.</param>
    public NewMail ComposeTaskList(Recipient recipient, TaskListNotice notice, IReadOnlyList<long> told, DateOnly day, IReadOnlyList<MailAttachment> workbooks) =>
        OfTask(recipient, context => composer.ComposeTaskList(context, notice), told, day, workbooks);

    private NewMail OfTask(Recipient recipient, Func<MailContext, RenderedMail> render, IReadOnlyList<long> told, DateOnly day, IReadOnlyList<MailAttachment> attachments)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
        var context = Context(recipient, FormattableString.Invariant($"tasks-{day:yyyyMMdd}"), day, now);
        return Write(context, render(context), told, null, now, attachments);
    }

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, office.Zone);

    private NewMail Compose(PendingMail pending, DateTimeOffset now)
    {
        var context = Context(pending.Recipient, pending.RunId, LastDay(pending), now);
        var rendered = pending.Summary is { } summary
            ? composer.ComposeSummary(context, summary)
            : composer.Compose(context, pending.Lines, pending.Statements, pending.Indicators, pending.Note);
        return Write(context, rendered, pending.NoticeIds, pending.ThreadRoot, now);
    }

    /// <summary>Null where nothing is known for any day.</summary>
    private static DateOnly? LastDay(PendingMail pending) =>
        pending.Lines.Select(line => (DateOnly?)line.JudgedDay)
            .Concat(pending.Statements.Select(statement => (DateOnly?)statement.JudgedDay))
            .Concat(pending.Indicators.Select(indicator => (DateOnly?)indicator.JudgedDay))
            .Append(pending.Summary?.JudgedDay)
            .Max();

    private NewMail Write(MailContext context, RenderedMail rendered, IReadOnlyList<long> noticeIds, string? threadRoot, DateTimeOffset now, IReadOnlyList<MailAttachment>? attachments = null)
    {
        var (to, subject) = (context.Recipient, rendered.Subject);
        if (rendered.Fallback is { } reason)
            log.LogError("The mail to {Recipient} was written in plain words, because a template failed: {Reason}", to.Address, reason);
        if (office.RehearsalTo is { } rehearsal)
        {
            subject = composer.Words.Say("mail.rehearsal", ("name", to.Name), ("address", to.Address), ("subject", subject));
            to = new MailPerson(rehearsal.Name, rehearsal.Address);
        }

        var messageId = MessageIds.For(rendered.Kind, context.Recipient.Address, noticeIds, outbox.DatabaseId, office.From.Address);
        var message = new ComposedMessage(rendered.Kind, to, subject, rendered.Text, rendered.Html, messageId, threadRoot) { Attachments = attachments ?? [] };
        return new NewMail(to.Address, subject, rendered.Kind, messageId, MimeWriter.Write(AttachmentLimit.Fit(message, composer.Words), office.From, now));
    }

    private MailContext Context(Recipient recipient, string runId, DateOnly? dataAsOf, DateTimeOffset now) => new()
    {
        OfficeName = office.OfficeName,
        ContactPhone = office.ContactPhone,
        FromAddress = office.From.Address,
        Recipient = new MailPerson(recipient.Name, recipient.Address),
        WhyYou = recipient.Why,
        GeneratedAt = now,
        RunId = runId,
        DataAsOf = dataAsOf,
    };
}
