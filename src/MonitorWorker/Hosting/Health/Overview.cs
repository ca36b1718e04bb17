using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Jobs;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Health;

/// <summary>What <c>status</c> shows beside the health report.</summary>
/// <param name="Mode">live or rehearsal.</param>
/// <param name="Delivery">smtp or folder.</param>
/// <param name="Alerts">Open alerts by level; null where the database could not be asked.</param>
/// <param name="DataAsOf">Newest month that was reported; null where none was.</param>
/// <param name="OldestData">The entity that has reported least far, and its month.</param>
/// <param name="DatabaseBytes">With what waits in the write-ahead log.</param>
/// <param name="CalendarUntil">Last year whose working days are known without a gap from this one; null where this one is not.</param>
internal sealed record Overview(string Mode, string Delivery, CheckTally? LastCheck, OpenAlerts? Alerts, string? DataAsOf, OldestData? OldestData, long DatabaseBytes, BackupState Backup, int? CalendarUntil);

internal sealed record OpenAlerts(int Red, int Yellow, int Blue, int Grey);

internal sealed record OldestData(string Entity, string Month);

/// <param name="Folder">Null where none is made.</param>
/// <param name="File">The newest copy; null where there is none.</param>
internal sealed record BackupState(string? Folder, string? File, DateTimeOffset? At);

/// <summary>Gathers it.</summary>
internal sealed class OverviewReader(OverviewStore store, MonitorStore database, MonitorOptions options, OfficeSettings office, TimeProvider clock)
{
    public async Task<Overview> ReadAsync(CancellationToken cancellationToken)
    {
        StoreOverview? stored;
        try
        {
            stored = await store.LoadAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The health report tells what is wrong with the database.
            stored = null;
        }

        return new Overview(
            options.Mail.Mode,
            options.Mail.Delivery,
            stored?.LastCheck,
            stored is null ? null : new OpenAlerts(Count(stored, Level.Red), Count(stored, Level.Yellow), Count(stored, Level.Blue), Count(stored, Level.Grey)),
            stored?.Newest?.ToString(),
            stored?.Oldest is { } oldest ? new OldestData(oldest.Entity, oldest.Month.ToString()) : null,
            Size(database.DatabaseFile) + Size(database.DatabaseFile + "-wal"),
            Backup(options.Retention.BackupFolder, office.Zone),
            CalendarUntil(office, office.Today(clock.GetUtcNow()).Year));
    }

    /// <summary>By the names that housekeeping gives, whoever made the copy.</summary>
    internal static BackupState Backup(string? folder, TimeZoneInfo zone)
    {
        try
        {
            var newest = folder is null || !Directory.Exists(folder)
                ? null
                : new DirectoryInfo(folder).EnumerateFiles("monitor-????-??-??.db").OrderBy(file => file.Name, StringComparer.Ordinal).LastOrDefault();
            return new BackupState(folder, newest?.Name, newest is null ? null : TimeZoneInfo.ConvertTime(new DateTimeOffset(newest.LastWriteTimeUtc), zone));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new BackupState(folder, null, null);
        }
    }

    internal static int? CalendarUntil(OfficeSettings office, int year)
    {
        int? until = null;
        for (var next = year; office.Workdays.Knows(next); next++) until = next;
        return until;
    }

    private static int Count(StoreOverview stored, Level level) => stored.OpenAlerts.GetValueOrDefault(level);

    private static long Size(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;
}
