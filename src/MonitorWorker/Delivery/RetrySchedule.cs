namespace MonitorWorker.Delivery;

/// <summary>When a deferred mail is tried again: after 1, 5, 15 and 60 minutes, then hourly, each give or take a fifth.</summary>
public static class RetrySchedule
{
    private static readonly int[] Minutes = [1, 5, 15, 60];

    /// <param name="attempts">Tries already made, from 1.</param>
    /// <param name="jitter01">A random number from 0 to 1: mails that failed together do not come back together.</param>
    public static TimeSpan After(int attempts, double jitter01)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        var minutes = Minutes[Math.Min(attempts, Minutes.Length) - 1];
        var factor = 0.8 + (0.4 * Math.Clamp(jitter01, 0, 1));
        return TimeSpan.FromSeconds(Math.Round(minutes * 60 * factor));
    }

    /// <summary>Whether a mail first tried at <paramref name="first"/> has used up its lifetime and is to be told instead.</summary>
    public static bool IsExhausted(DateTimeOffset first, DateTimeOffset now, TimeSpan lifetime) => now - first >= lifetime;
}
