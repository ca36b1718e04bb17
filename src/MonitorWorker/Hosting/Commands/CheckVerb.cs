using Microsoft.Extensions.Logging;
using MonitorWorker.Jobs;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>check</c>: the main job once.</summary>
internal static class CheckVerb
{
    private static readonly TimeSpan _deliveryTime = TimeSpan.FromSeconds(30);

    internal sealed record Request(DateOnly? At, string? RuleSet, bool DryRun, bool Deliver, bool Json);

    public static async Task<int> RunAsync(GlobalOptions global, Request request, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, request.RuleSet, request.DryRun, global.VerbLogLevel, stop);
        var clock = session.Get<TimeProvider>();
        var asOf = session.Get<OfficeSettings>().JudgeAsOf(request.At, clock.GetUtcNow());
        var result = await session.Get<MonitorRun>().RunAsync(asOf, lookOnly: request.DryRun, stop);
        var delivered = request is { DryRun: false, Deliver: true }
            ? await DeliverAsync(session, clock.GetUtcNow() + _deliveryTime, stop)
            : new DeliveryRound(0, 0, 0);

        var phases = new PhaseLog(clock, session.Get<ILogger<PhaseLog>>());
        if (request.Json)
        {
            JsonOutput.Write(JsonOutput.Check(result.Imported, result.Check));
        }
        else
        {
            ConsoleOutput.WriteImport(result.Imported);
            ConsoleOutput.WriteCheck(result.Check, result.Imported);
            ConsoleOutput.WriteLine(request.DryRun
                ? "仅试算：收件文件夹和数据库保持原样，没有发出邮件"
                : $"写好邮件{result.Composed}封，发出{delivered.Sent}封，稍后重试{delivered.Deferred}封，无法投递{delivered.Dead}封");
        }

        phases.Done("output");
        return result.Imported.Any(file => file.Refused > 0) || delivered.Dead > 0 ? ExitCodes.Partly : ExitCodes.Good;
    }

    /// <summary>A server that hangs must not keep a person waiting at the terminal: what is left is the service's to send.</summary>
    private static Task<DeliveryRound> DeliverAsync(Session session, DateTimeOffset until, CancellationToken stop) =>
        session.Get<DeliverJob>().RunAsync(until, until, stop);
}
