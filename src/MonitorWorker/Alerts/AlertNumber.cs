using System.Globalization;

namespace MonitorWorker.Alerts;

/// <summary>预警编号: YJ-2024-0007, counted within the fiscal year.</summary>
public static class AlertNumber
{
    public static string Format(int fiscalYear, int count) => string.Create(CultureInfo.InvariantCulture, $"YJ-{fiscalYear}-{count:0000}");

    /// <summary>The count within its year.</summary>
    /// <exception cref="FormatException">Not a number of that form.</exception>
    public static int Parse(string number) => int.Parse(number.AsSpan(number.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture);
}
