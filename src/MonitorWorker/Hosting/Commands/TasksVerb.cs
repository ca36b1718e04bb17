using System.Globalization;
using MonitorWorker.Calendar;
using MonitorWorker.Jobs;
using MonitorWorker.Storage;
using MonitorWorker.Tasks;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>tasks list</c>: each monitoring task, how far its reports have come, and when it is told next.</summary>
internal static class TasksVerb
{
    public static async Task<int> ListAsync(GlobalOptions global, DateOnly? at, bool json, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var office = session.Get<OfficeSettings>();
        var day = office.JudgeAsOf(at, session.Get<TimeProvider>().GetUtcNow());
        var standings = await session.Get<TaskStandings>().LoadAsync(await session.Get<FactStore>().LoadTasksAsync(stop), day, stop);
        var tasks = standings.Select(standing => Listed.Of(standing, day, office.Tasks, office.Workdays)).ToList();
        if (json)
        {
            JsonOutput.Write(tasks.Select(Json));
            return ExitCodes.Good;
        }

        if (tasks.Count == 0)
        {
            ConsoleOutput.WriteLine("没有监控任务。把监控任务表（文号、截止月份、报送截止日期）放进收件文件夹。");
            return ExitCodes.Good;
        }

        ConsoleOutput.WriteTable(
            ["文号", "任务名称", "截止月份", "报送截止", "", ">已报", ">部分报送", ">未报", ">无预算", ">缺项", "下次催报", "下次列表"],
            tasks.Select(task => new[]
            {
                task.Standing.Task.DocumentNumber,
                task.Standing.Task.Title ?? "",
                task.Standing.Task.Month.ToString(),
                Day(task.Standing.Deadline) + (task.IsMoved ? $"（{Day(task.Standing.Task.Deadline)}放假顺延）" : "") + (task.Standing.IsGuess ? "（没有该年的节假日数据，按周一至周五推算）" : ""),
                task.Standing.IsComplete ? "全部报齐" : task.Standing.Workdays < 0 ? $"已过期{-task.Standing.Workdays}个工作日" : $"还有{task.Standing.Workdays}个工作日",
                $"{task.Count(ReportState.Reported)}",
                $"{task.Count(ReportState.PartlyReported)}",
                $"{task.Count(ReportState.NotReported)}",
                $"{task.Count(ReportState.NoBudget)}",
                $"{task.Standing.Entities.Sum(entity => entity.Missing)}",
                task.Remind is { } remind ? Day(remind) : "—",
                task.List is { } list ? Day(list) : "—",
            }));
        return ExitCodes.Good;
    }

    private static object Json(Listed task) => new
    {
        document = task.Standing.Task.DocumentNumber,
        title = task.Standing.Task.Title,
        month = task.Standing.Task.Month.ToString(),
        writtenDeadline = Day(task.Standing.Task.Deadline),
        deadline = Day(task.Standing.Deadline),
        workdays = task.Standing.Workdays,
        guess = task.Standing.IsGuess,
        complete = task.Standing.IsComplete,
        reported = task.Count(ReportState.Reported),
        partly = task.Count(ReportState.PartlyReported),
        notReported = task.Count(ReportState.NotReported),
        withoutBudget = task.Count(ReportState.NoBudget),
        nextReminder = task.Remind is { } remind ? Day(remind) : null,
        nextList = task.List is { } list ? Day(list) : null,
        entities = task.Standing.Entities.Select(entity => new
        {
            code = entity.Code,
            name = entity.Name,
            state = entity.State switch
            {
                ReportState.Reported => "reported",
                ReportState.PartlyReported => "partly",
                ReportState.NotReported => "not-reported",
                _ => "without-budget",
            },
            due = entity.Due,
            missing = entity.Missing,
            missingMoney = entity.MissingMoney.ToString(),
        }),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="Remind">Day of the next reminder; null where none is left or everybody has reported.</param>
    /// <param name="List">Day of the next list, likewise.</param>
    private sealed record Listed(TaskStanding Standing, DateOnly? Remind, DateOnly? List)
    {
        public bool IsMoved => Standing.Deadline != Standing.Task.Deadline;

        public int Count(ReportState state) => Standing.Entities.Count(entity => entity.State == state);

        public static Listed Of(TaskStanding standing, DateOnly day, TaskPolicy policy, WorkdayCalendar workdays) => new(
            standing,
            standing.IsComplete ? null : TaskOccasions.Next(policy.Remind, standing.Deadline, day, workdays)?.Day,
            standing.IsComplete ? null : TaskOccasions.Next(policy.List, standing.Deadline, day, workdays)?.Day);
    }
}
