using System.Text.RegularExpressions;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;

namespace MonitorWorker.Reports.Word;

/// <content>The containers: “:::name” to “:::”.</content>
internal sealed partial class TextParser
{
    private const string Known = "addressee, caption, note, signature, attachments, attachment, landscape, columns, bars, curve, bullets";

    private void AddContainer(CustomContainer container, List<TextPiece> pieces, bool inAttachment, bool inLandscape)
    {
        var line = container.Line + 1;
        var name = container.Info ?? "";
        // Characters can be named by numbers here as well.
        var title = CleanText.Of(container.Arguments ?? "").ReplaceLineEndings(" ").Trim();
        if (name.Length == 0) throw Refused(container.Line, $"a container needs a name: {Known}; one that stands inside another has fewer colons than the one around it");
        if (container.ClosingFencedCharCount == 0) throw Refused(container.Line, $"“:::{name}” is not closed by “:::”");
        if (title.Length > 0 && name != "attachment") throw Refused(container.Line, $"nothing may stand behind “:::{name}”; its text follows on lines of its own");
        switch (name)
        {
            case "addressee":
                pieces.AddRange(Lines(container).Select(text => new ParagraphPiece(line, StyleRole.Addressee, WithFullColon(text))));
                break;
            case "caption":
                pieces.AddRange(Lines(container).Select(text => new ParagraphPiece(line, UnitPattern().IsMatch(TextSpan.Plain(text)) ? StyleRole.Unit : StyleRole.Caption, text)));
                break;
            case "note":
                pieces.AddRange(Lines(container).Select(text => new ParagraphPiece(line, StyleRole.Note, text)));
                break;
            case "signature":
                if (Lines(container) is { Count: > 0 } lines) pieces.Add(new SignaturePiece(line, lines));
                break;
            case "attachments":
                if (container.Count > 0) throw Refused(container.Line, "“:::attachments” holds nothing: it lists the titles of all attachments by itself");
                pieces.Add(new AttachmentListPiece(line));
                break;
            case "attachment":
                if (title.Length == 0) throw Refused(container.Line, "an attachment needs its title: “:::attachment 标题”");
                if (inAttachment) throw Refused(container.Line, "an attachment cannot stand inside another");
                pieces.Add(new AttachmentPiece(line, title, Read(container, inAttachment: true, inLandscape)));
                break;
            case "landscape":
                if (inLandscape) throw Refused(container.Line, "the page is turned already");
                pieces.Add(new LandscapePiece(line, Read(container, inAttachment, inLandscape: true)));
                break;
            default:
                pieces.Add(new ChartPiece(line, KindOf(name, container), OneTable(name, container)));
                break;
        }
    }

    private ChartKind KindOf(string name, CustomContainer container) => name switch
    {
        "columns" => ChartKind.Columns,
        "bars" => ChartKind.Bars,
        "curve" => ChartKind.Curve,
        "bullets" => ChartKind.Bullets,
        _ => throw Refused(container.Line, $"there is no container “{name}”; there are {Known}"),
    };

    private TablePiece OneTable(string name, CustomContainer container)
    {
        if (container is not [PipeTableBlock block]) throw Refused(container.Line, $"“:::{name}” holds one table and nothing else");
        var table = Table(block);
        if (name == "bullets" ? table.Columns.Count is < 3 or > 4 : table.Columns.Count < 2)
            throw Refused(block.Line, name == "bullets" ? "the table of “:::bullets” has three or four columns: name, rate, schedule, text" : $"the table of “:::{name}” has a column of names and at least one of figures");
        if (table.Rows.Count == 0) throw Refused(block.Line, $"the table of “:::{name}” has no row; leave the container out where there is none");
        foreach (var row in table.Rows)
        {
            foreach (var cell in name == "bullets" ? row.Cells.Skip(1).Take(2) : row.Cells.Skip(1))
            {
                if (!ChartFigure.TryRead(TextSpan.Plain(cell), out _)) throw Refused(row.Line - 1, $"“{TextSpan.Plain(cell)}” is no figure; write one, or — where none is known");
            }
        }

        return table;
    }

    /// <summary>The lines of a container that holds nothing but lines.</summary>
    private List<IReadOnlyList<TextSpan>> Lines(CustomContainer container)
    {
        var lines = new List<IReadOnlyList<TextSpan>>();
        foreach (var block in container)
        {
            if (block is not ParagraphBlock paragraph) throw Refused(block.Line, $"“:::{container.Info}” holds lines of text and nothing else");
            // Each line is one here, without two blanks at its end.
            foreach (var inline in paragraph.Inline?.OfType<Markdig.Syntax.Inlines.LineBreakInline>() ?? []) inline.IsHard = true;
            var line = new List<TextSpan>();
            foreach (var span in _inlines.Read(paragraph).Append(new TextSpan(TextSpan.LineBreak)))
            {
                if (span.Text != TextSpan.LineBreak)
                {
                    line.Add(span);
                    continue;
                }

                if (Trimmed(line) is { Count: > 0 } text) lines.Add(text);
                line = [];
            }
        }

        return lines;
    }

    private static IReadOnlyList<TextSpan> WithFullColon(IReadOnlyList<TextSpan> text) =>
        text[^1].Text.TrimEnd(':', '：') is var name && name != text[^1].Text ? [.. text.SkipLast(1), text[^1] with { Text = name + "：" }] : [.. text, new TextSpan("：")];

    [GeneratedRegex(@"^(金额|计量)?单位\s*[：:]")]
    private static partial Regex UnitPattern();
}
