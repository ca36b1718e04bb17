using System.Text.RegularExpressions;
using static MonitorWorker.Benchmarks.Measured;

namespace MonitorWorker.Benchmarks;

/// <summary>
/// Checks a province's lines by the built program, the first time, when everything is new, and the next time, when nothing has changed;
/// by turns one query of the sqlite3 shell on the same file. Prints the medians, their ratios, the peak of memory, and the program's own
/// account of its phases.
/// </summary>
internal static partial class CheckBenchmark
{
    private const int Turns = 3;

    public static Task<int> RunAsync(int lines)
    {
        using var measured = new Measured();
        var imported = measured.PathOf("imported.db");
        Directory.CreateDirectory(measured.PathOf("tables"));
        foreach (var file in new CheckData(lines).Write(measured.PathOf("tables"))) measured.Product(imported, "import", file);

        var (query, first, next) = (new List<Usage>(), new List<Usage>(), new List<Usage>());
        for (var turn = 0; turn < Turns; turn++)
        {
            var database = Copy(imported, measured.PathOf("turn.db"));
            query.Add(Shell(database, ".mode csv", CheckReference.Query));
            first.Add(Check(measured, database));
            next.Add(Check(measured, database));
        }

        var reference = Median(query.Select(turn => turn.Seconds));
        Say($"{lines} lines, median of {Turns} turns; {CheckReference.Agree(measured.PathOf("turn.db"))} by both");
        Say($"sqlite3, one rule as one query  {reference,6:0.00} s");
        Tell("first check, all is new", first, reference);
        Tell("next check, nothing changed", next, reference);

        var described = Copy(imported, measured.PathOf("phases.db"));
        var (firstPhases, nextPhases) = (Phases(Check(measured, described, "--verbose")), Phases(Check(measured, described, "--verbose")));
        Say($"phases of one more turn, with the log on: first check, next check");
        foreach (var (phase, milliseconds) in firstPhases) Say($"  {phase,-18} {milliseconds,6} ms {nextPhases.GetValueOrDefault(phase),6} ms");
        return Task.FromResult(0);
    }

    private static Usage Check(Measured measured, string database, params ReadOnlySpan<string> more) =>
        measured.Product(database, ["check", "--at", "2024-08-31", "--no-deliver", "--output", "json", .. more]);

    private static void Tell(string what, List<Usage> turns, double reference)
    {
        var seconds = Median(turns.Select(turn => turn.Seconds));
        Say($"{what,-30} {seconds,7:0.00} s  ratio {seconds / reference:0.0}  peak {turns.Max(turn => turn.PeakMiB)} MiB");
    }

    private static Dictionary<string, long> Phases(Usage usage) => PhaseLine().Matches(usage.Log).ToDictionary(line => line.Groups[1].Value, line => long.Parse(line.Groups[2].Value, null));

    /// <summary>The file as it is when nobody holds it: the log of the import is part of it.</summary>
    private static string Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(to)!, Path.GetFileName(to) + "*")) File.Delete(file);
        foreach (var ending in new[] { "", "-wal" }.Where(ending => File.Exists(from + ending))) File.Copy(from + ending, to + ending);
        return to;
    }

    [GeneratedRegex(@"Phase (.+?): (\d+) ms")]
    private static partial Regex PhaseLine();
}
