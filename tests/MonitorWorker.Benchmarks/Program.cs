using System.Globalization;
using MonitorWorker.Benchmarks;

return args switch
{
    ["check"] => await CheckBenchmark.RunAsync(100_000),
    ["check", var lines] => await CheckBenchmark.RunAsync(Count(lines)),
    ["idle"] => await IdleBenchmark.RunAsync(600),
    ["idle", var seconds] => await IdleBenchmark.RunAsync(Count(seconds)),
    ["hello"] => await IdleBenchmark.HelloAsync(),
    ["report"] => await ReportBenchmark.RunAsync(100),
    ["report", var entities] => await ReportBenchmark.RunAsync(Count(entities)),
    ["send"] => await SendBenchmark.RunAsync(2_000),
    ["send", var messages] => await SendBenchmark.RunAsync(Count(messages)),
    ["import", var rows] => await ImportBenchmark.RunAsync(Count(rows)),
    [] or ["import"] => await ImportBenchmark.RunAsync(1_000_000),
    [var rows] => await ImportBenchmark.RunAsync(Count(rows)),
    _ => throw new ArgumentException("Say import [rows], check [lines], report [entities], send [messages] or idle [seconds]."),
};

static int Count(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
