using System.Globalization;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Tells the administrators from time to time how the program is, above all that it is: a mail that stays away is noticed by whoever is used to it. What it counts is counted
/// since the heartbeat before.
/// </summary>
public sealed class HeartbeatJob(NoteBook notes, WatchStore store, ScheduleStore runs, IServiceState service, OfficeSettings office, TimeProvider clock)
{
    /// <summary>How far the first one looks back.</summary>
    private static readonly TimeSpan _first = TimeSpan.FromDays(7);

    private const int MostEntities = 10;
    private const int MostProblems = 20;

    /// <param name="runId">Identity of the due time, as <c>ScheduleRunner.RunIdOf</c> makes it: what is told once.</param>
    public async Task RunAsync(string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runId);
        var now = clock.GetUtcNow();
        var name = runId.LastIndexOf('@') is > 0 and var at ? runId[..at] : runId;
        var since = (await runs.LastRunsAsync(name, 1, cancellationToken)) is [var last] ? last.Due : now - _first;
        var state = await service.ReadAsync(cancellationToken);
        var checks = await store.ChecksSinceAsync(since, cancellationToken);
        var mails = await store.TriesAsync(since, cancellationToken);
        var alerts = await store.OpenAlertsAsync(cancellationToken);
        List<string> problems = [.. state.Problems];
        if (checks == 0) problems.Insert(0, $"{Time(since)}以来没有做过检查");

        var entities = state.CheckedAsOf is { } day ? await store.DataAsync(day, cancellationToken) : [];
        var asOf = entities.Max(entity => entity.Month)?.ToString() ?? "没有";
        var note = new NoteNotice(
            problems.Count == 0 ? Text($"一切正常：{Day(since)}以来检查{checks}次，数据截至{asOf}") : Text($"有{problems.Count}个问题：{Day(since)}以来检查{checks}次，数据截至{asOf}"),
            Text($"{Time(since)}以来：检查{checks}次，发出邮件{mails.Accepted}封，被拒收{mails.Refused}封。"))
        {
            Items =
            [
                .. problems.Take(MostProblems).Select(problem => "问题：" + problem),
                .. problems.Count > MostProblems ? [Text($"另有{problems.Count - MostProblems}个问题，用命令status查看")] : Array.Empty<string>(),
                .. Data(state.CheckedAsOf, entities),
                .. Alerts(alerts),
                .. state.Lines,
                .. state.Next.TryGetValue(name, out var next) ? [$"下一封这样的邮件：{Time(next)}；没有收到时，请查看服务是否在运行"] : Array.Empty<string>(),
            ],
            Ask = problems.Count == 0 ? null : "逐项处理上面列出的问题；用命令status查看是否已恢复",
        };
        await notes.TellAdministratorsAsync(note, "heartbeat/" + runId, cancellationToken);
    }

    /// <summary>How far each entity has reported, those that are furthest behind first.</summary>
    private static IReadOnlyList<string> Data(DateOnly? checkedAsOf, IReadOnlyList<EntityData> entities)
    {
        if (checkedAsOf is null) return ["数据：还没有检查过"];
        if (entities.Count == 0) return ["数据：没有预算"];
        return
        [
            .. entities.Take(MostEntities).Select(entity => $"数据：{entity.Name ?? entity.Code}{(entity.Month is { } month ? Text($"截至{month.Year}年{month.Month}月") : "未报送执行数")}"),
            .. entities.Count > MostEntities ? [Text($"数据：其余{entities.Count - MostEntities}个单位报送得更近")] : Array.Empty<string>(),
        ];
    }

    private static IReadOnlyList<string> Alerts(IReadOnlyDictionary<Level, int> alerts) => alerts.Count == 0
        ? ["未解除的预警：没有"]
        : [.. new[] { Level.Red, Level.Yellow, Level.Blue, Level.Grey }.Where(alerts.ContainsKey).Select(level => Text($"未解除的预警（{LevelWords.Of(level.Code()).Word}）：{alerts[level]}条"))];

    private string Day(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, office.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Time(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, office.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>How the program is, as far as the store alone does not tell.</summary>
/// <param name="Problems">What is in trouble, as people read it.</param>
/// <param name="CheckedAsOf">Day that the last check judged; null where there was none.</param>
/// <param name="Lines">What else there is to tell: mails that wait, firings to come, disks, copies.</param>
/// <param name="Next">When each schedule runs next, by name.</param>
public sealed record ServiceStanding(IReadOnlyList<string> Problems, DateOnly? CheckedAsOf, IReadOnlyList<string> Lines, IReadOnlyDictionary<string, DateTimeOffset> Next);

/// <summary>Tells how the program is.</summary>
public interface IServiceState
{
    Task<ServiceStanding> ReadAsync(CancellationToken cancellationToken);
}
