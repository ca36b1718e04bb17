using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>
/// Sums by section or by category, first those with most red lines, then the largest budget; what is too many for a mail is
/// counted, with the red lines in it.
/// </summary>
internal sealed class RollupsView
{
    private const int MostShown = 12;

    public RollupsView(IEnumerable<LineSnapshot> lines, Func<LineSnapshot, string?> name, MailWords words)
    {
        var groups = lines.GroupBy(name)
            .Select(group => (group.Key, Lines: group.ToList(), Red: group.Count(line => LevelWords.Of(line).Code == "red")))
            .OrderByDescending(group => group.Red)
            .ThenByDescending(group => LineSums.Revised(group.Lines))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        Items = [.. groups.Take(MostShown).Select(group => new RollupView(group.Key, group.Lines, words))];
        MoreCount = groups.Count > MostShown ? Figures.Count(groups.Count - MostShown) : null;
        MoreRed = groups.Skip(MostShown).Sum(group => group.Red) is > 0 and var red ? Figures.Count(red) : null;
    }

    public IReadOnlyList<RollupView> Items { get; }

    public string? MoreCount { get; }

    /// <summary>Red lines among those that are not shown.</summary>
    public string? MoreRed { get; }
}
