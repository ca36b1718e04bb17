using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Wordprocessing;
using MonitorWorker.Reports.Templates;
using MonitorWorker.Reports.Views;
using MonitorWorker.Reports.Word;
using MonitorWorker.Tests.Reports.Word;

namespace MonitorWorker.Tests.Reports.Content;

/// <summary>The documents that are handed in, read back from their files: complete, sound, and as GB/T 9704-2012 has them.</summary>
public partial class ReportDocumentTests
{
    public static TheoryData<string> Documents => ["sample", "full", "hostile", "bare", "quiet", "county", "management-sample", "management-county"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_has_no_error_for_Words_validator(string name) => Assert.Empty(ReadDocument.Problems(Write(name).File));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_figure_of_the_text_is_read_back_from_the_document_as_often_as_it_stands_there(string name)
    {
        var (text, file) = Write(name);
        using var document = new ReadDocument(file);
        // Charts hold figures of their own; their tables stand in the text alone.
        var wanted = Count(ChartPattern().Replace(text, ""));
        var found = Count(document.Text);
        Assert.NotEmpty(wanted);
        Assert.All(wanted, figure => Assert.True(found.GetValueOrDefault(figure.Key) >= figure.Value, $"{figure.Key} stands {figure.Value} times in the text and {found.GetValueOrDefault(figure.Key)} times in the document"));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_has_the_page_and_the_letters_of_the_standard(string name)
    {
        using var document = new ReadDocument(Write(name).File);
        Assert.All(document.Sections, section =>
        {
            var (size, margin) = (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!);
            var isTurned = size.Orient?.Value == PageOrientationValues.Landscape;
            Assert.Equal((11906u, 16838u), isTurned ? (size.Height!.Value, size.Width!.Value) : (size.Width!.Value, size.Height!.Value));
            // 天头 37 mm, 订口 28 mm and what is left for 156 × 225 mm of text, turned with the page.
            Assert.Equal(isTurned ? (1588, 2098u, 1474, 1984u) : (2098, 1474u, 1984, 1588u), (margin.Top!.Value, margin.Right!.Value, margin.Bottom!.Value, margin.Left!.Value));
            Assert.Equal((DocGridValues.Lines, 579), (section.GetFirstChild<DocGrid>()!.Type!.Value, section.GetFirstChild<DocGrid>()!.LinePitch!.Value));
        });
        Assert.Equal(("方正小标宋简体", "44"), (document.Font(document.In("公文标题")[0]), document.Size(document.In("公文标题")[0])));
        Assert.All(document.In("公文正文"), body => Assert.Equal(("仿宋", "32", "579 exact"), (document.Font(body), document.Size(body), document.Line(body))));
        Assert.All(document.In("一级标题"), heading => Assert.Equal("黑体", document.Font(heading)));
        Assert.All(document.In("二级标题"), heading => Assert.Equal("楷体", document.Font(heading)));
        Assert.All(document.In("一级标题").Select(ReadDocument.TextOf), heading => Assert.Matches("^[一二三四五六七八九十]+、", heading));
        Assert.All(document.In("二级标题").Select(ReadDocument.TextOf), heading => Assert.Matches("^（[一二三四五六七八九十]+）", heading));
        Assert.All(document.In("成文日期").Select(ReadDocument.TextOf), day => Assert.Matches(@"^\d{4}年[1-9]\d?月[1-9]\d?日$", day));
    }

    private static (string Text, byte[] File) Write(string name)
    {
        var isPage = name.StartsWith("management-", StringComparison.Ordinal);
        var book = (isPage ? name["management-".Length..] : name) switch
        {
            "full" => ReportSamples.Full(word => word),
            "hostile" => ReportSamples.Full(ReportSamples.Hostile),
            "bare" => ReportSamples.Bare(),
            "quiet" => ReportSamples.Quiet(),
            "county" => County.Book(),
            _ => SampleReport.Book(),
        };
        var text = isPage
            ? SampleReport.Catalog.Document("management.md", ReportModel.OfOffice(book, "预算绩效监控管理报告"))
            : SampleReport.Text(book, book.Now.Positions[0].Position.Key.EntityCode);
        return (text, WordWriter.Write(text, SampleReport.Catalog.Style, SampleReport.Title, book.MadeAt));
    }

    private static Dictionary<string, int> Count(string text) => FigurePattern().Matches(text).CountBy(figure => figure.Value).ToDictionary();

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex FigurePattern();

    [GeneratedRegex(@"^:::(columns|bars|curve)\n.*?^:::$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ChartPattern();
}
