using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>
/// The lines of one section or category added up. A green sum never hides a red part: the red ones are named beside it.
/// Rate and executed amount are of the lines with figures only, and how many have none is said.
/// </summary>
internal sealed class RollupView
{
    private const int MostNamed = 5;

    /// <param name="lines">Open lines, folded: each counts once, at its lead's level.</param>
    public RollupView(string? name, IReadOnlyList<LineSnapshot> lines, MailWords words)
    {
        var judged = lines.Where(line => line is { Rate: not null, Executed: not null, Revised: not null }).ToList();
        var red = lines.Where(line => LevelWords.Of(line).Code == "red").OrderByDescending(line => line.Revised ?? 0).ThenBy(line => line.ProjectCode, StringComparer.Ordinal).ToList();
        Name = Plain.Line(name, 40);
        Count = Figures.Count(lines.Count);
        Revised = words.Figures.Amount(LineSums.Revised(lines));
        Executed = judged.Count == 0 ? null : words.Figures.Amount(judged.Sum(line => line.Executed!.Value));
        Rate = Figures.Share(judged.Sum(line => line.Executed ?? 0), judged.Sum(line => line.Revised ?? 0));
        MissingCount = CountOf(lines, line => LevelWords.Of(line) == LevelWords.NotReported);
        UnjudgedCount = CountOf(lines.Except(judged, ReferenceEqualityComparer.Instance).Cast<LineSnapshot>(), line => LevelWords.Of(line) != LevelWords.NotReported);
        Tiles = TileView.Of(lines, words);
        RedNames = red.Count == 0 ? null
            : words.Named(red.Take(MostNamed).Select(line => Plain.Line(line.ProjectName, 30)), red.Count, MostNamed);
    }

    /// <summary>Null where the budget names none.</summary>
    public string? Name { get; }

    public string Count { get; }

    public string? Revised { get; }

    public string? Executed { get; }

    public string? Rate { get; }

    /// <summary>Lines without a reported figure, which the rate leaves out.</summary>
    public string? MissingCount { get; }

    /// <summary>Lines that the rate leaves out for another reason.</summary>
    public string? UnjudgedCount { get; }

    /// <summary>Counts per level, worst first.</summary>
    public IReadOnlyList<TileView> Tiles { get; }

    public string? RedNames { get; }

    private static string? CountOf(IEnumerable<LineSnapshot> lines, Func<LineSnapshot, bool> which) =>
        lines.Count(which) is > 0 and var count ? Figures.Count(count) : null;
}
