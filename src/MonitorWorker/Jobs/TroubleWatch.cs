using Microsoft.Extensions.Logging;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>What is wrong with something that the program needs.</summary>
/// <param name="Reason">What is wrong, as people read it.</param>
/// <param name="Cure">What to look at.</param>
/// <param name="Detail">The other side's own words; null where it said nothing.</param>
public sealed record Trouble(string Reason, string Cure, string? Detail = null)
{
    /// <summary>The reason as it is kept and logged.</summary>
    public string Summary { get; init; } = Reason;

    /// <summary>When it began, where that was before it was noticed.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>False where no mail can tell of it now; that it is over is told all the same.</summary>
    public bool CanBeMailed { get; init; } = true;

    /// <summary>Nothing works until somebody does something, and a mail may not reach anybody: the log says it as loud as it can.</summary>
    public bool IsUrgent { get; init; }
}

/// <summary>
/// Tells the administrators once when something that the program needs begins to fail, and once when it is over, however
/// many runs lie between. The state and the mails that tell of it are stored together.
/// </summary>
public sealed class TroubleWatch(
    FactStore facts, TroubleStore states, ComposeJob compose, OfficeSettings office, TroubleBoard board, TimeProvider clock, ILogger<TroubleWatch> log)
{
    /// <summary>It works.</summary>
    /// <param name="detail">What else there is to tell where that ends a trouble; null is nothing.</param>
    /// <param name="isTakenBack">It is over since somebody took back what began it.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> WorksAsync(string kind, string name, CancellationToken cancellationToken, string? detail = null, bool isTakenBack = false)
    {
        var (now, before) = (clock.GetUtcNow(), await states.LoadAsync(kind, name, cancellationToken));
        var after = before with { FailingSince = null, LastGoodAt = now };
        IReadOnlyList<NewMail> mails = before.FailingSince is { } since
            ? await TellAsync(new TroubleNotice(kind, name, true, since, now, before.LastError, null, detail, before.LastGoodAt) { IsTakenBack = isTakenBack }, before.Episode, cancellationToken)
            : [];
        if (!await states.TryChangeAsync(before, after, mails, now, cancellationToken) || mails.Count == 0) return 0;
        log.LogInformation(TroubleEvents.Over, "Trouble is over: {Kind} {Name}; the administrators are told", kind, Logged(kind, name));
        board.Changed();
        return mails.Count;
    }

    /// <summary>It works; nothing is stored for what never failed.</summary>
    /// <inheritdoc cref="WorksAsync"/>
    public async Task<int> WorksAgainAsync(string kind, string name, CancellationToken cancellationToken, string? detail = null, bool isTakenBack = false) =>
        (await states.LoadAsync(kind, name, cancellationToken)).FailingSince is null ? 0 : await WorksAsync(kind, name, cancellationToken, detail, isTakenBack);

    /// <summary>All of a kind but some works again, or is there no more.</summary>
    /// <param name="stillFails">Asked by name.</param>
    public async Task EndOthersAsync(string kind, Func<string, bool> stillFails, CancellationToken cancellationToken)
    {
        foreach (var open in await states.LoadOpenAsync(kind, cancellationToken))
        {
            if (!stillFails(open.Name)) await WorksAsync(kind, open.Name, cancellationToken);
        }
    }

    /// <summary>It does not work.</summary>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> FailsAsync(string kind, string name, Trouble trouble, CancellationToken cancellationToken)
    {
        var (now, before) = (clock.GetUtcNow(), await states.LoadAsync(kind, name, cancellationToken));
        var begins = before.FailingSince is null;
        if (!begins && before.LastError == trouble.Summary) return 0;

        var since = before.FailingSince ?? trouble.Since ?? now;
        var after = before with { Episode = before.Episode + (begins ? 1 : 0), FailingSince = since, LastError = trouble.Summary };
        IReadOnlyList<NewMail> mails = begins && trouble.CanBeMailed
            ? await TellAsync(new TroubleNotice(kind, name, false, since, null, trouble.Reason, trouble.Cure, trouble.Detail, before.LastGoodAt), after.Episode, cancellationToken)
            : [];
        if (!await states.TryChangeAsync(before, after, mails, now, cancellationToken)) return 0;
        if (begins)
        {
            log.Log(
                trouble.IsUrgent ? LogLevel.Critical : LogLevel.Error,
                TroubleEvents.Began,
                "Trouble began: {Kind} {Name}: {Reason} ({Told})",
                kind,
                Logged(kind, name),
                trouble.Summary,
                mails.Count > 0 ? "the administrators are told" : "told by mail when it is over");
        }

        board.Changed();
        return mails.Count;
    }

    /// <summary>Of a mail the log names the number alone, not who wrote what about.</summary>
    private static string Logged(string kind, string name) => kind == TroubleKind.Incoming ? name.Split('（')[0] : name;

    private async Task<IReadOnlyList<NewMail>> TellAsync(TroubleNotice notice, int episode, CancellationToken cancellationToken)
    {
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), office.JudgeAsOf(null, clock.GetUtcNow()), office.CatchAll, office.Routes);
        var mails = new List<NewMail>();
        foreach (var administrator in router.Administrators())
            mails.Add(await compose.ComposeTroubleAsync(administrator, notice, MessageIds.NumberOf($"{notice.Kind}\n{notice.Name}"), episode, cancellationToken));
        return mails;
    }
}
