using MonitorWorker.Alerts;

namespace MonitorWorker.Notifications;

/// <summary>What its author is told before a silence, a waiver or an acknowledgement ends.</summary>
/// <param name="Kind">静默, 豁免 or 受理.</param>
/// <param name="Covers">What it is for, in words.</param>
/// <param name="Until">Last day on which it holds.</param>
/// <param name="Open">Numbers of the open alerts that it keeps back; they are told, or reminded of, after its end.</param>
/// <param name="ToAuthor">False where the author has no address, or has left, and the successor or an administrator is told instead.</param>
public sealed record EndingNotice(string Kind, string Covers, string Author, string Reason, DateOnly Until, IReadOnlyList<string> Open, bool ToAuthor)
{
    /// <summary>The author has left, and whoever has the office now is told.</summary>
    public bool ToSuccessor { get; init; }

    /// <summary>Keys of <see cref="Open"/>, in its order.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>What a silence or waiver is for, by its codes; null of an acknowledgement.</summary>
    public SilenceScope? Scope { get; init; }
}
