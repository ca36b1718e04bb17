namespace MonitorWorker.Hosting.Reloading;

/// <summary>What a look at the configuration's files came to.</summary>
internal abstract record ReloadLook
{
    /// <summary>Nothing has changed, or not for long enough, or what has changed was refused before.</summary>
    internal sealed record Nothing : ReloadLook;

    /// <summary>The files say again what the service runs by.</summary>
    internal sealed record Back : ReloadLook;

    /// <summary>What they say cannot be used.</summary>
    internal sealed record Bad(IReadOnlyList<string> Problems) : ReloadLook;

    /// <summary>They were read whole and found good.</summary>
    /// <param name="Before">What they were when the running configuration was read.</param>
    internal sealed record Good(LoadedConfig Config, ConfigPrint Print, ConfigPrint Before) : ReloadLook;
}

/// <summary>
/// Looks at the files of the running configuration and decides when a change is read: when two looks in a row found the same contents, so that files that are half
/// written, or saved one after the other, are waited for; and what was read counts only where the files are still the same afterwards. Files are polled, not listened to: that works on shares
/// and whatever way an editor saves.
/// </summary>
/// <param name="read">Reads the configuration; problems are in what it gives.</param>
internal sealed class ReloadWatch(Func<ConfigReading> read, TimeProvider clock)
{
    /// <summary>How long a file that somebody has open is waited for.</summary>
    private static readonly TimeSpan _lockPatience = TimeSpan.FromMinutes(5);

    /// <summary>What was refused may have failed for something beside its files, such as a folder that is not there.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(5);

    private ConfigFootprint _footprint = ConfigFootprint.None;
    private LoadedConfig _running = null!;
    private ConfigPrint _taken = ConfigPrint.None;
    private ConfigPrint _seen = ConfigPrint.None;

    /// <summary>What has been taken or refused; nothing is read again for it.</summary>
    private ConfigPrint _settled = ConfigPrint.None;
    private bool _isRefused;
    private DateTimeOffset _triedAt;
    private DateTimeOffset? _lockedSince;

    /// <summary>The service runs by this configuration from now on.</summary>
    /// <param name="print">What its files were when it was read.</param>
    public void Runs(LoadedConfig config, ConfigPrint print)
    {
        (_running, _footprint) = (config, config.Footprint);
        _taken = _seen = _settled = print;
        _isRefused = false;
    }

    /// <summary>The service has started with this configuration, of which no look was taken while it was read.</summary>
    /// <param name="since">When it began to be read: what was written later may not be in it, and is read again.</param>
    public void Starts(LoadedConfig config, DateTimeOffset since)
    {
        var print = ConfigPrint.Of(config.Footprint, ConfigPrint.None);
        Runs(config, print);
        if (print.Files.Values.Any(file => file.WrittenAt >= since.UtcDateTime)) _taken = _settled = ConfigPrint.None;
    }

    /// <summary>What was found good could not be used after all: it is not tried again before something changes, or a while has passed.</summary>
    public void Refuse() => (_isRefused, _triedAt) = (true, clock.GetUtcNow());

    /// <summary>One look, some seconds after the one before.</summary>
    public ReloadLook Look()
    {
        var print = ConfigPrint.Of(_footprint, _seen);
        var now = clock.GetUtcNow();
        _lockedSince = print.IsLocked ? _lockedSince ?? now : null;
        var isSame = print.IsSameAs(_seen);
        _seen = print;
        if (!isSame || now - _lockedSince < _lockPatience) return new ReloadLook.Nothing();
        return print.IsSameAs(_settled) && !(_isRefused && now - _triedAt >= _again) ? new ReloadLook.Nothing() : Try(print);
    }

    /// <summary>A person asks for it: reads at once, without waiting for a second look.</summary>
    public ReloadLook LookNow()
    {
        // Who changes what is included, or names other folders, changes what belongs to the configuration: then it is read once more.
        for (var turn = 0; turn < 3; turn++)
        {
            _seen = ConfigPrint.Of(_footprint, _seen);
            if (_seen.IsSameAs(_taken) && !_isRefused) return new ReloadLook.Nothing();
            if (Try(_seen) is not ReloadLook.Nothing and var look) return look;
        }

        return new ReloadLook.Nothing();
    }

    private ReloadLook Try(ConfigPrint print)
    {
        _triedAt = clock.GetUtcNow();
        var reading = read();
        // What is running stays watched as well: going back to it mends what is broken.
        var footprint = reading.Config is null ? reading.Footprint.With(_running.Footprint) : reading.Footprint;
        var after = ConfigPrint.Of(footprint, print);
        var isWhole = footprint.Equals(_footprint) && after.IsSameAs(print);
        (_footprint, _seen) = (footprint, after);
        if (!isWhole) return new ReloadLook.Nothing();

        _settled = after;
        // Where the main file cannot be read, nobody knows which templates are meant: they are looked at when it can.
        var problems = reading.Config is null ? reading.Problems : NewFaults(reading.Config, after);
        _isRefused = problems.Count > 0;
        if (_isRefused) return new ReloadLook.Bad(problems);
        return after.IsSameAs(_taken) ? new ReloadLook.Back() : new ReloadLook.Good(reading.Config!, after, _taken);
    }

    /// <summary>A template that was broken when the service started stands in nobody's way; one that is broken now does.</summary>
    private IReadOnlyList<string> NewFaults(LoadedConfig config, ConfigPrint print)
    {
        var (faults, before) = (config.TemplateFaults, _running.TemplateFaults);
        IReadOnlyList<string> found =
        [
            .. Except(faults.Broken, before.Broken),
            .. Except(faults.Missing, before.Missing),
            // Seconds are spent where reports have changed.
            .. ChangesReports(config, print) ? Except(faults.Trial, before.Trial) : [],
        ];
        return found;

        static IEnumerable<string> Except(Lazy<IReadOnlyList<string>> now, Lazy<IReadOnlyList<string>> then) => now.Value.Count == 0 ? [] : now.Value.Except(then.Value);
    }

    private bool ChangesReports(LoadedConfig config, ConfigPrint print) =>
        print.Changed(_taken).Any(path => ConfigFootprint.IsOfReports(path)) || ConfigChange.Of(_running.Options, config.Options).Any(change => change.Key.StartsWith("reports", StringComparison.Ordinal));
}
