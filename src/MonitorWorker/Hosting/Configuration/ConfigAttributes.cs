namespace MonitorWorker.Hosting.Configuration;

/// <summary>A path: relative to the file that names it; must it be there already?</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConfigPathAttribute(PathKind kind) : Attribute
{
    public PathKind Kind { get; } = kind;

    /// <summary>Name of the program's own folder beside it that stands in where the default is not there; null where nothing does.</summary>
    public string? ElseBesideProgram { get; init; }
}

/// <summary>What a path in the configuration names.</summary>
public enum PathKind
{
    /// <summary>A folder that need not be there yet.</summary>
    NewFolder,

    /// <summary>A folder that must be there.</summary>
    Folder,

    /// <summary>A file that is written.</summary>
    NewFile,

    /// <summary>A file that must be there.</summary>
    File,
}

