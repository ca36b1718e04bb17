using System.Diagnostics;
using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Storage;

namespace MonitorWorker.Benchmarks;

/// <summary>
/// Imports a long csv by the whole product path in a process of its own, and the same file by the sqlite3 shell's
/// <c>.import</c>, by turns; prints the medians, their ratio, and the peak of memory. Then shows where the time goes.
/// </summary>
internal static class ImportBenchmark
{
    private const int Turns = 3;

    public static async Task<int> RunAsync(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("monitorworker-benchmark-");
        try
        {
            var csv = Path.Combine(folder.FullName, "执行.csv");
            Write(csv, rows);
            var config = Config(folder.FullName);
            var (ours, theirs, peak) = (new List<double>(), new List<double>(), 0L);
            for (var turn = 0; turn < Turns; turn++)
            {
                theirs.Add(Shell(folder.FullName, csv));
                var (seconds, memory) = Product(folder.FullName, config, csv);
                ours.Add(seconds);
                peak = Math.Max(peak, memory);
            }

            Say($"{rows} rows, median of {Turns} turns");
            Say($"sqlite3 .import      {Median(theirs):0.00} s");
            Say($"MonitorWorker import {Median(ours):0.00} s");
            Say($"ratio                {Median(ours) / Median(theirs):0.00}");
            Say($"peak working set     {peak / (1 << 20)} MiB");
            await StagesAsync(folder.FullName, csv);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Eight months for each project, growing: what a province's export of a year looks like.</summary>
    private static void Write(string path, int rows)
    {
        var random = new Random(20240831);
        using var file = new StreamWriter(path);
        file.WriteLine("预算年度,单位编码,项目编码,资金来源,截止月份,累计执行数（元）");
        var cumulative = 0m;
        for (var row = 0; row < rows; row++)
        {
            var month = (row % 8) + 1;
            if (month == 1) cumulative = 0;
            cumulative += random.Next(100_000, 10_000_000) / 100m;
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"2024,{100 + (row / 8 % 400)},P{row / 8:000000},一般公共预算,2024-{month:00},{cumulative}"));
        }
    }

    private static string Config(string folder)
    {
        var config = Path.Combine(folder, "config");
        foreach (var name in new[] { "config", "templates" })
        {
            var from = Path.Combine(Root(), name);
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(folder, name, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }

        return config;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MonitorWorker.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run it from inside the repository.");
    }

    private static double Shell(string folder, string csv)
    {
        var database = Path.Combine(folder, "reference.db");
        File.Delete(database);
        var watch = Stopwatch.StartNew();
        Run("sqlite3", [database, "CREATE TABLE t(a,b,c,d,e,f)", ".mode csv", $".import '{csv}' t"], []);
        return watch.Elapsed.TotalSeconds;
    }

    private static (double Seconds, long Peak) Product(string folder, string config, string csv)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "product.db*")) File.Delete(file);
        var watch = Stopwatch.StartNew();
        var peak = Run(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "MonitorWorker.dll"), "import", csv, "--config", config],
            new() { ["MonitorWorker__database__connectionString"] = $"Data Source={Path.Combine(folder, "product.db")}" });
        return (watch.Elapsed.TotalSeconds, peak);
    }

    private static long Run(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var (peak, output, errors) = (0L, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            if (!process.HasExited) peak = Math.Max(peak, process.WorkingSet64);
        }

        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"{program} failed: {output.Result}{errors.Result}");
    }

    /// <summary>In this process, warm: reading alone, and reading into the store.</summary>
    private static async Task StagesAsync(string folder, string csv)
    {
        var reader = new FileReader(new TableCatalog(), AmountUnit.Named("万元"));
        var now = DateTimeOffset.UnixEpoch;
        for (var turn = 0; turn < 2; turn++)
        {
            using var content = File.OpenRead(csv);
            var watch = Stopwatch.StartNew();
            reader.Read(content, "执行.csv", new NoSink(), now);
            if (turn == 1) Say($"reading alone        {watch.Elapsed.TotalSeconds:0.00} s");
        }

        var facts = new FactStore(await MonitorStore.OpenAsync($"Data Source={Path.Combine(folder, "stages.db")}", default));
        using var again = File.OpenRead(csv);
        var whole = Stopwatch.StartNew();
        await using var writer = (await facts.BeginAsync("执行.csv", "checksum", now, again: false, default))!;
        var reading = reader.Read(again, "执行.csv", writer, now);
        Say($"reading and storing  {whole.Elapsed.TotalSeconds:0.00} s");
        await writer.CommitAsync(reading, keepFacts: true, null, default);
        Say($"with the review      {whole.Elapsed.TotalSeconds:0.00} s");
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class NoSink : IFactSink
    {
        public long Batch => 0;

        public void Add(BudgetLine fact)
        {
        }

        public void Add(Adjustment fact)
        {
        }

        public void Add(Execution fact)
        {
        }

        public void Add(StatedOutturn fact)
        {
        }

        public void Add(SpendingPlanPoint fact)
        {
        }

        public void Add(Indicator fact)
        {
        }

        public void Add(IndicatorReading fact)
        {
        }

        public void Add(StatedFigure fact)
        {
        }

        public void Add(Contact fact)
        {
        }

        public void Add(SheetTotal fact)
        {
        }
    }
}
