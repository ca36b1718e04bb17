using MonitorWorker.Budgets;
using MonitorWorker.Jobs.Reporting;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;
using MonitorWorker.Tasks;

namespace MonitorWorker.Jobs;

/// <summary>Writes mails anew from what the store holds, to be looked at. Sends and stores nothing.</summary>
public sealed class LiveMails(
    OutboxStore outbox,
    ReceiptStore receipts,
    UndeliveredStore undelivered,
    TroubleStore troubles,
    OverlayStore overlays,
    FactStore facts,
    TaskStandings standings,
    MailComposer composer,
    ReportJob reports,
    OfficeSettings office,
    TimeProvider clock)
{
    /// <param name="kind">One of <see cref="MailKind.All"/>.</param>
    /// <param name="alert">Number or key of the alert that a mail about lines must tell of; null is the newest one.</param>
    /// <returns>Of another kind where the alert's figures make one; null where there is nothing of that kind.</returns>
    public async Task<RenderedMail?> ComposeAsync(string kind, string? alert, CancellationToken cancellationToken)
    {
        var now = Local(clock.GetUtcNow());
        var day = office.JudgeAsOf(null, now);
        MailContext context = office.ContextFor(office.CatchAll, "render", day, now);
        switch (kind)
        {
            case MailKind.Test:
                return composer.ComposeTest(context);
            case MailKind.Receipt when await receipts.LoadNewestAsync(cancellationToken) is { } receipt:
                var book = PositionBook.Build(await facts.LoadAsync(day, cancellationToken), day);
                var withheld = await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
                return composer.ComposeReceipt(context, ReceiptJob.Notice(new ReceiptDisclosing(withheld).Of(receipt), book, withheld, out _) with { Attachment = receipt.MarkedName });
            case MailKind.Undelivered when await undelivered.LoadAllAsync(cancellationToken) is { Count: > 0 } dead:
                var hidden = await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
                return composer.ComposeUndelivered(context, new UndeliveredNotice([.. dead.Select(mail => mail with { Subject = hidden.AreNamedIn(mail.Subject) ? RowDisclosing.NotTold : mail.Subject, WrittenAt = Local(mail.WrittenAt) })]));
            case MailKind.Trouble when await troubles.LoadOpenAsync(null, cancellationToken) is [.., { FailingSince: { } since } failing]:
                return composer.ComposeTrouble(context, new TroubleNotice(
                    failing.Kind, failing.Name, false, Local(since), null, failing.LastError, null, null, failing.LastGoodAt is { } good ? Local(good) : null));
            case MailKind.Ending when await overlays.LoadEndingAsync(day, DateOnly.MaxValue, cancellationToken) is [var ending, ..]:
                return composer.ComposeEnding(context, ending.Notice);
            case MailKind.Report:
                return await reports.PreviewAsync(context, day, cancellationToken);
            case MailKind.TaskReminder or MailKind.TaskList:
                return await ComposeTaskAsync(kind, context, day, cancellationToken);
            case MailKind.Warning or MailKind.Digest or MailKind.Resolved or MailKind.Summary:
                return await ComposeToldAsync(kind, alert, cancellationToken);
            default:
                return null;
        }
    }

    private async Task<RenderedMail?> ComposeToldAsync(string kind, string? alert, CancellationToken cancellationToken)
    {
        if (await outbox.LoadToldAsync(kind, alert, cancellationToken) is not { Mail: var told, WrittenAt: var written }) return null;

        if (new Disclosing(await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken), office.Routes.Disclosure).Of(told) is not { } disclosed) return null;
        told = disclosed;
        var context = office.ContextFor(told.Recipient, told.RunId, ComposeJob.LastDay(told), Local(written));
        return told.Summary is { } summary
            ? composer.ComposeSummary(context, summary)
            : composer.Compose(context, told.Lines, told.Statements, told.Indicators, told.Note);
    }

    /// <summary>Of the task that is due last, as it stands today.</summary>
    private async Task<RenderedMail?> ComposeTaskAsync(string kind, MailContext context, DateOnly day, CancellationToken cancellationToken)
    {
        if ((await facts.LoadTasksAsync(cancellationToken)).MaxBy(task => task.Deadline) is not { } task) return null;

        var standing = (await standings.LoadAsync([task], day, cancellationToken))[0];
        if (kind == MailKind.TaskReminder)
        {
            var missing = standing.Entities.Where(entity => entity.Missing > 0).ToList();
            return missing.Count == 0
                ? null
                : composer.ComposeReminder(context, new ReminderNotice([.. missing.Select(entity => new ReminderItem(standing, entity, ReportForm.NameOf(entity, task.Month)))]));
        }

        var router = new Router(await facts.LoadContactsAsync(cancellationToken), day, office.CatchAll, office.Routes);
        var contacts = standing.Entities.ToDictionary(entity => entity.Code, entity => string.Join("、", router.ForReport(entity.Code).Select(contact => contact.Name).Distinct().Take(2)));
        return composer.ComposeTaskList(context, new TaskListNotice(standing, contacts, StandingWorkbook.NameOf(standing)));
    }

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, office.Zone);
}
