using MonitorWorker.Rules;

namespace MonitorWorker.Alerts;

/// <summary>Where an alert is in its life.</summary>
public enum AlertState
{
    /// <summary>Found, but not yet for as long as the rule asks.</summary>
    Pending,

    /// <summary>Open.</summary>
    Firing,

    /// <summary>Put right, or gone before it was told; a new breach opens a new episode.</summary>
    Resolved,

    /// <summary>Over with its budget year, though nothing was put right: its level is its last one, and it never opens again.</summary>
    Ended,
}

/// <summary>What is known of an alert before a check. Lives as long as the line does, over restarts and months.</summary>
/// <param name="Number">预警编号, e.g. YJ-2024-0007: one alert, one number, one conversation.</param>
/// <param name="Level">As decided where it is open, as last found where it is pending.</param>
/// <param name="Episode">How often it has been opened; 0 where it never was.</param>
public sealed record Alert(string Key, string Number, AlertState State, Level Level, int Episode)
{
    /// <summary>The day on which a check first found the present breach, or the last one where it is put right.</summary>
    public DateOnly Since { get; init; }

    /// <summary>What has not lasted long enough to be told; null where nothing waits.</summary>
    public Streak? Streak { get; init; }

    /// <summary>What people were told last; null where nobody was ever told anything.</summary>
    public Belief? Belief { get; init; }

    /// <summary>What people believe: the level they were last told, green where they were told that it is over, null where they were told nothing.</summary>
    public Level? Told => Belief?.Level;

    /// <summary>People believe that it is open.</summary>
    public bool IsBelieved => Told is not (null or Level.Green);

    /// <summary>Day of the check that first told of this episode; null while nobody was told.</summary>
    public DateOnly? FirstTold { get; init; }

    /// <summary>Day of the check that last told, reminded or escalated.</summary>
    public DateOnly? RemindedOn { get; init; }

    /// <summary>Reminders and escalations of the present episode that nobody has answered, in their order; empty where it is not open.</summary>
    public IReadOnlyList<Unheard> Unheard { get; init; } = [];

    /// <summary>How many steps of the escalation this episode has taken.</summary>
    public int EscalationStep { get; init; }
}

/// <summary>A reminder, or a step of an escalation, after which nobody has answered.</summary>
/// <param name="Day">Day of the check.</param>
public sealed record Unheard(DateOnly Day, bool IsStep);

/// <summary>What people were last told of an alert, and by what. Days and rule set are null in memories older than their columns.</summary>
/// <param name="AsOf">Day of the check that told it.</param>
/// <param name="Day">Day for which its figures spoke.</param>
/// <param name="RuleSetHash">Of the rule set that judged it.</param>
public sealed record Belief(Level Level, DateOnly? AsOf, DateOnly? Day, string? RuleSet, string? RuleSetHash);
