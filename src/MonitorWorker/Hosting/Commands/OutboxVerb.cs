using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>outbox list|retry|drop</c>: each mail and what became of it, and a person's word on those that have not arrived.</summary>
internal static class OutboxVerb
{
    /// <summary>The words that the contract has for the states.</summary>
    public static string[] States { get; } = [.. Enum.GetValues<OutboxState>().Select(NameOf)];

    public static async Task<int> ListAsync(GlobalOptions global, IReadOnlyCollection<string> states, bool json, CancellationToken stop)
    {
        await using var session = await OpenAsync(global, stop);
        var all = await session.Get<OutboxStore>().ListAsync(stop);
        List<OutboxEntry> mails = [.. all.Where(mail => states.Count == 0 || states.Contains(NameOf(mail.State)))];
        if (json)
        {
            JsonOutput.Write(JsonOutput.Outbox(mails));
            return ExitCodes.Good;
        }

        var zone = session.Get<Jobs.OfficeSettings>().Zone;
        ConsoleOutput.WriteTable(
            [">编号", "状态", "收件人", "主题", ">次数", "下次", "最近的错误"],
            mails.Select(mail => new[]
            {
                $"{mail.Id}",
                NameOf(mail.State),
                mail.To,
                mail.Subject,
                $"{mail.Attempts}",
                mail.NextAttempt is { } next ? $"{TimeZoneInfo.ConvertTime(next, zone):yyyy-MM-dd HH:mm}" : "",
                mail.LastError ?? "",
            }));
        return ExitCodes.Good;
    }

    public static async Task<int> RetryAsync(GlobalOptions global, IReadOnlyCollection<long> ids, bool dead, bool deferred, CancellationToken stop)
    {
        if (ids.Count == 0 == !(dead || deferred))
        {
            ConsoleOutput.WriteError("Which mails? Expected numbers of outbox list, or else --dead or --all-deferred.");
            return ExitCodes.BadUsage;
        }

        await using var session = await OpenAsync(global, stop);
        var (acts, actor, now) = (session.Get<OutboxActs>(), Actor.Of("outbox retry"), session.Get<TimeProvider>().GetUtcNow());
        if (ids.Count > 0) return Tell(await acts.RetryAsync(ids, actor, now, stop), Due);
        ConsoleOutput.WriteLine(Due(await acts.RetryAllAsync(dead, deferred, actor, now, stop)));
        return ExitCodes.Good;

        static string Due(int count) => $"{count}封邮件已到期，由运行中的服务（没有服务时由下一次check）重发";
    }

    public static async Task<int> DropAsync(GlobalOptions global, IReadOnlyCollection<long> ids, string by, string reason, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(reason))
        {
            ConsoleOutput.WriteError("--by and --reason: expected words, since they stand in the audit's book.");
            return ExitCodes.BadUsage;
        }

        await using var session = await OpenAsync(global, stop);
        var act = await session.Get<OutboxActs>().DropAsync(ids, by.Trim(), reason.Trim(), Actor.Of("outbox drop"), session.Get<TimeProvider>().GetUtcNow(), stop);
        return Tell(act, count => $"{count}封邮件已撤下，不再发送");
    }

    private static int Tell(ActOnMails act, Func<int, string> done)
    {
        foreach (var (id, state) in act.Left.OrderBy(left => left.Key))
        {
            ConsoleOutput.WriteError(state switch
            {
                null => $"{id}: there is no such mail. See: MonitorWorker outbox list",
                OutboxState.Sending => $"{id}: is being sent just now; ask again in a moment.",
                _ => $"{id}: has been taken by the mail server.",
            });
        }

        if (act.Done.Count > 0) ConsoleOutput.WriteLine(done(act.Done.Count));
        return act.Left.Count == 0 ? ExitCodes.Good : act.Done.Count == 0 ? ExitCodes.Failed : ExitCodes.Partly;
    }

    private static string NameOf(OutboxState state) => state.ToString().ToLowerInvariant();

    private static Task<Session> OpenAsync(GlobalOptions global, CancellationToken stop) => Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
}
