namespace MonitorWorker.Notifications.Views;

/// <summary>One count at the head of a digest.</summary>
internal sealed class TileView(LevelWords words, int count, long fen)
{
    public string Level { get; } = words.Code;

    public string Symbol { get; } = words.Symbol;

    public string Word { get; } = words.Word;

    public string Count { get; } = Figures.Count(count);

    public string? Amount { get; } = Figures.Amount(fen);
}
