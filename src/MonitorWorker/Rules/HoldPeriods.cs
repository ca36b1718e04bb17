using System.Globalization;

namespace MonitorWorker.Rules;

/// <summary>What a hold period is counted in.</summary>
public enum HoldUnit
{
    /// <summary>Stored checks in a row.</summary>
    Checks,

    /// <summary>Calendar days between the days that were judged, whatever the clock says.</summary>
    Days,
}

/// <summary>
/// How long something must last before it counts. 0 is at once, and so is one check, because the first check that finds it
/// is the first of the row.
/// </summary>
/// <param name="Count">0 to <see cref="Most"/>.</param>
public readonly record struct HoldPeriod(int Count, HoldUnit Unit)
{
    /// <summary>An alert of a fiscal year that waits longer than the year is told to nobody.</summary>
    public const int Most = 366;

    /// <summary>Reads what <see cref="ToString"/> writes, and nothing else: 0, 1 check, 2 checks, 1 day, 10 days.</summary>
    public static bool TryParse(string text, out HoldPeriod period)
    {
        var parts = text.Split(' ');
        var unit = parts[^1].StartsWith("day", StringComparison.Ordinal) ? HoldUnit.Days : HoldUnit.Checks;
        var read = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= Most;
        period = read && count > 0 ? new HoldPeriod(count, unit) : default;
        if (read && period.ToString() == text) return true;

        period = default;
        return false;
    }

    public override string ToString() => Count == 0
        ? "0"
        : string.Create(CultureInfo.InvariantCulture, $"{Count} {(Unit == HoldUnit.Checks ? "check" : "day")}{(Count == 1 ? "" : "s")}");
}

/// <summary>What keeps a figure that wavers about a limit from telling people back and forth.</summary>
/// <param name="For">持续期: a breach is told once it has lasted this long.</param>
/// <param name="HoldOn">保持期: an alert is lowered or resolved once it has been better for this long.</param>
public sealed record HoldPeriods(HoldPeriod For, HoldPeriod HoldOn)
{
    public static readonly HoldPeriods None = new(default, default);
}
