using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MonitorWorker.Reports.Word;

/// <summary>Reads the letters of a paragraph, a heading or a cell.</summary>
internal sealed class InlineReader(Action<int, string> refuse)
{
    /// <param name="leaf">Its inlines have been read.</param>
    public IReadOnlyList<TextSpan> Read(LeafBlock leaf)
    {
        var spans = new List<TextSpan>();
        if (leaf.Inline is { } inline) Read(inline, leaf.Line, bold: false, kai: false, spans);
        return Merge(spans);
    }

    private void Read(ContainerInline container, int line, bool bold, bool kai, List<TextSpan> spans)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    spans.Add(new TextSpan(literal.Content.ToString().Replace('\t', ' '), bold, kai));
                    break;
                case HtmlEntityInline entity:
                    spans.Add(new TextSpan(CleanText.Of(entity.Transcoded.ToString()).ReplaceLineEndings(" "), bold, kai));
                    break;
                case LineBreakInline { IsHard: true }:
                    spans.Add(new TextSpan(TextSpan.LineBreak));
                    break;
                case LineBreakInline soft:
                    // Chinese lines are joined as they stand; words of other languages need their space.
                    if (IsNarrow(Last(spans)) && IsNarrow(First(soft.NextSibling))) spans.Add(new TextSpan(" ", bold, kai));
                    break;
                case EmphasisInline emphasis:
                    Read(emphasis, line, bold || emphasis.DelimiterCount == 2, kai || emphasis.DelimiterCount == 1, spans);
                    break;
                case DelimiterInline delimiter:
                    spans.Add(new TextSpan(delimiter.ToLiteral(), bold, kai));
                    Read(delimiter, line, bold, kai, spans);
                    break;
                default:
                    refuse(inline.Line > line ? inline.Line : line, What(inline));
                    break;
            }
        }
    }

    private static string What(Inline inline) => inline switch
    {
        LinkInline { IsImage: true } => "pictures cannot be written; charts are drawn by “:::columns”, “:::bars” and “:::curve”",
        LinkInline or AutolinkInline => "links cannot be written; write the address as text, without brackets",
        HtmlInline => "HTML cannot be written; write \\< for the character itself",
        CodeInline => "code between ` cannot be written; write \\` for the character itself",
        _ => "this cannot be written; text may hold **bold**, *楷体* and line breaks",
    };

    private static List<TextSpan> Merge(List<TextSpan> spans)
    {
        var merged = new List<TextSpan>();
        var text = new StringBuilder();
        foreach (var span in spans.Where(span => span.Text.Length > 0))
        {
            if (merged.Count > 0 && merged[^1] is var last && last.Text != TextSpan.LineBreak && span.Text != TextSpan.LineBreak && last.Bold == span.Bold && last.Kai == span.Kai)
            {
                text.Append(span.Text);
                merged[^1] = last with { Text = text.ToString() };
                continue;
            }

            text.Clear().Append(span.Text);
            merged.Add(span);
        }

        return merged;
    }

    private static char? Last(List<TextSpan> spans) => spans.LastOrDefault(span => span.Text.Length > 0)?.Text[^1];

    private static char? First(Inline? inline) => inline switch
    {
        LiteralInline { Content.IsEmpty: false } literal => literal.Content.CurrentChar,
        ContainerInline container => First(container.FirstChild),
        _ => null,
    };

    private static bool IsNarrow(char? letter) => letter is { } one && !char.IsWhiteSpace(one) && TextWidth.Of(one) == 1;
}
