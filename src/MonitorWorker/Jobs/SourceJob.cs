using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using MonitorWorker.Import;
using MonitorWorker.Import.Sources;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Reads the databases that are sources, each like a file: one transaction, an unchanged answer changes nothing. One that
/// fails stops nothing else; the administrators are told once when that begins and once when it is over.
/// </summary>
public sealed class SourceJob(
    FactStore facts, SourceStore states, SourceReader reader, ComposeJob compose, OfficeSettings office, TimeProvider clock, ILogger<SourceJob> log)
{
    /// <summary>All sources in the order of the configuration, each by itself.</summary>
    public async Task<IReadOnlyList<ImportedFile>> RunAsync(CancellationToken cancellationToken)
    {
        var imported = new List<ImportedFile>();
        foreach (var source in office.Sources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                imported.Add(await ReadAsync(source, cancellationToken));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Our own store in trouble: the next run asks again, and no answer is lost.
                log.LogError("Source {Source} could not be imported: {Kind}: {Reason}", source.Name, e.GetType().Name, e.Message);
            }
        }

        return imported;
    }

    /// <summary>
    /// 1. ask, 2. store the answer in one transaction unless it says what the last one said, 3. store in another how the
    /// source stands, with the mails if that has changed. A kill between 2 and 3 leaves 3 to the next run.
    /// </summary>
    private async Task<ImportedFile> ReadAsync(SourceQuery source, CancellationToken cancellationToken)
    {
        try
        {
            var imported = await ImportAsync(source, await reader.ReadAsync(source, cancellationToken), cancellationToken);
            await WorksAsync(source, cancellationToken);
            return imported;
        }
        catch (SourceFailedException e)
        {
            log.LogWarning("Source {Source} cannot be read: {Reason}", source.Name, e.Summary);
            await FailsAsync(source, e, cancellationToken);
            return new ImportedFile(new FileReading(
                source.FileName, [], [new RowProblem("", 0, null, null, "读取失败：" + e.Summary, e.Cure)], new ImportedFacts(0)));
        }
    }

    private async Task<ImportedFile> ImportAsync(SourceQuery source, IReadOnlyList<SourceRow> rows, CancellationToken cancellationToken)
    {
        var content = SourceChecksum.OfContent(rows);
        var last = await states.LastChecksumsAsync(source.FileName, cancellationToken);
        var previous = last.Count > 0 ? last[0] : null;
        if (previous is not null && previous == SourceChecksum.After(last.Count > 1 ? last[1] : null, source.Name, content))
        {
            log.LogDebug("Source {Source}: the same answer as last time", source.Name);
            return new ImportedFile(new FileReading(source.FileName, [], [], new ImportedFacts(0)), Unchanged: true);
        }

        var now = clock.GetUtcNow();
        await using var writer = await facts.BeginAsync(source.FileName, SourceChecksum.After(previous, source.Name, content), now, again: false, cancellationToken);
        if (writer is null) return new ImportedFile(new FileReading(source.FileName, [], [], new ImportedFacts(0)), Unchanged: true);

        var reading = new FileReader(office.Tables, office.AmountUnit).Read([new SourceSheet("", rows)], source.FileName, writer, now);
        if (!reading.Tables.Any(table => table.Table is not null))
        {
            var problem = reading.Problems[0];
            throw new SourceFailedException(
                problem.Column is null ? "查询的列名不是能识别的表头" : $"{problem.Reason}：{problem.Column}",
                problem.Expected + "；在查询里用AS给列命名",
                "列名：" + string.Join("、", rows[0].Cells));
        }

        var rejected = office.RejectFileOnBadRow && reading.Problems.Count > 0;
        var review = await writer.CommitAsync(reading, keepFacts: !rejected, office.OwesReceipt(reading) && reading.Problems.Count > 0 ? new OwedReceipt(null, null, null) : null, cancellationToken);
        var result = new ImportedFile(reading, Rejected: rejected) { Review = review };
        log.LogInformation(
            "Source {Source}: {Accepted} rows read, {Refused} refused{Rejected}",
            source.Name,
            rejected ? 0 : reading.Tables.Sum(table => table.Accepted),
            result.Refused,
            rejected ? ", so nothing of it was used (import.onBadRow = reject)" : "");
        ProblemLog.Write(log, reading, review);
        return result;
    }

    private async Task WorksAsync(SourceQuery source, CancellationToken cancellationToken)
    {
        var (now, before) = (clock.GetUtcNow(), await states.LoadAsync(source.Name, cancellationToken));
        var after = before with { FailingSince = null, LastGoodAt = now };
        IReadOnlyList<NewMail> mails = before.FailingSince is { } since
            ? await TellAsync(new SourceNotice(source.Name, true, since, before.LastError, null, null, before.LastGoodAt), before.Episode, now, cancellationToken)
            : [];
        if (await states.TryChangeAsync(before, after, mails, now, cancellationToken) && mails.Count > 0)
            log.LogInformation("Source {Source} works again; the administrators are told", source.Name);
    }

    private async Task FailsAsync(SourceQuery source, SourceFailedException failure, CancellationToken cancellationToken)
    {
        var (now, before) = (clock.GetUtcNow(), await states.LoadAsync(source.Name, cancellationToken));
        var begins = before.FailingSince is null;
        var after = before with { Episode = before.Episode + (begins ? 1 : 0), FailingSince = before.FailingSince ?? now, LastError = failure.Summary };
        IReadOnlyList<NewMail> mails = begins
            ? await TellAsync(
                new SourceNotice(source.Name, false, now, failure.Message, failure.Cure, failure.Detail, before.LastGoodAt), after.Episode, now, cancellationToken)
            : [];
        if (await states.TryChangeAsync(before, after, mails, now, cancellationToken) && mails.Count > 0)
            log.LogError("Source {Source} began to fail; the administrators are told", source.Name);
    }

    private async Task<IReadOnlyList<NewMail>> TellAsync(SourceNotice notice, int episode, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), office.JudgeAsOf(null, now), office.CatchAll);
        return [.. router.Administrators().Select(administrator => compose.ComposeSource(administrator, notice, Identity(notice.Name), episode))];
    }

    /// <summary>A number that stands for a name, as Message-IDs are made of numbers.</summary>
    private static long Identity(string name) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
