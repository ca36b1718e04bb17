namespace MonitorWorker.Tasks;

/// <summary>On which days a monitoring task is told, in working days before (−) or after (+) its deadline; 0 is the day itself.</summary>
/// <param name="Remind">Occasions of 催报 to those who have not reported.</param>
/// <param name="List">Occasions of the list of who has and who has not.</param>
public sealed record TaskPolicy(IReadOnlyList<int> Remind, IReadOnlyList<int> List)
{
    /// <summary>Five days and one day before, then after one and after five.</summary>
    public static TaskPolicy Usual { get; } = new([-5, -1, 1, 5], [-1, 1, 5]);
}
