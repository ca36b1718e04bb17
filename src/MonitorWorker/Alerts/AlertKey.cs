using System.Globalization;
using MonitorWorker.Budgets;

namespace MonitorWorker.Alerts;

/// <summary>
/// Identity of an alert: rule and line, nothing of the config's text, so that a restart, a reload or an edited rule set
/// never makes an old alert new.
/// </summary>
public static class AlertKey
{
    public static string For(string rule, LineKey line) => string.Create(
        CultureInfo.InvariantCulture, $"{rule}/{line.FiscalYear}/{Part(line.EntityCode)}/{Part(line.ProjectCode)}/{Part(line.Fund)}");

    private static string Part(string code) => code.Length == 0 ? "-" : code;
}
