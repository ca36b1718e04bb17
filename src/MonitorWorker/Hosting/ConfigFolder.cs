namespace MonitorWorker.Hosting;

/// <summary>Finds the config folder: asked for, else MONITORWORKER_CONFIG, else config here, else beside the program.</summary>
internal static class ConfigFolder
{
    public static string Find(string? asked)
    {
        if (asked is not null) return Path.GetFullPath(asked);
        if (Environment.GetEnvironmentVariable("MONITORWORKER_CONFIG") is { Length: > 0 } named) return Path.GetFullPath(named);
        var here = Path.GetFullPath("config");
        return Directory.Exists(here) ? here : Path.Combine(AppContext.BaseDirectory, "config");
    }
}
