using System.Diagnostics;
using System.Globalization;

namespace MonitorWorker.Benchmarks;

/// <summary>Programs as processes of their own, measured from outside, in a folder that goes when the benchmark ends.</summary>
internal sealed class Measured : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitorworker-benchmark-");

    /// <summary>The sample's configuration and templates in the folder, with an empty inbox.</summary>
    public Measured()
    {
        foreach (var name in new[] { "config", "templates" })
        {
            var from = Path.Combine(Root(), name);
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var to = PathOf(name, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }

        Directory.CreateDirectory(PathOf("inbox"));
        Environment["MonitorWorker__inbox__folder"] = PathOf("inbox");
    }

    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([_folder.FullName, .. parts]);

    /// <summary>A verb of the built program; what it answers is dropped, as a shell drops it into /dev/null.</summary>
    public Usage Product(string database, params ReadOnlySpan<string> verb) => Run(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "MonitorWorker.dll"), .. verb, "--config", PathOf("config")],
        new(Environment)
        {
            ["MonitorWorker__database__connectionString"] = $"Data Source={database}",
        });

    /// <summary>Keys of the configuration for the next runs of the program, as environment variables.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Another program with its arguments.</summary>
    public static Usage Tool(string program, params ReadOnlySpan<string> arguments) => Run(program, [.. arguments], []);

    /// <summary>The sqlite3 shell.</summary>
    public static Usage Shell(string database, params ReadOnlySpan<string> commands) => Run("sqlite3", [database, .. commands], []);

    public void Dispose() => _folder.Delete(recursive: true);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static Usage Run(string program, string[] arguments, Dictionary<string, string> environment)
    {
        // The shell only directs the answer away, so that reading it costs this process nothing.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" > /dev/null", program, .. arguments]) { RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var (peak, errors) = (0L, process.StandardError.ReadToEndAsync());
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            if (!process.HasExited) peak = Math.Max(peak, process.PeakWorkingSet64);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0 ? new Usage(seconds, peak, errors.Result) : throw new InvalidOperationException($"{program} failed: {errors.Result}");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MonitorWorker.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run it from inside the repository.");
    }
}

/// <summary>What one run of a program took.</summary>
/// <param name="Peak">Largest working set in bytes, as the operating system counted it.</param>
/// <param name="Log">What it wrote to standard error.</param>
internal sealed record Usage(double Seconds, long Peak, string Log)
{
    public long PeakMiB => Peak / (1 << 20);
}
