using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MonitorWorker.Import;
using MonitorWorker.Import.Formats;
using MonitorWorker.Import.Marking;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>What became of one file.</summary>
/// <param name="Unchanged">True where its content had been read before.</param>
/// <param name="Rejected">True where a refused row kept the whole file out.</param>
public sealed record ImportedFile(FileReading Reading, bool Unchanged = false, bool Rejected = false)
{
    /// <summary>What it changes against everything that was known before.</summary>
    public ImportReview Review { get; init; } = ImportReview.Nothing;

    /// <summary>Something was wrong, and nothing of it was used.</summary>
    public bool IsRefusedWhole => Rejected || (Reading.Problems.Count > 0 && Reading.Tables.All(table => table.Accepted == 0));

    public int Refused => Reading.Problems.Select(problem => (problem.Sheet, problem.Row)).Distinct().Count();
}

/// <summary>Category of the log lines that tell how far a long file has been read: verbs show them, whatever else they hide.</summary>
public sealed class ImportProgress;

/// <summary>Reads files into the store: one transaction a file, the same content never twice, refused rows kept.</summary>
public sealed class ImportJob(FactStore facts, InboxTrouble trouble, OfficeSettings office, TimeProvider clock, ILogger<ImportJob> log, ILogger<ImportProgress> progressLog)
{
    private readonly ConcurrentDictionary<string, (long Length, DateTime Written)> _seen = new();

    /// <summary>Everything that waits in the inbox, oldest name first.</summary>
    /// <param name="keepFiles">True leaves read files where they are, as a dry run must.</param>
    public async Task<IReadOnlyList<ImportedFile>> RunAsync(bool keepFiles, CancellationToken cancellationToken)
    {
        var inbox = new DirectoryInfo(office.InboxFolder);
        if (!inbox.Exists)
        {
            // A share that is away for an hour must not keep what is known from being judged.
            log.LogError(ImportEvents.InboxGone, "The inbox {Folder} is not there; nothing was read", office.InboxFolder);
            return [];
        }

        var files = inbox
            .EnumerateFiles()
            // Lock files of an open office program, and hidden files.
            .Where(file => !file.Name.StartsWith('~') && !file.Name.StartsWith('.'))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToList();
        await trouble.AreThereAsync(files.Select(file => file.Name).ToHashSet(), cancellationToken);
        foreach (var document in files.Where(file => InboxTrouble.IsUnreadableDocument(file.Name))) await trouble.IsNoneAsync(document.Name, cancellationToken);
        files.RemoveAll(file => !FormatCatalog.Endings.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) || IsSeen(file));
        var imported = new List<ImportedFile>();
        foreach (var file in await SettledAsync(files, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (await TryReadAsync(file, cancellationToken) is not { } result) continue;
                imported.Add(result);
                // What cannot be read at all may be half of a file that somebody is still copying: it stays and is tried again.
                if (!keepFiles && !result.Reading.IsUnreadable && office.Archive is { } archive) MoveToArchive(file, archive);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One file in trouble stops no other; it stays where it is and is tried again.
                log.LogError(ImportEvents.FileFailed, e, "{File} could not be imported", Path.GetFileName(file));
            }
        }

        return imported;
    }

    /// <summary>One file of the inbox, and what there is to tell of its state.</summary>
    private async Task<ImportedFile?> TryReadAsync(string file, CancellationToken cancellationToken)
    {
        var (name, stamp) = (Path.GetFileName(file), Stamp(new FileInfo(file)));
        var result = await ReadAsync(file, cancellationToken);
        if (result is null)
        {
            await trouble.FailsAsync(name, "文件被其他程序占用，打不开", "关闭正在使用它的程序，或把文件复制一份放入", cancellationToken);
            return null;
        }

        if (result.Reading.IsUnreadable)
        {
            var problem = result.Reading.Problems[^1];
            await trouble.FailsAsync(name, problem.Reason, problem.Expected, cancellationToken);
            return result;
        }

        if (result.IsRefusedWhole)
        {
            var problem = result.Reading.Problems[0];
            await trouble.RefusedAsync(
                name,
                result.Rejected ? $"有{result.Refused}行不合格，整个文件没有读入（import.onBadRow为reject）" : $"没有一行可以读入：{problem.Reason}",
                "请报送单位按回执更正后重新放入",
                cancellationToken);
        }
        else
        {
            await trouble.WorksAsync(name, cancellationToken);
        }

        // What was read in place is not read again while it stays as it is; what was refused whole is named each time.
        if (result.Unchanged || result.Reading.Tables.Any(table => table.Accepted > 0)) _seen[file] = stamp;
        return result;
    }

    private bool IsSeen(FileInfo file) => office.Archive is null && _seen.TryGetValue(file.FullName, out var stamp) && stamp == Stamp(file);

    private static (long Length, DateTime Written) Stamp(FileInfo file) => file.Exists ? (file.Length, file.LastWriteTimeUtc) : default;

    /// <summary>The files that nobody is writing: those that stay as they are for a while. The others wait for the next run.</summary>
    private async Task<IReadOnlyList<string>> SettledAsync(List<FileInfo> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0 || office.InboxQuiet == TimeSpan.Zero) return [.. files.Select(file => file.FullName)];

        var before = files.Select(file => (file, file.Length, file.LastWriteTimeUtc)).ToList();
        await Task.Delay(office.InboxQuiet, clock, cancellationToken);
        var settled = new List<string>();
        foreach (var (file, length, written) in before)
        {
            file.Refresh();
            if (file.Exists && file.Length == length && file.LastWriteTimeUtc == written) settled.Add(file.FullName);
            else log.LogInformation(ImportEvents.FileNotWhole, "{File} is still being written and waits for the next run", file.Name);
        }

        return settled;
    }

    /// <summary>
    /// One file: 1. checksum, known content ends here; 2. read; 3. store all of it in one transaction. A throw leaves
    /// the store as it was and the file where it is. A file that is locked by another program waits for the next run.
    /// </summary>
    /// <param name="again">True reads a content again that was undone: a person asks for it by name.</param>
    public async Task<ImportedFile?> ReadAsync(string file, CancellationToken cancellationToken, bool again = false)
    {
        var name = Path.GetFileName(file);
        FileStream content;
        try
        {
            content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(ImportEvents.FileLocked, "{File} cannot be opened now and waits for the next run: {Reason}", name, e.Message);
            return null;
        }

        await using (content)
        {
            var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
            content.Position = 0;
            var now = clock.GetUtcNow();
            await using var writer = !again && await facts.KnowsAsync(sha256, cancellationToken)
                ? null
                : await facts.BeginAsync(name, sha256, now, again, cancellationToken);
            if (writer is null)
            {
                log.LogDebug("{File}: this content has been read before", name);
                return new ImportedFile(new FileReading(name, [], [], new ImportedFacts(0)), Unchanged: true);
            }

            var progress = new Progress<long>(rows => progressLog.LogInformation(ImportEvents.FileProgress, "{File}: {Rows} rows read so far", name, rows));
            var reading = new FileReader(office.Tables, office.AmountUnit).Read(content, name, writer, now, progress);
            var rejected = office.RejectFileOnBadRow && reading.Problems.Count > 0;
            var review = await writer.CommitAsync(
                reading, keepFacts: !rejected, Receipt(content, name, reading), cancellationToken);
            var result = new ImportedFile(reading, Rejected: rejected) { Review = review };
            log.LogInformation(
                ImportEvents.FileRead, "{File}: {Accepted} rows read, {Refused} refused{Rejected}",
                name,
                rejected ? 0 : reading.Tables.Sum(table => table.Accepted),
                result.Refused,
                rejected ? ", so nothing of it was used (import.onBadRow = reject)" : "");
            ProblemLog.Write(log, reading, review);
            return result;
        }
    }

    /// <summary>With what was refused goes a copy of the workbook in which it is marked.</summary>
    private OwedReceipt? Receipt(Stream content, string name, FileReading reading)
    {
        if (office.Receipts == ReceiptPolicy.Never) return null;
        var onlyIfOdd = office.Receipts == ReceiptPolicy.Problems;
        var marks = reading.Problems
            .Where(problem => problem.Row > 0)
            .Take(MarkedCopy.MostMarks)
            .Select(problem => new CellMark(problem.Sheet, problem.Row, problem.ColumnNumber, $"{problem.Column}：{problem.Reason}；应为：{problem.Expected}"))
            .ToList();
        if (marks.Count == 0) return new OwedReceipt(null, null, null, onlyIfOdd);
        var copy = new MarkedCopy(original => FormatCatalog.Open(original, name, ReadLimits.Default)).Make(content, name, marks);
        return new OwedReceipt(copy.FileName, copy.Xlsx, copy.WhyNone, onlyIfOdd);
    }

    /// <summary>By month of reading, with the checksum's start in the name, so that two files of one name both stay.</summary>
    private void MoveToArchive(string file, string archive)
    {
        try
        {
            var folder = Path.Combine(archive, TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone).ToString("yyyy-MM", CultureInfo.InvariantCulture));
            Directory.CreateDirectory(folder);
            using (var content = File.OpenRead(file))
            {
                var checksum = Convert.ToHexStringLower(SHA256.HashData(content))[..8];
                folder = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}-{checksum}{Path.GetExtension(file)}");
            }

            File.Move(file, folder, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Read already, and known by its content: left in place it changes nothing.
            log.LogWarning(ImportEvents.FileNotMoved, "{File} was read but could not be moved to {Archive}: {Reason}", Path.GetFileName(file), archive, e.Message);
        }
    }
}
