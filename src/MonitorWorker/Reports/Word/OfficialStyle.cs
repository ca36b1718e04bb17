using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Reports.Word;

/// <summary>The look of official documents: page, grid, fonts and styles, as a Word file that the office edits in Word or WPS.</summary>
public sealed class OfficialStyle
{
    private static readonly Lazy<byte[]> _builtInFile = new(ReferenceDocument.Build);
    private static readonly Lazy<OfficialStyle> _builtIn = new(() => ReferenceReader.Read(BuiltInFile, "official.docx"));

    internal OfficialStyle(byte[] package, SectionProperties upright, SectionProperties turned, IReadOnlyDictionary<StyleRole, string> ids, int cellSize, int titleSize)
    {
        Package = package;
        Upright = upright;
        Turned = turned;
        Ids = ids;
        CellSize = cellSize;
        TitleSize = titleSize;
    }

    /// <summary>As GB/T 9704-2012 has it, where the office keeps no file of its own.</summary>
    public static OfficialStyle BuiltIn => _builtIn.Value;

    /// <summary>The file of <see cref="BuiltIn"/>, as it is shipped.</summary>
    internal static byte[] BuiltInFile => _builtInFile.Value;

    /// <summary>The file with an empty body and what documents may not take over from it removed.</summary>
    internal byte[] Package { get; }

    /// <summary>Ids of the styles in <see cref="Package"/>, one for each role.</summary>
    internal IReadOnlyDictionary<StyleRole, string> Ids { get; }

    /// <summary>Letters of tables, half points.</summary>
    internal int CellSize { get; }

    /// <summary>Letters of the title, half points.</summary>
    internal int TitleSize { get; }

    private SectionProperties Upright { get; }

    private SectionProperties Turned { get; }

    /// <summary>The office's own file.</summary>
    /// <exception cref="ReportPartException">It cannot be read, or is no Word file whose page a document could be written on; the message says why.</exception>
    public static OfficialStyle Load(string path)
    {
        var name = Path.GetFileName(path);
        byte[] file;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > ReferenceReader.Largest })
                throw new ReportPartException($"{name} is larger than {ReferenceReader.Largest / 1024 / 1024} MiB; take pictures and embedded fonts out of it");
            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReportPartException($"{name} cannot be read: {e.Message}", e);
        }

        return ReferenceReader.Read(file, name);
    }

    /// <summary>Page, margins, grid and footers of a section, to be put into a document.</summary>
    internal SectionProperties Section(bool turned) => (SectionProperties)(turned ? Turned : Upright).CloneNode(true);

    /// <summary>Width of the text in twips.</summary>
    internal int TextWidth(bool turned) => WidthOf(turned ? Turned : Upright);

    internal static int WidthOf(SectionProperties section)
    {
        var (size, margin) = (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!);
        return (int)size.Width!.Value - (int)margin.Left!.Value - (int)margin.Right!.Value - (int)(margin.Gutter?.Value ?? 0);
    }
}
