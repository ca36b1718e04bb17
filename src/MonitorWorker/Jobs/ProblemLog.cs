using Microsoft.Extensions.Logging;
using MonitorWorker.Import;

namespace MonitorWorker.Jobs;

/// <summary>Writes refused rows and what is odd into the log: an import by schedule has nobody at a terminal. Where it stands, never what: amounts, names and addresses are for the receipt.</summary>
internal static class ProblemLog
{
    /// <summary>Beyond this a file is wrong as a whole, and its list stands in <c>check --output json</c>.</summary>
    private const int Most = 100;

    public static void Write(ILogger log, FileReading reading, ImportReview review)
    {
        if (review.HeldReason is { } held)
            log.LogWarning(ImportEvents.FileHeld, "{File}: held until a person decides (import release or import undo): {Reason}", reading.File, held);
        if (review.ChangeCount > 0) log.LogInformation(ImportEvents.FiguresDiffer, "{File}: {Count} figures differ from what was told before", reading.File, review.ChangeCount);
        foreach (var fall in review.Falls.Take(Most)) log.LogWarning(ImportEvents.ExecutionFalls, "{File}: cumulative execution falls: {Change}", reading.File, Place(fall));
        foreach (var slip in review.UnitSlips.Take(Most)) log.LogWarning(ImportEvents.UnitSlip, "{File}: likely a slip of the unit: {Change}", reading.File, Place(slip));
        foreach (var remark in reading.Remarks.Take(Most)) log.LogWarning(ImportEvents.RowRemark, "{File}: {Remark}", reading.File, (remark with { Value = null }).Describe());
        foreach (var problem in reading.Problems.Take(Most)) log.LogWarning(ImportEvents.RowRefused, "{File}: refused: {Problem}", reading.File, (problem with { Value = null }).Describe());
        if (reading.Problems.Count > Most) log.LogWarning(ImportEvents.MoreRefused, "{File}: {Count} more refused", reading.File, reading.Problems.Count - Most);
    }
    private static string Place(FigureChange change) => $"{change.Table} {change.ProjectCode} {change.Period}{(change.Sheet.Length == 0 ? "" : $" 工作表“{change.Sheet}”")} 第{change.Row}行";
}
