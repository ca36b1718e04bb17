using System.Text.RegularExpressions;

namespace MonitorWorker.Tests.Guards;

/// <summary>The clock is read through TimeProvider, at the edge: the analyzer refuses the rest, and this guards the analyzer.</summary>
public partial class ClockGuardTests
{
    [Fact]
    public void The_clocks_of_the_system_are_banned()
    {
        var banned = File.ReadAllLines(Path.Combine(Repository.Root, "src/MonitorWorker/BannedSymbols.txt")).Select(line => line.Split(';')[0]).ToList();
        foreach (var member in new[] { "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "TimeZoneInfo.Local" })
            Assert.Contains("P:System." + member, banned);
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", File.ReadAllLines(Path.Combine(Repository.Root, ".editorconfig")));
        Assert.Contains("BannedSymbols.txt", File.ReadAllText(Path.Combine(Repository.Root, "src/MonitorWorker/MonitorWorker.csproj")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_production_file_reads_them_or_silences_the_analyzer()
    {
        var source = Path.Combine(Repository.Root, "src");
        var files = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"))
            .ToList();
        Assert.NotEmpty(files);
        var readers = files.Where(file => Clock().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(source, file));
        Assert.Empty(readers);
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\s*\.\s*(UtcNow|Now|Today)\b|\bRS0030\b")]
    private static partial Regex Clock();
}
