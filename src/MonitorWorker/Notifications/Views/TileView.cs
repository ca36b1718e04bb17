namespace MonitorWorker.Notifications.Views;

/// <summary>One count of lines: at the head of a digest, or in a sum.</summary>
internal sealed class TileView(LevelWords words, int count, long fen)
{
    public string Level { get; } = words.Code;

    public string Symbol { get; } = words.Symbol;

    public string Word { get; } = words.Word;

    public string Count { get; } = Figures.Count(count);

    public string? Amount { get; } = Figures.Amount(fen);

    /// <summary>Worst level first.</summary>
    /// <param name="open">Folded: each line counts once, at its lead's level.</param>
    public static IReadOnlyList<TileView> Of(IEnumerable<LineSnapshot> open) =>
    [
        .. open.GroupBy(LevelWords.Of)
            .OrderBy(group => LevelWords.UrgencyOf(group.Key.Code))
            .ThenBy(group => group.Key == LevelWords.NotReported ? 0 : 1)
            .Select(group => new TileView(group.Key, group.Count(), LineSums.Revised(group))),
    ];
}
