using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Overview;

/// <summary>A line whose light differs from that of the last period.</summary>
public sealed record LightChange(JudgedPosition Line, Level Before)
{
    public Level Now => Line.Light;

    /// <summary>Lines that are there now and were there then, the largest first; none where there is nothing to compare with.</summary>
    public static IReadOnlyList<LightChange> Between(Judgement? before, Judgement now)
    {
        ArgumentNullException.ThrowIfNull(now);
        if (before is null) return [];
        var lights = new Dictionary<LineKey, Level>();
        foreach (var line in before.Positions) lights[line.Position.Key] = line.Light;
        return
        [
            .. now.Positions
                .Where(line => lights.TryGetValue(line.Position.Key, out var light) && light != line.Light)
                .Select(line => new LightChange(line, lights[line.Position.Key]))
                .OrderByDescending(change => change.Line.Position.Revised)
                .ThenBy(change => change.Line.Position.Key.ProjectCode, StringComparer.Ordinal),
        ];
    }
}
