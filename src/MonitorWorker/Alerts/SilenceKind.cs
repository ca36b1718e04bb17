namespace MonitorWorker.Alerts;

/// <summary>Why something is not told for a while.</summary>
public enum SilenceKind
{
    /// <summary>Nobody is to be told of what it matches.</summary>
    Silence,

    /// <summary>What is known is accepted as it is: what gets worse breaks it.</summary>
    Waiver,
}
