using Microsoft.Extensions.Logging;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Tells the finance staff what became of each file: one mail for each person and file.</summary>
public sealed class ReceiptJob(ReceiptStore receipts, FactStore facts, ComposeJob compose, OfficeSettings office, TimeProvider clock, ILogger<ReceiptJob> log)
{
    private const int MostMissing = 20;

    /// <summary>Each receipt by itself: its mails are stored together with the mark that it is told, so that a kill tells it again to the same Message-ID.</summary>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var pending = await receipts.LoadPendingAsync(cancellationToken);
        if (pending.Count == 0) return 0;

        var now = clock.GetUtcNow();
        var asOf = office.JudgeAsOf(null, now);
        var book = PositionBook.Build(await facts.LoadAsync(asOf, cancellationToken), asOf);
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), asOf, office.CatchAll, office.Routes);
        var composed = 0;
        foreach (var receipt in pending)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var notice = Notice(receipt, book, out var entities);
                var mails = router.ForFile(entities).Select(recipient => compose.ComposeReceipt(recipient, notice, receipt.Batch, receipt.Marked)).ToList();
                if (await receipts.TryTellAsync(receipt.Batch, mails, now, cancellationToken)) composed += mails.Count;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // It stays owed and is tried again; the other files' receipts go on.
                log.LogError(ImportEvents.ReceiptFailed, e, "The receipt for {File} could not be written", receipt.Content.File);
            }
        }

        return composed;
    }

    internal static ReceiptNotice Notice(PendingReceipt receipt, PositionBook book, out IReadOnlyList<string> entities)
    {
        var named = receipt.Entities.Concat(receipt.Content.Entities).ToHashSet();
        var projects = receipt.Projects.Concat(receipt.Content.Projects).ToHashSet();
        if (projects.Count > 0)
        {
            named.UnionWith(book.Positions.Where(position => projects.Contains(position.Key.ProjectCode)).Select(position => position.Key.EntityCode));
        }

        entities = [.. named.Where(code => code.Length > 0)];
        var missing = receipt.Newest is null
            ? []
            : book.Positions
                .Where(position => position.Executed is null && position.Period is not null && (named.Count == 0 || named.Contains(position.Key.EntityCode)))
                .Select(position => new MissingLine(position.Key.ProjectCode, position.ProjectName, position.Section, position.Period!.Value.ToString()))
                .ToList();
        return new ReceiptNotice(receipt.Content, [.. missing.Take(MostMissing)], missing.Count, receipt.Marked is null ? null : receipt.MarkedName);
    }
}
