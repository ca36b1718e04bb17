using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Reports.Word;

/// <summary>Puts the pieces of a text into the body of a document, section by section.</summary>
internal sealed class BodyWriter
{
    private const int BlankLine = ReferenceStyles.Pitch;

    /// <summary>Rows of a table that no page should take apart.</summary>
    private const int SmallTable = 8;

    private readonly OfficialStyle _style;
    private readonly ChartWriter _charts;
    private readonly List<string> _attachments = [];
    private readonly List<OpenXmlElement> _elements = [];
    private HeadingNumbers _numbers = new();
    private int _attachment;
    private Section? _section;
    private Section _wanted = new(Turned: false);

    private BodyWriter(OfficialStyle style, MainDocumentPart main)
    {
        _style = style;
        _charts = new ChartWriter(style, main);
    }

    private int TextWidth => _style.TextWidth(_wanted.Turned);

    private bool IsNewPage => _section is null || _section != _wanted;

    public static Body Write(IReadOnlyList<TextPiece> pieces, OfficialStyle style, MainDocumentPart main)
    {
        var writer = new BodyWriter(style, main);
        writer._attachments.AddRange(Attachments(pieces));
        writer.Write(pieces);
        if (writer._elements is not [.., Paragraph]) writer._elements.Add(writer.Thin());
        var body = new Body(writer._elements);
        body.AppendChild(style.Section((writer._section ?? writer._wanted).Turned));
        return body;
    }

    private static IEnumerable<string> Attachments(IEnumerable<TextPiece> pieces) => pieces.SelectMany(piece => piece switch
    {
        AttachmentPiece attachment => [attachment.Title],
        LandscapePiece landscape => Attachments(landscape.Content),
        _ => Enumerable.Empty<string>(),
    });

    private void Write(IReadOnlyList<TextPiece> pieces)
    {
        for (var at = 0; at < pieces.Count; at++)
        {
            switch (pieces[at])
            {
                case HeadingPiece heading:
                    Add(Heading(heading));
                    break;
                case ParagraphPiece paragraph:
                    Add(Paragraphs.Of(_style, paragraph.Role, paragraph.Text));
                    break;
                case TablePiece table:
                    AddTable(TableWriter.Write(table, _style, TextWidth), HasNote(pieces, at));
                    break;
                case ChartPiece { Kind: ChartKind.Bullets } bullets:
                    AddTable(BulletTable.Write(bullets.Table, _style, TextWidth), HasNote(pieces, at));
                    break;
                case ChartPiece chart:
                    Add(_charts.Write(chart, TextWidth, keepNext: pieces.ElementAtOrDefault(at + 1) is ParagraphPiece { Role: StyleRole.Caption or StyleRole.Note }));
                    break;
                case AttachmentListPiece:
                    AddAttachmentList();
                    break;
                case AttachmentPiece attachment:
                    AddAttachment(attachment);
                    break;
                case LandscapePiece landscape:
                    Turn(turned: true);
                    Write(landscape.Content);
                    Turn(turned: false);
                    break;
                case SignaturePiece signature:
                    AddSignature(signature);
                    break;
            }
        }
    }

    private Paragraph Heading(HeadingPiece heading)
    {
        if (heading.Level > 0) return Paragraphs.Of(_style, StyleRoles.OfLevel(heading.Level), [new TextSpan(_numbers.Next(heading.Level, heading.Numbered)), .. heading.Text]);
        return Title(StyleRole.Title, heading.Text);
    }

    private Paragraph Title(StyleRole role, IReadOnlyList<TextSpan> text)
    {
        // Where the template breaks lines, it knows the words better.
        if (text is [{ Text: not TextSpan.LineBreak } only])
        {
            var lines = TitleLines.Of(only.Text, TextWidth * 2 / (_style.TitleSize * 10));
            text = [.. lines.SelectMany((line, at) => at == 0 ? [only with { Text = line }] : new[] { new TextSpan(TextSpan.LineBreak), only with { Text = line } })];
        }

        return Paragraphs.Of(_style, role, text);
    }

    private void AddAttachmentList()
    {
        for (var at = 0; at < _attachments.Count; at++)
        {
            // Lines of a long name begin below its first letter: two characters in, behind 附件： and the number.
            var number = _attachments.Count > 1 ? (at + 1).ToString(CultureInfo.InvariantCulture) + ". " : "";
            var hanging = Word.TextWidth.Of(number) * 50 + (at == 0 ? 300 : 0);
            var left = 500 + Word.TextWidth.Of(number) * 50;
            var paragraph = Paragraphs.Of(_style, StyleRole.AttachmentNote, TextSpan.Of((at == 0 ? "附件：" : "") + number + _attachments[at]));
            var properties = paragraph.ParagraphProperties!;
            properties.Indentation = new Indentation { LeftChars = left, Left = Characters(left), HangingChars = hanging, Hanging = Characters(hanging), FirstLineChars = null };
            if (at == 0) properties.SpacingBetweenLines = new SpacingBetweenLines { Before = Text(BlankLine) };
            Add(paragraph);
        }
    }

    private void AddAttachment(AttachmentPiece attachment)
    {
        // One whose content is turned from the start has its name on the turned page, not alone on one before it.
        var turnedAtOnce = !_wanted.Turned && attachment.Content is [LandscapePiece, ..];
        if (turnedAtOnce) Turn(turned: true);
        _attachment++;
        _numbers = new HeadingNumbers();
        var mark = Paragraphs.Of(_style, StyleRole.AttachmentMark, TextSpan.Of(_attachments.Count > 1 ? "附件" + _attachment.ToString(CultureInfo.InvariantCulture) : "附件"));
        if (!IsNewPage) mark.ParagraphProperties!.PageBreakBefore = new PageBreakBefore();
        Add(mark);
        Add(Title(StyleRole.AttachmentTitle, TextSpan.Of(attachment.Title)));
        if (turnedAtOnce)
        {
            Write(((LandscapePiece)attachment.Content[0]).Content);
            Turn(turned: false);
        }

        Write(turnedAtOnce ? [.. attachment.Content.Skip(1)] : attachment.Content);
    }

    private void AddSignature(SignaturePiece signature)
    {
        KeepWithNext();
        var date = signature.Lines[^1];
        var dateWidth = Word.TextWidth.Of(date) * 50;
        for (var at = 0; at < signature.Lines.Count; at++)
        {
            var isDate = at == signature.Lines.Count - 1;
            var paragraph = Paragraphs.Of(_style, isDate ? StyleRole.Date : StyleRole.Office, signature.Lines[at]);
            var properties = paragraph.ParagraphProperties!;
            if (!isDate)
            {
                // The date stands four characters from the right, the name centred above it as far as there is room.
                var right = Math.Max(0, 400 + (dateWidth - Word.TextWidth.Of(signature.Lines[at]) * 50) / 2);
                properties.Indentation = new Indentation { RightChars = right, Right = Characters(right), FirstLineChars = 0, FirstLine = "0" };
            }

            if (at == 0) properties.SpacingBetweenLines = new SpacingBetweenLines { Before = Text(2 * BlankLine) };
            Add(paragraph);
        }
    }

    /// <summary>What was written last goes to the page of what comes: a name and a date alone on a page could be put below another text.</summary>
    private void KeepWithNext()
    {
        if (IsNewPage) return;
        for (var at = _elements.Count - 1; at >= 0; at--)
        {
            var paragraphs = _elements[at] is Table table ? table.Elements<TableRow>().Last().Descendants<Paragraph>().ToList() : [(Paragraph)_elements[at]];
            foreach (var paragraph in paragraphs) paragraph.ParagraphProperties!.KeepNext = new KeepNext();
            if (_elements[at] is Table || (paragraphs[0].ParagraphProperties!.ParagraphStyleId!.Val != _style.Ids[StyleRole.AttachmentNote] && !Paragraphs.IsThin(paragraphs[0]))) return;
        }
    }

    private void Turn(bool turned) => _wanted = new Section(turned);

    private static bool HasNote(IReadOnlyList<TextPiece> pieces, int at) => pieces.ElementAtOrDefault(at + 1) is ParagraphPiece { Role: StyleRole.Note };

    /// <param name="hasNote">The paragraph behind it belongs to it.</param>
    private void AddTable(Table table, bool hasNote)
    {
        var rows = table.Elements<TableRow>().ToList();
        // A small table stays on one page; a long one has its note beside its last row.
        var kept = rows.Count <= SmallTable ? rows : rows.TakeLast(1);
        foreach (var paragraph in kept.SkipLast(hasNote ? 0 : 1).SelectMany(row => row.Descendants<Paragraph>())) paragraph.ParagraphProperties!.KeepNext = new KeepNext();
        // Two tables in a row would become one.
        if (!IsNewPage && _elements is [.., Table]) Add(Thin());
        Add(table);
    }

    private void Add(OpenXmlElement element)
    {
        if (_section is not null && _section != _wanted)
        {
            if (_elements is not [.., Paragraph]) _elements.Add(Thin());
            ((Paragraph)_elements[^1]).ParagraphProperties!.SectionProperties = _style.Section(_section.Turned);
        }

        _section = _wanted;
        _elements.Add(element);
    }

    private Paragraph Thin() => Paragraphs.Thin(_style);

    /// <summary>Hundredths of a character of the body in twips, for programs that do not count in characters.</summary>
    private static string Characters(int hundredths) => Text(hundredths * 315 / 100);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Pages of one direction; another one, even of the same direction, begins on a new page.</summary>
    private sealed class Section(bool Turned)
    {
        public bool Turned { get; } = Turned;
    }
}
