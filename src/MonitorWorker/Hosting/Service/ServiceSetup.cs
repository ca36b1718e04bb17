namespace MonitorWorker.Hosting.Service;

/// <summary>What a service is installed as.</summary>
internal sealed record ServiceSetup
{
    /// <summary>As the system's tools call it: letters, digits, <c>-</c>, <c>_</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The account that it runs under.</summary>
    public required string User { get; init; }

    /// <summary>The program, and what stands before its verb where it is started by another one.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    public required string ConfigFolder { get; init; }

    public required ServicePlaces Places { get; init; }

    /// <summary>Folder of the program.</summary>
    public string Home => Parent(Program[^1]);

    /// <summary>Program and arguments of the service.</summary>
    public IReadOnlyList<string> Command => [.. Program, "run", "--config", ConfigFolder];

    /// <summary>What is wrong with the places for a service that is kept away from the rest of the system; empty where nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var path in new[] { Home, ConfigFolder }.Concat(Places.Written).Concat(Places.Secrets).Distinct(StringComparer.Ordinal))
        {
            // The unit keeps it out of people's homes, and gives it a /tmp of its own.
            if (Among(_closed, path) is { } closed)
                yield return $"{path} lies in {closed}, where a service has no business. Move it, e.g. to /opt/monitorworker.";
            // What is written to is handed over to the service's account, with all that is in it.
            else if (Places.Written.Contains(path) && (Among(_system, path) is not null || path is "/var/lib" || Parent(path) is "/" or "/var"))
                yield return $"{path} belongs to the system. Name a folder of its own in the configuration, e.g. /var/lib/monitorworker.";
            else if (Places.Written.Contains(path) && new[] { Home, ConfigFolder }.Any(kept => kept == path || ServicePlaces.IsWithin(kept, path)))
                yield return $"{path} would have to be writable, and holds the program or the configuration. Name a folder of its own in the configuration.";
        }
    }

    private static string? Among(string[] folders, string path) => Array.Find(folders, folder => path == folder || ServicePlaces.IsWithin(path, folder));

    private static readonly string[] _system = ["/etc", "/usr", "/bin", "/sbin", "/lib", "/lib64", "/boot", "/dev", "/proc", "/sys"];

    private static readonly string[] _closed = ["/home", "/root", "/run/user", "/tmp", "/var/tmp"];

    /// <summary>Also of a path of the other system, so that what is written for Windows can be looked at elsewhere.</summary>
    private static string Parent(string path) => path[..Math.Max(path.LastIndexOfAny(['/', '\\']), 1)];
}
