using System.Runtime.CompilerServices;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>What a report is about, one entity or one project of it: its part of the book, looked up once for all views.</summary>
internal sealed class ReportSubject
{
    private static readonly ConditionalWeakTable<ReportBook, ReportIndex> _indexes = [];

    private readonly ReportIndex _index;
    private readonly Dictionary<string, JudgedGoals> _goals;
    private readonly ILookup<ProjectKey, JudgedPosition> _byProject;
    private readonly ILookup<LineKey, JudgedPosition> _byKey;
    private readonly Dictionary<ProjectKey, ProjectView> _projects = [];

    private ReportSubject(ReportBook book, string entityCode, string? projectCode)
    {
        _index = _indexes.GetValue(book, key => new ReportIndex(key));
        (Book, EntityCode, ProjectCode) = (book, entityCode, projectCode);
        Lines = Of(_index.Now);
        if (Lines.Count == 0)
            throw new ReportPartException(projectCode is null ? $"没有单位“{entityCode}”的预算，不能编报告" : $"单位“{entityCode}”没有项目“{projectCode}”的预算，不能编报告");

        EntityName = Lines.Select(line => line.Position.EntityName).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));
        Goals = [.. _index.Goals[entityCode].Where(goals => projectCode is null || goals.Goals.Key.ProjectCode == projectCode)];
        _goals = Goals.ToDictionary(goals => goals.Goals.Key.ProjectCode);
        _byProject = ByProject(Lines);
        _byKey = Lines.ToLookup(line => line.Position.Key);
        Statements = projectCode is null ? _index.StatementsOf(entityCode) : [];
        Period = Lines[0].Position.Period;
        Files = ReportIndex.FilesOf(Lines, Goals, Statements);
    }

    public static ReportSubject OfEntity(ReportBook book, string entityCode) => new(book, entityCode, null);

    public static ReportSubject OfProject(ReportBook book, string entityCode, string projectCode) => new(book, entityCode, projectCode);

    public ReportBook Book { get; }

    public string EntityCode { get; }

    /// <summary>Null of an entity as a whole.</summary>
    public string? ProjectCode { get; }

    public string? EntityName { get; }

    public IReadOnlyList<JudgedPosition> Lines { get; }

    public IReadOnlyList<JudgedGoals> Goals { get; }

    /// <summary>What was stated of the entity as a whole.</summary>
    public IReadOnlyList<StatementVerdict> Statements { get; }

    /// <summary>Latest month that was reported; null where there is none this year.</summary>
    public YearMonth? Period { get; }

    /// <summary>Names of the files behind all that.</summary>
    public IReadOnlySet<string> Files { get; }

    public LagLimits UsualLag => Book.Now.Rules.General.Lag.Standard;

    /// <summary>In the order of their codes, 人员支出 and 公用支出 included.</summary>
    public IEnumerable<ProjectKey> ProjectKeys => _byProject.Select(project => project.Key);

    /// <summary>All with their lines, 人员支出 and 公用支出 included.</summary>
    public ILookup<ProjectKey, JudgedPosition> LinesByProject => _byProject;

    /// <summary>Projects of 项目支出, in the order of their codes.</summary>
    public IEnumerable<ProjectView> Projects => ProjectKeys.Where(key => key.Category == SpendingCategory.Project).Select(Project);

    /// <summary>The same view whoever asks.</summary>
    public ProjectView Project(ProjectKey key)
    {
        if (!_projects.TryGetValue(key, out var view)) _projects[key] = view = new ProjectView(this, [.. _byProject[key]]);
        return view;
    }

    /// <summary>Name of a project; null where it is none of this subject.</summary>
    public string? NameOf(string? projectCode) => Lines.FirstOrDefault(line => line.Position.Key.ProjectCode == projectCode)?.Position.ProjectName;

    public static ILookup<ProjectKey, JudgedPosition> ByProject(IEnumerable<JudgedPosition> lines) => lines.ToLookup(line => ProjectKey.Of(line.Position));

    /// <summary>Null where the project has no indicators.</summary>
    public JudgedGoals? GoalsOf(string projectCode) => _goals.GetValueOrDefault(projectCode);

    /// <summary>The same subject the month before; empty where it is not known or was judged for no other month.</summary>
    public IReadOnlyList<JudgedPosition> LastPeriod => Period is { } now ? [.. Of(_index.LastPeriod).Where(line => line.Position.Period < now && line.Position.Period?.Year == now.Year)] : [];

    /// <summary>The same subject at the end of the same month of the year before; empty where that is not known.</summary>
    public IReadOnlyList<JudgedPosition> LastYear => Period is { } now ? [.. Of(_index.LastYear).Where(line => line.Position.Period == new YearMonth(now.Year - 1, now.Month))] : [];

    /// <summary>The alert of a finding; null where none was opened for it.</summary>
    public ReportAlert? AlertOf(Finding finding) => _index.Alerts.GetValueOrDefault(AlertKey.For(finding.Rule, finding.Subject));

    /// <summary>The line that a finding is about; null of goals and statements.</summary>
    public JudgedPosition? LineOf(Finding finding) =>
        finding.Subject is LineKey key && _byKey[key].ToList() is { Count: > 0 } lines ? lines.Find(line => line.Breaches.Contains(finding)) ?? lines[0] : null;

    /// <summary>资金来源 of a line where its project has several, so that its figures are not taken for the project's; null where it is the only one.</summary>
    public string? FundApart(JudgedPosition line) =>
        _byProject[ProjectKey.Of(line.Position)].Skip(1).Any() ? Print.Name(line.Position.Fund.Replace(";", "、", StringComparison.Ordinal), 60) ?? "未注明资金来源" : null;

    /// <summary>True where a file speaks of nobody else.</summary>
    public bool IsOwn(string file) => _index.IsOwn(file, EntityCode);

    /// <summary>Of silences, by the keys of its alerts.</summary>
    public bool IsMine(string alertKey) => new FormerSubject(alertKey).Line is { } line && line.Entity == EntityCode && (ProjectCode is null || line.Project == ProjectCode);

    private IReadOnlyList<JudgedPosition> Of(JudgementIndex? index) =>
        index is null ? [] : ProjectCode is null ? [.. index.ByEntity[EntityCode]] : index.Judgement.LinesOf(EntityCode, ProjectCode);
}

/// <summary>What a report speaks of as one project. A code that stands under several categories is one project in each, so that each sum is that of its own rows.</summary>
internal readonly record struct ProjectKey(string Code, SpendingCategory Category)
{
    public static ProjectKey Of(BudgetPosition position) => new(position.Key.ProjectCode, position.Category);
}
