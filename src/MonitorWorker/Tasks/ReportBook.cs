using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Performance;
using MonitorWorker.Rules;

namespace MonitorWorker.Tasks;

/// <summary>
/// Who has reported which month, from the facts of one fiscal year. A figure of a later month answers for an earlier one, since
/// execution is cumulative; later months count up to the day.
/// </summary>
public sealed class ReportBook(BudgetFacts facts, DateOnly asOf)
{
    private readonly Dictionary<YearMonth, PositionBook> _books = [];
    private readonly Dictionary<YearMonth, IReadOnlyList<EntityReport>> _reports = [];

    /// <summary>The entities of a task, those who have not reported first, the most money first.</summary>
    public IReadOnlyList<EntityReport> Of(MonitoringTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var all = All(task.Month);
        var asked = task.Entities.Count == 0 ? all : [.. task.Entities.Select(entity => Find(all, entity)).DistinctBy(entity => entity.Code)];
        return
        [
            .. asked.OrderBy(entity => entity.State)
                .ThenByDescending(entity => entity.MissingMoney)
                .ThenByDescending(entity => entity.Missing)
                .ThenBy(entity => entity.Code, StringComparer.Ordinal),
        ];
    }

    private static EntityReport Find(IReadOnlyList<EntityReport> all, string entity) =>
        all.FirstOrDefault(report => report.Code == entity) ?? all.FirstOrDefault(report => report.Name == entity) ?? new EntityReport(entity, null, [], []);

    private IReadOnlyList<EntityReport> All(YearMonth month)
    {
        if (!_reports.TryGetValue(month, out var reports)) _reports[month] = reports = Build(month);
        return reports;
    }

    private List<EntityReport> Build(YearMonth month)
    {
        var book = Book(month);
        // Money of another year is no budget of this one.
        if (book.FiscalYear != month.Year) return [];

        var later = facts.Executions.Where(fact => fact.FiscalYear == month.Year && fact.Month > month && fact.Month.LastDay <= asOf)
            .Select(fact => fact.Month).Distinct().Order().Select(other => Lines(Book(other))).ToList();
        var indicators = Indicators(book, month);
        return
        [
            .. book.Positions.GroupBy(position => position.Key.EntityCode).Select(entity =>
            {
                var funds = entity.CountBy(position => position.Key.ProjectCode).ToDictionary();
                return new EntityReport(
                    entity.Key,
                    entity.Select(position => position.EntityName).FirstOrDefault(name => name is not null),
                    [.. entity.Select(position => Line(position, month, later, funds[position.Key.ProjectCode] > 1))],
                    [.. indicators[entity.Key]]);
            }),
        ];
    }

    private static ReportLine Line(BudgetPosition position, YearMonth month, List<ILookup<(string, string), BudgetPosition>> later, bool hasSeveralFunds)
    {
        var (known, amount, isReported) = position.Executed is { } executed
            ? (month, executed, true)
            : ((YearMonth?)position.LastKnown?.Month, position.LastKnown?.Cumulative, false);
        foreach (var found in later.Select(book => Same(book, position)).OfType<BudgetPosition>().Where(found => found.Executed is not null))
            (known, amount, isReported) = (found.Period, found.Executed, true);
        return new ReportLine(
            position.Key.ProjectCode, position.ProjectName, position.Section, hasSeveralFunds ? position.Fund : null, position.Revised, isReported, known, amount);
    }

    /// <summary>A later month may tell a project as one that is told by fund before.</summary>
    private static BudgetPosition? Same(ILookup<(string, string), BudgetPosition> book, BudgetPosition position)
    {
        var project = book[(position.Key.EntityCode, position.Key.ProjectCode)].ToList();
        return project.Find(other => other.Key == position.Key) ?? (project is [var only] ? only : null);
    }

    private ILookup<string, ReportIndicator> Indicators(PositionBook book, YearMonth month)
    {
        var names = book.Positions.GroupBy(position => (position.Key.EntityCode, position.Key.ProjectCode)).ToDictionary(project => project.Key, project => project.First().ProjectName);
        var finder = new ProjectFinder(names.Keys);
        var readings = facts.IndicatorReadings
            .Where(reading => reading.Month.Year == month.Year && (reading.Month <= month || reading.Month.LastDay <= asOf))
            .Select(reading => (Entity: finder.EntityOf(reading.EntityCode, reading.ProjectCode, out _), Reading: reading))
            .Where(found => found.Entity is not null)
            .ToLookup(found => (found.Entity!, found.Reading.ProjectCode, found.Reading.Name), found => found.Reading);
        return facts.Indicators
            .Where(row => row.FiscalYear is null || row.FiscalYear == month.Year)
            .Select(row => (Entity: finder.EntityOf(row.EntityCode, row.ProjectCode, out _), Row: row))
            .Where(found => found.Entity is not null)
            // The latest row of an indicator counts.
            .GroupBy(found => (Entity: found.Entity!, found.Row.ProjectCode, found.Row.Name), found => found.Row)
            .ToLookup(same => same.Key.Entity, same =>
            {
                var latest = readings[same.Key].OrderBy(reading => reading.Month).LastOrDefault();
                return new ReportIndicator(
                    same.Key.ProjectCode,
                    names[(same.Key.Entity, same.Key.ProjectCode)],
                    same.Key.Name,
                    GoalWords.Target(same.Last()),
                    latest is not null && latest.Month >= month,
                    latest?.Month,
                    latest?.ValueText);
            });
    }

    private PositionBook Book(YearMonth month)
    {
        if (!_books.TryGetValue(month, out var book)) _books[month] = book = PositionBook.OfMonth(facts, month);
        return book;
    }

    private static ILookup<(string, string), BudgetPosition> Lines(PositionBook book) =>
        book.Positions.ToLookup(position => (position.Key.EntityCode, position.Key.ProjectCode));
}
