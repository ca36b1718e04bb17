namespace MonitorWorker.Notifications.Views;

/// <summary>Adds budgets over lines: two findings about one line are one budget.</summary>
internal static class LineSums
{
    public static long Revised(IEnumerable<LineSnapshot> lines) => lines.DistinctBy(Key).Sum(line => line.Revised ?? 0);

    public static object Key(LineSnapshot line) => (line.FiscalYear, line.EntityName, line.ProjectCode, line.ProjectName, line.Fund);
}
