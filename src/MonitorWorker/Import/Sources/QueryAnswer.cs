using System.Data.Common;
using System.Globalization;

namespace MonitorWorker.Import.Sources;

/// <summary>Turns an answer into rows as a sheet would have them: the names of the columns, then cells.</summary>
internal static class QueryAnswer
{
    /// <summary>As much as a spreadsheet's cell can hold; more is no figure, name or code.</summary>
    private const int LongestText = 32_767;

    /// <summary>Divides the trailing zeros of a decimal away: 101.00 as a code is 101, and as an amount the same.</summary>
    private const decimal One = 1.0000000000000000000000000000m;

    public static async Task<IReadOnlyList<SourceRow>> ReadAsync(DbDataReader reader, SourceQuery query, CancellationToken cancellationToken)
    {
        if (reader.FieldCount == 0) throw new SourceFailedException("查询没有结果列", "sources[].query须是一条SELECT语句");

        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var rows = new List<SourceRow> { new(1, names) };
        while (await reader.ReadAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.Count > query.MaxRows)
            {
                throw new SourceFailedException(
                    string.Create(CultureInfo.InvariantCulture, $"查询结果超过{query.MaxRows}行"), "给查询加上条件或先汇总；确需更多时调大sources[].maxRows");
            }

            var cells = new object?[names.Length];
            for (var column = 0; column < cells.Length; column++) cells[column] = Cell(reader, column, rows.Count + 1, query.Zone);
            rows.Add(new SourceRow(rows.Count + 1, cells));
        }

        // A second statement would be passed over in silence.
        if (await reader.NextResultAsync(cancellationToken)) throw new SourceFailedException("查询不只是一条语句", "sources[].query须是一条SELECT语句，中间没有分号");
        return rows;
    }

    private static object? Cell(DbDataReader reader, int column, int row, TimeZoneInfo zone)
    {
        object value;
        try
        {
            value = reader.GetValue(column);
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException or FormatException or NotSupportedException)
        {
            throw Unreadable(reader, column, row, e.Message);
        }

        return value switch
        {
            DBNull => null,
            string text => text.Length <= LongestText ? text : throw Unreadable(reader, column, row, $"超过{LongestText}个字符"),
            bool => value,
            double number => double.IsFinite(number) ? number : throw Unreadable(reader, column, row, "不是有限的数"),
            // By its own digits: 0.6 as a float is not 0.60000002 to anybody.
            float number => float.IsFinite(number) ? double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : throw Unreadable(reader, column, row, "不是有限的数"),
            // Exact numbers stay exact: as text, never through binary floating point.
            decimal number => (number / One).ToString(CultureInfo.InvariantCulture),
            long or int or short or sbyte or byte or ulong or uint or ushort => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            DateTime { Kind: DateTimeKind.Utc } time => TimeZoneInfo.ConvertTimeFromUtc(time, zone),
            DateTime time => time,
            DateTimeOffset time => TimeZoneInfo.ConvertTime(time, zone).DateTime,
            DateOnly day => day.ToDateTime(TimeOnly.MinValue),
            Guid id => id.ToString(),
            char letter => letter.ToString(),
            _ => throw Unreadable(reader, column, row, "不支持的类型"),
        };
    }

    private static SourceFailedException Unreadable(DbDataReader reader, int column, int row, string why) => new(
        string.Create(CultureInfo.InvariantCulture, $"查询结果第{row}行“{reader.GetName(column)}”列（类型{reader.GetDataTypeName(column)}）不能读取：{why}"),
        "在查询里把该列转换为文本、数值或日期，例如CAST(… AS text)，或去掉该列");
}
