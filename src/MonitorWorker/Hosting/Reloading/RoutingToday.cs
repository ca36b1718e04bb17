using MonitorWorker.Budgets;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>Asks a configuration who would be told of what, with the people and budget lines that the database has today.</summary>
internal sealed class RoutingToday(FactStore facts, OfficeSettings office, MonitorOptions options, TimeProvider clock)
{
    public async Task<WhoIsTold> AskAsync(CancellationToken cancellationToken)
    {
        var day = office.JudgeAsOf(null, clock.GetUtcNow());
        var book = PositionBook.Build(await facts.LoadAsync(day, cancellationToken), day);
        return WhoIsTold.Of(book.Positions, await facts.LoadContactsAsync(cancellationToken), day, office, options, await WithheldAsync(cancellationToken));
    }

    /// <summary>What may not leave under that configuration.</summary>
    public Task<WithheldProjects> WithheldAsync(CancellationToken cancellationToken) => facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
}
