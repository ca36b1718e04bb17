namespace MonitorWorker.Reports.Word;

/// <summary>The figures of a chart.</summary>
/// <param name="Names">One for each row of its table.</param>
/// <param name="Format">In which figures are printed, as spreadsheets write it.</param>
internal sealed record ChartData(string Corner, IReadOnlyList<string> Names, IReadOnlyList<ChartSeries> Series, string Format)
{
    /// <summary>For people who hear a document, and where a chart cannot be shown.</summary>
    public string Told => $"{string.Join('、', Series.Select(series => series.Name))}：" + string.Join('；', Names.Select((name, at) => $"{name} {string.Join('、', Series.Select(series => series.Printed[at]))}"));

    public static ChartData Of(TablePiece table)
    {
        var series = Enumerable.Range(1, table.Columns.Count - 1).Select(column => new ChartSeries(
            TextSpan.Plain(table.Head[column]),
            [.. table.Rows.Select(row => ChartFigure.Of(row.Cells[column]))],
            [.. table.Rows.Select(row => TextSpan.Plain(row.Cells[column]) is { Length: > 0 } text ? text : "—")])).ToList();
        var places = Math.Min((int)(series.SelectMany(one => one.Values).Max(value => value?.Scale) ?? 0), 4);
        var percent = table.Rows.SelectMany(row => row.Cells.Skip(1)).Any(ChartFigure.IsPercent) ? "\"%\"" : "";
        return new ChartData(TextSpan.Plain(table.Head[0]), [.. table.Rows.Select(row => TextSpan.Plain(row.Cells[0]))], series, "#,##0" + (places > 0 ? "." + new string('0', places) : "") + percent);
    }
}

/// <param name="Values">Null is a gap.</param>
/// <param name="Printed">As the table has them.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values, IReadOnlyList<string> Printed);
