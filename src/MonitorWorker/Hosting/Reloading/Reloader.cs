using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>
/// Holds the generation that the service runs by and replaces it when the configuration has changed: the whole validated snapshot or nothing. Whatever goes wrong with a
/// change, the service goes on by what it has, and says so once.
/// </summary>
internal sealed class Reloader(ConfigSource source, SharedParts shared, ILogger<Reloader> log) : IAsyncDisposable
{
    private readonly ReloadWatch _watch = new(source.Read, shared.Clock);
    private readonly SemaphoreSlim _asked = new(0);
    private readonly List<Task> _retiring = [];
    private Generation? _current;
    private CancellationToken _stopping;
    private DateTimeOffset _lookedAt;
    private string? _logged;

    /// <summary>What the service runs by now.</summary>
    public Generation Current => _current ?? throw new InvalidOperationException("The service has not begun.");

    /// <summary>How the service last found itself; null where it has not looked yet.</summary>
    public HealthReport? LastHealth => _current?.Get<HealthWatch>().Last;

    /// <summary>Builds the first generation, of the configuration that the service was started with.</summary>
    public Generation Begin(CancellationToken stopping)
    {
        _stopping = stopping;
        _watch.Starts(source.First, source.FirstReadAt);
        return _current = Generation.Build(source.First, shared, stopping);
    }

    /// <summary>A person asks for a look now.</summary>
    public void Ask() => _asked.Release();

    /// <summary>Until somebody asks, a look is due, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var poll = Poll is { } pause && pause < longest ? pause : longest;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = _asked.WaitAsync(either.Token);
        await Task.WhenAny(asked, Task.Delay(poll, shared.Clock, either.Token));
        var isAsked = asked.IsCompletedSuccessfully;
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (!isAsked) await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // The look itself takes what was asked for meanwhile.
        if (isAsked || asked.IsCompletedSuccessfully) _asked.Release();
    }

    /// <summary>Looks if the time has come, or somebody asked. Throws nothing but for a stop.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isAsked = false;
            while (await _asked.WaitAsync(TimeSpan.Zero, cancellationToken)) isAsked = true;
            var now = shared.Clock.GetUtcNow();
            if (!isAsked && !(Poll is { } pause && now - _lookedAt >= pause)) return;
            _lookedAt = now;
            await TakeAsync(isAsked ? _watch.LookNow() : _watch.Look(), cancellationToken);
            _retiring.RemoveAll(retired => retired.IsCompleted);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogError(ServiceEvents.ReloadFailed, e, "The configuration could not be looked after; the service goes on by the one that it has");
        }
    }

    /// <summary>Ends a trouble that an earlier run told: the service has started, so its configuration is good.</summary>
    public async Task TellStartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Current.Get<TroubleWatch>().WorksAgainAsync(TroubleKind.Configuration, ConfigLoader.MainFile, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(ServiceEvents.ReloadNotTold, e, "That the configuration is good again could not be told");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_current is not { } last) return;
        _current = null;
        await last.DisposeAsync();
        await Task.WhenAll(_retiring);
        _asked.Dispose();
    }

    private TimeSpan? Poll => Current.Config.Options.Reload.PollSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    private async Task TakeAsync(ReloadLook look, CancellationToken cancellationToken)
    {
        switch (look)
        {
            case ReloadLook.Bad bad:
                await RefuseAsync(ReloadTrouble.Of(bad.Problems), bad.Problems, cancellationToken);
                break;
            case ReloadLook.Back:
                await AcceptAsync(cancellationToken, isTakenBack: true);
                log.LogInformation(ServiceEvents.ReloadBack, "The configuration is again what the service runs by");
                break;
            case ReloadLook.Good good when IsOtherDatabase(good.Config):
                _watch.Refuse();
                await RefuseAsync(ReloadTrouble.OtherDatabase, ["database: takes a restart; nothing of the change is taken over before"], cancellationToken);
                break;
            case ReloadLook.Good good:
                await ReplaceAsync(good, cancellationToken);
                break;
        }
    }

    private bool IsOtherDatabase(LoadedConfig config) => config.Options.Database != Current.Config.Options.Database;

    private async Task ReplaceAsync(ReloadLook.Good good, CancellationToken cancellationToken)
    {
        var before = Current;
        Generation? next = null;
        try
        {
            next = Generation.Build(good.Config, shared, _stopping);
            await next.TakeOverAsync(before);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (next is not null) await next.DisposeAsync();
            _watch.Refuse();
            log.LogError(ServiceEvents.ReloadFailed, e, "The changed configuration could not be taken over");
            await RefuseAsync(ReloadTrouble.CannotBuild(e), [e.Message], cancellationToken);
            return;
        }

        _current = next;
        // Asks the store alone, which goes on.
        var askedBefore = before.Get<RoutingToday>();
        _retiring.Add(before.RetireAsync(good.Config.Options.Health.File));
        _watch.Runs(good.Config, good.Print);
        var news = ReloadNews.Of(source.Folder, before.Config, good.Config, good.Before, good.Print);
        var isNamed = await WithheldAsync(askedBefore, next, cancellationToken);
        log.LogInformation(ServiceEvents.Reloaded, "Configuration reloaded: {News}", news.Without(isNamed));
        await AcceptAsync(cancellationToken);
        if (news.MayMoveMails) await TellAsync(askedBefore, next, news, good.Print, cancellationToken);
    }

    private async Task AcceptAsync(CancellationToken cancellationToken, bool isTakenBack = false)
    {
        _logged = null;
        await Current.Get<TroubleWatch>().WorksAgainAsync(TroubleKind.Configuration, ConfigLoader.MainFile, cancellationToken, isTakenBack: isTakenBack);
    }

    private async Task RefuseAsync(Trouble trouble, IReadOnlyList<string> problems, CancellationToken cancellationToken)
    {
        var all = string.Join('\n', problems);
        if (_logged == all) return;
        log.LogError(ServiceEvents.ReloadRefused, "The changed configuration cannot be used; the service goes on by the one of before. {Problems}", string.Join(" | ", problems));
        await Current.Get<TroubleWatch>().FailsAsync(TroubleKind.Configuration, ConfigLoader.MainFile, trouble, cancellationToken);
        _logged = all;
    }

    /// <summary>Does a text name a project that the configuration of before or of now withholds? Yes where the store does not say.</summary>
    private async Task<Func<string, bool>> WithheldAsync(RoutingToday before, Generation after, CancellationToken cancellationToken)
    {
        try
        {
            var (one, other) = (await before.WithheldAsync(cancellationToken), await after.Get<RoutingToday>().WithheldAsync(cancellationToken));
            return text => one.AreNamedIn(text) || other.AreNamedIn(text);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogError(ServiceEvents.ReloadNotTold, e, "Which projects are withheld could not be read; what the reload changed is not named");
            return text => text.Length > 0;
        }
    }

    /// <summary>The administrators of before and of now: one of them may be who the change leaves out.</summary>
    private async Task TellAsync(RoutingToday before, Generation after, ReloadNews news, ConfigPrint print, CancellationToken cancellationToken)
    {
        var (one, other) = (await before.AskAsync(cancellationToken), await after.Get<RoutingToday>().AskAsync(cancellationToken));
        if (ToldDifference.Of(one, other).Count == 0) return;

        var (people, things) = ToldDifference.Count(one, other);
        log.LogWarning(ServiceEvents.ReloadMovesMails, "The reload changes who is told of what: {People} people, {Differences} differences; the administrators have the names by mail", people, things);
        var to = one.Administrators.Concat(other.Administrators).DistinctBy(administrator => administrator.Address, StringComparer.OrdinalIgnoreCase).ToList();
        // Going back and forth is news each time.
        var key = FormattableString.Invariant($"config.reloaded {print.Word} {shared.Clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss}");
        foreach (var alike in to.GroupBy(administrator => one.Limits(administrator) || other.Limits(administrator)))
        {
            var changes = news.Without(text => alike.Key ? text.Length > 0 : one.Withheld.AreNamedIn(text) || other.Withheld.AreNamedIn(text)).Short;
            var note = new NoteNotice("配置改动后，收到邮件的人有变化", "服务采用了改动后的配置。今后的邮件，下列人员收到的与以前不同；已经写好的邮件照发。")
            {
                Items = [.. ToldDifference.Of(one, other, alike.Key), .. changes.Length == 0 ? Array.Empty<string>() : [$"改动的内容：{changes}"]],
                Ask = "不是有意修改的，请改回配置文件，改回后自动采用",
            };
            await after.Get<NoteBook>().TellAsync([.. alike], note, key, cancellationToken);
        }
    }
}
