using System.Globalization;
using MonitorWorker.Reports;

namespace MonitorWorker.Hosting.Commands;

/// <summary>A file of a report that was written.</summary>
/// <param name="File">Relative to the folder that was asked for, with / between folders.</param>
internal sealed record WrittenFile(string File, long Bytes);

/// <summary>What became of the files about one entity, or about all.</summary>
/// <param name="EntityCode">Null of those about all.</param>
internal sealed record WrittenReport(string? EntityCode, string Name, IReadOnlyList<WrittenFile> Files, IReadOnlyList<FailedPart> Failed);

/// <summary>What became of a report.</summary>
/// <param name="PeakBytes">Largest working set of the process.</param>
internal sealed record ReportOutcome(IReadOnlyList<WrittenReport> Reports, TimeSpan Took, long PeakBytes)
{
    public int Made => Reports.Sum(report => report.Files.Count);

    public int Failed => Reports.Sum(report => report.Failed.Count);

    public int ExitCode => Made == 0 ? ExitCodes.Failed : Failed > 0 ? ExitCodes.Partly : ExitCodes.Good;
}

/// <summary>Writes the files of a report into a folder, entity by entity: under another name first, so that a kill leaves no half file.</summary>
/// <param name="peak">Largest working set so far, in bytes.</param>
/// <param name="progress">Where it is told how far it has come.</param>
internal sealed class ReportRun(ReportMaker maker, TimeProvider clock, Func<long> peak, TextWriter progress)
{
    /// <summary>Up to so many nobody waits for long.</summary>
    private const int FewReports = 3;

    /// <summary>Files that are there already, as they would be written.</summary>
    public static IReadOnlyList<string> Existing(IReadOnlyList<PlannedReport> plans, string folder) =>
        [.. plans.SelectMany(plan => plan.Files.Select(file => Path.Combine(folder, PlaceOf(plan, plans.Count), file.Name))).Where(File.Exists)];

    /// <param name="force">Writes over files that are there.</param>
    public ReportOutcome Run(ReportDefinition definition, ReportBook book, string folder, bool force, CancellationToken cancellationToken)
    {
        var plans = ReportMaker.Plan(definition, book);
        var begin = clock.GetTimestamp();
        var (written, last) = (new List<WrittenReport>(plans.Count), begin);
        foreach (var made in maker.Make(definition, book, cancellationToken))
        {
            written.Add(Write(made, folder, plans.Count, force));
            if (plans.Count > FewReports)
            {
                progress.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{written.Count}/{plans.Count} {made.EntityCode}{made.Name} {clock.GetElapsedTime(last).TotalMilliseconds:0} ms{(written[^1].Failed.Count > 0 ? $"，未生成{written[^1].Failed.Count}个" : "")}"));
            }

            last = clock.GetTimestamp();
        }

        return new ReportOutcome(written, clock.GetElapsedTime(begin), peak());
    }

    private static WrittenReport Write(MadeReport made, string folder, int all, bool force)
    {
        var (files, failed) = (new List<WrittenFile>(), made.Failed.ToList());
        var place = PlaceOf(made.Plan, all);
        foreach (var file in made.Files)
        {
            try
            {
                Directory.CreateDirectory(Path.Combine(folder, place));
                WriteWhole(Path.Combine(folder, place, file.Plan.Name), file.Bytes, force);
                files.Add(new WrittenFile(place.Length == 0 ? file.Plan.Name : $"{place}/{file.Plan.Name}", file.Bytes.Length));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed.Add(new FailedPart(file.Plan.Name, $"写不进{Path.Combine(folder, place)}：{e.Message}"));
            }
        }

        return new WrittenReport(made.EntityCode, made.Name, files, failed);
    }

    /// <summary>A folder for each entity where there are several.</summary>
    private static string PlaceOf(PlannedReport plan, int all) => all > 1 ? plan.Folder : "";

    private static void WriteWhole(string path, byte[] bytes, bool force)
    {
        var part = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}.part");
        try
        {
            File.WriteAllBytes(part, bytes);
            File.Move(part, path, force);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
