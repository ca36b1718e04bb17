namespace MonitorWorker.Import.Layouts;

/// <summary>
/// Watches one column for amounts in another unit than their neighbours: about 10,000 times as much or as little, where
/// the neighbours agree among themselves. Such an amount is read as it stands, and a person is told.
/// </summary>
internal sealed class UnitSlips(AmountColumn column)
{
    private const int Most = 20_000;
    private const int Fewest = 5;
    private const double Factor = 10_000;
    private const double Room = 3;
    private readonly List<(int Row, double Size, string Text)> _amounts = [];

    public void Add(SourceRow row)
    {
        var raw = column.Of(row);
        if (_amounts.Count < Most && CellNumber.Read(raw).Value is { } amount && amount != 0) _amounts.Add((row.Number, (double)Math.Abs(amount), CellText.Of(raw)!));
    }

    public IEnumerable<RowRemark> Find(string sheet)
    {
        if (_amounts.Count < Fewest) yield break;
        var median = _amounts.Select(amount => amount.Size).Order().ElementAt(_amounts.Count / 2);
        var near = _amounts.Where(amount => amount.Size / median is > 1 / 100d and < 100).ToList();
        var odd = _amounts.Where(amount => amount.Size / median is <= 1 / 100d or >= 100).ToList();
        // Where many are odd, the column is as it is: nobody slips in every tenth row.
        if (odd.Count * 10 > _amounts.Count && odd.Count > 1) yield break;

        var (least, most) = (near.Min(amount => amount.Size) / Room, near.Max(amount => amount.Size) * Room);
        foreach (var (row, size, text) in odd)
        {
            var (isLarge, isSmall) = (size > most * 10 && Fits(size / Factor), size < least / 10 && Fits(size * Factor));
            if (isLarge || isSmall)
                yield return new RowRemark(sheet, row, column.Header, text, $"与同列其他数相差约一万倍，{(isLarge ? "可能把元填进了" : "可能把亿元或万元填进了")}以{column.Unit.Name}为单位的列；已按{column.Unit.Name}读入，请核对");
        }

        bool Fits(double size) => size >= least && size <= most;
    }
}
