using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>What somebody has said by telephone or otherwise, as it is written down (代录).</summary>
/// <param name="By">Name or address of the address book; any other name is taken as it is.</param>
/// <param name="Via">How it came, e.g. 电话.</param>
/// <param name="RecordedBy">Who writes it down.</param>
/// <param name="PromisedRate">Percent.</param>
public sealed record SpokenAnswer(string By, string Via, string RecordedBy, string Cause, string? Measure, DateOnly? Due, decimal? PromisedRate);

/// <summary>Writes down what somebody has said, and confirms it to the person by mail.</summary>
public sealed class AnswerByHand(OverlayStore overlays, CaseBook cases, FactStore facts, ComposeJob compose, OfficeSettings office, TimeProvider clock)
{
    /// <returns>The name under which it was written down, and the address that is told, null where none is known; nothing where no open alert has that key or number.</returns>
    public async Task<(string By, string? Address)?> AddAsync(string keyOrNumber, SpokenAnswer said, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = office.JudgeAsOf(null, now);
        if (await cases.FindAsync(keyOrNumber, today, cancellationToken) is not { Alert: { State: AlertState.Firing } alert }) return null;

        var contacts = await facts.LoadContactsAsync(cancellationToken);
        var router = new Router(contacts, today, office.CatchAll, office.Routes);
        var known = contacts.FirstOrDefault(contact => contact.IsInOffice(today) && (contact.Name == said.By || contact.Addresses.Contains(said.By, StringComparer.OrdinalIgnoreCase)));
        var by = known?.Name ?? said.By;
        var address = known?.Addresses.FirstOrDefault(router.Reaches);
        var answer = new Answer(said.Cause, said.Measure, said.Due, said.PromisedRate, by, today, now) { Via = said.Via, RecordedBy = said.RecordedBy };
        var confirmation = address is null ? null : await ConfirmAsync(new Recipient(by, address, "您答复了预警"), alert, answer, cancellationToken);
        return await overlays.AnswerAsync(alert.Key, answer, cancellationToken, confirmation) ? (by, address) : null;
    }

    private async Task<NewMail> ConfirmAsync(Recipient person, AlertEntry alert, Answer answer, CancellationToken cancellationToken)
    {
        var lines = (await facts.LoadAsync(answer.On, cancellationToken)).Lines;
        var item = new AnswerItem(answer.IsWhole ? AnswerResult.Recorded : AnswerResult.Partial, [alert.Number])
        {
            Project = alert.Project.Length == 0 ? null : lines.FirstOrDefault(line => (line.EntityCode, line.ProjectCode) == new FormerSubject(alert.Key).Line)?.ProjectName ?? alert.Project,
            Cause = answer.Cause,
            Measure = answer.Measure,
            Due = answer.DueDate,
            Rate = answer.PromisedRate is { } rate ? Rounding.TwoDecimals(rate) : null,
            Missing = [.. new[] { answer.Measure is null ? "整改措施" : null, answer.DueDate is null ? "预计完成日期" : null }.OfType<string>()],
            RestsUntil = answer.DueDate is { } due ? office.Workdays.NextOnOrAfter(due).Value : null,
        };
        var notice = new AnswerNotice(AnswerPurpose.Recorded, [item]) { Via = answer.Via, RecordedBy = answer.RecordedBy };
        var withheld = await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
        notice = new AnswerDisclosing(withheld, office.Routes.Disclosure).Of(notice, office.ReaderOf(person.Address), _ => alert.Key);
        return await compose.ComposeAnswerAsync(person, notice, MessageIds.NumberOf($"{alert.Number}|{answer.At.UtcTicks}"), answer.On, cancellationToken, withheld: withheld);
    }
}
