using System.Text.RegularExpressions;
using MonitorWorker.Tests.Reports.Word;

namespace MonitorWorker.AcceptanceTests.Office;

/// <summary>Documents as LibreOffice lays them out; the fonts are whatever the machine has, so nothing here hangs on the place of a letter.</summary>
public sealed partial class DocumentLookTests
{
    private const string Sentence = "预算执行进度与绩效目标实现程度应当同步分析，未报送数据的项目不计入执行率。";

    private const double PointsPerMillimetre = 72 / 25.4;

    /// <summary>Texts of all lengths around the end of a page, so that some would end just before the signature.</summary>
    private const int Lengths = 9;

    private static readonly Lazy<Task<IReadOnlyList<IReadOnlyList<PdfPage>>>> _converted = new(ConvertAsync);

    [Fact]
    public async Task Every_sentence_of_a_document_is_printed()
    {
        LibreOffice.Require();
        var pages = (await _converted.Value)[0];
        var letters = string.Concat(pages.Select(page => page.Letters));
        using var document = new ReadDocument(WordSample.Write(WordSample.Text()));
        var wanted = document.Text.Split('\n').Select(line => string.Concat(line.Where(letter => !char.IsWhiteSpace(letter)))).Where(line => line.Length > 0 && !document.Tables.Any(table => ReadDocument.TextOf(table).Contains(line, StringComparison.Ordinal))).ToList();
        // A sentence may go on behind the number of a page.
        var whole = NumberPattern().Replace(string.Concat(pages.Select(page => page.Letters)), "");
        Assert.True(wanted.Count > 50);
        Assert.DoesNotContain(wanted, line => !whole.Contains(line, StringComparison.Ordinal) && !letters.Contains(line, StringComparison.Ordinal));
        Assert.All(document.Tables.SelectMany(table => table.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>()).Select(ReadDocument.TextOf).Where(cell => FigurePattern().IsMatch(cell)), figure => Assert.Contains(figure, letters, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Charts_show_their_names_and_figures()
    {
        LibreOffice.Require();
        var letters = string.Concat((await _converted.Value)[0].Select(page => page.Letters));
        foreach (var shown in new[] { "计划累计数", "130.71", "企业管理服务中心", "1,556.61", "计划累计比例", "12月", "100%" }) Assert.Contains(shown, letters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_upright_or_turned_and_numbered_without_a_gap()
    {
        LibreOffice.Require();
        var pages = (await _converted.Value)[0];
        Assert.InRange(pages.Count, 9, 14);
        Assert.All(pages, page => Assert.Equal((595, 842), (Math.Round(Math.Min(page.Width, page.Height)), Math.Round(Math.Max(page.Width, page.Height)))));
        var turned = pages.Index().Where(page => page.Item.IsTurned).Select(page => page.Index).ToList();
        Assert.Equal(Enumerable.Range(turned[0], turned.Count), turned);
        Assert.InRange(turned.Count, 3, 5);
        Assert.Contains("附件1", pages[turned[0]].Letters, StringComparison.Ordinal);
        Assert.Contains("附件2", pages[turned[^1] + 1].Letters, StringComparison.Ordinal);
        foreach (var (index, page) in pages.Index())
        {
            Assert.True(page.Letters.Length > 20, $"page {index + 1} is empty");
            var number = string.Concat(page.Words.Where(word => IsBesideTheText(page, word)).Select(word => word.Text));
            Assert.Equal($"—{index + 1}—", number);
            var mark = page.Words.First(word => IsBesideTheText(page, word));
            // Odd pages right, even pages left; on a turned page that is below and above.
            Assert.Equal(index % 2 == 0, page.IsTurned ? mark.Top > page.Height / 2 : mark.Left > page.Width / 2);
        }
    }

    /// <summary>Below the text of an upright page, left of that of a turned one: where the page number is once it is turned back.</summary>
    private static bool IsBesideTheText(PdfPage page, PdfWord word) =>
        page.IsTurned ? word.Right < 35 * PointsPerMillimetre : word.Top > page.Height - 35 * PointsPerMillimetre;

    [Fact]
    public async Task Nothing_but_page_numbers_stands_outside_of_the_text()
    {
        LibreOffice.Require();
        foreach (var page in (await _converted.Value).SelectMany(pages => pages))
        {
            var (left, right) = page.IsTurned ? (35, 37) : (28, 26);
            // A full stop may hang over the edge by a letter.
            Assert.All(
                page.Words.Where(word => !IsBesideTheText(page, word)),
                word => Assert.True(word.Left >= left * PointsPerMillimetre - 1 && word.Right <= page.Width - right * PointsPerMillimetre + 17, word.ToString()));
        }
    }

    [Fact]
    public async Task A_long_table_has_its_heading_on_each_of_its_pages_and_all_its_rows()
    {
        LibreOffice.Require();
        var pages = (await _converted.Value)[0].Where(page => page.IsTurned).ToList();
        Assert.All(pages, page => Assert.Contains("序时进", page.Letters, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.Contains("资金来源", page.Letters, StringComparison.Ordinal));
        Assert.Equal(45, pages.Sum(page => RowPattern().Count(page.Letters)));
    }

    [Fact]
    public async Task Name_and_date_are_never_alone_on_a_page()
    {
        LibreOffice.Require();
        var documents = (await _converted.Value).Skip(1).ToList();
        Assert.Equal(Lengths, documents.Count);
        foreach (var pages in documents)
        {
            var last = pages[^1].Letters;
            Assert.Contains("示例县经济信息科技局", last, StringComparison.Ordinal);
            Assert.Contains("2024年9月5日", last, StringComparison.Ordinal);
            // Something of the text stands before them.
            Assert.True(last.IndexOf("示例县", StringComparison.Ordinal) > 4, last);
        }

        // Otherwise none of them came to the end of a page.
        Assert.True(documents.Select(pages => pages.Count).Distinct().Count() > 1);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<PdfPage>>> ConvertAsync()
    {
        using var office = new LibreOffice();
        var files = new List<(string, byte[])> { ("everything.docx", WordSample.Write(WordSample.Text())) };
        for (var length = 0; length < Lengths; length++)
        {
            var text = string.Join("\n\n", Enumerable.Repeat(Sentence, 5 + length));
            files.Add(($"signed{length}.docx", WordSample.Write($"# 报告\n\n{text}\n\n:::signature\n示例县经济信息科技局\n2024年9月5日\n:::\n")));
        }

        var pages = new List<IReadOnlyList<PdfPage>>();
        foreach (var pdf in await office.ConvertAsync("pdf", files)) pages.Add(await office.PagesAsync(pdf));
        return pages;
    }

    [GeneratedRegex("—[0-9]+—")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^[−0-9,.%]+$")]
    private static partial Regex FigurePattern();

    [GeneratedRegex("1,0[0-9][0-9]\\.00")]
    private static partial Regex RowPattern();
}
