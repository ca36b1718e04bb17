namespace MonitorWorker.Hosting.Reloading;

/// <summary>Where the configuration comes from: the folder and the environment that the service was started with, which stay, and what was read then.</summary>
/// <param name="FirstReadAt">When reading it began.</param>
internal sealed record ConfigSource(string Folder, IReadOnlyDictionary<string, string?> Environment, LoadedConfig First, DateTimeOffset FirstReadAt)
{
    public ConfigReading Read() => ConfigReading.Read(Folder, null, Environment);
}
