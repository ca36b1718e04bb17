namespace MonitorWorker.Reports.Word;

/// <summary>Letters of one look; a line break is a span of its own.</summary>
/// <param name="Kai">In 楷体.</param>
internal sealed record TextSpan(string Text, bool Bold = false, bool Kai = false)
{
    public const string LineBreak = "\n";

    public static IReadOnlyList<TextSpan> Of(string text) => [new TextSpan(text)];

    public static string Plain(IEnumerable<TextSpan> spans) => string.Concat(spans.Select(span => span.Text == LineBreak ? " " : span.Text));
}

/// <summary>Something that stands in a document, in the order of reading.</summary>
/// <param name="Line">Of the text that the template wrote, from 1.</param>
internal abstract record TextPiece(int Line);

/// <param name="Level">0 is the title of the document, 1 to 4 are 一、 （一） 1. （1）.</param>
internal sealed record HeadingPiece(int Line, int Level, IReadOnlyList<TextSpan> Text, bool Numbered) : TextPiece(Line);

internal sealed record ParagraphPiece(int Line, StyleRole Role, IReadOnlyList<TextSpan> Text) : TextPiece(Line);

/// <summary>The office's name and the date below a document; the last line is the date.</summary>
internal sealed record SignaturePiece(int Line, IReadOnlyList<IReadOnlyList<TextSpan>> Lines) : TextPiece(Line);

/// <summary>Where the titles of all attachments are listed.</summary>
internal sealed record AttachmentListPiece(int Line) : TextPiece(Line);

internal sealed record AttachmentPiece(int Line, string Title, IReadOnlyList<TextPiece> Content) : TextPiece(Line);

internal sealed record LandscapePiece(int Line, IReadOnlyList<TextPiece> Content) : TextPiece(Line);

internal enum Alignment
{
    Left,
    Centre,
    Right,
}

/// <summary>Every row has as many cells as there are columns.</summary>
internal sealed record TablePiece(int Line, IReadOnlyList<Alignment> Columns, IReadOnlyList<IReadOnlyList<TextSpan>> Head, IReadOnlyList<TableRowPiece> Rows) : TextPiece(Line);

internal sealed record TableRowPiece(int Line, IReadOnlyList<IReadOnlyList<TextSpan>> Cells);

internal enum ChartKind
{
    /// <summary>Upright columns beside each other.</summary>
    Columns,

    /// <summary>The same lying down: for long names.</summary>
    Bars,

    /// <summary>Lines over months.</summary>
    Curve,

    /// <summary>No chart, but a table with a shaded bar in each row.</summary>
    Bullets,
}

internal sealed record ChartPiece(int Line, ChartKind Kind, TablePiece Table) : TextPiece(Line);
