namespace MonitorWorker.Reports.Word;

/// <summary>Widths of a table's columns by what stands in them: figures stay on one line, text takes what is left. Twips; they add up to the width of the text to the twip.</summary>
/// <param name="Size">Of the letters, half points.</param>
internal sealed record ColumnWidths(IReadOnlyList<int> Widths, int Size)
{
    /// <summary>Left and right of a cell's text, with a hair for rounding.</summary>
    private const int Padding = 134;

    private const int ManyColumns = 7;

    /// <summary>A word of text that is longer may break: a checksum would take the whole page.</summary>
    private const int LongestWord = 16;

    /// <summary>More makes a line of text no easier to read, in half characters.</summary>
    private const int Comfortable = 48;

    // 小四, 五号, 小五, 六号, as parts of the usual size.
    private static readonly (int Part, int Of)[] _sizes = [(1, 1), (7, 8), (3, 4), (5, 8)];

    public static ColumnWidths Of(TablePiece table, int usualSize, int width)
    {
        var least = new List<int>();
        var good = new List<int>();
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var cells = table.Rows.Select(row => row.Cells[column]).ToList();
            var isFigures = table.Columns[column] == Alignment.Right;
            var head = TextWidth.Of(table.Head[column]);
            var unbroken = cells.Select(TextWidth.Unbroken).Append(2).Max();
            least.Add(Math.Max(isFigures ? Math.Min(unbroken, 2 * LongestWord) : Math.Min(unbroken, LongestWord), Math.Min(head, 4)));
            var longest = cells.Select(TextWidth.Of).Append(0).Max();
            // A heading may take two lines.
            good.Add(Math.Max(least[column], Math.Max(Math.Min(longest, Comfortable), (head + 3) / 4 * 2)));
        }

        var first = table.Columns.Count < ManyColumns ? 0 : 1;
        var sizes = _sizes.Select(size => usualSize * size.Part / size.Of).ToList();
        var chosen = sizes.Skip(first).FirstOrDefault(size => least.Sum(letters => Twips(letters, size)) <= width, sizes[^1]);
        return new ColumnWidths(Share([.. least.Select(letters => Twips(letters, chosen))], [.. good.Select(letters => Twips(letters, chosen))], table.Columns, width), chosen);
    }

    /// <summary>A tenth more than half a character for each, for offices whose digits are those of Times New Roman or of another font.</summary>
    private static int Twips(int halfCharacters, int size) => halfCharacters * size * 11 / 2 + Padding;

    /// <summary>The same for all until they have enough: short names stay on one line, long texts break.</summary>
    private static double[] Fair(int[] least, int[] good, int width)
    {
        var widths = least.Select(one => (double)one).ToArray();
        var (left, waiting) = ((double)(width - least.Sum()), least.Length);
        foreach (var column in Enumerable.Range(0, least.Length).OrderBy(column => good[column] - least[column]))
        {
            var more = Math.Min(good[column] - least[column], left / waiting--);
            widths[column] += more;
            left -= more;
        }

        return widths;
    }

    private static List<int> Share(int[] least, int[] good, IReadOnlyList<Alignment> columns, int width)
    {
        double[] widths;
        if (least.Sum() >= width)
        {
            widths = [.. least.Select(one => (double)one * width / least.Sum())];
        }
        else if (good.Sum() >= width)
        {
            widths = Fair(least, good, width);
        }
        else
        {
            // What is over goes to all, to text twice as much as to figures.
            var weights = columns.Select((column, at) => good[at] * (column == Alignment.Right ? 1.0 : 2.0)).ToList();
            var over = width - good.Sum();
            widths = [.. good.Select((one, at) => one + over * weights[at] / weights.Sum())];
        }

        // Each edge is rounded, not each width, so that no twip is lost or won.
        var (edge, before) = (0.0, 0);
        var result = new List<int>();
        foreach (var one in widths)
        {
            edge += one;
            var at = (int)Math.Round(edge, MidpointRounding.AwayFromZero);
            result.Add(at - before);
            before = at;
        }

        result[^1] += width - before;
        return result;
    }
}
