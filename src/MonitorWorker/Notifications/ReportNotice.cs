namespace MonitorWorker.Notifications;

/// <summary>What a person is told of a report: what matters in it, its files, and what could not be made.</summary>
/// <param name="Name">As the verb and the schedules call it.</param>
/// <param name="Title">As people call it, e.g. 部门事中绩效监控报告.</param>
/// <param name="Period">Newest month that was reported, 2024-08; null where none was.</param>
/// <param name="EntityNames">Entities that the person's part of it is about, in their order.</param>
/// <param name="RuleSet">Name of the rule set that judged.</param>
public sealed record ReportNotice(string Name, string Title, int? FiscalYear, string? Period, IReadOnlyList<string> EntityNames, string RuleSet)
{
    /// <summary>The most urgent first.</summary>
    public IReadOnlyList<ReportMatter> Matters { get; init; } = [];

    /// <summary>The files that go with the mail, in its order.</summary>
    public IReadOnlyList<ReportFileNote> Files { get; init; } = [];

    /// <summary>Files that could not be made.</summary>
    public IReadOnlyList<ReportGap> Failed { get; init; } = [];

    /// <summary>Projects that are in none of its files, because they may not leave the store.</summary>
    public int Withheld { get; init; }

    /// <summary>Files that were made and are too much for one mail.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

/// <summary>A file that goes with the mail.</summary>
/// <param name="Count">How many files are in it, where it is an archive; 0 where it is none.</param>
public sealed record ReportFileNote(string Name, long Bytes, int Count = 0);

/// <summary>A file that could not be made, and why.</summary>
public sealed record ReportGap(string Name, string Why);

/// <summary>One thing that matters in a report: so many lines or alerts, with their figures. Rates are percent as printed, amounts fen; null is not known.</summary>
/// <param name="Kind">One of <see cref="ReportMatterKind"/>.</param>
/// <param name="Level">red, yellow, blue or grey.</param>
/// <param name="Count">Of lines, figures or alerts.</param>
public sealed record ReportMatter(string Kind, string Level, int Count)
{
    /// <summary>What it is about by name, the worst first; fewer than <see cref="Count"/> where there are many.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>调整后预算数 of all of it; of what is overspent, by how much.</summary>
    public long? Fen { get; init; }

    /// <summary>Share of the whole revised budget, percent.</summary>
    public string? Share { get; init; }

    /// <summary>执行率 of the first.</summary>
    public string? Rate { get; init; }

    /// <summary>序时进度 of the first.</summary>
    public string? Scheduled { get; init; }

    /// <summary>赶上序时进度还需 of all together.</summary>
    public long? CatchUp { get; init; }

    /// <summary>First day of the oldest.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>数据项 of the first stated figure.</summary>
    public string? Item { get; init; }

    /// <summary>As it was stated, with its unit.</summary>
    public string? Stated { get; init; }

    /// <summary>As the data give it.</summary>
    public string? Recomputed { get; init; }

    /// <summary>The one less the other.</summary>
    public string? Difference { get; init; }
}

/// <summary>The sorts of things that matter, in the order of their urgency.</summary>
public static class ReportMatterKind
{
    /// <summary>Red lines.</summary>
    public const string Red = "red";

    /// <summary>Lines of which more is spent than there is.</summary>
    public const string Over = "over";

    /// <summary>Lines without a figure.</summary>
    public const string Missing = "missing";

    /// <summary>Stated figures that do not agree with the data.</summary>
    public const string Stated = "stated";

    /// <summary>Red and yellow alerts without an answer.</summary>
    public const string Unanswered = "unanswered";

    /// <summary>Yellow lines.</summary>
    public const string Yellow = "yellow";

    /// <summary>Lines that cannot be judged.</summary>
    public const string Unjudged = "unjudged";

    /// <summary>The most urgent first.</summary>
    public static IReadOnlyList<string> All { get; } = [Red, Over, Missing, Stated, Unanswered, Yellow, Unjudged];
}
