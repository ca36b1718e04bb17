namespace MonitorWorker.Performance;

/// <summary>Finds the project that a row means, by the same rules as rows about money: 单位编码 may be left out where the project code is clear.</summary>
internal sealed class ProjectFinder
{
    private readonly HashSet<(string Entity, string Project)> _projects;
    private readonly Dictionary<string, List<string>> _entities;

    public ProjectFinder(IEnumerable<(string Entity, string Project)> projects)
    {
        _projects = [.. projects];
        _entities = _projects.GroupBy(project => project.Project, project => project.Entity).ToDictionary(same => same.Key, same => same.ToList());
    }

    public bool HasCode(string projectCode) => _entities.ContainsKey(projectCode);

    /// <summary>The entity whose project it is; null with the reason, in words, where there is none or more than one.</summary>
    public string? EntityOf(string? entityCode, string projectCode, out string? reason)
    {
        reason = null;
        if (!_entities.TryGetValue(projectCode, out var entities))
        {
            reason = "预算表中没有这个项目编码";
            return null;
        }

        if (entityCode is null)
        {
            if (entities is [var only]) return only;
            reason = "这个项目编码在几个单位都有，请写明单位编码";
            return null;
        }

        if (_projects.Contains((entityCode, projectCode))) return entityCode;
        // A budget that names no entities takes what names one, as long as the project is clear.
        if (entities is [""]) return "";
        reason = $"预算表中单位{entityCode}没有这个项目编码";
        return null;
    }
}
