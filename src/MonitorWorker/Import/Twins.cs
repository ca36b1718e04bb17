using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Import;

/// <summary>
/// Remembers the execution that one file has told of each line, so that a second row of the same month is refused and a
/// cumulative figure that falls is noticed. One small record for each row; the words of a line are kept once.
/// </summary>
internal sealed class Twins
{
    private const int None = -1;
    private const int MostFalls = 200;
    private readonly Dictionary<(string? Entity, string Project, string? Fund), int> _lines = [];
    private readonly List<Told> _told = [];

    /// <summary>Cumulative execution that is less than that of the month before it in the same file.</summary>
    public List<FigureChange> Falls { get; } = [];

    /// <summary>Place that first gave the execution of a line and month, if this is not the first.</summary>
    public string? FirstPlaceOf((string? Entity, string Project, string? Fund) line, YearMonth month, Money cumulative, SourceRef source)
    {
        var first = _lines.GetValueOrDefault(line, None);
        var (before, after) = (None, None);
        for (var index = first; index != None; index = _told[index].Next)
        {
            var told = _told[index];
            if (told.Month == month) return $"{(told.Sheet == source.Sheet ? "" : $"工作表“{told.Sheet}”")}第{told.Row}行";
            if (told.Month.Year != month.Year) continue;
            if (told.Month < month && (before == None || _told[before].Month < told.Month)) before = index;
            if (told.Month > month && (after == None || _told[after].Month > told.Month)) after = index;
        }

        _lines[line] = _told.Count;
        _told.Add(new Told(first, source.Sheet, source.Row, month, cumulative));
        if (before != None) Compare(line, _told[before], _told[^1], source.Sheet);
        if (after != None) Compare(line, _told[^1], _told[after], source.Sheet);
        return null;
    }

    private void Compare((string? Entity, string Project, string? Fund) line, Told earlier, Told later, string sheet)
    {
        if (later.Cumulative < earlier.Cumulative && Falls.Count < MostFalls)
            Falls.Add(new FigureChange("执行", line.Entity, line.Project, line.Fund, later.Month.ToString(), earlier.Month.ToString(), earlier.Cumulative, later.Cumulative, sheet, later.Row));
    }

    private readonly record struct Told(int Next, string Sheet, int Row, YearMonth Month, Money Cumulative);
}
