using MonitorWorker.AcceptanceTests.Servers;

namespace MonitorWorker.AcceptanceTests.Browser;

/// <summary>
/// A browser that is started for one page and ends by itself; it reaches no network. Where it is not installed its tests are skipped, or failed where
/// MONITORWORKER_REQUIRE_SERVERS is 1.
/// </summary>
internal static class Chromium
{
    /// <summary>Dots of a picture for each pixel of a page: the strokes of small letters are then wider than one dot.</summary>
    public const int Scale = 2;

    private const string Name = "chromium";
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(120);

    public static void Require()
    {
        if (Tool.Find(Name) is not null) return;
        const string Missing = $"Package {Name} (and fonts-noto-cjk) is not installed.";
        if (Environment.GetEnvironmentVariable("MONITORWORKER_REQUIRE_SERVERS") == "1") Assert.Fail(Missing);
        Assert.Skip(Missing);
    }

    /// <summary>The page's HTML after its scripts have run.</summary>
    public static async Task<string> DumpAsync(string html)
    {
        using var folder = new Folder();
        return await RunAsync(folder, html, "--dump-dom");
    }

    /// <param name="width">In pixels of the page.</param>
    /// <param name="darkened">With its colours turned around by the browser, as some mail programs do.</param>
    public static async Task<Picture> PhotographAsync(string html, int width, int height, bool darkened)
    {
        using var folder = new Folder();
        var picture = folder.In("picture.png");
        string[] dark = darkened ? ["--blink-settings=forceDarkModeEnabled=true"] : [];
        await RunAsync(folder, html, [$"--screenshot={picture}", $"--window-size={width},{height}", $"--force-device-scale-factor={Scale}", .. dark]);
        return Picture.Read(await File.ReadAllBytesAsync(picture));
    }

    private static async Task<string> RunAsync(Folder folder, string html, params string[] options)
    {
        var page = folder.In("page.html");
        await File.WriteAllTextAsync(page, html);
        var (code, said) = await Tool.RunAsync(
            folder.In("said.txt"),
            _deadline,
            Name,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage", "--disable-extensions", "--no-first-run", "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={folder.In("profile")}", .. options, new Uri(page).AbsoluteUri,
            ]);
        Assert.True(code == 0, $"{Name} ended with {code}: {said}");
        return said;
    }

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mw-browser-");

        public string In(string name) => Path.Combine(_folder.FullName, name);

        public void Dispose()
        {
            try
            {
                _folder.Delete(recursive: true);
            }
            catch (IOException)
            {
                // A helper process of the browser may still be writing its profile; the system clears its temporary folder.
            }
        }
    }
}
