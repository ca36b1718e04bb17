using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;

namespace MonitorWorker.Reports.Word;

/// <summary>What a file says of itself: its title, who made it, and when.</summary>
internal static class CoreProperties
{
    private const string Creator = "MonitorWorker";

    private static readonly XNamespace _core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace _dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace _terms = "http://purl.org/dc/terms/";
    private static readonly XNamespace _xsi = "http://www.w3.org/2001/XMLSchema-instance";

    public static void Write(WordprocessingDocument document, string title, DateTimeOffset madeAt)
    {
        var part = document.CoreFilePropertiesPart ?? document.AddNewPart<CoreFilePropertiesPart>("rIdCore");
        var time = madeAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var root = new XElement(
            _core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "cp", _core.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dc", _dc.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dcterms", _terms.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "xsi", _xsi.NamespaceName),
            new XElement(_dc + "title", CleanText.Of(title)),
            new XElement(_dc + "creator", Creator),
            new XElement(_core + "lastModifiedBy", Creator),
            Time("created"),
            Time("modified"));
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        root.Save(stream, SaveOptions.DisableFormatting);

        XElement Time(string name) => new(_terms + name, new XAttribute(_xsi + "type", "dcterms:W3CDTF"), time);
    }
}
