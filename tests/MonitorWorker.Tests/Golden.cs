namespace MonitorWorker.Tests;

/// <summary>
/// Compares a text with a file beside the tests and shows the first difference. With MONITORWORKER_ACCEPT_GOLDEN=1 the
/// file is written anew: look at the diff before committing it.
/// </summary>
internal static class Golden
{
    public static string Root { get; } = FindRoot();

    public static void Matches(string file, string actual)
    {
        var path = Path.Combine(Root, "tests", "MonitorWorker.Tests", file);
        if (Environment.GetEnvironmentVariable("MONITORWORKER_ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        var expected = File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n');
        var lines = actual.ReplaceLineEndings("\n").Split('\n');
        var same = expected.Zip(lines).TakeWhile(pair => pair.First == pair.Second).Count();
        if (same == expected.Length && same == lines.Length) return;

        Assert.Fail($"{file}, line {same + 1}:\n  expected {expected.ElementAtOrDefault(same) ?? "(end)"}\n  actual   {lines.ElementAtOrDefault(same) ?? "(end)"}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MonitorWorker.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("MonitorWorker.sln is in no folder above the tests.");
    }
}
