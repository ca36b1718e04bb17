using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;

namespace MonitorWorker.Jobs;

/// <summary>What people have said about an alert, as mails show it.</summary>
internal static class Heard
{
    /// <param name="today">The day that is judged.</param>
    /// <returns>Null where nobody said anything.</returns>
    public static HeardWords? Of(Overlays overlays, string alertKey, DateOnly today, bool withAnswer = true)
    {
        var dispute = overlays.Disputes.GetValueOrDefault(alertKey) is { } said && today <= said.Until ? said : null;
        var heard = new HeardWords
        {
            Answer = withAnswer && overlays.Answers.GetValueOrDefault(alertKey) is { } answer
                ? new GivenAnswer(answer.By, answer.On, answer.Cause, answer.Measure, answer.DueDate, answer.PromisedRate is { } rate ? Rounding.TwoDecimals(rate) : null)
                : null,
            HandedTo = overlays.Handovers.GetValueOrDefault(alertKey) is { } handed ? handed[^1].ToName : null,
            DisputedBy = dispute?.By,
            DisputedUntil = dispute?.Until,
            ReadBy = overlays.ReadBy.GetValueOrDefault(alertKey) ?? [],
        };
        return heard.IsEmpty ? null : heard;
    }
}
