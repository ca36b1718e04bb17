using System.Net.Mail;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Watching;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>watch</c>: a small program beside the service, best on another machine, that tells when the service is silent.</summary>
internal static class WatchVerb
{
    /// <summary>All that it needs of the configuration; what else stands there may be wrong, or missing.</summary>
    private static readonly string[] _needed = ["mail", "locale", "timeZone", "officeName", "contactPhone", "templates"];

    /// <param name="Places">Health files and addresses, as they were written.</param>
    /// <param name="MemoryFile">Null is the usual one.</param>
    public sealed record Request(IReadOnlyList<string> Places, IReadOnlyList<string> To, TimeSpan Every, WatchPatience Patience, string? MemoryFile, bool Once);

    public static async Task<int> RunAsync(GlobalOptions global, Request request, CancellationToken stop)
    {
        if (request.To.FirstOrDefault(to => !MailAddress.TryCreate(to, out _)) is { } wrong)
        {
            ConsoleOutput.WriteError($"--to {wrong}: expected an address such as name@example.com.");
            return ExitCodes.BadUsage;
        }

        var folder = ConfigFolder.Find(global.ConfigFolder);
        var config = ConfigLoader.LoadSome(folder, Session.EnvironmentVariables(), _needed);
        if (config.Options is not { } options) throw new BadConfigException([.. config.Problems.Select(problem => problem.ToString())]);

        var memory = Path.GetFullPath(request.MemoryFile ?? Path.Combine(folder, "..", "data", "watch.json"));
        var places = request.Places.Select(place => Looker.IsAddress(place) ? place : Path.GetFullPath(place)).Distinct().ToList();
        using var logs = LoggerFactory.Create(logging => logging.ToStandardError(global.Verbose ? LogLevel.Debug : LogLevel.Information));
        using var looker = new Looker();
        var post = new WatchPost(options, TimeProvider.System);
        var watcher = new Watcher(
            new WatchRequest(places, [.. request.To.Distinct(StringComparer.OrdinalIgnoreCase)], request.Every, request.Patience, memory),
            looker.LookAsync,
            post.SendAsync,
            TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone),
            TimeProvider.System,
            logs.CreateLogger("MonitorWorker.Watch"));
        if (request.Once) return await OnceAsync(watcher, stop);

        ConsoleOutput.WriteLine($"监视开始：{string.Join("、", places)}；每{Words(request.Every)}看一次，{Words(request.Patience.SilentAfter)}没有响应即发邮件给{string.Join("、", request.To)}");
        try
        {
            await watcher.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            ConsoleOutput.WriteLine("监视结束");
        }

        return ExitCodes.Good;
    }

    private static async Task<int> OnceAsync(Watcher watcher, CancellationToken stop)
    {
        try
        {
            var isWell = await watcher.StepAsync(stop);
            if (isWell) ConsoleOutput.WriteLine("一切正常");
            return isWell ? ExitCodes.Good : ExitCodes.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ConsoleOutput.WriteError(e.Message);
            return ExitCodes.Failed;
        }
    }

    private static string Words(TimeSpan span) => span.TotalMinutes < 2 ? FormattableString.Invariant($"{span.TotalSeconds:0}秒") : FormattableString.Invariant($"{span.TotalMinutes:0.#}分钟");
}
