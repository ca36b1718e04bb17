using MonitorWorker.Budgets;
using MonitorWorker.Storage;
using MonitorWorker.Tasks;

namespace MonitorWorker.Jobs;

/// <summary>Loads the facts that tell how monitoring tasks stand: one loading for each year of which a month is asked for.</summary>
public sealed class TaskStandings(FactStore facts, OfficeSettings office)
{
    /// <summary>In the order of the tasks.</summary>
    public async Task<IReadOnlyList<TaskStanding>> LoadAsync(IReadOnlyList<MonitoringTask> tasks, DateOnly day, CancellationToken cancellationToken)
    {
        var books = new Dictionary<int, ReportBook>();
        // What may not leave is asked for by no form and told in no list.
        var withheld = await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
        foreach (var year in tasks.Select(task => task.Month.Year).Distinct())
            books[year] = new ReportBook(withheld.Without(await facts.LoadAsync(new DateOnly(year, 12, 31), cancellationToken)), day);
        return [.. tasks.Select(task => TaskStanding.At(day, task, books[task.Month.Year], office.Workdays))];
    }
}
