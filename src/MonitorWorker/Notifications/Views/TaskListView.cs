using MonitorWorker.Notifications.Wording;
using MonitorWorker.Tasks;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>task</c> in the mail that lists who has reported and who has not.</summary>
internal sealed class TaskListView
{
    public const int DefaultLimit = 200;

    /// <param name="limit">Entities listed with their figures, and as many named.</param>
    public TaskListView(TaskListNotice notice, MailWords words, int limit = DefaultLimit)
    {
        var (standing, task) = (notice.Standing, notice.Standing.Task);
        var open = standing.Entities.Where(entity => entity.State is ReportState.NotReported or ReportState.PartlyReported).ToList();
        var complete = standing.Entities.Where(entity => entity.State == ReportState.Reported).ToList();
        var withoutBudget = standing.Entities.Where(entity => entity.State == ReportState.NoBudget).ToList();
        Document = Plain.Line(task.DocumentNumber, 80);
        Title = Plain.Line(task.Title, 80);
        Month = words.Months.Month(task.Month.ToString())!;
        Deadline = words.Months.Weekday(standing.Deadline);
        Left = TaskWords.Left(standing, words);
        Overdue = standing.Workdays < 0;
        IsGuess = standing.IsGuess;
        IsComplete = standing.IsComplete;
        EntityCount = Figures.Count(open.Count + complete.Count);
        CompleteCount = Figures.Count(complete.Count);
        PartlyCount = Count(open.Count(entity => entity.State == ReportState.PartlyReported));
        NotReportedCount = Count(open.Count(entity => entity.State == ReportState.NotReported));
        Due = Figures.Count(standing.Entities.Sum(entity => entity.Due));
        Reported = Figures.Count(standing.Entities.Sum(entity => entity.Due - entity.Missing));
        Missing = Figures.Count(standing.Entities.Sum(entity => entity.Missing));
        MissingMoney = words.Figures.Amount(standing.Entities.Sum(entity => entity.MissingMoney.Fen))!;
        Open = [.. open.Take(limit).Select(entity => new TaskEntityView(entity, notice.Contacts.GetValueOrDefault(entity.Code), words))];
        MoreOpen = TaskWords.More(open.Count, limit);
        CompleteNames = [.. complete.Take(limit).Select(entity => NameOf(entity, words))];
        MoreComplete = TaskWords.More(complete.Count, limit);
        WithoutBudget = [.. withoutBudget.Take(limit).Select(entity => NameOf(entity, words))];
        MoreWithoutBudget = TaskWords.More(withoutBudget.Count, limit);
        Attachment = Plain.Line(notice.Attachment, 120);
    }

    public string? Document { get; }

    public string? Title { get; }

    public string Month { get; }

    public string Deadline { get; }

    public string Left { get; }

    public bool Overdue { get; }

    public bool IsGuess { get; }

    public bool IsComplete { get; }

    /// <summary>Entities with a budget.</summary>
    public string EntityCount { get; }

    public string CompleteCount { get; }

    public string? PartlyCount { get; }

    public string? NotReportedCount { get; }

    public string Due { get; }

    public string Reported { get; }

    public string Missing { get; }

    public string MissingMoney { get; }

    public IReadOnlyList<TaskEntityView> Open { get; }

    public string? MoreOpen { get; }

    public IReadOnlyList<string> CompleteNames { get; }

    public string? MoreComplete { get; }

    public IReadOnlyList<string> WithoutBudget { get; }

    public string? MoreWithoutBudget { get; }

    public string? Attachment { get; }

    private static string? Count(int count) => count == 0 ? null : Figures.Count(count);

    internal static string NameOf(EntityReport entity, MailWords words) => Plain.Line(entity.Name ?? (entity.Code.Length == 0 ? words["task.own-entity"] : entity.Code), 40)!;
}

/// <summary>One entity that has not reported everything.</summary>
internal sealed class TaskEntityView(EntityReport entity, string? contact, MailWords words)
{
    public string Name { get; } = TaskListView.NameOf(entity, words);

    public bool Partly { get; } = entity.State == ReportState.PartlyReported;

    public string Due { get; } = Figures.Count(entity.Due);

    public string Reported { get; } = Figures.Count(entity.Due - entity.Missing);

    public string Missing { get; } = Figures.Count(entity.Missing);

    public string? Contact { get; } = Plain.Line(contact, 40);
}
