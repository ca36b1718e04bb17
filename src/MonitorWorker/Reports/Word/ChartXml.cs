using System.Globalization;
using System.Xml.Linq;

namespace MonitorWorker.Reports.Word;

/// <summary>
/// A chart as DrawingML has it, with its figures cached. It can be told apart without colour: planned is white with an outline or a dashed line, actual dark or a full line with marks,
/// further series have patterns. What is not known is a gap, never nought.
/// </summary>
internal static class ChartXml
{
    private const int MostLabels = 16;
    private const string NameAxis = "111111111";
    private const string FigureAxis = "222222222";

    private static readonly XNamespace _c = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace _a = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace _r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly string[] _patterns = ["wdUpDiag", "pct20", "horz", "smGrid"];
    private static readonly string[] _dashes = ["dash", "solid", "sysDot", "lgDashDot"];
    private static readonly string[] _marks = ["none", "circle", "triangle", "square"];

    public static XDocument Of(ChartKind kind, ChartData data, string workbook)
    {
        var lying = kind == ChartKind.Bars;
        var chart = kind == ChartKind.Curve
            ? C("lineChart", Val("grouping", "standard"), Val("varyColors", "0"), Series(data, kind), Val("marker", "1"), Axes())
            : C("barChart", Val("barDir", lying ? "bar" : "col"), Val("grouping", "clustered"), Val("varyColors", "0"), Series(data, kind), Val("gapWidth", "70"), Val("overlap", "0"), Axes());
        var names = C(
            "catAx",
            Val("axId", NameAxis),
            // Lying bars start at the foot: turned around, the first row is on top.
            C("scaling", Val("orientation", lying ? "maxMin" : "minMax")),
            Val("delete", "0"),
            Val("axPos", lying ? "l" : "b"),
            // Names stay at the edge where a figure is below nought.
            Ticks("low"),
            Line("000000", 9525),
            Val("crossAx", FigureAxis),
            Val("crosses", "autoZero"),
            Val("auto", "0"),
            Val("lblAlgn", "ctr"),
            Val("lblOffset", "100"),
            Val("noMultiLvlLbl", "1"));
        var figures = C(
            "valAx",
            Val("axId", FigureAxis),
            C("scaling", Val("orientation", "minMax")),
            Val("delete", "0"),
            Val("axPos", lying ? "b" : "l"),
            C("majorGridlines", Line("BFBFBF", 6350)),
            Format(data.Format.Split('.') is [var whole, _] ? whole + (data.Format.EndsWith("\"%\"", StringComparison.Ordinal) ? "\"%\"" : "") : data.Format),
            Ticks("nextTo"),
            Line("000000", 9525),
            Val("crossAx", NameAxis),
            Val("crosses", lying ? "max" : "autoZero"),
            Val("crossBetween", kind == ChartKind.Curve ? "midCat" : "between"));
        return new XDocument(C(
            "chartSpace",
            new XAttribute(XNamespace.Xmlns + "c", _c.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "a", _a.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "r", _r.NamespaceName),
            Val("date1904", "0"),
            Val("roundedCorners", "0"),
            C(
                "chart",
                Val("autoTitleDeleted", "1"),
                C("plotArea", C("layout"), chart, names, figures),
                C("legend", Val("legendPos", "t"), Val("overlay", "0")),
                Val("plotVisOnly", "1"),
                Val("dispBlanksAs", "gap")),
            C("spPr", A("noFill"), A("ln", A("noFill"))),
            Letters(1050),
            C("externalData", new XAttribute(_r + "id", workbook), Val("autoUpdate", "0"))));
    }

    private static IEnumerable<XElement> Series(ChartData data, ChartKind kind)
    {
        var labelled = kind != ChartKind.Curve && data.Names.Count * data.Series.Count <= MostLabels;
        return data.Series.Select((series, at) => C(
            "ser",
            Val("idx", Text(at)),
            Val("order", Text(at)),
            C("tx", Strings(ChartWorkbook.Range(at + 1, 1, 1), [series.Name])),
            kind == ChartKind.Curve ? Curve(at) : Fill(at),
            kind == ChartKind.Curve ? null : Val("invertIfNegative", "0"),
            labelled ? Labels(data.Format) : null,
            C("cat", Strings(ChartWorkbook.Range(0, 2, data.Names.Count + 1), data.Names)),
            C("val", Figures(ChartWorkbook.Range(at + 1, 2, data.Names.Count + 1), series.Values, data.Format)),
            kind == ChartKind.Curve ? Val("smooth", "0") : null));
    }

    private static XElement Fill(int series) => C(
        "spPr",
        series switch
        {
            0 => Solid("FFFFFF"),
            1 => Solid("404040"),
            _ => A("pattFill", new XAttribute("prst", _patterns[(series - 2) % _patterns.Length]), A("fgClr", Colour("000000")), A("bgClr", Colour("FFFFFF"))),
        },
        A("ln", new XAttribute("w", "12700"), Solid("000000")));

    private static object[] Curve(int series)
    {
        var mark = _marks[series % _marks.Length];
        return
        [
            C("spPr", A("ln", new XAttribute("w", series == 1 ? "28575" : "19050"), new XAttribute("cap", "rnd"), Solid("000000"), A("prstDash", new XAttribute("val", _dashes[series % _dashes.Length])), A("round"))),
            C("marker", Val("symbol", mark), mark == "none" ? null : new[] { Val("size", "7"), C("spPr", Solid(series == 1 ? "000000" : "FFFFFF"), A("ln", new XAttribute("w", "9525"), Solid("000000"))) }),
        ];
    }

    private static XElement Labels(string format) => C(
        "dLbls", Format(format), C("spPr", A("noFill"), A("ln", A("noFill"))), Letters(900), Val("dLblPos", "outEnd"), Val("showLegendKey", "0"), Val("showVal", "1"), Val("showCatName", "0"), Val("showSerName", "0"), Val("showPercent", "0"), Val("showBubbleSize", "0"));

    private static XElement Strings(string range, IReadOnlyList<string> texts) => C(
        "strRef", C("f", range), C("strCache", Val("ptCount", Text(texts.Count)), texts.Select((text, at) => C("pt", new XAttribute("idx", Text(at)), C("v", text)))));

    private static XElement Figures(string range, IReadOnlyList<decimal?> values, string format) => C(
        "numRef",
        C("f", range),
        C("numCache", C("formatCode", format), Val("ptCount", Text(values.Count)), values.Select((value, at) => value is { } known ? C("pt", new XAttribute("idx", Text(at)), C("v", known.ToString(CultureInfo.InvariantCulture))) : null)));

    private static XElement[] Axes() => [Val("axId", NameAxis), Val("axId", FigureAxis)];

    private static XElement[] Ticks(string labels) => [Val("majorTickMark", "out"), Val("minorTickMark", "none"), Val("tickLblPos", labels)];

    private static XElement Format(string format) => C("numFmt", new XAttribute("formatCode", format), new XAttribute("sourceLinked", "0"));

    private static XElement Line(string colour, int width) => C("spPr", A("ln", new XAttribute("w", Text(width)), Solid(colour)));

    /// <param name="size">Hundredths of a point.</param>
    private static XElement Letters(int size) => C(
        "txPr",
        A("bodyPr"),
        A("p", A("pPr", A("defRPr", new XAttribute("sz", Text(size)), Solid("000000"), Face("latin"), Face("ea"))), A("endParaRPr", new XAttribute("lang", "zh-CN"))));

    private static XElement Face(string script) => A(script, new XAttribute("typeface", "宋体"));

    private static XElement Solid(string colour) => A("solidFill", Colour(colour));

    private static XElement Colour(string colour) => A("srgbClr", new XAttribute("val", colour));

    private static XElement Val(string name, string value) => C(name, new XAttribute("val", value));

    private static XElement C(string name, params object?[] content) => new(_c + name, content);

    private static XElement A(string name, params object?[] content) => new(_a + name, content);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
