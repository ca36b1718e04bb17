using MonitorWorker.Storage;
using Spectre.Console;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>outbox list</c>: each mail and what became of it.</summary>
internal static class OutboxVerb
{
    public static async Task<int> ListAsync(GlobalOptions global, bool json, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var mails = await session.Get<OutboxStore>().ListAsync(stop);
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
                mail.State.ToString().ToLowerInvariant(),
                Markup.Escape(mail.To),
                Markup.Escape(mail.Subject),
                $"{mail.Attempts}",
                mail.NextAttempt is { } next ? $"{TimeZoneInfo.ConvertTime(next, zone):yyyy-MM-dd HH:mm}" : "",
                Markup.Escape(mail.LastError ?? ""),
            }));
        return ExitCodes.Good;
    }
}
