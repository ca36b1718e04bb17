namespace MonitorWorker.Hosting;

/// <summary>Exit codes, a contract with scripts. Findings never change them.</summary>
internal static class ExitCodes
{
    public const int Good = 0;

    /// <summary>Failed, or an expectation was not met.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or bad configuration.</summary>
    public const int BadUsage = 2;

    /// <summary>Done in part: some rows or messages were refused.</summary>
    public const int Partly = 3;
}
