using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Reports.Word;

/// <summary>Reads the Word file in which the office keeps the look of its documents.</summary>
internal static class ReferenceReader
{
    /// <summary>Bytes.</summary>
    public const int Largest = 20 * 1024 * 1024;

    /// <summary>100 mm of text, twips.</summary>
    private const int LeastWidth = 5669;

    private static readonly Type[] _kept =
    [
        typeof(StyleDefinitionsPart), typeof(FontTablePart), typeof(DocumentSettingsPart), typeof(ThemePart), typeof(FooterPart), typeof(HeaderPart),
        typeof(FootnotesPart), typeof(EndnotesPart), typeof(NumberingDefinitionsPart), typeof(WebSettingsPart),
    ];

    /// <exception cref="ReportPartException">It is no usable reference; the message says why.</exception>
    public static OfficialStyle Read(byte[] file, string name)
    {
        try
        {
            return Read(file);
        }
        catch (ReportPartException e)
        {
            throw new ReportPartException($"{name} {e.Message}", e);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            // A broken package shows itself by many exceptions of zip, XML and the SDK.
            throw new ReportPartException($"{name} is no Word document (.docx), or is damaged", e);
        }
    }

    private static OfficialStyle Read(byte[] file)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        stream.Position = 0;
        SectionProperties upright, turned;
        Dictionary<StyleRole, string> ids;
        int cellSize, titleSize;
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            if (document.DocumentType != WordprocessingDocumentType.Document) throw new ReportPartException("is a template or holds macros; save it as a Word document (.docx)");
            var main = document.MainDocumentPart;
            if (main?.Document?.Body is not { } body) throw new ReportPartException("holds no page");
            var sections = body.Descendants<SectionProperties>().Where(IsWhole).ToList();
            upright = (SectionProperties)(sections.LastOrDefault(section => !IsTurned(section))
                ?? throw new ReportPartException("has no upright section with a size and margins; set them under page setup")).CloneNode(true);
            turned = (SectionProperties?)sections.LastOrDefault(IsTurned)?.CloneNode(true) ?? TurnedFrom(upright);
            foreach (var section in new[] { upright, turned })
            {
                if (OfficialStyle.WidthOf(section) < LeastWidth) throw new ReportPartException("leaves less than 100 mm between the margins of its pages");
                Tidy(section);
            }

            ids = ReferenceStylePart.Complete(main);
            AddPageNumbers(main, ids, upright, turned);
            var styles = main.StyleDefinitionsPart!.Styles!;
            cellSize = ReferenceStylePart.SizeOf(styles, ids[StyleRole.Cell]);
            titleSize = ReferenceStylePart.SizeOf(styles, ids[StyleRole.Title]);
            main.Document = new Document(new Body());
            Prune(document, main);
        }

        return new OfficialStyle(Packing.Repack(stream), upright, turned, ids, cellSize, titleSize);
    }

    private static bool IsWhole(SectionProperties section) =>
        section.GetFirstChild<PageSize>() is { Width: not null, Height: not null } && section.GetFirstChild<PageMargin>() is { Left: not null, Right: not null, Top: not null, Bottom: not null };

    private static bool IsTurned(SectionProperties section) => section.GetFirstChild<PageSize>() is { } size && size.Width!.Value > size.Height!.Value;

    /// <summary>The head of what stands on it lies where the upright page is bound.</summary>
    private static SectionProperties TurnedFrom(SectionProperties upright)
    {
        var turned = (SectionProperties)upright.CloneNode(true);
        var (size, margin) = (turned.GetFirstChild<PageSize>()!, turned.GetFirstChild<PageMargin>()!);
        (size.Width, size.Height, size.Orient) = (size.Height!.Value, size.Width!.Value, PageOrientationValues.Landscape);
        var (top, right, bottom, left) = (Math.Abs(margin.Top!.Value), margin.Right!.Value, Math.Abs(margin.Bottom!.Value), margin.Left!.Value);
        (margin.Top, margin.Right, margin.Bottom, margin.Left) = ((int)left, (uint)top, (int)right, (uint)bottom);
        return turned;
    }

    /// <summary>Without what a document would repeat in each of its sections.</summary>
    private static void Tidy(SectionProperties section)
    {
        section.RemoveAllChildren<SectionType>();
        section.RemoveAllChildren<SectionPropertiesChange>();
        section.RemoveAllChildren<TitlePage>();
        if (section.GetFirstChild<PageNumberType>() is { } number) number.Start = null;
    }

    private static void AddPageNumbers(MainDocumentPart main, Dictionary<StyleRole, string> ids, params SectionProperties[] sections)
    {
        var bare = sections.Where(section => !section.Elements<FooterReference>().Any()).ToList();
        if (bare.Count == 0) return;
        ReferenceDocument.AddUprightFooters(main, ids[StyleRole.PageNumber]);
        foreach (var section in bare)
        {
            foreach (var reference in ReferenceDocument.FooterReferences(ReferenceDocument.UprightOdd, ReferenceDocument.UprightEven).Reverse()) section.PrependChild(reference);
        }

        var settings = main.DocumentSettingsPart ?? main.AddNewPart<DocumentSettingsPart>("rIdSettings");
        settings.Settings ??= new Settings();
        if (settings.Settings.GetFirstChild<EvenAndOddHeaders>() is null) settings.Settings.AddChild(new EvenAndOddHeaders());
    }

    /// <summary>Nothing of the office's text, its comments or its names goes into documents, and nothing that would be fetched from elsewhere.</summary>
    private static void Prune(WordprocessingDocument document, MainDocumentPart main)
    {
        foreach (var part in main.Parts.Where(part => !_kept.Contains(part.OpenXmlPart.GetType())).ToList()) main.DeletePart(part.OpenXmlPart);
        foreach (var part in document.Parts.Where(part => part.OpenXmlPart is not MainDocumentPart).ToList()) document.DeletePart(part.OpenXmlPart);
        foreach (var part in main.Parts.Select(part => part.OpenXmlPart).Append(main))
        {
            foreach (var link in part.ExternalRelationships.ToList()) part.DeleteExternalRelationship(link);
            foreach (var link in part.HyperlinkRelationships.ToList()) part.DeleteReferenceRelationship(link);
        }

        if (main.DocumentSettingsPart?.Settings is not { } settings) return;
        settings.RemoveAllChildren<AttachedTemplate>();
        settings.RemoveAllChildren<DocumentProtection>();
        settings.RemoveAllChildren<TrackRevisions>();
        settings.RemoveAllChildren<Rsids>();
        settings.RemoveAllChildren<MailMerge>();
    }
}
