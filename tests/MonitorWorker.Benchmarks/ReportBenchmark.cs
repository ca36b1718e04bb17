using System.Globalization;
using System.IO.Compression;
using System.Text;
using static MonitorWorker.Benchmarks.Measured;

namespace MonitorWorker.Benchmarks;

/// <summary>
/// Makes the report of each of many entities, a document and a workbook, by the built program: milliseconds per entity, peak of memory, and progress as a person
/// sees it. By turns the same files are packed anew, from what is in them, by a plain zip writer, which is what any writer of such files ends in.
/// </summary>
internal static class ReportBenchmark
{
    private const int Turns = 3;
    private const int LinesPerEntity = 12;
    private const int Month = 8;

    public static Task<int> RunAsync(int entities)
    {
        using var measured = new Measured();
        var imported = measured.PathOf("imported.db");
        Directory.CreateDirectory(measured.PathOf("tables"));
        foreach (var file in Write(measured.PathOf("tables"), entities)) measured.Product(imported, "import", file);
        // Two files for each entity; nothing else may read the disk meanwhile.
        File.WriteAllText(measured.PathOf("config", "bench.json"), """
            {
              "reports": [{
                "name": "bench", "title": "部门事中绩效监控报告",
                "files": [
                  { "query": "entity", "template": "in-year.md", "title": "部门事中绩效监控报告" },
                  { "query": "entity", "template": "department.xlsx", "title": "部门预算绩效监控汇总表" }
                ]
              }]
            }
            """);
        var main = measured.PathOf("config", "monitor.json");
        File.WriteAllText(main, File.ReadAllText(main).Replace("\"escalations/sichuan-2025.json\"", "\"escalations/sichuan-2025.json\", \"bench.json\"", StringComparison.Ordinal));

        var (made, packed) = (new List<Usage>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            var folder = measured.PathOf($"made-{turn}");
            made.Add(measured.Product(imported, "report", "bench", "--at", "2024-08-31", "--out", folder));
            packed.Add(Repack(folder, measured.PathOf("packed")));
        }

        var files = Directory.EnumerateFiles(measured.PathOf("made-0"), "*", SearchOption.AllDirectories).Select(file => new FileInfo(file)).ToList();
        if (files.Count != 2 * entities) throw new InvalidOperationException($"{files.Count} files were made of {2 * entities}:\n{made[0].Log}");
        var (seconds, reference) = (Median(made.Select(turn => turn.Seconds)), Median(packed));
        Say($"{entities} entities of {LinesPerEntity} lines, {files.Count} files, {files.Sum(file => file.Length) / 1024} KiB, median of {Turns} turns");
        Say($"plain zip writer, same content   {reference,7:0.00} s");
        Say($"report, loading and all          {seconds,7:0.00} s  ratio {seconds / reference:0.0}  {seconds * 1000 / entities:0} ms per entity  peak {made.Max(turn => turn.PeakMiB)} MiB");
        Say($"the program's own account: {made[^1].Log.TrimEnd().Split('\n')[^1]}");
        return Task.FromResult(0);
    }

    /// <returns>Seconds to write all files again from their unpacked parts.</returns>
    private static double Repack(string from, string to)
    {
        var contents = Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(Unpacked).ToList();
        var begin = TimeProvider.System.GetTimestamp();
        Directory.CreateDirectory(to);
        for (var index = 0; index < contents.Count; index++)
        {
            using var file = File.Create(Path.Combine(to, index.ToString(CultureInfo.InvariantCulture)));
            using var archive = new ZipArchive(file, ZipArchiveMode.Create);
            foreach (var (name, bytes) in contents[index])
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
    }

    private static List<(string Name, byte[] Bytes)> Unpacked(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        var parts = new List<(string, byte[])>();
        foreach (var entry in archive.Entries)
        {
            using var bytes = new MemoryStream();
            using var content = entry.Open();
            content.CopyTo(bytes);
            parts.Add((entry.FullName, bytes.ToArray()));
        }

        return parts;
    }

    /// <summary>Lines on schedule, behind and not reported, with execution of each month.</summary>
    private static List<string> Write(string folder, int entities)
    {
        var random = new Random(20240831);
        var budget = new StringBuilder("预算年度,单位编码,单位名称,责任股室,项目编码,项目名称,支出类别,资金来源,年初预算数（元）\n");
        var execution = new StringBuilder("预算年度,单位编码,项目编码,资金来源,截止月份,累计执行数（元）\n");
        for (var entity = 0; entity < entities; entity++)
        {
            for (var line = 0; line < LinesPerEntity; line++)
            {
                var (code, project, yuan) = (101 + entity, $"P{entity:000}{line:00}", random.Next(10_000, 5_000_000));
                var category = line switch { 0 => "人员支出", 1 => "公用支出", _ => "项目支出" };
                budget.Append(CultureInfo.InvariantCulture, $"2024,{code},示例县第{entity + 1}单位,业务{(line % 3) + 1}股,{project},第{line + 1}号项目,{category},一般公共预算,{yuan}\n");
                if (line == 5) continue;
                var pace = line % 4 == 3 ? 0.4 : 0.95;
                for (var month = 1; month <= Month; month++)
                    execution.Append(CultureInfo.InvariantCulture, $"2024,{code},{project},一般公共预算,2024-{month:00},{(long)(yuan * pace * month / 12)}\n");
            }
        }

        var files = new List<string> { Path.Combine(folder, "预算.csv"), Path.Combine(folder, "执行.csv") };
        File.WriteAllText(files[0], budget.ToString(), Encoding.UTF8);
        File.WriteAllText(files[1], execution.ToString(), Encoding.UTF8);
        return files;
    }
}
