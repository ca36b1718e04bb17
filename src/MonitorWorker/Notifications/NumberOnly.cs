namespace MonitorWorker.Notifications;

/// <summary>Takes from what was frozen all that may not leave where a project's level is 仅编号: what stays is number, level and days. Everything else is written anew, so that a new figure cannot slip through.</summary>
public static class NumberOnly
{
    /// <returns>Null of what has no number: nothing at all may be said of it.</returns>
    public static LineSnapshot? Of(LineSnapshot line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Of(line.Number, line.Level, line.PreviousLevel, line.Reason, line.FiscalYear, line.JudgedDay, line.Since, line.AnswerBy, line.RuleSet, line.Details);
    }

    /// <returns>The same of an indicator, which then looks like anything else.</returns>
    public static LineSnapshot? Of(IndicatorSnapshot indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        return Of(
            indicator.Number, indicator.Level, indicator.PreviousLevel, indicator.Reason, indicator.FiscalYear, indicator.JudgedDay, indicator.Since, indicator.AnswerBy, indicator.RuleSet, indicator.Details);
    }

    private static LineSnapshot? Of(
        string? number, string level, string? before, string reason, int year, DateOnly day, DateOnly? since, DateOnly? answerBy, string ruleSet, NoticeDetails? details) => number is null ? null : new LineSnapshot
        {
            IsNumberOnly = true,
            Rule = "",
            Level = level,
            PreviousLevel = before,
            Reason = reason,
            Number = number,
            FiscalYear = year,
            // Each stands for itself: two of one project must not look like it.
            ProjectCode = number,
            ProjectName = number,
            Category = "",
            JudgedDay = day,
            Schedule = "",
            Message = "",
            RuleSet = ruleSet,
            SourceFile = "",
            Since = since,
            AnswerBy = answerBy,
            // What people have said of it may name anything.
            Details = details is null ? null : new NoticeDetails { WorkdaysOpen = details.WorkdaysOpen, RepliesUnread = details.RepliesUnread, StepSays = details.StepSays, HandedOverBy = details.HandedOverBy },
        };
}
