namespace MonitorWorker.Budgets;

/// <summary>A project as the budget of one year has it.</summary>
/// <param name="FormerCode">原项目编码; null where it keeps its code, or is new.</param>
public sealed record ProjectOfYear(int FiscalYear, string EntityCode, string ProjectCode, string? FormerCode);

/// <summary>
/// Under which codes a project ran in the years before: by 原项目编码, else under its own code. Each step goes back in time, so that no chain has a loop, whatever two budgets
/// say of each other.
/// </summary>
public sealed class ProjectChain
{
    private readonly ILookup<(string Entity, string Project), ProjectOfYear> _byProject;
    private readonly ILookup<string, ProjectOfYear> _byCode;

    public ProjectChain(IReadOnlyList<ProjectOfYear> projects)
    {
        _byProject = projects.ToLookup(project => (project.EntityCode, project.ProjectCode));
        _byCode = projects.ToLookup(project => project.ProjectCode);
    }

    /// <summary>Newest first, none of them of the year itself.</summary>
    public IReadOnlyList<ProjectOfYear> Before(int year, string entity, string project)
    {
        var chain = new List<ProjectOfYear>();
        for (var now = Find(_byProject[(entity, project)], year); Former(now, year, entity, project) is { } former; now = former)
        {
            chain.Add(former);
            (year, entity, project) = (former.FiscalYear, former.EntityCode, former.ProjectCode);
        }

        return chain;
    }

    private ProjectOfYear? Former(ProjectOfYear? now, int year, string entity, string project)
    {
        var code = now?.FormerCode ?? project;
        if (Newest(_byProject[(entity, code)], year) is { } own) return own;
        // A project that another entity has taken over is found by a code that is named and clear.
        if (now?.FormerCode is null) return null;
        var others = _byCode[code].Where(other => other.FiscalYear < year).ToList();
        return others.Select(other => other.EntityCode).Distinct().Count() == 1 ? Newest(others, year) : null;
    }

    private static ProjectOfYear? Newest(IEnumerable<ProjectOfYear> projects, int before) =>
        projects.Where(project => project.FiscalYear < before).MaxBy(project => (project.FiscalYear, project.FormerCode is not null));

    private static ProjectOfYear? Find(IEnumerable<ProjectOfYear> projects, int year) =>
        projects.Where(project => project.FiscalYear == year).MaxBy(project => project.FormerCode is not null);
}
