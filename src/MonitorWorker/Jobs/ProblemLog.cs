using Microsoft.Extensions.Logging;
using MonitorWorker.Import;

namespace MonitorWorker.Jobs;

/// <summary>Writes refused rows into the log: an import by schedule has nobody at a terminal.</summary>
internal static class ProblemLog
{
    /// <summary>Beyond this a file is wrong as a whole, and its list stands in <c>check --output json</c>.</summary>
    private const int Most = 100;

    public static void Write(ILogger log, FileReading reading)
    {
        foreach (var problem in reading.Problems.Take(Most)) log.LogWarning("{File}: refused: {Problem}", reading.File, problem.Describe());
        if (reading.Problems.Count > Most) log.LogWarning("{File}: {Count} more refused", reading.File, reading.Problems.Count - Most);
    }
}
