using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Tells the administrators once when something that brings data begins to fail, and once when it is over, however many runs
/// lie between. The state and the mails that tell of it are stored together.
/// </summary>
public sealed class TroubleWatch(
    FactStore facts, SourceStore states, ComposeJob compose, OfficeSettings office, TimeProvider clock, ILogger<TroubleWatch> log)
{
    /// <summary>It was read.</summary>
    public async Task WorksAsync(string name, CancellationToken cancellationToken)
    {
        var (now, before) = (clock.GetUtcNow(), await states.LoadAsync(name, cancellationToken));
        var after = before with { FailingSince = null, LastGoodAt = now };
        IReadOnlyList<NewMail> mails = before.FailingSince is { } since
            ? await TellAsync(new SourceNotice(name, true, since, before.LastError, null, null, before.LastGoodAt), before.Episode, now, cancellationToken)
            : [];
        if (await states.TryChangeAsync(before, after, mails, now, cancellationToken) && mails.Count > 0)
            log.LogInformation("Source {Source} works again; the administrators are told", name);
    }

    /// <summary>It was read; nothing is stored for what never failed.</summary>
    public async Task WorksAgainAsync(string name, CancellationToken cancellationToken)
    {
        if ((await states.LoadAsync(name, cancellationToken)).FailingSince is not null) await WorksAsync(name, cancellationToken);
    }

    /// <param name="reason">What is wrong.</param>
    /// <param name="cure">What to look at.</param>
    /// <param name="detail">The other side's own words; null where it said nothing.</param>
    /// <param name="summary">The reason as it is kept and logged.</param>
    public async Task FailsAsync(string name, string reason, string cure, string? detail, string summary, CancellationToken cancellationToken)
    {
        var (now, before) = (clock.GetUtcNow(), await states.LoadAsync(name, cancellationToken));
        var begins = before.FailingSince is null;
        var after = before with { Episode = before.Episode + (begins ? 1 : 0), FailingSince = before.FailingSince ?? now, LastError = summary };
        IReadOnlyList<NewMail> mails = begins
            ? await TellAsync(new SourceNotice(name, false, now, reason, cure, detail, before.LastGoodAt), after.Episode, now, cancellationToken)
            : [];
        if (await states.TryChangeAsync(before, after, mails, now, cancellationToken) && mails.Count > 0)
            log.LogError("Source {Source} began to fail; the administrators are told", name);
    }

    private async Task<IReadOnlyList<NewMail>> TellAsync(SourceNotice notice, int episode, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), office.JudgeAsOf(null, now), office.CatchAll, office.Routes);
        return [.. router.Administrators().Select(administrator => compose.ComposeSource(administrator, notice, Identity(notice.Name), episode))];
    }

    /// <summary>A number that stands for a name, as Message-IDs are made of numbers.</summary>
    internal static long Identity(string name) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
