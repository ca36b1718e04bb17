using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MonitorWorker.AcceptanceTests.Servers;

namespace MonitorWorker.AcceptanceTests.Office;

/// <summary>
/// LibreOffice, started for some files and ending by itself, with a profile of its own. Where it is not installed its tests are skipped, or failed where
/// MONITORWORKER_REQUIRE_SERVERS is 1.
/// </summary>
internal sealed partial class LibreOffice : IDisposable
{
    private const string Name = "soffice";
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(180);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mw-office-");

    public static void Require()
    {
        var missing = new List<string>();
        // Calc brings soffice without the part that reads documents.
        if (Tool.Find(Name) is null || !File.Exists("/usr/lib/libreoffice/program/libswlo.so")) missing.Add("libreoffice-writer-nogui");
        if (!File.Exists("/usr/lib/libreoffice/program/libsclo.so")) missing.Add("libreoffice-calc-nogui");
        if (Tool.Find("pdftotext") is null) missing.Add("poppler-utils");
        if (missing.Count == 0) return;
        var wanted = $"Packages that are not installed: {string.Join(", ", missing)} (and fonts-noto-cjk).";
        if (Environment.GetEnvironmentVariable("MONITORWORKER_REQUIRE_SERVERS") == "1") Assert.Fail(wanted);
        Assert.Skip(wanted);
    }

    /// <summary>Converts all files in one start, which takes seconds.</summary>
    /// <param name="to">As LibreOffice names it: pdf, xlsx, csv.</param>
    /// <param name="files">By name with its ending.</param>
    /// <returns>Full paths, in the order of <paramref name="files"/>.</returns>
    public async Task<IReadOnlyList<string>> ConvertAsync(string to, params IReadOnlyList<(string Name, byte[] Content)> files)
    {
        var target = _folder.CreateSubdirectory("out").FullName;
        foreach (var (name, content) in files) await File.WriteAllBytesAsync(In(name), content);
        var (code, said) = await Tool.RunAsync(
            In("said.txt"),
            _deadline,
            Name,
            ["--headless", "--norestore", $"-env:UserInstallation={new Uri(In("profile")).AbsoluteUri}", "--convert-to", to, "--outdir", target, .. files.Select(file => In(file.Name))]);
        Assert.True(code == 0, $"{Name} ended with {code}: {said}");
        var made = files.Select(file => Path.Combine(target, Path.GetFileNameWithoutExtension(file.Name) + "." + to.Split(':')[0])).ToList();
        Assert.All(made, file => Assert.True(File.Exists(file), $"{file} was not made: {said}"));
        return made;
    }

    /// <summary>The pages of a PDF with the places of their words.</summary>
    public async Task<IReadOnlyList<PdfPage>> PagesAsync(string pdf)
    {
        var places = In("places.html");
        var (code, said) = await Tool.RunAsync(In("said.txt"), _deadline, "pdftotext", "-bbox", "-enc", "UTF-8", pdf, places);
        Assert.True(code == 0, said);
        return [.. PagePattern().Matches(await File.ReadAllTextAsync(places)).Select(page => new PdfPage(
            Number(page.Groups["w"].Value),
            Number(page.Groups["h"].Value),
            [.. WordPattern().Matches(page.Groups["words"].Value).Select(word => new PdfWord(
                WebUtility.HtmlDecode(word.Groups["text"].Value), Number(word.Groups["x"].Value), Number(word.Groups["y"].Value), Number(word.Groups["right"].Value), Number(word.Groups["bottom"].Value)))]))];

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A part of it may still be writing its profile; the system clears its temporary folder.
        }
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    [GeneratedRegex("<page width=\"(?<w>[0-9.]+)\" height=\"(?<h>[0-9.]+)\">(?<words>.*?)</page>", RegexOptions.Singleline)]
    private static partial Regex PagePattern();

    [GeneratedRegex("<word xMin=\"(?<x>[-0-9.]+)\" yMin=\"(?<y>[-0-9.]+)\" xMax=\"(?<right>[-0-9.]+)\" yMax=\"(?<bottom>[-0-9.]+)\">(?<text>.*?)</word>", RegexOptions.Singleline)]
    private static partial Regex WordPattern();
}

/// <summary>A page in points, as it is looked at.</summary>
internal sealed record PdfPage(double Width, double Height, IReadOnlyList<PdfWord> Words)
{
    /// <summary>Without blanks and line ends: where a line breaks is the font's business.</summary>
    public string Letters { get; } = string.Concat(Words.SelectMany(word => word.Text).Where(letter => !char.IsWhiteSpace(letter)));

    public bool IsTurned => Width > Height;
}

/// <summary>What stands between two blanks; points from the upper left corner.</summary>
internal sealed record PdfWord(string Text, double Left, double Top, double Right, double Bottom);
