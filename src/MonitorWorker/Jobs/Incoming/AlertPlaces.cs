using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>Which budget line an alert is about, by the data that are there now.</summary>
internal sealed class AlertPlaces(PositionBook? book)
{
    /// <returns>Null where it is about none, or the line is not there any more.</returns>
    public BudgetPosition? Of(SpokenAlert alert) => new FormerSubject(alert.Key).Line is var (entity, project)
        ? book?.Positions.FirstOrDefault(position => (position.Key.EntityCode, position.Key.ProjectCode) == (entity, project))
        : null;
}
