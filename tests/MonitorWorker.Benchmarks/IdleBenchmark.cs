using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static MonitorWorker.Benchmarks.Measured;

namespace MonitorWorker.Benchmarks;

/// <summary>
/// What the service costs a machine while there is nothing to do: memory and wake-ups, beside the smallest worker that the same host can run. Both run at the same time, and
/// the kernel counts. Linux alone.
/// </summary>
internal static class IdleBenchmark
{
    /// <summary>First check and first sending are over by then.</summary>
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(int seconds)
    {
        using var measured = new Measured();
        // As it is at night and on a holiday: schedules wait, inbox and health file are looked after.
        using var product = Start([Path.Combine(AppContext.BaseDirectory, "MonitorWorker.dll"), "run", "--config", measured.PathOf("config")], new(measured.Environment)
        {
            ["MonitorWorker__database__connectionString"] = $"Data Source={measured.PathOf("idle.db")}",
            ["MonitorWorker__mail__folder"] = measured.PathOf("mail"),
            ["MonitorWorker__health__file"] = measured.PathOf("health.json"),
        });
        using var hello = Start([Path.Combine(AppContext.BaseDirectory, "MonitorWorker.Benchmarks.dll"), "hello"], []);
        try
        {
            await Task.Delay(_settling);
            var (productBefore, helloBefore) = (Switches(product.Id), Switches(hello.Id));
            var (productTime, helloTime) = (product.TotalProcessorTime, hello.TotalProcessorTime);
            var watch = Stopwatch.StartNew();
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            product.Refresh();
            hello.Refresh();
            if (product.HasExited || hello.HasExited) throw new InvalidOperationException("One of the two ended before its time.");
            var minutes = watch.Elapsed.TotalMinutes;
            var (mine, theirs) = (Resident(product.Id), Resident(hello.Id));
            Say($"{seconds} s idle");
            Say($"hello-world worker   {theirs / 1024,6} MiB resident  {(Switches(hello.Id) - helloBefore) / minutes,7:0} wake-ups a minute  {(hello.TotalProcessorTime - helloTime).TotalMilliseconds / minutes,6:0} ms of processor a minute");
            Say($"MonitorWorker run    {mine / 1024,6} MiB resident  {(Switches(product.Id) - productBefore) / minutes,7:0} wake-ups a minute  {(product.TotalProcessorTime - productTime).TotalMilliseconds / minutes,6:0} ms of processor a minute  memory ratio {(double)mine / theirs:0.0}");
            return 0;
        }
        finally
        {
            product.Kill();
            hello.Kill();
        }
    }

    /// <summary>The reference: a host with one service that waits.</summary>
    public static async Task<int> HelloAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService<Hello>();
        await builder.Build().RunAsync();
        return 0;
    }

    private static Process Start(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec dotnet \"$@\" > /dev/null 2>&1", "sh", .. arguments]);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("The program does not start.");
    }

    /// <summary>How often a thread of the process went to sleep and was woken, and lost the processor to another.</summary>
    private static long Switches(int process) => Directory.EnumerateDirectories($"/proc/{process}/task")
        .Sum(thread => File.ReadLines(Path.Combine(thread, "status")).Where(line => line.StartsWith("voluntary_ctxt_switches", StringComparison.Ordinal)).Sum(Number));

    private static long Resident(int process) => File.ReadLines($"/proc/{process}/status").Where(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Sum(Number);

    private static long Number(string line) => long.Parse(string.Concat(line.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    private sealed class Hello : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, stoppingToken);
    }
}
