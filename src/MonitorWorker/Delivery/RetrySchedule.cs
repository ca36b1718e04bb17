namespace MonitorWorker.Delivery;

/// <summary>
/// When a deferred mail is tried again: after 1, 5, 15 and 60 minutes, then hourly, or as its domain wants it; each give or take a
/// fifth. A refused login rests longer, because each try counts towards the lock of the account.
/// </summary>
public static class RetrySchedule
{
    private static readonly int[] _usual = [1, 5, 15, 60];
    private static readonly int[] _login = [30, 60, 120, 240, 480];

    /// <param name="attempts">Tries already made, from 1.</param>
    /// <param name="jitter01">A random number from 0 to 1: mails that failed together do not come back together.</param>
    /// <param name="minutes">The waits after each try, the last of which repeats; null or empty are the usual ones.</param>
    public static TimeSpan After(int attempts, double jitter01, IReadOnlyList<int>? minutes = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        var waits = minutes is { Count: > 0 } ? minutes : _usual;
        var factor = 0.8 + (0.4 * Math.Clamp(jitter01, 0, 1));
        return TimeSpan.FromSeconds(Math.Round(waits[Math.Min(attempts, waits.Count) - 1] * 60 * factor));
    }

    /// <summary>How long a login rests that was refused: half an hour at first, at last eight hours.</summary>
    /// <param name="refusals">One after the other, from 1.</param>
    public static TimeSpan AfterRefusedLogin(int refusals)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(refusals, 1);
        return TimeSpan.FromMinutes(_login[Math.Min(refusals, _login.Length) - 1]);
    }

    /// <summary>Whether a mail first tried at <paramref name="first"/> has used up its lifetime and is to be told instead.</summary>
    public static bool IsExhausted(DateTimeOffset first, DateTimeOffset now, TimeSpan lifetime) => now - first >= lifetime;
}
