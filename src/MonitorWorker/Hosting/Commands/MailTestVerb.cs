using System.Net.Mail;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>mail test</c>: one mail by the configured way, and the server's own words.</summary>
internal static class MailTestVerb
{
    /// <summary>Somebody is waiting at the terminal; a server that is well answers within seconds.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(GlobalOptions global, string to, CancellationToken stop)
    {
        if (!MailAddress.TryCreate(to, out _))
        {
            ConsoleOutput.WriteError($"--to {to}: expected an address such as name@example.com.");
            return ExitCodes.BadUsage;
        }

        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var mail = session.Get<ComposeJob>().ComposeTest(new Recipient(to, to, "试发"));
        await using var sender = session.Get<Func<IMailSender>>()();
        var outcome = await SendAsync(sender, new OutgoingMail(0, mail.Recipient, mail.MessageId, mail.Subject, mail.Kind, mail.Mime), stop);
        var (code, text) = outcome switch
        {
            DeliveryOutcome.Accepted => (ExitCodes.Good, "已发出"),
            DeliveryOutcome.Deferred => (ExitCodes.Failed, "暂时发不出"),
            DeliveryOutcome.Rejected => (ExitCodes.Failed, "被拒收"),
            _ => (ExitCodes.Failed, "发信通道不可用"),
        };
        var line = $"{mail.Recipient}：{text}。{outcome.Detail}";
        if (code == ExitCodes.Good) ConsoleOutput.WriteLine(line);
        else ConsoleOutput.WriteError(line);
        return code;
    }

    private static async Task<DeliveryOutcome> SendAsync(IMailSender sender, OutgoingMail mail, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_patience);
        try
        {
            return await sender.SendAsync(mail, patience.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new DeliveryOutcome.Broken($"the mail server did not answer within {_patience.TotalSeconds:0} seconds");
        }
    }
}
