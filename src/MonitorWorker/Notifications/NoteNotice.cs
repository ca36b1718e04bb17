namespace MonitorWorker.Notifications;

/// <summary>Something about the running of the program that somebody is told once, in a few sentences; Chinese, with its English among the phrases of <c>_words.json</c>.</summary>
/// <param name="Subject">What it is about, in a few words.</param>
/// <param name="Lead">What has happened, in a sentence.</param>
public sealed record NoteNotice(string Subject, string Lead)
{
    /// <summary>The particulars, a line each; a mail shows the first <see cref="MostItems"/>.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>What the reader should do; null where nothing.</summary>
    public string? Ask { get; init; }

    public const int MostItems = 60;
}
