using System.Text;
using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Tests.Hosting.Configuration;

/// <summary>A config folder with everything that the defaults name, so that a test changes one thing.</summary>
internal sealed class ConfigOnDisk : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("config-");

    public ConfigOnDisk(string json = "{}")
    {
        Write("../templates/warning.txt", "");
        Write("rules/default.json", "{}");
        Write("inbox/readme.txt", "");
        Write(ConfigLoader.MainFile, json);
    }

    public string Folder => Path.Combine(_root.FullName, "config");

    public string At(string path) => Path.GetFullPath(path, Folder);

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), bytes);
    }

    public ConfigResult Load(params (string Variable, string? Value)[] environment) =>
        ConfigLoader.Load(Folder, environment.ToDictionary(pair => pair.Variable, pair => pair.Value));

    public MonitorOptions LoadGood(params (string Variable, string? Value)[] environment)
    {
        var result = Load(environment);
        Assert.Empty(result.Problems);
        return result.Options!;
    }

    /// <summary>The messages as a person sees them, without the name of the temporary folder.</summary>
    public IReadOnlyList<string> Problems(params (string Variable, string? Value)[] environment)
    {
        var result = Load(environment);
        Assert.Equal(result.Problems.Count > 0, result.Options is null);
        return [.. result.Problems.Select(problem => problem.ToString().Replace(Folder, "<config>", StringComparison.Ordinal))];
    }

    public void Dispose() => _root.Delete(recursive: true);
}
