using System.Globalization;
using MonitorWorker.Jobs;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>What the administrators are told where a change of the configuration was not taken over.</summary>
internal static class ReloadTrouble
{
    private const int Most = 10;

    /// <summary>A store that is open cannot become another one.</summary>
    public static Trouble OtherDatabase { get; } = new("数据库的改动在重新启动服务之后生效，其他改动也要等到那时", "重新启动服务；或者改回database各项，其他改动随即采用");

    /// <summary>It reads well and could not be put to work.</summary>
    public static Trouble CannotBuild(Exception e) => new("读得懂，但不能按它运行", "查看服务日志；改正后自动采用，不需要重启服务", e.Message);

    /// <param name="problems">As <c>check-config</c> says them.</param>
    public static Trouble Of(IReadOnlyList<string> problems)
    {
        var shown = problems.Count == 1 ? problems : [.. problems.Take(Most).Select((problem, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {problem}"))];
        var more = problems.Count > Most ? string.Create(CultureInfo.InvariantCulture, $"\n…（共{problems.Count}处，用check-config查看）") : "";
        var reason = string.Create(CultureInfo.InvariantCulture, $"有{problems.Count}处不能用");
        return new Trouble(reason, "按详细情况逐项改正，用check-config核对；改好后自动采用，不需要重启服务", string.Join('\n', shown) + more)
        {
            Summary = $"{reason}：{string.Join(" | ", problems.Take(Most))}",
        };
    }
}
