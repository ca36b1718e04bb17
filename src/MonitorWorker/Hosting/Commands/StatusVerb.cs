using System.Text.Json;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>status</c>: whether the service is alive and all is well, in words and as an exit code.</summary>
internal static class StatusVerb
{
    /// <summary>The service writes each minute; two that it missed may be a machine under load.</summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(3);

    private const string Start = "启动服务；启动不了时用 doctor 查原因";

    public static async Task<int> RunAsync(GlobalOptions global, bool json, CancellationToken stop)
    {
        LoadedConfig config;
        try
        {
            config = Session.LoadConfig(global.ConfigFolder, null);
        }
        catch (BadConfigException e) when (Refused(global, e.Problems) is { } refused)
        {
            return Tell(refused, json);
        }

        var database = MonitorStore.FileOf(config.Options.Database.ConnectionString);
        if (!File.Exists(database))
        {
            ConsoleOutput.WriteError($"没有数据库{database}：服务还没有运行过");
            return ExitCodes.Failed;
        }

        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var report = await session.Get<HealthReader>().ReadAsync(null, stop);
        var (service, dead) = Service(session.Config.Options.Health.File, report.Database, report.Now);
        if (dead is null)
        {
            // What the store cannot keep, only the service knows.
            var known = report.Troubles.Select(trouble => (trouble.Kind, trouble.Name)).ToHashSet();
            report = report with
            {
                StartedAt = service!.StartedAt,
                ConfigLoadedAt = service.ConfigLoadedAt ?? service.StartedAt,
                Troubles = [.. report.Troubles, .. service.Troubles.Where(trouble => !trouble.Told && !known.Contains((trouble.Kind, trouble.Name)) && (trouble.Kind is TroubleKind.Disk or TroubleKind.Http or TroubleKind.Heartbeat or "database" || trouble.Name == StartCheck.Name))],
            };
        }
        else
        {
            report = report with { Next = [] };
        }

        List<StatusProblem> problems =
        [
            .. new[] { dead }.OfType<string>().Select(why => new StatusProblem(why, Start)),
            .. report.Troubles.Select(trouble => new StatusProblem(Describe(trouble), StatusScreen.CureOf(trouble.Kind))),
            .. report.Undelivered.Select(mail => new StatusProblem(Describe(mail), $"更正通讯录里的地址，再用 outbox retry {mail.Id} 重发")),
        ];
        var overview = await session.Get<OverviewReader>().ReadAsync(stop);
        if (json)
        {
            JsonOutput.Write(new { ok = problems.Count == 0, alive = dead is null, reasons = problems.Select(problem => problem.What), cures = problems.Select(problem => problem.Cure), serviceSeen = service?.Now, health = report, overview });
        }
        else
        {
            foreach (var line in new StatusScreen(problems, report, service, dead is null, overview).Render()) ConsoleOutput.WriteLine(line);
        }

        return problems.Count == 0 ? ExitCodes.Good : ExitCodes.Failed;
    }

    /// <returns>Null where no service ever spoke, or nobody knows where it would.</returns>
    private static RefusedStatus? Refused(GlobalOptions global, IReadOnlyList<string> problems)
    {
        var readable = ConfigLoader.Load(ConfigFolder.Find(global.ConfigFolder), Session.EnvironmentVariables()).Readable;
        // The database of the configuration on disk may be what is wrong.
        var (service, dead) = Service(readable.Health.File, null, TimeProvider.System.GetUtcNow());
        if (service is null) return null;
        var stopped = dead is null ? null : new StatusProblem(dead, Start);
        return new RefusedStatus(problems, dead is null ? service : service with { Next = [] }, stopped)
        {
            Problems =
            [
                .. new[] { stopped }.OfType<StatusProblem>(),
                .. service.Troubles.Where(trouble => trouble.Kind != TroubleKind.Configuration).Select(trouble => new StatusProblem(Describe(trouble), StatusScreen.CureOf(trouble.Kind))),
                .. service.Undelivered.Select(mail => new StatusProblem(Describe(mail), null)),
            ],
        };
    }

    private static int Tell(RefusedStatus status, bool json)
    {
        if (json)
        {
            List<StatusProblem> problems = [status.Configuration, .. status.Refused.Select(problem => new StatusProblem(problem, null)), .. status.Problems];
            JsonOutput.Write(new { ok = false, alive = status.Dead is null, reasons = problems.Select(problem => problem.What), cures = problems.Select(problem => problem.Cure), serviceSeen = (DateTimeOffset?)status.Service.Now, health = status.Service, overview = (Overview?)null });
        }
        else
        {
            foreach (var line in status.Render()) ConsoleOutput.WriteLine(line);
        }

        return ExitCodes.Failed;
    }

    /// <param name="database">Which one it should speak of; null is any.</param>
    /// <returns>What the service says of itself, and why it is not alive; null where it is.</returns>
    private static (HealthReport? Service, string? Dead) Service(string? file, string? database, DateTimeOffset now)
    {
        if (file is null) return (null, "health.file为空，看不出服务是否在运行");
        HealthReport? said;
        try
        {
            said = HealthFile.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return (null, $"健康文件{file}读不出来：{e.Message}");
        }

        return said switch
        {
            null => (null, $"服务没有运行：没有健康文件{file}"),
            _ when database is not null && said.Database != database => (said, $"服务没有运行：健康文件{file}说的是另一个数据库{said.Database}"),
            { StoppedAt: { } stopped } => (said, $"服务没有运行：已于{Minute(stopped)}停止"),
            _ when now - said.Now > _fresh => (said, $"服务没有运行或没有响应：健康文件停在{Minute(said.Now)}"),
            _ => (said, null),
        };
    }

    private static string Describe(HealthTrouble trouble) =>
        $"{TroubleKind.Word(trouble.Kind)} {trouble.Name}：{trouble.Reason}（{Minute(trouble.Since)}起，{(trouble.Told ? "已通知管理员" : "没有用邮件通知")}）";

    private static string Describe(HealthUndelivered mail) => $"邮件 {mail.Id} 没有送达{mail.To}：{mail.Subject}（{mail.Reason}）";

    private static string Minute(DateTimeOffset time) => StatusScreen.Minute(time);
}
