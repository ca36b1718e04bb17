using MonitorWorker.Budgets;

namespace MonitorWorker.Import;

/// <summary>One sheet as a reader gives it: rows of raw cells, whatever stands in them.</summary>
/// <param name="Name">Worksheet; empty for a csv.</param>
public sealed record SourceSheet(string Name, IEnumerable<SourceRow> Rows);

/// <summary>One row of raw cells.</summary>
/// <param name="Number">Row as the spreadsheet program numbers it, from 1.</param>
/// <param name="Cells">string, double, DateTime, bool or null.</param>
public sealed record SourceRow(int Number, IReadOnlyList<object?> Cells);

/// <summary>Something that a cell holds and that is not read: named so exactly that the clerk finds and mends it.</summary>
/// <param name="Sheet">Worksheet; empty for a csv or for the file as a whole.</param>
/// <param name="Row">From 1; 0 for the file as a whole.</param>
/// <param name="Column">Header as the contract names it.</param>
/// <param name="Value">What stands there.</param>
public sealed record RowProblem(string Sheet, int Row, string? Column, string? Value, string Reason, string Expected)
{
    /// <summary>Column from 1 in which it stands; null where it stands in none.</summary>
    public int? ColumnNumber { get; init; }

    /// <summary>项目编码 of its row, read or not; null where the row names none.</summary>
    public string? Project { get; init; }

    /// <summary>单位编码 of its row.</summary>
    public string? Entity { get; init; }

    /// <summary>The row itself asks that not everything of it leaves (外发级别); also where what it asks is no word that is known.</summary>
    public bool IsWithheld => Asked != Disclosure.Full;

    /// <summary>The level that the row asks for; a word that is not known asks for the strictest.</summary>
    public Disclosure Asked { get; init; }

    /// <summary>Nothing but its place may be told: <see cref="Reason"/> says so, and <see cref="Expected"/> is what to do.</summary>
    public bool IsPlaceAlone { get; init; }

    /// <summary>What the store keeps of it: two readings of one problem are equal by this.</summary>
    public RowProblem AsStored() => new(Sheet, Row, Column, Value, Reason, Expected);

    /// <summary>The same by its place alone.</summary>
    /// <param name="column">Named where that tells nothing of the row.</param>
    public RowProblem WithoutContent(string reason, string expected, string? column = null) => new(Sheet, Row, column, null, reason, expected) { IsPlaceAlone = true };

    /// <summary>Place, value, reason and cure in one line.</summary>
    public string Describe() =>
        IsPlaceAlone ? (Sheet.Length == 0 ? "" : $"工作表“{Sheet}”") + (Row == 0 ? "" : $"第{Row}行") + (Column is null ? "" : Row == 0 ? Column : $"，{Column}") + $"：{Reason}。{Expected}"
        : (Sheet.Length == 0 ? "" : $"工作表“{Sheet}”")
        + (Row == 0 ? "" : $"第{Row}行")
        + (Column is null ? "" : $" {Column}")
        + (Value is null ? "" : $"“{Value}”")
        + $"：{Reason}；应为：{Expected}";
}

/// <summary>A file that cannot be read at all, with the cure in the message.</summary>
public sealed class UnreadableFileException(string reason, string expected, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>What would have been readable.</summary>
    public string Expected { get; } = expected;
}
