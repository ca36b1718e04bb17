using System.Collections.Concurrent;
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
    FactStore facts, SourceStore answers, SourceReader reader, TroubleWatch trouble, OfficeSettings office, TimeProvider clock, ILogger<SourceJob> log)
{
    /// <summary>A login that was refused is not tried again before this, unless its password file has changed.</summary>
    private static readonly TimeSpan _afterRefusal = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, SourceFailedException Said)> _refused = [];

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
                log.LogError(ImportEvents.SourceFailed, "Source {Source} could not be imported: {Kind}: {Reason}", source.Name, e.GetType().Name, e.Message);
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
            if (Rests(source) is { } refused) throw refused;
            var imported = await ImportAsync(source, await reader.ReadAsync(source, cancellationToken), cancellationToken);
            await trouble.WorksAsync(TroubleKind.Source, source.Name, cancellationToken);
            return imported;
        }
        catch (SourceFailedException e)
        {
            if (e.IsLogin) _refused.TryAdd(source.Name, (clock.GetUtcNow(), e));
            log.LogWarning(ImportEvents.SourceUnreadable, "Source {Source} cannot be read: {Reason}", source.Name, e.Summary);
            await trouble.FailsAsync(TroubleKind.Source, source.Name, new Trouble(e.Message, e.Cure, e.Detail) { Summary = e.Summary }, cancellationToken);
            return new ImportedFile(new FileReading(
                source.FileName, [], [new RowProblem("", 0, null, null, "读取失败：" + e.Summary, e.Cure)], new ImportedFacts(0)));
        }
    }

    /// <returns>What the database said when it refused the login, while that is left alone; null where it may be asked.</returns>
    private SourceFailedException? Rests(SourceQuery source)
    {
        if (!_refused.TryGetValue(source.Name, out var refused)) return null;
        var hasChanged = source.PasswordFile is { } file && File.Exists(file) && File.GetLastWriteTimeUtc(file) > refused.At.UtcDateTime;
        if (!hasChanged && clock.GetUtcNow() < refused.At + _afterRefusal) return refused.Said;
        _refused.TryRemove(source.Name, out _);
        return null;
    }

    private async Task<ImportedFile> ImportAsync(SourceQuery source, IReadOnlyList<SourceRow> rows, CancellationToken cancellationToken)
    {
        var content = SourceChecksum.OfContent(rows);
        var last = await answers.LastChecksumsAsync(source.FileName, cancellationToken);
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
        var review = await writer.CommitAsync(reading, keepFacts: !rejected, office.Receipts != ReceiptPolicy.Never && reading.Problems.Count > 0 ? new OwedReceipt(null, null, null, OnlyIfOdd: true) : null, cancellationToken);
        var result = new ImportedFile(reading, Rejected: rejected) { Review = review };
        log.LogInformation(
            ImportEvents.SourceRead, "Source {Source}: {Accepted} rows read, {Refused} refused{Rejected}",
            source.Name,
            rejected ? 0 : reading.Tables.Sum(table => table.Accepted),
            result.Refused,
            rejected ? ", so nothing of it was used (import.onBadRow = reject)" : "");
        ProblemLog.Write(log, reading, review);
        return result;
    }
}
