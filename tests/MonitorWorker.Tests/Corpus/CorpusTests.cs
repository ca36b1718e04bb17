using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Import;

namespace MonitorWorker.Tests.Corpus;

/// <summary>Files in the shapes in which offices have them, each read as its expectation says.</summary>
public class CorpusTests
{
    public static TheoryData<string> Names => [.. CorpusCatalog.Files.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_is_read_as_its_expectation_says(string name)
    {
        Golden.Matches(Path.Combine("Corpus", "Expected", name + ".txt"), ReadingText.Of(CorpusCatalog.Read(name)));
    }

    [Fact]
    public void Every_file_has_one_expectation_and_every_expectation_a_file()
    {
        var names = CorpusCatalog.Files.Select(file => file.Name).ToList();
        Assert.InRange(names.Count, 40, 200);
        Assert.Equal(names.Count, names.Distinct().Count());
        var expected = Directory.GetFiles(Path.Combine(Golden.Root, "tests", "MonitorWorker.Tests", "Corpus", "Expected")).Select(Path.GetFileNameWithoutExtension).OfType<string>();
        Assert.Equal(names.Order(StringComparer.Ordinal), expected.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_table_tells_the_same_in_every_format()
    {
        var told = FormatFiles.SameTable.Select(file => (file.Name, Facts: string.Join('\n', ReadingText.Facts(CorpusCatalog.Read(file.Name).Facts).Select(WithoutSheet)))).ToList();
        Assert.All(told, pair => Assert.Equal((pair.Name, told[0].Facts), pair));
        Assert.Equal(3, told[0].Facts.Split('\n').Length);
    }

    /// <summary>Formats differ in whether they name their sheet.</summary>
    private static string WithoutSheet(string fact) => fact[fact.IndexOf('第', StringComparison.Ordinal)..];
}

/// <summary>All files, and the reader of an office that has the shipped column maps.</summary>
internal static class CorpusCatalog
{
    public static IReadOnlyList<CorpusFile> Files { get; } = [.. FormatFiles.Files, .. LayoutFiles.Files, .. ValueFiles.Files, .. FormFiles.Files, .. HostileFiles.Files];

    public static FileReader Reader { get; } = new(new TableCatalog(null, Maps()), AmountUnit.Named("万元"));

    public static FileReading Read(string name)
    {
        var file = Files.Single(file => file.Name == name);
        return Reader.Read(new MemoryStream(file.Bytes), file.Name, 1, Some.Noon);
    }

    private static IReadOnlyList<MonitorWorker.Import.Layouts.ColumnMap> Maps()
    {
        var reading = ColumnMapReader.Read(Repository.Config, Path.Combine(Repository.Config, "maps"));
        Assert.Empty(reading.Problems);
        return reading.Maps;
    }
}
