using System.Globalization;
using MonitorWorker.Budgets;

namespace MonitorWorker.Alerts;

/// <summary>How often those who were told are reminded while nobody answers. One setting, since two that interact are understood by nobody.</summary>
/// <param name="EveryWorkdays">Working days from the last notice or reminder to the next; 0 is each check, null is never: they are told just once.</param>
public sealed record ReminderPolicy(int? EveryWorkdays)
{
    /// <summary>Told once, and never reminded.</summary>
    public static ReminderPolicy Once { get; } = new((int?)null);

    /// <summary>At every stored check.</summary>
    public static ReminderPolicy EachCheck { get; } = new(0);

    /// <summary>How the configuration says it.</summary>
    public static string Expected => "\"once\", \"each check\" or \"every 5 working days\" (1 to 250)";

    /// <returns>Null where the words say none.</returns>
    public static ReminderPolicy? Parse(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["once"] => Once,
        ["each", "check"] => EachCheck,
        ["every", var days, "working", "day" or "days"] when int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var workdays) && workdays is >= 1 and <= 250 => new ReminderPolicy(workdays),
        _ => null,
    };

    /// <summary>In the words of the configuration.</summary>
    public override string ToString() => EveryWorkdays switch
    {
        null => "once",
        0 => "each check",
        1 => "every 1 working day",
        { } days => string.Create(CultureInfo.InvariantCulture, $"every {days} working days"),
    };
}

/// <summary>Who is told next where nobody answers, step by step to the top of the ladder; each step is taken once in an episode.</summary>
/// <param name="Name">As the configuration calls it, e.g. sichuan-2025.</param>
/// <param name="Steps">In the order of their days.</param>
public sealed record EscalationPolicy(string Name, IReadOnlyList<EscalationStep> Steps);

/// <summary>One step of an escalation.</summary>
/// <param name="AfterWorkdays">Working days after the first notice of the episode, from 1.</param>
/// <param name="To">Roles that are told; who holds none of them is looked for upwards, so that it is never nobody.</param>
/// <param name="Says">What the mail says about the step, e.g. what the rule of an office orders; null says nothing more.</param>
public sealed record EscalationStep(int AfterWorkdays, IReadOnlyList<ContactRole> To, string? Says);
