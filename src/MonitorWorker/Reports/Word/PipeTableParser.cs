using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace MonitorWorker.Reports.Word;

/// <summary>A table as it was written, cell by cell.</summary>
internal sealed class PipeTableBlock(BlockParser parser) : ContainerBlock(parser)
{
    public List<Alignment> Columns { get; } = [];

    /// <summary>The first row is the heading.</summary>
    public List<(int Line, List<PipeCell> Cells)> Rows { get; } = [];
}

/// <summary>The text of one cell.</summary>
internal sealed class PipeCell : LeafBlock
{
    public PipeCell()
        : base(null)
    {
        ProcessInlines = true;
        IsOpen = false;
    }
}

/// <summary>
/// Tables whose rows begin with “|”, by their lines alone. Markdig's own reader looks for them among letters, by rules under which a row of another length, or one with a
/// lonely ` or *, takes its neighbours with it; figures must stay where they were written.
/// </summary>
internal sealed class PipeTableParser : BlockParser
{
    public PipeTableParser() => OpeningCharacters = ['|'];

    public override bool CanInterrupt(BlockProcessor processor, Block block) => true;

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (Columns(Below(processor.Line)) is not { } columns) return BlockState.None;
        var table = new PipeTableBlock(this) { Line = processor.LineIndex, Column = processor.Column, Span = new SourceSpan(processor.Start, processor.Line.End) };
        table.Columns.AddRange(columns);
        processor.NewBlocks.Push(table);
        AddRow(processor, table);
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        var table = (PipeTableBlock)block;
        if (processor.IsBlankLine) return BlockState.BreakDiscard;
        if (processor.CurrentChar != '|') return BlockState.Break;
        if (processor.LineIndex > table.Line + 1) AddRow(processor, table);
        table.UpdateSpanEnd(processor.Line.End);
        return BlockState.ContinueDiscard;
    }

    /// <summary>Alignments, where the line is the one below a heading row.</summary>
    private static List<Alignment>? Columns(string line)
    {
        var text = line.Trim();
        if (!text.StartsWith('|') || text.Length < 2) return null;
        var columns = new List<Alignment>();
        foreach (var part in text.Trim('|').Split('|').Select(part => part.Trim()))
        {
            var dashes = part.Trim(':');
            if (dashes.Length == 0 || dashes.Trim('-').Length > 0 || part.Length - dashes.Length > 2) return null;
            columns.Add((part[0] == ':', part[^1] == ':') switch { (true, true) => Alignment.Centre, (_, true) => Alignment.Right, _ => Alignment.Left });
        }

        return columns;
    }

    private static string Below(StringSlice line)
    {
        var start = line.End + 1;
        while (start < line.Text.Length && line.Text[start] is '\r') start++;
        if (start >= line.Text.Length || line.Text[start] != '\n') return "";
        var end = line.Text.AsSpan(start + 1).IndexOfAny('\r', '\n');
        return end < 0 ? line.Text[(start + 1)..] : line.Text.Substring(start + 1, end);
    }

    private static void AddRow(BlockProcessor processor, PipeTableBlock table)
    {
        var line = processor.Line;
        var cells = new List<PipeCell>();
        var start = line.Start + 1;
        for (var at = start; at <= line.End + 1; at++)
        {
            if (at <= line.End && line.Text[at] == '\\')
            {
                at++;
                continue;
            }

            if (at <= line.End && line.Text[at] != '|') continue;
            var slice = new StringSlice(line.Text, start, at - 1);
            slice.Trim();
            // What stands behind the last “|” is a cell only where something does.
            if (at <= line.End || !slice.IsEmpty)
            {
                var cell = new PipeCell { Line = processor.LineIndex, Span = new SourceSpan(slice.Start, slice.End) };
                cell.AppendLine(ref slice, processor.Column, processor.LineIndex, slice.Start, false);
                cells.Add(cell);
                table.Add(cell);
            }

            start = at + 1;
        }

        table.Rows.Add((processor.LineIndex, cells));
    }
}
