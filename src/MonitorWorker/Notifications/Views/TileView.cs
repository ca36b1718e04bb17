using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>One count of lines: at the head of a digest, or in a sum.</summary>
internal sealed class TileView(LevelWords level, int count, long fen, MailWords words)
{
    public string Level { get; } = level.Code;

    public string Symbol { get; } = level.Symbol;

    public string Word { get; } = words.Level(level);

    public string Count { get; } = Figures.Count(count);

    public string? Amount { get; } = words.Figures.Amount(fen);

    /// <summary>Worst level first.</summary>
    /// <param name="open">Folded: each line counts once, at its lead's level.</param>
    public static IReadOnlyList<TileView> Of(IEnumerable<LineSnapshot> open, MailWords words) =>
    [
        .. open.GroupBy(LevelWords.Of)
            .OrderBy(group => LevelWords.UrgencyOf(group.Key.Code))
            .ThenBy(group => group.Key == LevelWords.NotReported ? 0 : 1)
            .Select(group => new TileView(group.Key, group.Count(), LineSums.Revised(group), words)),
    ];
}
