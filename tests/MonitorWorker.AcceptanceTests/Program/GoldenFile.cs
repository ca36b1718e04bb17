namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>
/// Compares a text with a file kept beside the tests and shows the first difference; with MONITORWORKER_ACCEPT_GOLDEN=1
/// the file is written anew.
/// </summary>
internal static class GoldenFile
{
    public static void Matches(string name, string actual)
    {
        var path = Path.Combine(WorkFolder.Repository, "tests", "MonitorWorker.AcceptanceTests", "Program", "Golden", name);
        if (Environment.GetEnvironmentVariable("MONITORWORKER_ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual.ReplaceLineEndings("\n"));
            return;
        }

        var (expected, lines) = (File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'), actual.ReplaceLineEndings("\n").Split('\n'));
        var same = expected.Zip(lines).TakeWhile(pair => pair.First == pair.Second).Count();
        if (same < expected.Length || same < lines.Length)
            Assert.Fail($"{name}, line {same + 1}:\n  expected {expected.ElementAtOrDefault(same) ?? "(end)"}\n  actual   {lines.ElementAtOrDefault(same) ?? "(end)"}");
    }
}
