using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Tests.Reports.Word;

/// <summary>A .docx read back, with what its styles come to.</summary>
internal sealed class ReadDocument : IDisposable
{
    private readonly WordprocessingDocument _document;
    private readonly Dictionary<string, Style> _styles;

    public ReadDocument(byte[] file)
    {
        _document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        _styles = Main.StyleDefinitionsPart!.Styles!.Elements<Style>().ToDictionary(style => style.StyleId!.Value!);
    }

    public MainDocumentPart Main => _document.MainDocumentPart!;

    public Body Body => Main.Document!.Body!;

    public WordprocessingDocument Package => _document;

    public IReadOnlyList<SectionProperties> Sections => [.. Body.Descendants<SectionProperties>()];

    public IReadOnlyList<Table> Tables => [.. Body.Elements<Table>()];

    /// <summary>Paragraphs outside of tables that hold something.</summary>
    public IReadOnlyList<Paragraph> Paragraphs => [.. Body.Elements<Paragraph>().Where(paragraph => paragraph.Descendants<Run>().Any())];

    /// <summary>All letters, a line for each paragraph, whether in a table or not.</summary>
    public string Text => string.Join('\n', Body.Descendants<Paragraph>().Select(TextOf));

    public static string TextOf(OpenXmlElement element) =>
        string.Concat(element.Descendants().Select(one => one switch { DocumentFormat.OpenXml.Wordprocessing.Text text => text.Text, Break => "\n", _ => "" }));

    public Paragraph Saying(string text) => Body.Descendants<Paragraph>().First(paragraph => TextOf(paragraph).Contains(text, StringComparison.Ordinal));

    public IReadOnlyList<Paragraph> In(string style) => [.. Body.Descendants<Paragraph>().Where(paragraph => StyleOf(paragraph) == style)];

    public string StyleOf(Paragraph paragraph) => _styles[paragraph.ParagraphProperties!.ParagraphStyleId!.Val!.Value!].StyleName!.Val!.Value!;

    /// <summary>A property of a paragraph: its own, else that of its style or of one that it builds on.</summary>
    public TValue? Of<TElement, TValue>(Paragraph paragraph, Func<TElement, TValue?> value)
        where TElement : OpenXmlElement =>
        Chain(paragraph).Select(properties => properties?.GetFirstChild<TElement>() is { } element ? value(element) : default).FirstOrDefault(found => found is not null);

    /// <summary>A property of the letters of a paragraph, as its first run has it.</summary>
    public TValue? OfLetters<TElement, TValue>(Paragraph paragraph, Func<TElement, TValue?> value)
        where TElement : OpenXmlElement
    {
        var own = paragraph.Descendants<Run>().First().RunProperties;
        var chain = new OpenXmlElement?[] { own }
            .Concat(own?.RunStyle?.Val?.Value is { } letters ? new OpenXmlElement?[] { _styles[letters].StyleRunProperties } : Array.Empty<OpenXmlElement?>())
            .Concat(Styles(paragraph).Select(style => style.StyleRunProperties))
            .Append(Main.StyleDefinitionsPart!.Styles!.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle);
        return chain.Select(properties => properties?.GetFirstChild<TElement>() is { } element ? value(element) : default).FirstOrDefault(found => found is not null);
    }

    public string? Font(Paragraph paragraph) => OfLetters<RunFonts, string>(paragraph, fonts => fonts.EastAsia?.Value);

    public string? Size(Paragraph paragraph) => OfLetters<FontSize, string>(paragraph, size => size.Val?.Value);

    public string? Line(Paragraph paragraph) => Of<SpacingBetweenLines, string>(paragraph, spacing => spacing.Line?.Value is { } line ? $"{line} {spacing.LineRule?.InnerText}" : null);

    public string? Align(Paragraph paragraph) => Of<Justification, string>(paragraph, align => align.Val?.InnerText);

    public string? FirstLine(Paragraph paragraph) => Of<Indentation, string>(paragraph, indent => indent.FirstLineChars?.InnerText);

    public bool? OnGrid(Paragraph paragraph) => Of<SnapToGrid, bool?>(paragraph, grid => grid.Val?.Value ?? true) ?? true;

    public string Footer(SectionProperties section, HeaderFooterValues type)
    {
        var reference = section.Elements<FooterReference>().Single(footer => footer.Type!.Value == type);
        return ((FooterPart)Main.GetPartById(reference.Id!.Value!)).Footer!.OuterXml;
    }

    /// <summary>What the document holds, line by line, to be compared with a kept file.</summary>
    public string Outline()
    {
        var text = new StringBuilder();
        foreach (var element in Body.ChildElements)
        {
            switch (element)
            {
                case Paragraph paragraph:
                    text.Append(CultureInfo.InvariantCulture, $"[{StyleOf(paragraph)}{Marks(paragraph)}] {Letters(paragraph)}\n");
                    break;
                case Table table:
                    text.Append(CultureInfo.InvariantCulture, $"[table {string.Join(' ', table.GetFirstChild<TableGrid>()!.Elements<GridColumn>().Select(column => column.Width!.Value))}]\n");
                    foreach (var row in table.Elements<TableRow>()) text.Append(CultureInfo.InvariantCulture, $"  {string.Join(" | ", row.Elements<TableCell>().Select(cell => string.Join('/', cell.Descendants<Paragraph>().Select(Letters))))}\n");
                    break;
            }
        }

        return text.ToString();
    }

    public static IReadOnlyList<string> Problems(byte[] file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        return [.. new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")];
    }

    public void Dispose() => _document.Dispose();

    private static string Letters(Paragraph paragraph) => string.Concat(paragraph.Descendants<Run>().Select(run =>
        run.GetFirstChild<Drawing>() is { } drawing ? "{" + drawing.Inline!.DocProperties!.Description + "}"
            : (run.RunProperties?.RunStyle is not null ? "*" : "") + (run.RunProperties?.Bold is not null ? "**" : "") + TextOf(run).Replace("\n", "⏎", StringComparison.Ordinal)
                + (run.RunProperties?.Bold is not null ? "**" : "") + (run.RunProperties?.RunStyle is not null ? "*" : "")));

    private static string Marks(Paragraph paragraph)
    {
        var properties = paragraph.ParagraphProperties!;
        return (properties.KeepNext is null ? "" : " keep") + (properties.PageBreakBefore is null ? "" : " page") + (properties.SectionProperties is null ? "" : " section");
    }

    private IEnumerable<OpenXmlElement?> Chain(Paragraph paragraph) => new OpenXmlElement?[] { paragraph.ParagraphProperties }.Concat(Styles(paragraph).Select(style => style.StyleParagraphProperties));

    private IEnumerable<Style> Styles(Paragraph paragraph)
    {
        for (var id = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value; id is not null; id = _styles[id].BasedOn?.Val?.Value) yield return _styles[id];
    }
}
