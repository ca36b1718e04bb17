using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>import list</c>, <c>import release</c> and <c>import undo</c>: what was imported, and a person's word on it.</summary>
internal static class ImportLedgerVerb
{
    public static async Task<int> ListAsync(GlobalOptions global, bool json, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var entries = await session.Get<ImportLedger>().ListAsync(stop);
        if (json)
        {
            JsonOutput.Write(entries.Select(entry => new
            {
                id = entry.Id,
                file = entry.File,
                importedAt = entry.ImportedAt,
                accepted = entry.Accepted,
                refused = entry.Refused,
                state = NameOf(entry.State),
                heldReason = entry.State == ImportState.Held ? entry.HeldReason : null,
            }));
            return ExitCodes.Good;
        }

        var zone = session.Get<Jobs.OfficeSettings>().Zone;
        foreach (var entry in entries)
        {
            ConsoleOutput.WriteLine(
                $"{entry.Id}  {TimeZoneInfo.ConvertTime(entry.ImportedAt, zone):yyyy-MM-dd HH:mm}  {entry.File}：读入{entry.Accepted}行，拒收{entry.Refused}行"
                + entry.State switch
                {
                    ImportState.Held => $"；待放行：{entry.HeldReason}",
                    ImportState.Undone => "；已撤销",
                    _ => "",
                });
        }

        return ExitCodes.Good;
    }

    public static async Task<int> ReleaseAsync(GlobalOptions global, string idOrFile, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var ledger = session.Get<ImportLedger>();
        if (await FindAsync(ledger, idOrFile, stop) is not { } entry) return ExitCodes.Failed;
        if (!await ledger.ReleaseAsync(entry.Id, Actor.Of("import release"), session.Get<TimeProvider>().GetUtcNow(), stop))
        {
            ConsoleOutput.WriteError($"{entry.Id} {entry.File} is not held: {NameOf(entry.State)}.");
            return ExitCodes.Failed;
        }

        ConsoleOutput.WriteLine($"{entry.Id} {entry.File} 已放行，下一次检查起生效");
        return ExitCodes.Good;
    }

    public static async Task<int> UndoAsync(GlobalOptions global, string idOrFile, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var ledger = session.Get<ImportLedger>();
        if (await FindAsync(ledger, idOrFile, stop) is not { } entry) return ExitCodes.Failed;
        if (entry.State == ImportState.Undone)
        {
            ConsoleOutput.WriteError($"{entry.Id} {entry.File} was undone before.");
            return ExitCodes.Failed;
        }

        if (entry.File.StartsWith(PeopleStore.BatchName, StringComparison.Ordinal))
        {
            ConsoleOutput.WriteError($"{entry.Id} is a hand-over of an office, which people were told of. Hand it back instead. See: MonitorWorker people handover --help");
            return ExitCodes.Failed;
        }

        var outcome = await ledger.UndoAsync(entry.Id, Actor.Of("import undo"), session.Get<TimeProvider>().GetUtcNow(), stop);
        if (outcome.Left is { } left)
        {
            var at = left.At is { } time ? $" at {TimeZoneInfo.ConvertTime(time, session.Get<Jobs.OfficeSettings>().Zone):yyyy-MM-dd HH:mm}" : "";
            ConsoleOutput.WriteError(
                $"{entry.Id} {entry.File} cannot be undone any more: the mail “{left.Subject}” has left for {left.Recipient}{at}. Import a corrected file instead; it supersedes this one, and those who were told get the correction.");
            return ExitCodes.Failed;
        }

        ConsoleOutput.WriteLine($"{entry.Id} {entry.File} 已撤销，收回未发出的邮件{outcome.Withdrawn}封；下一次检查按其余数据重新判断");
        return ExitCodes.Good;
    }

    private static async Task<ImportEntry?> FindAsync(ImportLedger ledger, string idOrFile, CancellationToken stop)
    {
        var entry = await ledger.FindAsync(idOrFile, stop);
        if (entry is null) ConsoleOutput.WriteError($"{idOrFile}: no import has this number or file name. See: MonitorWorker import list");
        return entry;
    }

    private static string NameOf(ImportState state) => state switch
    {
        ImportState.Held => "held",
        ImportState.Undone => "undone",
        _ => "imported",
    };
}
