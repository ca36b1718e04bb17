using MonitorWorker.Alerts;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What was found about a project in earlier years, in the words of the terminal.</summary>
internal static class PastAlertWords
{
    /// <param name="project">Code that the project has now.</param>
    public static string Of(PastAlert alert, string project)
    {
        var rule = new FormerSubject(alert.Key).Rule;
        var code = alert.ProjectCode == project ? "" : $"以项目编码{alert.ProjectCode}";
        return $"{alert.FiscalYear}年度{code}{RuleWords.Of(rule)}预警{alert.Episode}次（{alert.Number}），{(alert.State == AlertState.Resolved ? "已解除" : $"{AlertWords.Of(alert.State)}，{AlertWords.Of(alert.Level, rule)}")}";
    }

    /// <summary>All alerts of earlier years about what is the same project.</summary>
    public static async Task<IReadOnlyList<PastAlert>> LoadAsync(Session session, int year, string entity, string project, DateOnly today, CancellationToken stop)
    {
        var alerts = (await session.Get<CaseBook>().ListAsync(today, stop)).Select(alert => (alert.Key, alert.Number, alert.State, alert.Level, alert.Episode));
        return new PastYears(await session.Get<YearStore>().LoadChainAsync(stop), alerts).Of(year, entity, project);
    }
}
