using System.Text.RegularExpressions;

namespace MonitorWorker.Import.Layouts;

/// <summary>One cell of a row that may be a header, taken apart.</summary>
/// <param name="Index">Column from 0.</param>
/// <param name="Raw">As the sheet has it.</param>
/// <param name="Name">In compatibility form, without unit and period.</param>
/// <param name="Whole">In compatibility form with everything, as the office's own names may include a period.</param>
/// <param name="Unit">元, 万元 or 亿元 in brackets; null where none is named.</param>
internal sealed partial record HeaderCell(int Index, string Raw, string Name, string Whole, string? Unit, ToldPeriod Period)
{
    private const int LongestName = 60;

    /// <summary>Null for what is too long to be a name.</summary>
    public static HeaderCell? Parse(string raw, int index)
    {
        var whole = CellText.Header(raw).Trim('*', ':');
        if (whole.Length is 0 or > LongestName) return null;
        var unit = UnitInBrackets().Match(whole);
        var (name, period) = PeriodText.Split(unit.Success ? whole.Remove(unit.Index, unit.Length) : whole);
        return new HeaderCell(index, raw.Trim(), name, whole, unit.Success ? unit.Groups[1].Value : null, period);
    }

    /// <summary>The lower of two header rows, completed by the group above it.</summary>
    public HeaderCell Under(HeaderCell group) => this with { Unit = Unit ?? group.Unit, Period = Period.Or(group.Period) };

    // Full-width brackets are half-width already: headers are compared in compatibility form.
    [GeneratedRegex(@"\((?:单位:?)?(元|万元|亿元)\)")]
    private static partial Regex UnitInBrackets();
}
