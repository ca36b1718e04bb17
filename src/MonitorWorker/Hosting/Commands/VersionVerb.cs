using System.Reflection;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>version</c></summary>
internal static class VersionVerb
{
    public static int Run()
    {
        var version = typeof(VersionVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        ConsoleOutput.WriteLine($"MonitorWorker {version} (.NET {Environment.Version})");
        return ExitCodes.Good;
    }
}
