namespace MonitorWorker.Storage;

/// <summary>What became of a mail that came in, as it is stored and listed.</summary>
public static class IncomingOutcome
{
    /// <summary>An answer was recorded, whole.</summary>
    public const string Answered = "answered";

    /// <summary>An answer was recorded of which something is missing.</summary>
    public const string Partial = "partial";

    /// <summary>Handed over to somebody else.</summary>
    public const string HandedOver = "handed-over";

    /// <summary>The figures are said to be wrong.</summary>
    public const string Disputed = "disputed";

    /// <summary>It changed what somebody sees in digests.</summary>
    public const string Chosen = "chosen";

    /// <summary>It was read, no more.</summary>
    public const string Seen = "seen";

    /// <summary>It was not understood; its sender was told how to write it.</summary>
    public const string Unclear = "unclear";

    /// <summary>Words for us by somebody who may not answer: kept, and shown to those who may.</summary>
    public const string Forwarded = "forwarded";

    /// <summary>A delivery report, taken into account.</summary>
    public const string Bounce = "bounce";

    /// <summary>Automatic, own, of a list, foreign, forged, expired, too many, too large: kept, and nothing changed.</summary>
    public const string Ignored = "ignored";
}
