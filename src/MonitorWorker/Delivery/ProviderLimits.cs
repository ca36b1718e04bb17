namespace MonitorWorker.Delivery;

/// <summary>
/// What Chinese providers say when mails come too fast. Some say it with a 550, which would mean "never": here it means "in an hour".
/// </summary>
internal static class ProviderLimits
{
    private static readonly (string Said, int Minutes)[] Known =
    [
        ("frequency limited", 60),
        ("MI:DMC", 60),
        ("MI:SFQ", 60),
        ("HL:IFC", 30),
        ("DT:SPM", 30),
    ];

    /// <summary>How long to leave the provider alone; null when it said nothing of the kind.</summary>
    public static TimeSpan? Pause(string said)
    {
        foreach (var (text, minutes) in Known)
        {
            if (said.Contains(text, StringComparison.OrdinalIgnoreCase))
                return TimeSpan.FromMinutes(minutes);
        }

        return null;
    }
}
