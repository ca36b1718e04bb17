using System.Globalization;
using MonitorWorker.Hosting.Health;

namespace MonitorWorker.Hosting.Commands;

/// <summary>How the service is, as it says itself, while the configuration on disk cannot be used: the store is not asked.</summary>
/// <param name="Refused">What is wrong in the configuration, as <c>check-config</c> says it.</param>
/// <param name="Service">What the service said of itself last.</param>
/// <param name="Dead">Why it is not alive; null where it is.</param>
internal sealed record RefusedStatus(IReadOnlyList<string> Refused, HealthReport Service, StatusProblem? Dead)
{
    /// <summary>Beyond it <c>check-config</c> and the JSON have them.</summary>
    private const int Most = 10;

    public StatusProblem Configuration => Dead is null
        ? new StatusProblem(Text($"配置有{Refused.Count}处不能用：服务按原来的配置运行，不采用改动"), "逐项改正，用 check-config 核对；改好后自动采用，不需要重启服务")
        : new StatusProblem(Text($"配置有{Refused.Count}处不能用：改好之前服务启动不了"), "逐项改正，用 check-config 核对，再启动服务");

    /// <summary>The configuration first. What the service says of it is the same.</summary>
    public IReadOnlyList<StatusProblem> Problems { get; init; } = [];

    public IEnumerable<string> Render()
    {
        yield return Text($"有{1 + Problems.Count}个问题：");
        yield return "✗ " + Configuration.What;
        // Whole: what is cut off is what has to be mended.
        foreach (var problem in Refused.Take(Most)) yield return "    " + problem;
        if (Refused.Count > Most) yield return Text($"    另有{Refused.Count - Most}处，见 check-config");
        yield return "  → " + Configuration.Cure;
        foreach (var problem in Problems)
        {
            yield return "✗ " + problem.What;
            if (problem.Cure is { } cure) yield return "  → " + cure;
        }

        yield return Line("服务", StatusScreen.ServiceWords(Service, Dead is null, Service));
        yield return Line("检查", Service.LastCheck is { } check ? $"{StatusScreen.Minute(check.At)}，判断到{check.AsOf:yyyy-MM-dd}" : "还没有检查过");
        if (Dead is not null) yield break;
        foreach (var (index, next) in Service.Next.Take(3).Index()) yield return Line(index == 0 ? "下次" : "", $"{StatusScreen.Minute(next.Due)} {next.Schedule}（{next.Job}）");
    }

    private static string Line(string label, string text) => ScreenText.Fit(StatusScreen.Line(label, text), StatusScreen.Columns);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
