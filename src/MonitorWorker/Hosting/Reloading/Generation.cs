using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Hosting.Watching;
using MonitorWorker.Jobs;
using MonitorWorker.Scheduling;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>
/// Everything that is built of one configuration: the jobs, the schedules, the watches. A run keeps the generation that it started with; the service goes on with
/// another one when its configuration changes.
/// </summary>
internal sealed class Generation : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ILogger _log;

    /// <summary>Ends the watches, and no job that a schedule has begun.</summary>
    private readonly CancellationTokenSource _ending;
    private readonly CancellationToken _stopping;

    /// <summary>Ends what shows others how the service is, alone: a port is held by one generation at a time.</summary>
    private readonly CancellationTokenSource _endingOutside;
    private IAsyncDisposable? _schedules;
    private Task _watching = Task.CompletedTask;
    private Task _health = Task.CompletedTask;
    private Task _outside = Task.CompletedTask;
    private Task _besides = Task.CompletedTask;

    private Generation(ServiceProvider services, LoadedConfig config, ILogger log, CancellationToken stopping)
    {
        (_services, Config, _log, _stopping) = (services, config, log, stopping);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _endingOutside = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
    }

    public LoadedConfig Config { get; }

    public IReadOnlyList<Schedule> Schedules => Get<IReadOnlyList<Schedule>>();

    /// <param name="stopping">Cancelled when the service stops: then jobs stop as well.</param>
    /// <exception cref="Exception">Something cannot be built of this configuration.</exception>
    public static Generation Build(LoadedConfig config, SharedParts shared, CancellationToken stopping)
    {
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton(shared.Logs)
            .AddMonitor(config.Options, config.Rules, config.Templates, config.Maps, config.Workdays, config.Reports, shared.Store)
            // The last one that is registered is the one that all are given; what is given here is not disposed of with the generation.
            .AddSingleton(shared.Clock)
            .AddSingleton(shared.Board)
            .AddSingleton(shared.Turns)
            .AddSingleton(shared.Liveness)
            .AddSingleton(shared.Full)
            .AddSingleton<ScheduleRunner>()
            .AddSingleton<InboxWatch>()
            .AddSingleton<MailboxWatch>()
            .AddSingleton<CalendarWatch>()
            .AddSingleton<ScheduleWatch>()
            .AddSingleton<HealthWatch>()
            .AddSingleton<RoutingToday>()
            .AddWatching()
            .BuildServiceProvider();
        try
        {
            var generation = new Generation(services, config, shared.Logs.CreateLogger<Generation>(), stopping);
            // All that can fail fails before the one before has ended.
            _ = services.GetRequiredService<JobDispatcher>();
            _ = services.GetRequiredService<ScheduleRunner>();
            _ = services.GetRequiredService<InboxWatch>();
            _ = services.GetRequiredService<MailboxWatch>();
            _ = services.GetRequiredService<HealthWatch>();
            _ = services.GetRequiredService<WatchService>();
            return generation;
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Work beside schedules and watches that uses this generation, so that it is waited for.</summary>
    public void Follow(Task work) => _besides = work;

    /// <summary>From the beginning: a first check may take long, and the service is alive all the while.</summary>
    public void WatchHealth()
    {
        _health = Get<HealthWatch>().RunAsync(_ending.Token);
        _outside = Get<WatchService>().RunAsync(_endingOutside.Token);
    }

    /// <summary>Makes up what was missed, then wakes by the schedules and watches inbox and mailbox.</summary>
    public async Task StartAsync()
    {
        _schedules = await Get<ScheduleRunner>().StartAsync(_stopping);
        Watch();
    }

    /// <summary>Goes on where another generation leaves off: what was due before is not due again by other schedules.</summary>
    public async Task TakeOverAsync(Generation before)
    {
        _schedules = await Get<ScheduleRunner>().TakeOverAsync(before.Schedules, _stopping);
        await before._endingOutside.CancelAsync();
        await before._outside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        WatchHealth();
        Watch();
    }

    /// <summary>
    /// Another generation has taken over: wakes no more, waits until what runs has ended, and disposes of everything. A round of sending ends after its mail; the health file
    /// goes on, unless the other one writes another.
    /// </summary>
    public async Task RetireAsync(string? nextHealthFile)
    {
        try
        {
            Get<HealthWatch>().IsHandedOver = Config.Options.Health.File == nextHealthFile;
            Get<JobDispatcher>().SendNoMore();
            await DisposeAsync();
        }
        catch (Exception e)
        {
            _log.LogError(ServiceEvents.RetireFailed, e, "What ran by the configuration of before did not end cleanly");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        if (_schedules is not null) await _schedules.DisposeAsync();
        await Task.WhenAll(_watching, _health, _outside, _besides).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _endingOutside.Dispose();
        _ending.Dispose();
        await _services.DisposeAsync();
    }

    private void Watch()
    {
        Get<HealthWatch>().SchedulesRun = true;
        _watching = Task.WhenAll(Get<InboxWatch>().RunAsync(_ending.Token), Get<MailboxWatch>().RunAsync(_ending.Token));
    }
}
