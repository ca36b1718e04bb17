using System.Globalization;
using Microsoft.Extensions.Logging;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Copies the store, and keeps it small and quick; touches no fact, no alert, and nothing of an open one.</summary>
public sealed class HousekeepingJob(
    MonitorStore store, ScheduleStore schedules, RetentionStore retention, OfficeSettings office, TimeProvider clock, ILogger<HousekeepingJob> log)
{
    private const string BackupName = "monitor-";

    private static readonly TimeSpan _memory = TimeSpan.FromDays(400);

    /// <exception cref="StoreException">The copy could not be made; the rest was done.</exception>
    public async Task<JobFigures> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var forgotten = await schedules.PruneAsync(now - _memory, cancellationToken);
        var tidied = await retention.TidyAsync(Before(office.Retention.SentMonths), Before(office.Retention.IncomingMonths), cancellationToken);
        log.LogInformation(
            UpkeepEvents.Tidied, "Housekeeping: {Forgotten} old schedule runs forgotten, {Sent} sent and {Incoming} received mails reduced to their headings, {Freed} bytes freed",
            forgotten,
            tidied.Sent,
            tidied.Incoming,
            tidied.FreedBytes);
        await BackupAsync(office.Today(now), cancellationToken);
        return new JobFigures([("schedule runs forgotten", forgotten), ("mails reduced", tidied.Sent + tidied.Incoming), ("bytes freed", tidied.FreedBytes)]);

        DateTimeOffset? Before(int? months) => months is { } kept ? now.AddMonths(-kept) : null;
    }

    /// <summary>One copy a day: a second run of the same day writes over the first.</summary>
    private async Task BackupAsync(DateOnly today, CancellationToken cancellationToken)
    {
        if (office.Retention.BackupFolder is not { } folder) return;
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{BackupName}{today:yyyy-MM-dd}.db"));
        var made = await StoreBackup.MakeAsync($"Data Source={store.DatabaseFile}", file, overwrite: true, cancellationToken);
        // The names sort as the days do. Only now: an old copy is better than none.
        var old = Directory.GetFiles(folder, BackupName + "????-??-??.db").Order(StringComparer.Ordinal).SkipLast(office.Retention.Backups).ToList();
        foreach (var copy in old) File.Delete(copy);
        log.LogInformation(UpkeepEvents.BackedUp, "The database was copied to {File} ({Bytes} bytes, checked); {Old} old copies were removed", made.File, made.Bytes, old.Count);
    }
}
