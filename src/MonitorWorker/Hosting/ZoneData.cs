namespace MonitorWorker.Hosting;

/// <summary>Where the rules of time zones come from: the system, or the copy that a package brings for a system without any.</summary>
internal static class ZoneData
{
    /// <summary>A system that has any zones has this one.</summary>
    private const string Probe = "Asia/Shanghai";
    private const string Variable = "TZDIR";

    /// <summary>Before the first zone is looked up. The system's own come first: they are kept up to date.</summary>
    public static void UseOwnWhereNoneIs()
    {
        if (OperatingSystem.IsWindows()) return;
        if (Folder("/usr/share/zoneinfo", Path.Combine(AppContext.BaseDirectory, "zoneinfo"), Environment.GetEnvironmentVariable(Variable)) is { } folder)
            Environment.SetEnvironmentVariable(Variable, folder);
    }

    /// <returns>The folder to name; null leaves everything as it is.</returns>
    internal static string? Folder(string system, string own, string? named) =>
        string.IsNullOrEmpty(named) && !File.Exists(Path.Combine(system, Probe)) && File.Exists(Path.Combine(own, Probe)) ? own : null;
}
