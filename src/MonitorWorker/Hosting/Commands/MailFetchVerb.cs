using System.Globalization;
using MonitorWorker.Jobs;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>mail fetch</c>: one look into the mailbox now, and what became of what was new.</summary>
internal static class MailFetchVerb
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(GlobalOptions global, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var name = session.Get<OfficeSettings>().Mailbox;
        var look = await session.Get<RepliesJob>().LookAsync(_patience, isAsked: true, stop);
        if (look.Mails.Count > 0) ConsoleOutput.WriteTable(["来信", "大小", "结果", "说明"], look.Mails.Select(Row));
        switch (look.State)
        {
            case LookState.NoMailbox:
                ConsoleOutput.WriteError("No mailbox is configured (mailbox.host in monitor.json): replies are read by people.");
                return ExitCodes.BadUsage;
            case LookState.Read:
                ConsoleOutput.WriteLine($"{name}：新来信{look.Mails.Count}封，已收{look.TakenIn}封" + (look.TakenIn < look.Mails.Count ? "，其余下次再试" : ""));
                return look.TakenIn < look.Mails.Count ? ExitCodes.Partly : ExitCodes.Good;
            default:
                ConsoleOutput.WriteError($"{name}：没有读成。{look.Problem}");
                return ExitCodes.Failed;
        }
    }

    private static IReadOnlyList<string> Row(LookedAtMail mail) =>
        [mail.Heading, Size(mail.Size), mail.Problem is null ? mail.Outcome is { } outcome ? AlertWords.OfOutcome(outcome) : "以前收过" : "没有收下", mail.Problem ?? mail.Detail ?? ""];

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes >> 10)} KB");
}
