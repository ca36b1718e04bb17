using System.Diagnostics;
using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Storage;
using static MonitorWorker.Benchmarks.Measured;

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
        using var measured = new Measured();
        var csv = measured.PathOf("执行.csv");
        Write(csv, rows);
        var (ours, theirs) = (new List<Usage>(), new List<Usage>());
        for (var turn = 0; turn < Turns; turn++)
        {
            theirs.Add(Shell(measured.PathOf("reference.db"), csv));
            ours.Add(Product(measured, csv));
        }

        var (reference, product) = (Median(theirs.Select(turn => turn.Seconds)), Median(ours.Select(turn => turn.Seconds)));
        Say($"{rows} rows, median of {Turns} turns");
        Say($"sqlite3 .import      {reference:0.00} s");
        Say($"MonitorWorker import {product:0.00} s");
        Say($"ratio                {product / reference:0.00}");
        Say($"peak working set     {ours.Max(turn => turn.PeakMiB)} MiB");
        await StagesAsync(measured.PathOf("stages.db"), csv);
        return 0;
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

    private static Usage Shell(string database, string csv)
    {
        File.Delete(database);
        return Measured.Shell(database, "CREATE TABLE t(a,b,c,d,e,f)", ".mode csv", $".import '{csv}' t");
    }

    private static Usage Product(Measured measured, string csv)
    {
        foreach (var file in Directory.EnumerateFiles(measured.PathOf(), "product.db*")) File.Delete(file);
        return measured.Product(measured.PathOf("product.db"), "import", csv);
    }

    /// <summary>In this process, warm: reading alone, and reading into the store.</summary>
    private static async Task StagesAsync(string database, string csv)
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

        var facts = new FactStore(await MonitorStore.OpenAsync($"Data Source={database}", default));
        using var again = File.OpenRead(csv);
        var whole = Stopwatch.StartNew();
        await using var writer = (await facts.BeginAsync("执行.csv", "checksum", now, again: false, default))!;
        var reading = reader.Read(again, "执行.csv", writer, now);
        Say($"reading and storing  {whole.Elapsed.TotalSeconds:0.00} s");
        await writer.CommitAsync(reading, keepFacts: true, null, default);
        Say($"with the review      {whole.Elapsed.TotalSeconds:0.00} s");
    }

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

        public void Add(MonitoringTask fact)
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
