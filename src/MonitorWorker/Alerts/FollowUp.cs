using MonitorWorker.Calendar;

namespace MonitorWorker.Alerts;

/// <summary>What follows where people were told of an alert and nothing has changed since, and why; "nothing" has a reason as well.</summary>
/// <param name="Event"><see cref="TransitionKind.Reminded"/> or <see cref="TransitionKind.Escalated"/>; null where nothing follows.</param>
/// <param name="Steps">The steps of the escalation that are due, the last one being the highest; several where no check ran for a while.</param>
/// <param name="StepsTaken">How many steps the episode has taken after it.</param>
/// <param name="WorkdaysOpen">Working days since the first notice of the episode.</param>
/// <param name="Broken">The answer whose date has passed; null where there is none.</param>
public sealed record FollowUp(TransitionKind? Event, string Reason, IReadOnlyList<EscalationStep> Steps, int StepsTaken, int WorkdaysOpen, Answer? Broken)
{
    /// <summary>Stands in the reason of what was told while nobody knew whether there are answers: it counts as unanswered for nobody.</summary>
    public const string RepliesUnread = "replies cannot be read";

    /// <summary>Working days by which the clock is held where somebody answered without a date: they are asked for it first.</summary>
    private const int GraceForPartialAnswer = 1;

    /// <summary>Reminders in a row without an answer after which another mail changes nothing: they become rare, leaders find the alert in their summary alone, and the finance staff is asked to speak to them.</summary>
    public const int MostReminders = 6;

    /// <summary>Working days from one reminder to the next, at least, after <see cref="MostReminders"/>.</summary>
    public const int RareWorkdays = 5;

    /// <summary>Working days after the last step of an escalation, by which it counts as unanswered.</summary>
    public const int DaysAfterLastStep = 5;

    /// <summary>Working days that somebody has who came into office after an alert was told, before anything follows from what the predecessor left undone.</summary>
    public const int DaysForSuccessor = 3;

    /// <summary>
    /// The clock of an alert runs in working days from the first notice of its episode, and stands still while it is silenced,
    /// acknowledged, disputed, or answered with a date that has not passed. A promise that was not kept starts the clock from its day.
    /// </summary>
    /// <param name="alert">Open, told, and unchanged by this check.</param>
    /// <param name="mute">Why nobody is to be told; null where people are.</param>
    /// <param name="today">The day that is judged.</param>
    /// <param name="repliesUnread">Answers may lie in a mailbox that cannot be read: nobody is passed over for want of one, and the steps wait.</param>
    /// <param name="dispute">What is said against the figures; null where nothing is.</param>
    /// <param name="isClosed">Payments of its year are over (关账): nobody can do anything about it any more.</param>
    /// <param name="successorSince">First day in office of those who would be reminded, where none of them was told of it yet; null where somebody was. The clock goes on, and waits for them.</param>
    public static FollowUp Decide(
        Alert alert,
        ReminderPolicy reminders,
        EscalationPolicy? escalation,
        Silence? mute,
        Acknowledgement? acknowledged,
        Answer? answer,
        WorkdayCalendar workdays,
        DateOnly today,
        bool repliesUnread = false,
        Dispute? dispute = null,
        bool isClosed = false,
        DateOnly? successorSince = null)
    {
        if (alert is not { State: AlertState.Firing, FirstTold: { } firstTold }) return Nothing("nobody was told of it");
        if (isClosed) return Nothing("payments of its year are over: nobody is pressed");
        if (mute is not null) return Nothing("silenced");
        if (acknowledged is { } taken && taken.Holds(alert.Level, today)) return Nothing($"acknowledged by {taken.Author} until {taken.Until:yyyy-MM-dd}");
        if (dispute is not null && today <= dispute.Until) return Nothing($"disputed by {dispute.By}, looked into until {dispute.Until:yyyy-MM-dd}");
        if (successorSince is { } came && came > firstTold && workdays.WorkdaysBetween(came, today).Value < DaysForSuccessor)
            return Nothing($"whoever is responsible came into office on {came:yyyy-MM-dd} and has {DaysForSuccessor} working days");
        // A day off is nobody's deadline: it moves to the next working day.
        var due = answer?.DueDate is { } promised ? workdays.NextOnOrAfter(promised).Value : (DateOnly?)null;
        if (today <= due) return Nothing($"answered by {answer!.By}, who promised {answer.DueDate:yyyy-MM-dd}");

        var broken = due >= firstTold ? answer : null;
        var start = broken is null ? firstTold : due!.Value;
        var open = workdays.WorkdaysBetween(firstTold, today).Value;
        var waited = workdays.WorkdaysBetween(start, today).Value - (answer is { DueDate: null } ? GraceForPartialAnswer : 0);
        var steps = escalation?.Steps.Skip(alert.EscalationStep).TakeWhile(step => waited >= step.AfterWorkdays).ToList() ?? [];
        if (steps.Count > 0 && !repliesUnread)
            return new FollowUp(TransitionKind.Escalated, $"no answer {waited} working days after {start:yyyy-MM-dd}", steps, alert.EscalationStep + steps.Count, open, broken);

        var waits = steps.Count > 0 ? $"; the escalation waits, since {RepliesUnread}" : repliesUnread ? $"; {RepliesUnread}" : "";
        var last = alert.RemindedOn ?? firstTold;
        if (broken is not null && last <= due) return Remind($"promised for {broken.DueDate:yyyy-MM-dd} by {broken.By}, and still open{waits}");
        if (reminders.EveryWorkdays is not { } asked) return Nothing($"told once, and the route asks for no reminder{waits}");
        var every = IsLongUnanswered(alert) ? Math.Max(asked, RareWorkdays) : asked;
        var since = workdays.WorkdaysBetween(last, today).Value;
        return since >= every
            ? Remind((every == 0 ? "the route reminds at each check" : $"{since} working days after the last word, and the route reminds every {every}") + waits)
            : Nothing($"{since} working days after the last word, and the route reminds every {every}{waits}");

        FollowUp Nothing(string reason) => new(null, reason, [], alert.EscalationStep, 0, null);

        FollowUp Remind(string reason) => new(TransitionKind.Reminded, reason, [], alert.EscalationStep, open, broken);
    }

    /// <summary>Reminded time and again, and nobody has answered (久未答复).</summary>
    public static bool IsLongUnanswered(Alert alert) => alert.Unheard.Count >= MostReminders;

    /// <summary>
    /// The day from which an alert is left unanswered by all who could: after so many reminders, or some days after the last step of its escalation.
    /// </summary>
    /// <param name="escalation">Null where the alert has none.</param>
    /// <returns>Null while that is not so.</returns>
    public static DateOnly? UnansweredSince(Alert alert, EscalationPolicy? escalation, WorkdayCalendar workdays, DateOnly today)
    {
        DateOnly? reminded = IsLongUnanswered(alert) ? alert.Unheard[MostReminders - 1].Day : null;
        DateOnly? climbed = escalation is not null && alert.EscalationStep >= escalation.Steps.Count && alert.Unheard.LastOrDefault(word => word.IsStep) is { } last
            ? workdays.AddWorkdays(last.Day, DaysAfterLastStep).Value
            : null;
        var since = reminded is { } one && climbed is { } other ? (one < other ? one : other) : reminded ?? climbed;
        return since <= today ? since : null;
    }

    /// <summary>Whether a mailbox has failed for so long that what was not answered may only not have been read: one working day.</summary>
    /// <param name="failingSince">Null while it can be read.</param>
    public static bool AreRepliesUnread(DateOnly? failingSince, WorkdayCalendar workdays, DateOnly today) =>
        failingSince is { } since && workdays.WorkdaysBetween(since, today).Value >= 1;
}
