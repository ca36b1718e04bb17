using System.Globalization;
using Microsoft.Extensions.Logging;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs.Reporting;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// What writing and sending mails has shown by the end of a round: templates that failed, a channel that is broken, mails
/// that will not arrive. Each part by itself; nothing of it takes the sending down.
/// </summary>
public sealed class TroubleJob(
    TemplateCatalog catalog,
    MailComposer composer,
    TroubleStore states,
    UndeliveredStore undelivered,
    FactStore facts,
    TroubleWatch watch,
    ComposeJob compose,
    FallbackMail fallback,
    OfficeSettings office,
    TimeProvider clock,
    ILogger<TroubleJob> log)
{
    /// <summary>There is one way for mails.</summary>
    private const string TheChannel = "mail";

    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var told = await TryAsync("templates", TellTemplatesAsync, cancellationToken);
        told += await TryAsync("the mail channel", TellChannelAsync, cancellationToken);
        return told + await TryAsync("undelivered mails", TellUndeliveredAsync, cancellationToken);
    }

    /// <summary>At the start of the service: a template that cannot be used is told before the first mail needs it, one that was mended as well.</summary>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> TellLoadedTemplatesAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        foreach (var problem in catalog.Problems.Select(RootOf).DistinctBy(problem => problem.File)) told += await FailsAsync(problem, cancellationToken);
        foreach (var open in await states.LoadOpenAsync(TroubleKind.Template, cancellationToken))
        {
            if (IsSound(open.Name) && !ReportTroubles.Owns(open.Name)) told += await watch.WorksAsync(TroubleKind.Template, open.Name, cancellationToken);
        }

        return told;
    }

    private async Task<int> TryAsync(string what, Func<CancellationToken, Task<int>> tell, CancellationToken cancellationToken)
    {
        try
        {
            return await tell(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(TroubleEvents.NotTold, e, "Troubles of {What} could not be told; the next round tries again", what);
            return 0;
        }
    }

    private async Task<int> TellTemplatesAsync(CancellationToken cancellationToken)
    {
        var kinds = composer.Templates.Take();
        if (kinds.Count == 0) return 0;

        var told = 0;
        var failed = kinds.Select(kind => kind.Problem).OfType<TemplateProblem>().Select(RootOf).DistinctBy(problem => problem.File).ToList();
        foreach (var problem in failed) told += await FailsAsync(problem, cancellationToken);
        var rendered = kinds.Where(kind => kind.Problem is null).Select(kind => kind.Kind).ToList();
        foreach (var open in await states.LoadOpenAsync(TroubleKind.Template, cancellationToken))
        {
            // A piece is in many mails; any of them that renders by sound templates shows that it is mended.
            var file = Path.GetFileName(open.Name);
            var wasUsed = file.StartsWith('_') ? rendered.Count > 0 : rendered.Exists(kind => file.StartsWith(kind + ".", StringComparison.Ordinal));
            if (wasUsed && !ReportTroubles.Owns(open.Name) && IsSound(open.Name) && !failed.Exists(problem => problem.File == open.Name))
                told += await watch.WorksAsync(TroubleKind.Template, open.Name, cancellationToken);
        }

        return told;
    }

    /// <summary>A broken piece breaks every template that takes it in: it is told, and they are not.</summary>
    private TemplateProblem RootOf(TemplateProblem problem) => catalog.Problems.FirstOrDefault(
        piece => Path.GetFileName(piece.File) is ['_', ..] name && piece.File != problem.File && problem.Message.Contains(name, StringComparison.Ordinal)) ?? problem;

    private bool IsSound(string file) => catalog.Problems.All(problem => problem.File != file);

    private Task<int> FailsAsync(TemplateProblem problem, CancellationToken cancellationToken) => watch.FailsAsync(
        TroubleKind.Template,
        problem.File,
        new Trouble(
            (problem.Line is null ? "" : string.Create(CultureInfo.InvariantCulture, $"第{problem.Line}行第{problem.Column}列：")) + problem.Message,
            "按templates/README.md改正，用check-config核对，改好后自动采用")
        { Summary = problem.ToString() },
        cancellationToken);

    private async Task<int> TellChannelAsync(CancellationToken cancellationToken)
    {
        if (await undelivered.BrokenChannelAsync(cancellationToken) is not { } broken)
        {
            if ((await states.LoadAsync(TroubleKind.Mail, TheChannel, cancellationToken)).FailingSince is not { } since) return 0;
            var lost = (await undelivered.LoadUntoldAsync(since, cancellationToken)).Count;
            return await watch.WorksAsync(
                TroubleKind.Mail, TheChannel, cancellationToken, lost == 0 ? null : $"其间有{lost}封邮件没有送达，用命令outbox list查看");
        }

        if (!broken.IsCertain && clock.GetUtcNow() - broken.Since < office.MailPatience) return 0;
        // A refused login does not mend itself: it is told at once by every way that is left.
        var reason = broken.IsCertain ? LoginRefusals.Meaning(broken.Detail) : "邮件服务器不可用";
        var told = await watch.FailsAsync(
            TroubleKind.Mail, TheChannel, new Trouble(reason, "", broken.Detail) { Summary = broken.Detail, Since = broken.Since, CanBeMailed = false, IsUrgent = broken.IsCertain }, cancellationToken);
        await fallback.TellAsync(
            reason,
            broken.IsCertain ? "把有效的密码（QQ、163等邮箱为授权码）写入mail.passwordFile所指的文件，写好后自动再试" : "检查网络、邮件服务器和配置中的mail各项；恢复后积压的邮件自动发出",
            broken.Detail,
            broken.Since,
            cancellationToken);
        return told;
    }

    /// <summary>
    /// Nobody is told of a mail by one to the address that refused it, nor of a mail like this one: that would go round for
    /// ever. Such mails stand in the log and in the health file. While the channel is broken all wait.
    /// </summary>
    private async Task<int> TellUndeliveredAsync(CancellationToken cancellationToken)
    {
        var dead = await undelivered.LoadTellableAsync(cancellationToken);
        if (dead.Count == 0 || await undelivered.BrokenChannelAsync(cancellationToken) is not null) return 0;

        var now = clock.GetUtcNow();
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), office.JudgeAsOf(null, now), office.CatchAll, office.Routes);
        var mails = new List<NewMail>();
        var told = new HashSet<long>();
        var withheld = await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
        dead = [.. dead.Select(mail => withheld.AreNamedIn(mail.Subject) ? mail with { Subject = RowDisclosing.NotTold, Alerts = [] } : mail)];
        foreach (var administrator in router.Administrators())
        {
            var address = office.ReaderOf(administrator.Address);
            List<UndeliveredMail> others = [.. dead.Where(mail => !string.Equals(mail.Recipient, address, StringComparison.OrdinalIgnoreCase))];
            if (others.Count == 0) continue;
            mails.Add(compose.ComposeUndelivered(administrator, new UndeliveredNotice(others)));
            told.UnionWith(others.Select(mail => mail.Id));
        }

        if (mails.Count == 0 || !await undelivered.TryTellAsync([.. told], mails, now, cancellationToken)) return 0;
        log.LogWarning(TroubleEvents.UndeliveredTold, "{Count} undelivered mails are told to the administrators", told.Count);
        return mails.Count;
    }
}
