using MonitorWorker.Jobs;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>import</c>: reads files, and says of each table and each refused row what became of it.</summary>
internal static class ImportVerb
{
    public static async Task<int> RunAsync(GlobalOptions global, string[] files, bool dryRun, bool json, CancellationToken stop)
    {
        var missing = files.Where(file => !File.Exists(file)).ToList();
        foreach (var file in missing) ConsoleOutput.WriteError($"{file}: there is no such file.");
        if (missing.Count > 0) return ExitCodes.BadUsage;

        await using var session = await Session.OpenAsync(global.ConfigFolder, null, dryRun, global.VerbLogLevel, stop);
        var job = session.Get<ImportJob>();
        var imported = new List<ImportedFile>();
        if (files.Length == 0) imported.AddRange(await session.Get<IntakeJob>().RunAsync(keepFiles: dryRun, stop));
        var locked = 0;
        foreach (var file in files)
        {
            if (await job.ReadAsync(Path.GetFullPath(file), stop, again: true) is { } read) imported.Add(read);
            else locked++;
        }

        if (json) JsonOutput.Write(JsonOutput.Import(imported));
        else ConsoleOutput.WriteImport(imported, withLayout: dryRun);
        return locked > 0 || imported.Exists(file => file.Refused > 0) ? ExitCodes.Partly : ExitCodes.Good;
    }
}
