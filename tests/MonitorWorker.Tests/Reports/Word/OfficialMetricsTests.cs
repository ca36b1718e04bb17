using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Tests.Reports.Word;

/// <summary>GB/T 9704-2012 as measures, read from a written document.</summary>
public sealed partial class OfficialMetricsTests : IDisposable
{
    private const double TwipsPerMillimetre = 1440 / 25.4;

    private readonly ReadDocument _document = new(WordSample.Write(WordSample.Text()));

    public void Dispose() => _document.Dispose();

    [Fact]
    public void Page_margins_and_grid_are_those_of_the_standard()
    {
        var sections = _document.Sections;
        Assert.Equal(3, sections.Count);
        foreach (var section in new[] { sections[0], sections[2] })
        {
            var (size, margin, grid) = Of(section);
            Measure(210, size.Width!.Value, 0.1);
            Measure(297, size.Height!.Value, 0.1);
            Assert.NotEqual(PageOrientationValues.Landscape, size.Orient?.Value);
            Measure(37, margin.Top!.Value, 1);
            Measure(35, margin.Bottom!.Value, 1);
            Measure(28, margin.Left!.Value, 1);
            Measure(26, margin.Right!.Value, 1);
            var (width, height) = (size.Width.Value - margin.Left.Value - margin.Right.Value, size.Height.Value - margin.Top.Value - margin.Bottom.Value);
            Measure(156, width, 0.2);
            Measure(225, height, 0.2);
            Assert.Equal(22, (int)(height / 579));
            // 28 letters of 16 pt, each drawn a quarter of a point nearer.
            Assert.Equal(28, (int)(width / (16 * 20 - 5)));
            Assert.Equal((DocGridValues.Lines, 579), (grid.Type!.Value, grid.LinePitch!.Value));
        }

        var (turned, turnedMargin, _) = Of(sections[1]);
        Measure(297, turned.Width!.Value, 0.1);
        Measure(210, turned.Height!.Value, 0.1);
        Assert.Equal(PageOrientationValues.Landscape, turned.Orient!.Value);
        Measure(28, turnedMargin.Top!.Value, 1);
        Measure(37, turnedMargin.Right!.Value, 1);
        Measure(26, turnedMargin.Bottom!.Value, 1);
        Measure(35, turnedMargin.Left!.Value, 1);
        Assert.Null(_document.Main.DocumentSettingsPart!.Settings!.GetFirstChild<MirrorMargins>());

        static (PageSize Size, PageMargin Margin, DocGrid Grid) Of(SectionProperties section) =>
            (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!, section.GetFirstChild<DocGrid>()!);

        static void Measure(double millimetres, double twips, double tolerance) => Assert.Equal(millimetres, twips / TwipsPerMillimetre, tolerance);
    }

    /// <summary>Style, font, half points, line, alignment, first line in hundredths of a character, level of the outline.</summary>
    [Theory]
    [InlineData("公文标题", "方正小标宋简体", "44", "680 exact", "center", null, null)]
    [InlineData("主送机关", "仿宋", "32", "579 exact", "both", "0", null)]
    [InlineData("一级标题", "黑体", "32", "579 exact", "left", "200", 0)]
    [InlineData("二级标题", "楷体", "32", "579 exact", "left", "200", 1)]
    [InlineData("三级标题", "仿宋", "32", "579 exact", "left", "200", 2)]
    [InlineData("四级标题", "仿宋", "32", "579 exact", "left", "200", 3)]
    [InlineData("公文正文", "仿宋", "32", "579 exact", "both", "200", null)]
    [InlineData("附件说明", "仿宋", "32", "579 exact", "left", null, null)]
    [InlineData("公文署名", "仿宋", "32", "579 exact", "right", "0", null)]
    [InlineData("成文日期", "仿宋", "32", "579 exact", "right", "0", null)]
    [InlineData("附件标识", "黑体", "32", "579 exact", "left", "0", null)]
    [InlineData("附件标题", "方正小标宋简体", "44", "680 exact", "center", null, null)]
    [InlineData("表题", "黑体", "28", null, "center", null, null)]
    [InlineData("表格单位", "仿宋", "24", null, "right", null, null)]
    [InlineData("表头文字", "黑体", "24", "312 exact", "center", null, null)]
    [InlineData("表格文字", "仿宋", "24", "312 exact", "left", null, null)]
    [InlineData("表注", "仿宋", "21", null, "both", null, null)]
    public void Each_kind_of_text_has_its_font_size_and_place(string style, string font, string size, string? line, string align, string? firstLine, int? outline)
    {
        var paragraph = _document.In(style).First(paragraph => paragraph.Descendants<Run>().Any());
        Assert.Equal(font, _document.Font(paragraph));
        Assert.Equal(size, _document.Size(paragraph));
        Assert.Equal(line, _document.Line(paragraph));
        Assert.Equal(align, _document.Align(paragraph));
        if (style != "附件说明") Assert.Equal(firstLine, _document.FirstLine(paragraph));
        Assert.Equal(outline, _document.Of<OutlineLevel, int?>(paragraph, level => level.Val?.Value));
        Assert.Equal(_document.Line(paragraph) == "579 exact", _document.OnGrid(paragraph));
    }

    [Fact]
    public void Headings_are_numbered_in_letters_of_the_text_and_go_with_what_follows()
    {
        var first = _document.In("一级标题").Select(ReadDocument.TextOf).ToList();
        Assert.Equal(
            ["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、", "十、", "十一、", "不编", "十二、", "十三、", "一、", "二、"],
            first.Select(heading => NumberPattern().Match(heading) is { Success: true } number ? number.Value : heading[..2]));
        Assert.Equal(["（一）主要职能", "（二）机构人员", "（一）编号从头开始"], _document.In("二级标题").Select(ReadDocument.TextOf));
        Assert.Equal(["1.编制情况", "2.内设机构", "1.层次可以跳过"], _document.In("三级标题").Select(ReadDocument.TextOf));
        Assert.Equal(["（1）行政编制", "（2）事业编制"], _document.In("四级标题").Select(ReadDocument.TextOf));
        Assert.Empty(_document.Body.Descendants<NumberingProperties>());
        foreach (var heading in new[] { "公文标题", "一级标题", "二级标题", "三级标题", "四级标题", "表题", "表格单位", "附件标识", "附件标题" }.SelectMany(_document.In))
            Assert.True(_document.Of<KeepNext, bool?>(heading, keep => keep.Val?.Value ?? true));
    }

    [Fact]
    public void Page_numbers_stand_between_dashes_odd_ones_right_even_ones_left_in_every_section()
    {
        Assert.NotNull(_document.Main.DocumentSettingsPart!.Settings!.GetFirstChild<EvenAndOddHeaders>());
        foreach (var section in _document.Sections)
        {
            var (odd, even) = (_document.Footer(section, HeaderFooterValues.Default), _document.Footer(section, HeaderFooterValues.Even));
            Assert.Equal(["— ", " PAGE ", "1", " —"], FooterTextPattern().Matches(odd).Select(match => match.Groups["text"].Value));
            Assert.Equal(["— ", " PAGE ", "1", " —"], FooterTextPattern().Matches(even).Select(match => match.Groups["text"].Value));
            Assert.Contains("w:rightChars=\"100\"", odd, StringComparison.Ordinal);
            Assert.Contains("<w:jc w:val=\"right\"", odd, StringComparison.Ordinal);
            Assert.Contains("w:leftChars=\"100\"", even, StringComparison.Ordinal);
            Assert.Contains("<w:jc w:val=\"left\"", even, StringComparison.Ordinal);
            // On a turned page the number is turned as well.
            Assert.Equal(section.GetFirstChild<PageSize>()!.Orient?.Value == PageOrientationValues.Landscape, odd.Contains("vert=\"vert\"", StringComparison.Ordinal));
            Assert.Null(section.GetFirstChild<PageNumberType>()?.Start);
            Assert.Null(section.GetFirstChild<TitlePage>());
        }

        var style = _document.Main.StyleDefinitionsPart!.Styles!.Elements<Style>().Single(style => style.StyleName!.Val == "公文页码").StyleRunProperties!;
        Assert.Equal(("宋体", "宋体", "28"), (style.RunFonts!.EastAsia!.Value, style.RunFonts.Ascii!.Value, style.FontSize!.Val!.Value));
    }

    [Fact]
    public void Numbers_of_documents_dates_and_marks_stay_as_they_were_written()
    {
        Assert.Contains("（示财绩〔2024〕7号）", _document.Text, StringComparison.Ordinal);
        Assert.Contains("2024年9月9日（星期一）", _document.Text, StringComparison.Ordinal);
        Assert.Contains("“一体推进”", _document.Text, StringComparison.Ordinal);
        Assert.Contains("1—8月", _document.Text, StringComparison.Ordinal);
        Assert.Contains("a * b | c _ d < e", _document.Text, StringComparison.Ordinal);
        Assert.Equal("示例县财政局：", ReadDocument.TextOf(_document.In("主送机关").Single()));
        // Without a hint “ and — come out as narrow as Latin marks.
        Assert.All(_document.Body.Descendants<Run>().Where(run => run.GetFirstChild<Drawing>() is null), run => Assert.Equal(FontTypeHintValues.EastAsia, run.RunProperties!.RunFonts!.Hint!.Value));
    }

    [Fact]
    public void Name_and_date_stand_to_the_right_and_never_alone()
    {
        var (office, date) = (_document.In("公文署名").Single(), _document.In("成文日期").Single());
        Assert.Equal("2024年9月5日", ReadDocument.TextOf(date));
        Assert.Equal("400", _document.Of<Indentation, string>(date, indent => indent.RightChars?.InnerText));
        // Ten characters above six: two more on each side.
        Assert.Equal("200", _document.Of<Indentation, string>(office, indent => indent.RightChars?.InnerText));
        var before = _document.Paragraphs.TakeWhile(paragraph => paragraph != office).TakeLast(3).ToList();
        Assert.All(before, paragraph => Assert.NotNull(paragraph.ParagraphProperties!.KeepNext));
        Assert.Equal(["公文正文", "附件说明", "附件说明"], before.Select(_document.StyleOf));
    }

    [Fact]
    public void Attachments_begin_a_page_and_are_listed_before_the_signature()
    {
        Assert.Equal(["附件：1. 项目支出明细表", "2. 数据来源与口径"], _document.In("附件说明").Select(ReadDocument.TextOf));
        Assert.Equal(["附件1", "附件2"], _document.In("附件标识").Select(ReadDocument.TextOf));
        Assert.Equal(["项目支出明细表", "数据来源与口径"], _document.In("附件标题").Select(ReadDocument.TextOf));
        // Both begin a section here, whose pages are turned or turned back.
        Assert.Equal(2, _document.Paragraphs.Count(paragraph => paragraph.ParagraphProperties!.SectionProperties is not null) + _document.Body.Elements<Paragraph>().Count(paragraph => !paragraph.Descendants<Run>().Any() && paragraph.ParagraphProperties!.SectionProperties is not null));
        using var upright = new ReadDocument(WordSample.Write("正文。\n\n:::attachments\n:::\n\n:::attachment 名称\n正文。\n:::"));
        Assert.Equal("附件：名称", ReadDocument.TextOf(upright.In("附件说明").Single()));
        var mark = upright.In("附件标识").Single();
        Assert.Equal("附件", ReadDocument.TextOf(mark));
        Assert.NotNull(mark.ParagraphProperties!.PageBreakBefore);
    }

    [Fact]
    public void Fonts_have_others_in_their_stead_and_the_text_is_Chinese()
    {
        var fonts = _document.Main.FontTablePart!.Fonts!.Elements<Font>().ToDictionary(font => font.Name!.Value!, font => font.AltName?.Val?.Value ?? "");
        Assert.Equal(["仿宋", "黑体", "楷体", "宋体", "方正小标宋简体"], fonts.Keys);
        Assert.Contains("仿宋_GB2312", fonts["仿宋"], StringComparison.Ordinal);
        Assert.Contains("楷体_GB2312", fonts["楷体"], StringComparison.Ordinal);
        Assert.Contains("宋体", fonts["方正小标宋简体"], StringComparison.Ordinal);
        Assert.Equal("zh-CN", _document.OfLetters<Languages, string>(_document.In("公文正文")[0], language => language.EastAsia?.Value));
        Assert.Equal("-5", _document.OfLetters<Spacing, string>(_document.In("公文正文")[0], spacing => spacing.Val?.InnerText));
    }

    [Fact]
    public void Tables_repeat_their_heading_keep_rows_whole_and_are_as_wide_as_the_text()
    {
        Assert.Equal(4, _document.Tables.Count);
        foreach (var table in _document.Tables)
        {
            var rows = table.Elements<TableRow>().ToList();
            Assert.All(rows, row => Assert.NotNull(row.TableRowProperties!.GetFirstChild<CantSplit>()));
            Assert.NotNull(rows[0].TableRowProperties!.GetFirstChild<TableHeader>());
            Assert.All(rows.Skip(1), row => Assert.Null(row.TableRowProperties!.GetFirstChild<TableHeader>()));
            var grid = table.GetFirstChild<TableGrid>()!.Elements<GridColumn>().Select(column => int.Parse(column.Width!.Value!, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(grid.Count == 11 ? 12756 : 8844, grid.Sum());
            Assert.All(rows, row => Assert.Equal(grid, row.Elements<TableCell>().Select(cell => int.Parse(cell.TableCellProperties!.TableCellWidth!.Width!.Value!, CultureInfo.InvariantCulture))));
            Assert.All(table.Descendants<Paragraph>(), paragraph => Assert.False(_document.OnGrid(paragraph)));
        }

        Assert.All(_document.Tables[0].Elements<TableRow>().Skip(1), row => Assert.All(row.Descendants<Paragraph>().Skip(1), cell => Assert.Equal("right", _document.Align(cell))));
        Assert.All(_document.Tables[0].Elements<TableRow>().Last().Descendants<Run>(), run => Assert.NotNull(run.RunProperties!.Bold));
        // A small table stays on one page, and with its note; a long one may go on.
        Assert.All(_document.Tables[0].Descendants<Paragraph>(), cell => Assert.NotNull(cell.ParagraphProperties!.KeepNext));
        Assert.All(_document.Tables[2].Descendants<Paragraph>(), cell => Assert.Null(cell.ParagraphProperties!.KeepNext));
        Assert.Equal("21", _document.Size(_document.Tables[2].Descendants<Paragraph>().First()));
        Assert.Contains("尾45行", _document.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("^[一二三四五六七八九十]+、")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("<w:(t|instrText)( [^>]*)?>(?<text>[^<]*)<")]
    private static partial Regex FooterTextPattern();
}
