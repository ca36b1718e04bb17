namespace MonitorWorker.Budgets;

/// <summary>进度口径: how fast the money of a line is expected to go.</summary>
public enum ScheduleKind
{
    /// <summary>按月: m/12, or over the line's own months.</summary>
    Month,

    /// <summary>按日: days gone by days of the line's own span.</summary>
    Day,

    /// <summary>用款计划: the shares of the unit's own plan.</summary>
    Plan,

    /// <summary>节点: nothing is due before the date, all of it from then on.</summary>
    Milestone,

    /// <summary>进度表: the step table of the rule set that judges.</summary>
    Steps,
}

/// <summary>The field's words and the contract's JSON words for the schedules.</summary>
public static class ScheduleKinds
{
    /// <summary>The word in JSON: month, day, plan, milestone, steps.</summary>
    public static string Code(this ScheduleKind kind) => kind switch
    {
        ScheduleKind.Day => "day",
        ScheduleKind.Plan => "plan",
        ScheduleKind.Milestone => "milestone",
        ScheduleKind.Steps => "steps",
        _ => "month",
    };

    /// <summary>The word in the 进度口径 column; a step table comes from the rule set and not from there.</summary>
    public static string Name(this ScheduleKind kind) => kind switch
    {
        ScheduleKind.Day => "按日",
        ScheduleKind.Plan => "用款计划",
        ScheduleKind.Milestone => "节点",
        ScheduleKind.Steps => "进度表",
        _ => "按月",
    };
}
