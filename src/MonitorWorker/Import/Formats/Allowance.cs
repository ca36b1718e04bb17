namespace MonitorWorker.Import.Formats;

/// <summary>What is left of the limits while one file is read: archives inside archives draw on the same allowance.</summary>
internal sealed class Allowance(ReadLimits limits)
{
    private long _inflated;
    private int _sheets;
    private int _held;

    public ReadLimits Limits { get; } = limits;

    /// <summary>Once the allowance is spent, nothing more of this file is tried.</summary>
    public bool IsSpent { get; private set; }

    public void Inflate(long bytes)
    {
        _inflated += bytes;
        if (bytes < 0 || _inflated > Limits.InflatedBytes) throw Spent(Refusal.TooBig($"解压后超过{Limits.InflatedBytes >> 20}MB"));
    }

    public void Sheet()
    {
        if (++_sheets > Limits.Sheets) throw Spent(Refusal.TooBig($"工作表超过{Limits.Sheets}张"));
    }

    /// <summary>Of one sheet so far.</summary>
    public void Rows(int rows, long cells)
    {
        if (rows > Limits.RowsPerSheet) throw Spent(Refusal.TooBig($"一张表超过{Limits.RowsPerSheet}行"));
        if (cells > Limits.CellsPerSheet) throw Spent(Refusal.TooBig($"一张表超过{Limits.CellsPerSheet}个单元格"));
    }

    /// <summary>Cells that stay in memory until the file has been read.</summary>
    public void Hold(int cells)
    {
        if ((_held += cells) > Limits.HeldCells) throw Spent(Refusal.TooBig($"网页表格超过{Limits.HeldCells}个单元格"));
    }

    /// <param name="column">From 0; checked only where something stands.</param>
    public void Column(int row, int column)
    {
        if (column >= Limits.Columns)
        {
            throw new UnreadableFileException(
                $"单元格{CellAddress.Of(row, column)}有内容，超过{Limits.Columns}列的上限",
                "删除表格右边多余的列后重新保存");
        }
    }

    public void Text(int length, int row)
    {
        if (length > Limits.CellText)
            throw new UnreadableFileException($"第{row}行有单元格的文字超过{Limits.CellText}字", "缩短这个单元格的文字；如是引号不成对的 csv，请改好引号");
    }

    private UnreadableFileException Spent(UnreadableFileException reason)
    {
        IsSpent = true;
        return reason;
    }
}
