using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>One route: which findings it takes, and what is done about them. A condition that is not set takes all.</summary>
public sealed record RouteOptions
{
    [Description("Unique name; what is told by it names it.")]
    public required string Name { get; init; }

    [Description("Rule ids, e.g. execution-lag. Empty: all.")]
    public IReadOnlyList<string> Rules { get; init; } = [];

    [Description("red, yellow, blue, grey. Empty: all.")]
    public IReadOnlyList<string> Levels { get; init; } = [];

    [Description("Scope (口径) of the budget lines, e.g. 支出类别=项目支出. Not set: all.")]
    public string? Where { get; init; }

    [Description("Least revised budget of the line in yuan (1 to 2147483647). Not set: any.")]
    [Range(1, int.MaxValue)]
    public int? MinAmount { get; init; }

    [Description("Roles (责任人, 股室负责人, 分管领导, 主要领导, 财务人员, 绩效管理人员, 系统管理员), or address:NAME@DOMAIN. Empty: whom the address book names for the finding.")]
    public IReadOnlyList<string> To { get; init; } = [];

    [Description("now, daily or weekly: with the run that found it, or with everything else of the day or week. Default now.")]
    [AllowedValues("now", "daily", "weekly")]
    public string Timing { get; init; } = "now";

    [Description("How often those who were told are reminded while nobody answers: once (never), each check, or every N working days. Default once.")]
    public string Remind { get; init; } = "once";

    [Description("Name of the escalation that follows where nobody answers. Not set: none.")]
    public string? Escalate { get; init; }
}

/// <summary>One escalation: a ladder of people who are told one after the other.</summary>
public sealed record EscalationOptions
{
    [Description("Unique name; routes name it.")]
    public required string Name { get; init; }

    [Description("The document that orders it; for people.")]
    public string? Basis { get; init; }

    [Description("In the order of their days.")]
    public IReadOnlyList<EscalationStepOptions> Steps { get; init; } = [];
}

/// <summary>One step of an escalation.</summary>
public sealed record EscalationStepOptions
{
    [Description("Working days after the first notice (1 to 250).")]
    [Range(1, 250)]
    public required int AfterWorkdays { get; init; }

    [Description("Roles that are told.")]
    public required IReadOnlyList<string> To { get; init; }

    [Description("What the mail says about the step. Not set: nothing more.")]
    public string? Says { get; init; }
}

/// <summary>When what is not told at once leaves, and who is told where everything stands.</summary>
public sealed record DigestsOptions
{
    [Description("Time of day (HH:mm, the office's zone) at which, on working days, the findings leave that are told once a day. Default 16:00.")]
    public string DailyAt { get; init; } = "16:00";

    [Description("Weekday and time (e.g. MON 09:00) at which the findings leave that are told once a week; on a day off at the same time of the next working day. Default MON 09:00.")]
    public string WeeklyOn { get; init; } = "MON 09:00";

    [Description("withDigest: leaders get the sums of their part each time that the job digest runs; never. Default withDigest.")]
    [AllowedValues("withDigest", "never")]
    public string Leaders { get; init; } = "withDigest";

    [Description("Who is told by the job digest that nothing is behind: readers (of the digest), owners (they, and people who own lines), never. Default readers.")]
    [AllowedValues("readers", "owners", "never")]
    public string AllIsWell { get; init; } = "readers";
}

/// <summary>When monitoring tasks (监控任务) are told.</summary>
public sealed record TasksOptions
{
    [Description("On which working days before (-) or after (+) the deadline those are reminded who have not reported; 0 is the day itself. [] never. Default [-5, -1, 1, 5].")]
    [Range(-60, 60)]
    public IReadOnlyList<int> RemindWorkdays { get; init; } = [-5, -1, 1, 5];

    [Description("On which of these days the performance staff gets the list of who has reported and who has not. [] never. Default [-1, 1, 5].")]
    [Range(-60, 60)]
    public IReadOnlyList<int> List { get; init; } = [-1, 1, 5];
}
