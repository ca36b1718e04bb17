using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting.Watching;

/// <summary>When a silence or a trouble is told.</summary>
/// <param name="SilentAfter">How long there may be no sign of life.</param>
/// <param name="IllAfter">How long something may be in trouble.</param>
internal sealed record WatchPatience(TimeSpan SilentAfter, TimeSpan IllAfter);

/// <summary>What was last told of a service.</summary>
internal enum WatchTold
{
    /// <summary>Nothing, or that it is well again.</summary>
    Well,

    /// <summary>That it is in trouble.</summary>
    Ill,

    /// <summary>That it gives no sign of life.</summary>
    Silent,
}

/// <summary>Something to tell, and the name by which it is told once.</summary>
internal sealed record WatchNews(NoteNotice Note, string Key);

/// <summary>What is remembered of a service that is watched. Each look makes the next one; times are of the watcher's own clock.</summary>
internal sealed record WatchedService(string Place)
{
    /// <summary>How often a silence that lasts is told again.</summary>
    public static readonly TimeSpan ReminderAfter = TimeSpan.FromDays(1);

    private const string Format = "yyyy-MM-dd HH:mm";

    /// <summary>When it last gave a sign of life; null before the first look.</summary>
    public DateTimeOffset? LastSign { get; init; }

    /// <summary>The sign that it gave; null where it never did.</summary>
    public string? Stamp { get; init; }

    /// <summary>Since when it has been in trouble without a break; null while it is well, or silent.</summary>
    public DateTimeOffset? IllSince { get; init; }

    public WatchTold Told { get; init; }

    /// <summary>When that was told; null where nothing was.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>True while something is told that is not over.</summary>
    public bool IsTrouble => Told != WatchTold.Well;

    /// <param name="paused">How long the watcher itself was asleep since its look before: that is nobody's silence.</param>
    /// <param name="local">Brings a time into the zone in which it is printed.</param>
    /// <returns>What is remembered from now on, and what is to be told; null is nothing.</returns>
    public (WatchedService After, WatchNews? News) Next(Look look, DateTimeOffset now, TimeSpan paused, WatchPatience patience, Func<DateTimeOffset, DateTimeOffset> local)
    {
        var sign = look as Look.Sign;
        var isNew = sign is not null && sign.Stamp != Stamp;
        // The first sign is believed its age; later on that it changes is enough, whatever the clock over there says.
        var seen = LastSign is { } before ? isNew ? now : before + paused : sign?.SaidAt is { } said && said < now ? said : now;
        var isSilent = now - seen >= patience.SilentAfter;
        var illSince = !isSilent && sign is { Ills.Count: > 0 } ? (IllSince is { } ill ? ill + paused : now) : (DateTimeOffset?)null;
        var isIll = illSince is { } since && now - since >= patience.IllAfter;
        var after = this with { LastSign = seen, Stamp = sign?.Stamp ?? Stamp, IllSince = illSince };

        if (isSilent)
        {
            var isReminder = Told == WatchTold.Silent;
            if (isReminder && now - ToldAt < ReminderAfter) return (after, null);
            return Tell(after, WatchTold.Silent, Silence(look, seen, isReminder, local));
        }

        if (Told == WatchTold.Silent)
        {
            var ills = sign?.Ills ?? [];
            return Tell(after, ills.Count > 0 ? WatchTold.Ill : WatchTold.Well, Back(ills));
        }

        if (isIll && Told == WatchTold.Well) return Tell(after, WatchTold.Ill, Trouble(sign!.Ills, illSince!.Value, local));
        // No sign in this look is not yet good news.
        return Told == WatchTold.Ill && sign is { Ills.Count: 0 } ? Tell(after, WatchTold.Well, Over()) : (after, null);

        (WatchedService, WatchNews?) Tell(WatchedService state, WatchTold what, NoteNotice note) =>
            (state with { Told = what, ToldAt = now }, new WatchNews(note, FormattableString.Invariant($"watch/{Place}/{what}/{now:yyyyMMddHHmmss}")));
    }

    private NoteNotice Silence(Look look, DateTimeOffset seen, bool isReminder, Func<DateTimeOffset, DateTimeOffset> local) => new(
        isReminder ? "预算监控服务仍没有响应" : "预算监控服务没有响应",
        $"监视发现：{Minute(local(seen))}以来，没有看到服务运行的迹象。这段时间里不检查、不发预警。")
    {
        Items =
        [
            $"监视的是：{Place}",
            look switch
            {
                Look.Sign { StoppedAt: { } stopped } => $"服务已于{Minute(local(stopped))}停止",
                Look.Sign { SaidAt: { } said } => $"健康文件停在{Minute(local(said))}",
                Look.Nothing nothing => nothing.Reason,
                _ => "没有新的迹象",
            },
            "服务恢复时另发一封；一直没有响应，每天提醒一次",
        ],
        Ask = "到服务所在的计算机上查看服务是否在运行（命令status），必要时启动或重启",
    };

    private NoteNotice Back(IReadOnlyList<string> ills) => new("预算监控服务已恢复响应", "监视又看到了服务运行的迹象。中断期间到点的任务，由服务按各自的设置补做。")
    {
        Items = [$"监视的是：{Place}", .. ills.Select(ill => "仍有问题：" + ill)],
    };

    private NoteNotice Trouble(IReadOnlyList<string> ills, DateTimeOffset since, Func<DateTimeOffset, DateTimeOffset> local) => new(
        "预算监控服务有问题没有解决", $"监视发现：服务在运行，但{Minute(local(since))}以来一直有问题。")
    {
        Items = [$"监视的是：{Place}", .. ills],
        Ask = "在服务所在的计算机上用命令status查看，逐项处理",
    };

    private NoteNotice Over() => new("预算监控服务的问题已解决", "监视看到服务一切正常。") { Items = [$"监视的是：{Place}"] };

    private static string Minute(DateTimeOffset time) => time.ToString(Format, System.Globalization.CultureInfo.InvariantCulture);
}
