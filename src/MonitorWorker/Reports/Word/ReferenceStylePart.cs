using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Reports.Word;

/// <summary>The styles of the office's file, with those of the built-in look that it lacks.</summary>
internal static class ReferenceStylePart
{
    private const int UsualSize = 32;
    private const int DeepestBasis = 20;

    /// <summary>Adds what is missing.</summary>
    /// <returns>Id of the style of each role: Word and WPS give styles other ids when they save, but keep their names.</returns>
    public static Dictionary<StyleRole, string> Complete(MainDocumentPart main)
    {
        var part = main.StyleDefinitionsPart ?? main.AddNewPart<StyleDefinitionsPart>("rIdStyles");
        if (part.Styles is null) ReferenceDocument.Feed(part, ReferenceStyles.Styles);
        var styles = part.Styles!;
        if (main.FontTablePart is null) ReferenceDocument.Feed(main.AddNewPart<FontTablePart>("rIdFonts"), ReferenceStyles.Fonts);
        var builtIn = new Styles(ReferenceStyles.Styles[ReferenceStyles.Styles.IndexOf("<w:styles", StringComparison.Ordinal)..]);
        return StyleRoles.Names.ToDictionary(named => named.Key, named => Ensure(styles, builtIn.Elements<Style>().First(style => style.StyleName?.Val?.Value == named.Value), builtIn));
    }

    /// <summary>Size of a style's letters in half points, its own or of what it builds on.</summary>
    public static int SizeOf(Styles styles, string id)
    {
        for (var depth = 0; depth < DeepestBasis; depth++)
        {
            var style = styles.Elements<Style>().FirstOrDefault(style => style.StyleId == id);
            if (Size(style?.StyleRunProperties?.FontSize) is { } size) return size;
            if (style?.BasedOn?.Val?.Value is not { } basis) break;
            id = basis;
        }

        return Size(styles.DocDefaults?.RunPropertiesDefault?.RunPropertiesBaseStyle?.FontSize) ?? UsualSize;

        static int? Size(FontSize? size) => int.TryParse(size?.Val?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
    }

    private static string Ensure(Styles styles, Style wanted, Styles builtIn)
    {
        if (styles.Elements<Style>().FirstOrDefault(style => IsSame(style, wanted))?.StyleId?.Value is { } known) return known;
        var added = (Style)wanted.CloneNode(true);
        // What it builds on goes by name as well: the office's own body text carries to headings that are added.
        if (added.BasedOn?.Val?.Value is { } basis) added.BasedOn.Val = Ensure(styles, builtIn.Elements<Style>().First(style => style.StyleId == basis), builtIn);
        var id = added.StyleId!.Value!;
        while (styles.Elements<Style>().Any(style => style.StyleId == id)) id += "x";
        added.StyleId = id;
        if (styles.Elements<Style>().Any(style => style.Type?.Value == added.Type?.Value && style.Default?.Value == true)) added.Default = null;
        styles.AppendChild(added);
        return id;
    }

    private static bool IsSame(Style style, Style wanted) =>
        style.Type?.Value == wanted.Type?.Value && string.Equals(style.StyleName?.Val?.Value, wanted.StyleName!.Val!.Value, StringComparison.OrdinalIgnoreCase);
}
