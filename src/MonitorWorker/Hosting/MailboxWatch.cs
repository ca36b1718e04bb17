using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;

namespace MonitorWorker.Hosting;

/// <summary>
/// Looks into the mailbox by itself while the service runs: each few minutes, and where the server tells of new mail within seconds. What is read is acted
/// upon at once; judging stays with the schedules.
/// </summary>
internal sealed class MailboxWatch(JobDispatcher jobs, RepliesJob replies, OfficeSettings office, ILogger<MailboxWatch> log)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (office.Mailbox is null) return;
        while (true)
        {
            await LookAsync(cancellationToken);
            await replies.WaitAsync(office.MailboxPoll, cancellationToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var read = await jobs.RunAsync("replies", "mailbox", cancellationToken);
            if (!read.IsNothing) log.LogInformation(ServiceEvents.RepliesRead, "Mailbox: {Figures}", read);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogError(ServiceEvents.MailboxFailed, e, "The mailbox could not be looked into; it is looked at again");
        }
    }
}
