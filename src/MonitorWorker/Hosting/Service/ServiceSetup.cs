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

    /// <summary>Where a service is not let in or must not own anything, as people are told.</summary>
    public const string NotAllowed = "/home、/root、/tmp 和系统文件夹不行";

    /// <summary>Which place that is closed to a service a folder lies in; null where it lies in none.</summary>
    public static string? ClosedPlace(string folder) => Among(_closed, folder);

    /// <summary>What is wrong with the places for a service that is kept away from the rest of the system, each outermost folder once; empty where nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        var paths = new[] { Home, ConfigFolder }.Concat(Places.Written).Concat(Places.Secrets).Distinct(StringComparer.Ordinal).ToList();
        // The unit keeps it out of people's homes, and gives it a /tmp of its own. What lies within another refused folder moves with it.
        var closed = paths.Where(path => Among(_closed, path) is not null).ToList();
        foreach (var path in paths)
        {
            if (closed.Contains(path))
            {
                if (!closed.Exists(other => other != path && ServicePlaces.IsWithin(path, other))) yield return $"{path} 不在允许的位置：{NotAllowed}。请把它移到别处，如 /opt/monitorworker，并相应改正配置。";
            }

            // What is written to is handed over to the service's account, with all that is in it.
            else if (Places.Written.Contains(path) && (Among(_system, path) is not null || path is "/var/lib" || Parent(path) is "/" or "/var"))
                yield return $"{path} 不在允许的位置：{NotAllowed}。请在配置中写明一个专用的文件夹，如 /var/lib/monitorworker。";
            else if (Places.Written.Contains(path) && new[] { Home, ConfigFolder }.Any(kept => kept == path || ServicePlaces.IsWithin(kept, path)))
                yield return $"{path} 要写入，里面却有程序或配置。请在配置中为它另写一个专用的文件夹，如 /var/lib/monitorworker。";
        }
    }

    private static string? Among(string[] folders, string path) => Array.Find(folders, folder => path == folder || ServicePlaces.IsWithin(path, folder));

    private static readonly string[] _system = ["/etc", "/usr", "/bin", "/sbin", "/lib", "/lib64", "/boot", "/dev", "/proc", "/sys"];

    private static readonly string[] _closed = ["/home", "/root", "/run/user", "/tmp", "/var/tmp"];

    /// <summary>Also of a path of the other system, so that what is written for Windows can be looked at elsewhere.</summary>
    private static string Parent(string path) => path[..Math.Max(path.LastIndexOfAny(['/', '\\']), 1)];
}
