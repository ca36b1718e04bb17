using System.Globalization;

namespace MonitorWorker.Notifications.Views;

/// <summary>
/// The bar of one line: spent, still missing, rest, with a mark where the schedule stands. Widths are percent of the
/// bar and add to 100; null means that the part is not drawn.
/// </summary>
internal sealed class BarView
{
    private const int TextCells = 30;

    private BarView(decimal rate, decimal scheduled)
    {
        var done = Math.Clamp(rate, 0, 100);
        var mark = Math.Clamp(scheduled, 0, 100);
        Behind = done < mark;
        Done = Width(Math.Min(done, mark));
        Missing = Width(mark - Math.Min(done, mark));
        Ahead = Width(done - Math.Min(done, mark));
        Rest = Width(100 - Math.Max(done, mark));
        DoneAt = At(done);
        DoneRest = At(100 - done);
        MarkAt = At(mark);
        MarkRest = At(100 - mark);
        DoneLabelRight = done < 50;
        MarkLabelRight = mark < 50;
        Text = Draw(done, mark);
    }

    public bool Behind { get; }

    public string? Done { get; }

    public string? Missing { get; }

    public string? Ahead { get; }

    public string? Rest { get; }

    public string DoneAt { get; }

    public string DoneRest { get; }

    public string MarkAt { get; }

    public string MarkRest { get; }

    /// <summary>The label stands to the right of its point where there is more room.</summary>
    public bool DoneLabelRight { get; }

    public bool MarkLabelRight { get; }

    /// <summary>The same bar in characters.</summary>
    public string Text { get; }

    public static BarView? Of(LineSnapshot line) =>
        Figures.Number(line.Rate) is { } rate && Figures.Number(line.Scheduled) is { } scheduled ? new BarView(rate, scheduled) : null;

    private static string? Width(decimal percent) => percent == 0 ? null : At(percent);

    private static string At(decimal percent) => percent.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Draw(decimal done, decimal mark)
    {
        var filled = Cell(done);
        var scheduled = Cell(mark);
        var cells = Enumerable.Range(0, TextCells).Select(cell => cell < filled ? '#' : cell < scheduled ? '-' : '.').ToArray();
        return "[" + new string(cells).Insert(scheduled, "|") + "]";
    }

    private static int Cell(decimal percent) => (int)decimal.Round(percent * TextCells / 100, 0, MidpointRounding.AwayFromZero);
}
