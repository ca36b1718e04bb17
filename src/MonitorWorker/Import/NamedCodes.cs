namespace MonitorWorker.Import;

/// <summary>Which entities and projects the rows of a file name, those that were refused too: it decides who may be shown the file.</summary>
public sealed class NamedCodes
{
    private const int MostProjects = 1000;

    private readonly HashSet<string> _entities = [];
    private readonly HashSet<string> _projects = [];

    /// <summary>单位编码.</summary>
    public IReadOnlyCollection<string> Entities => _entities;

    /// <summary>项目编码 of rows that name no entity; the first thousand.</summary>
    public IReadOnlyCollection<string> Projects => _projects;

    /// <summary>What one row names.</summary>
    public void Add(string? entity, string? project)
    {
        if (entity is not null) _entities.Add(entity);
        else if (project is not null && _projects.Count < MostProjects) _projects.Add(project);
    }
}
