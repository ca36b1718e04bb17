using System.Globalization;
using MonitorWorker.Jobs;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>What the administrators are told where a change of the configuration was not taken over.</summary>
internal static class ReloadTrouble
{
    private const int Most = 10;

    public static Trouble Of(IReadOnlyList<string> problems, string cure)
    {
        var shown = problems.Count <= Most ? problems : [.. problems.Take(Most), string.Create(CultureInfo.InvariantCulture, $"另有{problems.Count - Most}处，用check-config查看")];
        var reason = string.Create(CultureInfo.InvariantCulture, $"有{problems.Count}处不能用");
        return new Trouble(reason, cure, string.Join('\n', shown)) { Summary = $"{reason}：{string.Join(" | ", shown)}" };
    }
}
