using MonitorWorker.Alerts;

namespace MonitorWorker.Notifications;

/// <summary>When a notice is told.</summary>
public enum Timing
{
    /// <summary>With the run that decided it.</summary>
    Now,

    /// <summary>With everything else of the day.</summary>
    Daily,

    /// <summary>With everything else of the week.</summary>
    Weekly,
}

/// <summary>What is done about a finding: how it is told, and what follows where nobody answers.</summary>
/// <param name="Name">As the configuration calls it; stands with every notice.</param>
public sealed record Route(string Name, Timing Timing, ReminderPolicy Reminders, EscalationPolicy? Escalation)
{
    /// <summary>What becomes of a finding for which the configuration names no route; it cannot be removed.</summary>
    public static Route CatchAll { get; } = new("catch-all", Timing.Now, ReminderPolicy.Once, null);
}

/// <summary>A route with the people that it comes to today; never nobody.</summary>
public sealed record Routed(Route Route, IReadOnlyList<Recipient> Recipients);
