using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>What is found wrong, project by project, with what people say of it. What is only not known stands in <see cref="GapsView"/>.</summary>
internal sealed class DeviationsView
{
    private static readonly HashSet<string> _notKnown = ["missing-data", "stale-data", "cannot-judge"];

    private readonly ReportSubject _subject;

    public DeviationsView(ReportSubject subject)
    {
        _subject = subject;
        var keys = subject.ProjectKeys.DistinctBy(key => key.Code).ToDictionary(key => key.Code);
        var found = subject.Lines.SelectMany(line => line.Breaches, (line, finding) => (Key: ProjectKey.Of(line.Position), Finding: finding))
            .Concat(subject.Goals.SelectMany(goals => goals.Breaches).Select(verdict => (Key: keys[verdict.Goals.Key.ProjectCode], verdict.Finding)))
            .Where(pair => !_notKnown.Contains(pair.Finding.Rule))
            .ToLookup(pair => pair.Key, pair => pair.Finding);
        Items = [.. subject.ProjectKeys
            .Where(found.Contains)
            .Select(project => new DeviationView(subject, project, [.. found[project].OrderByDescending(finding => finding.Level)]))
            .OrderByDescending(item => item.Worst)];
        Waivers = [.. subject.Book.Silences.Where(silence => silence.Holds(subject.Book.Now.AsOf) && Concerns(silence.Scope)).Select(silence => new WaiverView(subject, silence))];
    }

    /// <summary>Worst first.</summary>
    public IReadOnlyList<DeviationView> Items { get; }

    /// <summary>Number of projects.</summary>
    public string? Count => Print.CountIfAny(Items.Count);

    /// <summary>Number of findings.</summary>
    public string? FindingCount => Print.CountIfAny(Items.Sum(item => item.Findings.Count));

    /// <summary>Findings without an answer; null where each has one.</summary>
    public string? UnansweredCount => Print.CountIfAny(Items.Sum(item => item.Findings.Count(finding => !finding.IsAnswered)));

    /// <summary>False where not a single finding has an answer.</summary>
    public bool AnyAnswered => Items.Any(item => item.Answers.Count > 0);

    /// <summary>Silences and waivers in force.</summary>
    public IReadOnlyList<WaiverView> Waivers { get; }

    private bool Concerns(SilenceScope scope) =>
        (scope.Entity is null || scope.Entity == _subject.EntityCode)
        && (scope.Project is null || _subject.NameOf(scope.Project) is not null)
        && (scope.AlertKey is null || _subject.IsMine(scope.AlertKey));
}

/// <summary>What is found about one project.</summary>
internal sealed class DeviationView
{
    public DeviationView(ReportSubject subject, ProjectKey project, IReadOnlyList<Finding> findings)
    {
        Project = subject.Project(project);
        Findings = [.. findings.Select(finding => new FindingView(subject, finding))];
        Worst = findings.Max(finding => finding.Level);
        Answers = [.. Findings
            .Where(finding => finding.Alert?.Answer is not null)
            .GroupBy(finding => finding.Alert!.Answer! with { At = default })
            .Select(same => new AnswerView(same.Key, [.. same], subject.Book.Now.AsOf))];
        Unanswered = [.. Findings.Where(finding => !finding.IsAnswered)];
        UnansweredSince = Print.Months.Day(Unanswered.Min(finding => finding.Alert?.Since));
        Disputes = [.. Findings.Select(finding => finding.Alert?.Dispute).OfType<Dispute>().Distinct().Select(dispute => new DisputeView(dispute))];
    }

    internal Level Worst { get; }

    public ProjectView Project { get; }

    /// <summary>Level of the worst finding, in words.</summary>
    public string LevelWord => Print.Word(Worst);

    public string Symbol => LevelWords.Of(Worst.Code()).Symbol;

    /// <summary>Worst first.</summary>
    public IReadOnlyList<FindingView> Findings { get; }

    /// <summary>The answers, one that holds for several findings once.</summary>
    public IReadOnlyList<AnswerView> Answers { get; }

    /// <summary>Findings that nobody has answered.</summary>
    public IReadOnlyList<FindingView> Unanswered { get; }

    /// <summary>First day of the oldest of them; null where each is answered or no alert was opened yet.</summary>
    public string? UnansweredSince { get; }

    /// <summary>Who says that the figures are wrong.</summary>
    public IReadOnlyList<DisputeView> Disputes { get; }
}

/// <summary>What the person responsible has said.</summary>
internal sealed class AnswerView(Answer answer, IReadOnlyList<FindingView> findings, DateOnly asOf)
{
    public string? By => Print.Name(answer.By, 40);

    public string On => Print.Months.Day(answer.On)!;

    /// <summary>偏差原因; null where none was named.</summary>
    public string? Cause => Print.Name(answer.Cause, 1000);

    /// <summary>整改措施; null where none was named.</summary>
    public string? Measure => Print.Name(answer.Measure, 1000);

    /// <summary>预计完成日期; null where none was named.</summary>
    public string? Due => Print.Months.Day(answer.DueDate);

    /// <summary>That day is over.</summary>
    public bool IsOverdue => answer.DueDate < asOf;

    /// <summary>Execution rate that is promised, percent; null where none is.</summary>
    public string? Rate => answer.PromisedRate?.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How it came, e.g. 电话; null where it came by mail.</summary>
    public string? Via => Print.Name(answer.Via, 20);

    /// <summary>Who wrote it down for the other; null where nobody had to.</summary>
    public string? RecordedBy => Print.Name(answer.RecordedBy, 40);

    /// <summary>The findings that it answers.</summary>
    public IReadOnlyList<FindingView> Findings { get; } = findings;
}

/// <summary>Somebody says that the figures are wrong.</summary>
internal sealed class DisputeView(Dispute dispute)
{
    public string? By => Print.Name(dispute.By, 40);

    /// <summary>What would be right, as it was written; null where nothing was.</summary>
    public string? Says => Print.Name(dispute.Says, 400);

    /// <summary>Last day on which reminders wait.</summary>
    public string Until => Print.Months.Day(dispute.Until)!;
}

/// <summary>A silence or a waiver in force.</summary>
internal sealed class WaiverView(ReportSubject subject, Silence silence)
{
    /// <summary>True of a waiver: what is known is accepted as it is. False of a silence: nobody is told for a while.</summary>
    public bool IsWaiver => silence.Kind == SilenceKind.Waiver;

    /// <summary>Name of the project, else of the entity; null where it is about one alert or one rule.</summary>
    public string? Name => silence.Scope switch
    {
        { Project: { } project } => Print.Name(subject.NameOf(project) ?? project),
        { Entity: not null } => Print.Name(subject.EntityName ?? subject.EntityCode),
        { AlertKey: { } key } => Print.Name(subject.NameOf(new FormerSubject(key).ProjectCode)),
        _ => null,
    };

    /// <summary>The rule in words; null where it is of all.</summary>
    public string? RuleWord => silence.Scope switch
    {
        { Rule: { } rule } => RuleWords.Of(rule),
        { AlertKey: { } key } => RuleWords.Of(new FormerSubject(key).Rule),
        _ => null,
    };

    /// <summary>Worst level that it covers, in words; null where it is of all.</summary>
    public string? LevelWord => silence.Scope.Level is { } level ? Print.Word(level) : null;

    public string? Author => Print.Name(silence.Author, 40);

    public string? Reason => Print.Name(silence.Reason, 400);

    public string From => Print.Months.Day(silence.From)!;

    /// <summary>Last day on which it holds.</summary>
    public string Until => Print.Months.Day(silence.Until)!;
}
