using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Diagnosis;

/// <summary>Program, runtime and system, for whoever is asked for help.</summary>
internal sealed class VersionDiagnosis : IDiagnosis
{
    public string Name => "版本";

    public Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Diagnosed>>(
        [Diagnosed.Good(Name, $"{HealthReport.ProgramVersion}，{RuntimeInformation.FrameworkDescription}，{RuntimeInformation.RuntimeIdentifier}，{RuntimeInformation.OSDescription.Trim()}")]);
}

/// <summary>Whether the clock can be right: by the program's own past, by a file that is written, and by what keeps the time.</summary>
internal sealed class ClockDiagnosis : IDiagnosis
{
    private static readonly TimeSpan _slack = TimeSpan.FromMinutes(2);

    public string Name => "时钟";

    public async Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        var now = patient.Clock.GetUtcNow();
        var said = now.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (now.Year is < 2024 or > 2099) return [Diagnosed.Bad(Name, $"现在是{said}，年份不对", "校准机器时钟，再启动服务")];

        var found = new List<Diagnosed>();
        if (patient.NoDatabase is null && await patient.Get<HealthStore>().LastCheckAsync(cancellationToken) is { } check && check.At > now + _slack)
            found.Add(Diagnosed.Bad(Name, $"最近一次检查在未来（{check.At.UtcDateTime:yyyy-MM-dd HH:mm}Z，现在{said}）：时钟被拨回，或以前走快了", "校准机器时钟；在那之前到期的日程会等到那一刻"));
        if (patient.Options.AsOf is { } asOf)
            found.Add(Diagnosed.Warn(Name, $"按固定日期{asOf:yyyy-MM-dd}判断（asOf）", "正式使用时从monitor.json删去asOf"));
        if (WrittenAt() is { } written && (written - now).Duration() > _slack)
            found.Add(Diagnosed.Warn(Name, $"临时文件的时间与时钟相差{(written - now).Duration().TotalMinutes:0}分钟", "校准机器或存储服务器的时钟"));
        if (await IsSynchronisedAsync(cancellationToken) == false)
            found.Add(Diagnosed.Warn(Name, "系统没有与时间服务器同步（timedatectl）", "启用单位内网的时间服务器（chrony或systemd-timesyncd）"));
        return found.Count > 0 ? found : [Diagnosed.Good(Name, said)];
    }

    private static DateTimeOffset? WrittenAt()
    {
        var file = Path.GetTempFileName();
        try
        {
            return new DateTimeOffset(File.GetLastWriteTimeUtc(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <returns>Null where nobody tells.</returns>
    private static async Task<bool?> IsSynchronisedAsync(CancellationToken cancellationToken) =>
        await Tool.AskAsync("timedatectl", "show -p NTPSynchronized --value", cancellationToken) switch { "yes" => true, "no" => false, _ => null };
}

/// <summary>Whether the office's zone is known, with its rules.</summary>
internal sealed class ZoneDiagnosis : IDiagnosis
{
    public string Name => "时区";

    public Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Diagnosed>>([Look(patient)]);

    private Diagnosed Look(Patient patient)
    {
        var id = patient.Options.TimeZone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return Diagnosed.Bad(Name, $"系统不认识时区{id}", "安装tzdata（Linux），或改正timeZone");
        var offset = zone.GetUtcOffset(patient.Clock.GetUtcNow());
        if (id is "Asia/Shanghai" or "China Standard Time" && offset != TimeSpan.FromHours(8)) return Diagnosed.Bad(Name, $"{id}的时差是{offset}，应为8小时", "重新安装tzdata（Linux）或系统更新（Windows）");
        var machine = patient.Clock.LocalTimeZone.GetUtcOffset(patient.Clock.GetUtcNow());
        return Diagnosed.Good(Name, $"{id}，与世界时差{offset.TotalHours:+0.##;-0.##}小时" + (machine == offset ? "" : "；机器的时区不同，不影响日程") + (HasDaylight(zone, patient.Clock.GetUtcNow()) ? "；有夏令时" : ""));
    }

    /// <summary>In this year or the next: a zone may have had one long ago.</summary>
    internal static bool HasDaylight(TimeZoneInfo zone, DateTimeOffset now)
    {
        if (!zone.SupportsDaylightSavingTime) return false;
        var begin = new DateTimeOffset(TimeZoneInfo.ConvertTime(now, zone).Year, 1, 1, 12, 0, 0, TimeSpan.Zero);
        return Enumerable.Range(0, 2 * 366).Any(day => zone.IsDaylightSavingTime(begin.AddDays(day)));
    }
}

/// <summary>Whether Chinese dates and sorting work, which comes from ICU.</summary>
internal sealed class CultureDiagnosis : IDiagnosis
{
    private const string Cure = "安装libicu（Linux），并去掉DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    public string Name => "语言";

    public Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Diagnosed>>([Look()]);

    private Diagnosed Look()
    {
        try
        {
            var day = CultureInfo.GetCultureInfo("zh-CN").DateTimeFormat.GetDayName(DayOfWeek.Monday);
            return day == "星期一" ? Diagnosed.Good(Name, "zh-CN可用") : Diagnosed.Bad(Name, $"zh-CN的星期一写作“{day}”：没有语言数据", Cure);
        }
        catch (CultureNotFoundException)
        {
            return Diagnosed.Bad(Name, "没有zh-CN", Cure);
        }
    }
}

/// <summary>Which of the fonts of official documents are there. Documents name them; whoever opens one needs them, this machine does not.</summary>
internal sealed class FontDiagnosis : IDiagnosis
{
    private static readonly (string Font, string[] Names)[] _fonts =
        [("方正小标宋", ["FZXBS", "小标宋"]), ("仿宋", ["simfang", "FangSong", "仿宋"]), ("楷体", ["simkai", "KaiTi", "楷体"]), ("黑体", ["simhei", "SimHei", "黑体"])];

    public string Name => "字体";

    public async Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        var known = OperatingSystem.IsWindows()
            ? string.Join('\n', Directory.EnumerateFiles(Environment.GetFolderPath(Environment.SpecialFolder.Fonts)).Select(Path.GetFileName))
            : await Tool.AskAsync("fc-list", ": family file", cancellationToken);
        if (known is null) return [Diagnosed.Good(Name, "无法查询；只影响在本机预览公文，不影响发出的文件")];
        var missing = _fonts.Where(font => !font.Names.Any(name => known.Contains(name, StringComparison.OrdinalIgnoreCase))).Select(font => font.Font).ToList();
        return [Diagnosed.Good(Name, missing.Count == 0 ? "公文字体齐全" : $"本机没有{string.Join("、", missing)}；只影响在本机预览公文，不影响发出的文件")];
    }
}

/// <summary>A program of the system that is asked one question.</summary>
internal static class Tool
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    /// <returns>What it wrote; null where it is not there, failed or took too long.</returns>
    public static async Task<string?> AskAsync(string program, string arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true });
            if (process is null) return null;
            try
            {
                var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0 ? said.Trim() : null;
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                return null;
            }
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
