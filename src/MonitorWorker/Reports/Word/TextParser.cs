using System.Globalization;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace MonitorWorker.Reports.Word;

/// <summary>Reads the text of a report: Markdown without pictures, links and HTML, with containers for what only official documents have.</summary>
internal sealed partial class TextParser
{
    private const string Unnumbered = "{-}";
    private const int DeepestHeading = 5;

    private static readonly MarkdownPipeline _pipeline = Pipeline();

    private readonly string[] _lines;
    private readonly InlineReader _inlines;

    private TextParser(string text)
    {
        _lines = text.Split('\n');
        _inlines = new InlineReader((line, why) => throw Refused(line, why));
    }

    /// <exception cref="ReportPartException">Something cannot be written; the message names the line, shows it and says what is allowed.</exception>
    public static IReadOnlyList<TextPiece> Parse(string text)
    {
        var clean = CleanText.Of(text).ReplaceLineEndings("\n");
        try
        {
            return new TextParser(clean).Read(Markdown.Parse(clean, _pipeline), inAttachment: false, inLandscape: false);
        }
        catch (ArgumentException e)
        {
            throw new ReportPartException("the text is nested too deeply to be read", e);
        }
    }

    private static MarkdownPipeline Pipeline()
    {
        var builder = new MarkdownPipelineBuilder().UseCjkFriendlyEmphasis().UsePreciseSourceLocation();
        // People indent with blanks, and write dashes below a line: neither means anything here.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.FindExact<ParagraphBlockParser>()!.ParseSetextHeadings = false;
        builder.BlockParsers.Insert(0, new CustomContainerParser());
        builder.BlockParsers.Insert(1, new PipeTableParser());
        return builder.Build();
    }

    private List<TextPiece> Read(ContainerBlock blocks, bool inAttachment, bool inLandscape)
    {
        var pieces = new List<TextPiece>();
        foreach (var block in blocks)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    pieces.Add(Heading(heading));
                    break;
                case ParagraphBlock paragraph:
                    if (Body(paragraph, "") is { } body) pieces.Add(body);
                    break;
                case ListBlock list:
                    AddList(list, pieces);
                    break;
                case PipeTableBlock table:
                    pieces.Add(Table(table));
                    break;
                case CustomContainer container:
                    AddContainer(container, pieces, inAttachment, inLandscape);
                    break;
                case BlankLineBlock:
                    break;
                default:
                    throw Refused(block.Line, What(block));
            }
        }

        return pieces;
    }

    private HeadingPiece Heading(HeadingBlock heading)
    {
        if (heading.Level > DeepestHeading) throw Refused(heading.Line, "there are four levels of headings, “##” to “#####”");
        var text = Trimmed(_inlines.Read(heading));
        var numbered = true;
        if (text.Count > 0 && text[^1].Text.TrimEnd().EndsWith(Unnumbered, StringComparison.Ordinal))
        {
            numbered = false;
            text = Trimmed([.. text.SkipLast(1), text[^1] with { Text = text[^1].Text.TrimEnd()[..^Unnumbered.Length] }]);
        }

        if (text.Count == 0) throw Refused(heading.Line, "a heading needs words");
        return new HeadingPiece(heading.Line + 1, heading.Level - 1, text, numbered);
    }

    /// <returns>Null where nothing is left of it.</returns>
    private ParagraphPiece? Body(ParagraphBlock paragraph, string prefix)
    {
        if (_lines.ElementAtOrDefault(paragraph.Line + 1) is { } below && below.Contains('|') && SeparatorPattern().IsMatch(below))
            throw Refused(paragraph.Line, "each row of a table begins with “|”");
        var text = Trimmed(_inlines.Read(paragraph));
        if (prefix.Length > 0) text = [new TextSpan(prefix), .. text];
        return text.Count == 0 ? null : new ParagraphPiece(paragraph.Line + 1, StyleRole.Body, text);
    }

    private void AddList(ListBlock list, List<TextPiece> pieces)
    {
        var number = int.TryParse(list.OrderedStart ?? list.DefaultOrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var prefix = list.IsOrdered ? $"（{(number++).ToString(CultureInfo.InvariantCulture)}）" : "——";
            foreach (var block in item)
            {
                if (block is ListBlock inner)
                {
                    AddList(inner, pieces);
                    continue;
                }

                if (block is not ParagraphBlock paragraph) throw Refused(block.Line, "a list holds paragraphs and lists; write a heading or a table without blanks and outside of the list");
                if (Body(paragraph, prefix) is { } body) pieces.Add(body);
                prefix = "";
            }
        }
    }

    private TablePiece Table(PipeTableBlock table)
    {
        var width = Math.Max(table.Columns.Count, table.Rows.Max(row => row.Cells.Count));
        var columns = Enumerable.Range(0, width).Select(at => table.Columns.ElementAtOrDefault(at)).ToList();
        return new TablePiece(table.Line + 1, columns, Cells(table.Rows[0].Cells), [.. table.Rows.Skip(1).Select(row => new TableRowPiece(row.Line + 1, Cells(row.Cells)))]);

        IReadOnlyList<IReadOnlyList<TextSpan>> Cells(List<PipeCell> cells) => [.. Enumerable.Range(0, width).Select(at => at < cells.Count ? Trimmed(_inlines.Read(cells[at])) : [])];
    }

    /// <summary>Without blanks around it; full-width ones too, with which people indent paragraphs that are indented by their style.</summary>
    private static List<TextSpan> Trimmed(IReadOnlyList<TextSpan> spans)
    {
        var text = spans.ToList();
        while (text.Count > 0 && text[0].Text.TrimStart().Length == 0) text.RemoveAt(0);
        while (text.Count > 0 && text[^1].Text.TrimEnd().Length == 0) text.RemoveAt(text.Count - 1);
        if (text.Count > 0) text[0] = text[0] with { Text = text[0].Text.TrimStart() };
        if (text.Count > 0) text[^1] = text[^1] with { Text = text[^1].Text.TrimEnd() };
        return text;
    }

    private static string What(Block block) => block switch
    {
        HtmlBlock => "HTML cannot be written; write \\< for the character itself",
        ThematicBreakBlock => "lines across the page cannot be written",
        QuoteBlock => "quotes cannot be written; write \\> for the character itself",
        CodeBlock => "code cannot be written; write \\` for the character itself",
        LinkReferenceDefinitionGroup or LinkReferenceDefinition => "links cannot be written; write \\[ for the bracket itself",
        _ => "this cannot be written; a text holds headings, paragraphs, lists, tables and containers",
    };

    /// <param name="line">From 0.</param>
    private ReportPartException Refused(int line, string why)
    {
        var shown = (_lines.ElementAtOrDefault(line) ?? "").Trim();
        return new ReportPartException($"line {line + 1} of the text (“{(shown.Length > 40 ? shown[..40] + "…" : shown)}”): {why}");
    }

    [GeneratedRegex(@"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")]
    private static partial Regex SeparatorPattern();
}
