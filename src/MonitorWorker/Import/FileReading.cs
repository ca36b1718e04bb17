namespace MonitorWorker.Import;

/// <summary>How one table of a file was read.</summary>
/// <param name="Table">The contract's name; null for a sheet in which no table was recognised.</param>
/// <param name="Rows">Rows with something in them, titles and totals not counted.</param>
public sealed record TableReading(string? Table, string Sheet, int Rows, int Accepted, int Refused)
{
    /// <summary>Why nothing of it was used, where that is so.</summary>
    public string? Note { get; init; }

    /// <summary>Row of its header, from 1; 0 where there is none.</summary>
    public int HeaderRow { get; init; }

    /// <summary>Column map by which it was read; null where it is one of the contract's tables.</summary>
    public string? Map { get; init; }

    /// <summary>Which column was read as what, line by line, for a person.</summary>
    public string Layout { get; init; } = "";
}

/// <summary>How one file was read: every table, every refused row, and the facts.</summary>
/// <param name="Facts">The facts, where they were kept in memory; empty where they went to another sink.</param>
public sealed record FileReading(
    string File,
    IReadOnlyList<TableReading> Tables,
    IReadOnlyList<RowProblem> Problems,
    ImportedFacts Facts)
{
    /// <summary>True where the file as such was in trouble: cut short, locked by a password, of no known kind.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Cumulative execution that is less than that of an earlier month in the same file.</summary>
    public IReadOnlyList<FigureChange> Falls { get; init; } = [];

    /// <summary>Whose rows these are.</summary>
    public NamedCodes Named { get; init; } = new();

    /// <summary>What was read and deserves a second look, such as a likely slip of the unit.</summary>
    public IReadOnlyList<RowRemark> Remarks { get; init; } = [];
}

/// <summary>A cell that was read although it looks odd; a person is told.</summary>
/// <param name="Text">What is odd, and what was made of it.</param>
public sealed record RowRemark(string Sheet, int Row, string? Column, string? Value, string Text)
{
    /// <summary>Place, value and remark in one line.</summary>
    public string Describe() =>
        (Sheet.Length == 0 ? "" : $"工作表“{Sheet}”") + $"第{Row}行" + (Column is null ? "" : $" {Column}") + (Value is null ? "" : $"“{Value}”") + "：" + Text;
}
