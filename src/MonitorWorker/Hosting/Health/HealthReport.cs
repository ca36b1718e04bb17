using System.Reflection;

namespace MonitorWorker.Hosting.Health;

/// <summary>How the program is, as the health file and <c>status</c> say it. Fields are only ever added.</summary>
internal sealed record HealthReport
{
    public const string Ok = "ok";
    public const string Degraded = "degraded";

    /// <summary>Version of the program that runs.</summary>
    internal static string ProgramVersion { get; } = typeof(HealthReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public string Version { get; init; } = ProgramVersion;

    public required DateTimeOffset Now { get; init; }

    /// <summary>When the service started; null where none speaks.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the service ended by itself or was told to; null while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>ok or degraded.</summary>
    public string Status => Troubles.Count + Undelivered.Count > 0 ? Degraded : Ok;

    public IReadOnlyList<HealthTrouble> Troubles { get; init; } = [];

    /// <summary>Null where nothing has been checked yet.</summary>
    public HealthCheck? LastCheck { get; init; }

    /// <summary>Null where the database could not be asked.</summary>
    public HealthOutbox? Outbox { get; init; }

    /// <summary>Null where replies are read from no mailbox, or the database could not be asked.</summary>
    public HealthMailbox? Mailbox { get; init; }

    /// <summary>Mails of the last days that will not arrive and of which no mail could tell.</summary>
    public IReadOnlyList<HealthUndelivered> Undelivered { get; init; } = [];

    public IReadOnlyList<HealthFiring> Next { get; init; } = [];

    public required string Database { get; init; }

    public IReadOnlyList<WatchedDisk> Disks { get; init; } = [];

    /// <summary>When the service read its configuration last; null where none speaks, or where that was when it started.</summary>
    public DateTimeOffset? ConfigLoadedAt { get; init; }
}

/// <summary>Something that fails now.</summary>
/// <param name="Told">Whether the administrators have been mailed of it.</param>
internal sealed record HealthTrouble(string Kind, string Name, DateTimeOffset Since, string? Reason, bool Told);

/// <summary>The last check that was stored.</summary>
internal sealed record HealthCheck(string Run, DateTimeOffset At, DateOnly AsOf);

/// <summary>How many mails are where on their way.</summary>
/// <param name="OldestQueued">When the oldest one was written that still waits to be sent; null where none does.</param>
internal sealed record HealthOutbox(int Queued, int Sending, int Deferred, int Sent, int Dead, DateTimeOffset? OldestQueued);

/// <summary>How the mailbox does that replies are read from.</summary>
/// <param name="LastRead">When it was last read; null if never.</param>
/// <param name="FailingSince">Null while it can be read.</param>
/// <param name="Error">The latest failure; null while it can be read.</param>
internal sealed record HealthMailbox(string Name, DateTimeOffset? LastRead, DateTimeOffset? FailingSince, string? Error);

/// <summary>A mail that will not arrive and of which no mail could tell.</summary>
internal sealed record HealthUndelivered(long Id, string To, string Subject, string? Reason);

/// <summary>A firing to come.</summary>
internal sealed record HealthFiring(string Schedule, string Job, DateTimeOffset Due);
