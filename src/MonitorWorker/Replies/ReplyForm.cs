using System.Globalization;
using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>What the cells of a filled-in form say: labels over their columns, or before their values.</summary>
internal static partial class ReplyForm
{
    private const int MostRows = 500;
    private const int MostCells = 60;
    private const int LongestValue = 4_000;

    public static IReadOnlyList<ReplyPart.Statement> Read(IReadOnlyList<IReadOnlyList<string?>> rows, DateOnly today, DateOnly yearEnd)
    {
        var cells = rows.Take(MostRows).Select(row => row.Take(MostCells).Select(Text).ToList()).ToList();
        List<ReplyPart.Statement> statements = [];
        var single = new Values();
        for (var row = 0; row < cells.Count; row++)
        {
            var head = Head(cells[row]);
            if (head.Values.Where(place => place is not null).Distinct().Count() >= 2)
            {
                row = Columns(cells, row, head, statements, today, yearEnd);
                continue;
            }

            Across(cells[row], single, today);
        }

        if (single.Statement(today, yearEnd) is { } statement) statements.Add(statement);
        return statements;
    }

    /// <returns>By column, what its header asks for; null where it asks for the number of the alert.</returns>
    private static Dictionary<int, ReplyField?> Head(List<string> row)
    {
        Dictionary<int, ReplyField?> head = [];
        for (var column = 0; column < row.Count; column++)
        {
            if (NumberHeader().IsMatch(PlainText.Compared(row[column]))) head[column] = null;
            else if (AloneAs(row[column]) is { } field && !head.ContainsValue(field)) head[column] = field;
        }

        return head;
    }

    /// <returns>The last row that belongs to the table.</returns>
    private static int Columns(List<List<string>> cells, int header, Dictionary<int, ReplyField?> head, List<ReplyPart.Statement> statements, DateOnly today, DateOnly yearEnd)
    {
        var row = header;
        while (row + 1 < cells.Count && Head(cells[row + 1]).Values.Count(field => field is not null) < 2)
        {
            row++;
            var values = new Values();
            foreach (var (column, field) in head)
            {
                if (column >= cells[row].Count) continue;
                if (field is { } known) values.Set(known, cells[row][column]);
            }

            values.Number = cells[row].SelectMany(AlertNumbers.In).FirstOrDefault();
            if (values.Statement(today, yearEnd) is { } statement) statements.Add(statement);
        }

        return row;
    }

    private static void Across(List<string> row, Values single, DateOnly today)
    {
        for (var column = 0; column < row.Count; column++)
        {
            if (AlertNumbers.In(row[column]) is [var number, ..]) single.Number ??= number;
            if (AloneAs(row[column]) is { } field)
            {
                var value = row.Skip(column + 1).FirstOrDefault(cell => cell.Length > 0);
                if (value is not null && AloneAs(value) is null) single.Set(field, value);
                continue;
            }

            foreach (var (labelled, value) in ReplyStatement.Fields([row[column]], today)) single.Set(labelled, value);
        }
    }

    /// <summary>What a cell asks for that holds a label and nothing else.</summary>
    private static ReplyField? AloneAs(string cell) =>
        cell.Length is > 0 and <= 40 && ReplyLabels.In(cell) is [var only] && ReplyLabels.Meaning(cell[only.ValueStart..]).Length == 0 ? only.Field : null;

    private static string Text(string? cell)
    {
        var text = PlainText.Clean(cell ?? "").Replace('\n', ' ').Replace('\t', ' ').Trim();
        return text.Length <= LongestValue ? text : text[..LongestValue];
    }

    [GeneratedRegex(@"^(?:(?:预警)?编号|(?i:(?:alert )?(?:no\.?|number)))$")]
    private static partial Regex NumberHeader();

    /// <summary>Spreadsheet programs keep a day as its number.</summary>
    [GeneratedRegex(@"^[34567]\d{4}(?:\.0+)?$")]
    private static partial Regex Serial();

    private sealed class Values
    {
        private readonly Dictionary<ReplyField, string> _values = [];

        public string? Number { get; set; }

        public void Set(ReplyField field, string value)
        {
            var meaning = ReplyLabels.Meaning(value);
            if (meaning.Length == 0) return;
            if (field == ReplyField.Due && Serial().IsMatch(meaning))
                meaning = DateTime.FromOADate(double.Parse(meaning, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            _values.TryAdd(field, meaning);
        }

        public ReplyPart.Statement? Statement(DateOnly today, DateOnly yearEnd) =>
            ReplyStatement.Of(Number, [.. _values.Select(pair => (pair.Key, pair.Value))], today, yearEnd);
    }
}
