using System.Globalization;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Diagnosis;

/// <summary>Whether the database is there, sound and of this version.</summary>
internal sealed class DatabaseDiagnosis : IDiagnosis
{
    private const long LargeLog = 256L << 20;

    public string Name => "数据库";

    /// <summary>It goes through the whole file.</summary>
    public TimeSpan Patience => TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        if (!File.Exists(patient.DatabaseFile)) return [Diagnosed.Warn(Name, $"还没有{patient.DatabaseFile}", "第一次启动服务或运行 check 时建立")];
        if (patient.NoDatabase is { } why) return [Diagnosed.Bad(Name, why, "检查文件和权限；损坏时用 restore 恢复最近的备份")];
        try
        {
            await patient.Get<MonitorStore>().EnsureSoundAsync(cancellationToken);
        }
        catch (StoreException e)
        {
            return [Diagnosed.Bad(Name, e.Message, "用 restore 恢复最近的备份；现有文件会保存在旁边")];
        }

        var (size, log) = (Size(patient.DatabaseFile), Size(patient.DatabaseFile + "-wal"));
        var said = string.Create(CultureInfo.InvariantCulture, $"完好，{size / 1048576.0:0.0}MB，未合并的日志{log / 1048576.0:0.0}MB");
        return [log > LargeLog ? Diagnosed.Warn(Name, said, "有程序长时间打开着数据库；关闭它，或重启服务") : Diagnosed.Good(Name, said)];
    }

    private static long Size(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;
}

/// <summary>Whether the audit's book is as it was written.</summary>
internal sealed class AuditDiagnosis : IDiagnosis
{
    public string Name => "审计记录";

    public TimeSpan Patience => TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        if (patient.NoDatabase is not null) return [];
        var state = await patient.Get<AuditBook>().VerifyAsync(null, cancellationToken);
        return
        [
            state.Broken is { } broken
                ? Diagnosed.Bad(Name, (broken.Id is { } id ? $"第{id}条：" : "") + broken.What, "数据库被改动过：用 audit check 核对，保留现场，与备份比较")
                : Diagnosed.Good(Name, $"完整，共{state.Count}条"),
        ];
    }
}

/// <summary>Whether a service runs on this database.</summary>
internal sealed class ServiceDiagnosis : IDiagnosis
{
    public string Name => "服务";

    public async Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        var file = patient.DatabaseFile + ".service.lock";
        var isRunning = false;
        if (File.Exists(file))
        {
            await using var free = FileLock.TryTake(file);
            isRunning = free is null;
        }

        return [isRunning ? Diagnosed.Good(Name, "正在运行；详见 status") : Diagnosed.Warn(Name, "没有运行", "启动服务；只用计划任务运行 check 时不必理会")];
    }
}
