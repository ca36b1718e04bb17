using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MonitorWorker.Budgets;
using MonitorWorker.Performance;

namespace MonitorWorker.Alerts;

/// <summary>
/// Identity of an alert: rule and line, rule and goal, or rule and statement, nothing of the config's text, so that a restart, a reload or
/// an edited rule set never makes an old alert new. A statement is named by its year, month and item, and by a hash of the
/// report, who reported it, its scope in one spelling, its denominator and its occurrence: no value and no row is in it, so that a corrected copy
/// puts the same alert right.
/// </summary>
public static class AlertKey
{
    /// <summary>Begins the last part of the key of what is about one indicator.</summary>
    internal const string OfIndicator = "指标:";

    public static string For(string rule, IFindingSubject subject) => subject switch
    {
        LineKey line => string.Create(
            CultureInfo.InvariantCulture, $"{rule}/{line.FiscalYear}/{Part(line.EntityCode)}/{Part(line.ProjectCode)}/{Part(line.Fund)}"),
        StatementKey statement => string.Create(
            CultureInfo.InvariantCulture, $"{rule}/{statement.FiscalYear}/{statement.Month}/{statement.Item.Name()}/{Hash(statement)}"),
        SheetTotalKey total => string.Create(
            CultureInfo.InvariantCulture,
            $"{rule}/{total.FiscalYear}/{total.Month?.ToString() ?? "-"}/{total.Label}/{Hash(total.Document, total.Sheet, total.Column, total.Occurrence.ToString(CultureInfo.InvariantCulture))}"),
        FormerSubject former => former.Key,
        // No fund stands where the indicator does: a project's goals are of all its money.
        GoalKey goal => string.Create(
            CultureInfo.InvariantCulture, $"{rule}/{goal.FiscalYear}/{Part(goal.EntityCode)}/{Part(goal.ProjectCode)}/{(goal.Indicator is { } name ? OfIndicator + name : "绩效目标")}"),
        _ => throw new ArgumentException($"A finding about {subject.GetType().Name} has no key.", nameof(subject)),
    };

    private static string Part(string code) => code.Length == 0 ? "-" : code;

    private static string Hash(StatementKey statement) => Hash(
        statement.Document,
        statement.ReportingUnit,
        statement.Scope,
        statement.Denominator?.Name() ?? "",
        statement.Occurrence.ToString(CultureInfo.InvariantCulture));

    private static string Hash(params string[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..12];
}
