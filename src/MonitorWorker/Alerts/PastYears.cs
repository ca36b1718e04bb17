using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Alerts;

/// <summary>An alert of an earlier year about what is the same project.</summary>
/// <param name="ProjectCode">Code that it had then.</param>
/// <param name="Episode">How often it was opened.</param>
/// <param name="Level">Its last level.</param>
public sealed record PastAlert(int FiscalYear, string ProjectCode, string Key, string Number, AlertState State, Level Level, int Episode);

/// <summary>What was found about projects in the years before, across their codes.</summary>
public sealed class PastYears
{
    private readonly ProjectChain _chain;
    private readonly ILookup<(int Year, string Entity, string Project), PastAlert> _alerts;

    /// <param name="alerts">Of all years; those that were never opened say nothing.</param>
    public PastYears(ProjectChain chain, IEnumerable<(string Key, string Number, AlertState State, Level Level, int Episode)> alerts)
    {
        _chain = chain;
        _alerts = alerts.Where(alert => alert.Episode > 0)
            .Select(alert => (Subject: new FormerSubject(alert.Key), Alert: alert))
            .Where(alert => alert.Subject.Line is not null)
            .ToLookup(
                alert => (alert.Subject.FiscalYear, alert.Subject.Line!.Value.Entity, alert.Subject.Line.Value.Project),
                alert => new PastAlert(alert.Subject.FiscalYear, alert.Subject.Line!.Value.Project, alert.Alert.Key, alert.Alert.Number, alert.Alert.State, alert.Alert.Level, alert.Alert.Episode));
    }

    public static PastYears None { get; } = new(new ProjectChain([]), []);

    /// <summary>All alerts of a project's earlier years, the newest year first.</summary>
    public IReadOnlyList<PastAlert> Of(int year, string entity, string project) =>
        [.. _chain.Before(year, entity, project).SelectMany(then => _alerts[(then.FiscalYear, then.EntityCode, then.ProjectCode)].OrderBy(alert => alert.Number, StringComparer.Ordinal))];

    /// <summary>In one sentence, how the same was found of the same project in earlier years, year by year; null where it was not.</summary>
    /// <param name="word">What a level is called, e.g. 红色预警.</param>
    public string? Sentence(string alertKey, Func<Level, string> word)
    {
        var subject = new FormerSubject(alertKey);
        if (subject.Line is not var (entity, project)) return null;
        var years = Of(subject.FiscalYear, entity, project)
            .Where(alert => IsSame(alert.Key, alertKey))
            .GroupBy(alert => alert.FiscalYear)
            .Select(year => Sentence(year.Key, [.. year], project, word))
            .ToList();
        return years.Count == 0 ? null : string.Join("；", years);
    }

    /// <summary>By rule, and of an indicator by its name: a fund may be called otherwise each year.</summary>
    private static bool IsSame(string one, string other)
    {
        var (mine, yours) = (one.Split('/'), other.Split('/'));
        return mine[0] == yours[0] && (mine[^1] == yours[^1] || !(mine[^1] + yours[^1]).Contains(AlertKey.OfIndicator, StringComparison.Ordinal));
    }

    private static string Sentence(int year, List<PastAlert> alerts, string project, Func<Level, string> word)
    {
        var code = alerts[0].ProjectCode == project ? "" : $"以项目编码{alerts[0].ProjectCode}";
        var ended = alerts.Where(alert => alert.State == AlertState.Ended).ToList();
        return $"{year}年度{code}预警{alerts.Sum(alert => alert.Episode)}次，{(ended.Count > 0 ? $"到年底仍为{word(ended.Max(alert => alert.Level))}" : "均已解除")}";
    }
}
