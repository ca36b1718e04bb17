using System.Globalization;
using MonitorWorker.Benchmarks;

var rows = args.Length > 0 && int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1_000_000;
return await ImportBenchmark.RunAsync(rows);
