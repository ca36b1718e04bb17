using MonitorWorker.AcceptanceTests.Servers;

namespace MonitorWorker.AcceptanceTests.Office;

/// <summary>
/// LibreOffice Calc, started for one batch of files with a profile of its own, in which workbooks are always recalculated when they are opened. Where it is not installed its tests
/// are skipped, or failed where MONITORWORKER_REQUIRE_SERVERS is 1.
/// </summary>
internal static class OfficeCalc
{
    private const string Settings = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
        """;

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(180);

    public static void Require()
    {
        foreach (var (tool, package) in new[] { ("soffice", "libreoffice-calc"), ("pdftotext", "poppler-utils") })
        {
            if (Tool.Find(tool) is not null) continue;
            var missing = $"Package {package} (and fonts-noto-cjk) is not installed.";
            if (Environment.GetEnvironmentVariable("MONITORWORKER_REQUIRE_SERVERS") == "1") Assert.Fail(missing);
            Assert.Skip(missing);
        }
    }

    /// <param name="workbooks">By their names, without ending.</param>
    /// <param name="format">xlsx or pdf.</param>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ConvertAsync(IReadOnlyDictionary<string, byte[]> workbooks, string format)
    {
        var folder = Directory.CreateTempSubdirectory("mw-calc-");
        try
        {
            string In(params string[] parts) => Path.Combine([folder.FullName, .. parts]);
            Directory.CreateDirectory(In("profile", "user"));
            await File.WriteAllTextAsync(In("profile", "user", "registrymodifications.xcu"), Settings);
            foreach (var (name, content) in workbooks) await File.WriteAllBytesAsync(In(name + ".xlsx"), content);
            var (code, said) = await Tool.RunAsync(
                In("said.txt"), _deadline, "soffice",
                ["--headless", "--norestore", $"-env:UserInstallation={new Uri(In("profile")).AbsoluteUri}", "--convert-to", format, "--outdir", In("out"), .. workbooks.Keys.Select(name => In(name + ".xlsx"))]);
            Assert.True(code == 0, $"soffice ended with {code}: {said}");
            return workbooks.Keys.ToDictionary(name => name, name => File.ReadAllBytes(In("out", $"{name}.{format}")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What stands on each page of a PDF, in lines as they are seen.</summary>
    public static async Task<IReadOnlyList<string>> PagesAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            var (code, said) = await Tool.RunAsync(file + ".txt", _deadline, "pdftotext", "-layout", file, "-");
            Assert.True(code == 0, said);
            return said.TrimEnd('\f', '\n').Split('\f');
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ".txt");
        }
    }
}
