using MonitorWorker.Alerts;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Tells what was wrong when it was told from what has been put right since: the day that was told of is judged again, by the figures that
/// are there now and the rules that judged then.
/// </summary>
internal sealed class RevisedPast(FactStore facts, AlertStore alerts, Router router, OfficeSettings office)
{
    /// <param name="better">Alerts that are better than what people believe, with the day that is judged now and the rules' hash.</param>
    /// <returns>Old figure and new of those that were told wrongly, by alert key.</returns>
    public async Task<IReadOnlyDictionary<string, ChangedFigures>> WhatWasWrongAsync(
        IReadOnlyList<(string Key, Belief Belief, DateOnly? JudgedDay, string RulesHash)> better, CancellationToken cancellationToken)
    {
        var told = await alerts.LoadToldFiguresAsync([.. better.Select(alert => alert.Key)], cancellationToken);
        var wrong = new Dictionary<string, ChangedFigures>();
        foreach (var day in better.Where(alert => told.ContainsKey(alert.Key)).GroupBy(alert => alert.Belief.Day!.Value))
        {
            var asked = day.ToDictionary(alert => alert.Key);
            var judgement = Judgement.Of(await facts.LoadAsync(day.Key, cancellationToken), office.Rules, day.Key);
            foreach (var tellable in new FindingNotices(judgement, router, office).Of((rule, subject) => asked.ContainsKey(AlertKey.For(rule, subject))))
            {
                var key = AlertKey.For(tellable.Finding.Rule, tellable.Finding.Subject);
                if (!asked.TryGetValue(key, out var alert) || tellable.Rules.Hash != alert.RulesHash || tellable.JudgedDay != day.Key) continue;
                var finding = tellable.Finding;
                var isWrong = finding.Outcome == Outcome.Clear || (finding.Outcome == Outcome.Breached && finding.Level < alert.Belief.Level);
                if (isWrong) wrong.Add(key, Compare(told[key], tellable, alert.Belief.Level));
            }
        }

        return wrong;
    }

    private static ChangedFigures Compare(NewNotice told, TellableFinding now, Level toldLevel)
    {
        var notice = now.Notice(told.Recipient, NoticeReason.Correction, now.Finding.Level, toldLevel, null);
        var (oldLine, newLine) = (First(told.Lines), First(notice.Lines));
        var (oldGoal, newGoal) = (First(told.Indicators), First(notice.Indicators));
        return new ChangedFigures(
            newLine?.Period ?? newGoal?.Period,
            toldLevel.Code(),
            now.Finding.Outcome == Outcome.Clear ? Level.Green.Code() : now.Finding.Level.Code(),
            oldLine?.Executed,
            newLine?.Executed,
            oldLine?.Revised,
            newLine?.Revised,
            oldLine?.Rate,
            newLine?.Rate,
            oldGoal?.Value,
            newGoal?.Value);

        static T? First<T>(IReadOnlyList<T> some)
            where T : class => some is [var first, ..] ? first : null;
    }
}
