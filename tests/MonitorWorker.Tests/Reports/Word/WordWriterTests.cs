using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MonitorWorker.Reports;

namespace MonitorWorker.Tests.Reports.Word;

public sealed class WordWriterTests
{
    [Fact]
    public void Everything_that_a_text_can_hold_comes_out_as_it_is_kept()
    {
        var file = WordSample.Write(WordSample.Text(3));
        Assert.Empty(ReadDocument.Problems(file));
        using var document = new ReadDocument(file);
        Golden.Matches("Reports/Word/Golden/everything.txt", document.Outline());
    }

    [Fact]
    public void The_same_text_is_the_same_bytes_and_says_when_it_was_made()
    {
        var file = WordSample.Write(WordSample.Text());
        Assert.Equal(file, WordSample.Write(WordSample.Text()));
        Assert.NotEqual(file, WordSample.Write(WordSample.Text() + "\n\nx"));
        using var document = new ReadDocument(file);
        var properties = document.Package.PackageProperties;
        Assert.Equal((WordSample.Title, "MonitorWorker", new DateTime(2024, 9, 5, 1, 30, 0, DateTimeKind.Utc)), (properties.Title, properties.Creator, properties.Created!.Value.ToUniversalTime()));
        using var archive = new ZipArchive(new MemoryStream(file));
        Assert.All(archive.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
        // Nothing that would be fetched when it is opened.
        Assert.DoesNotContain(archive.Entries.Where(entry => entry.FullName.EndsWith(".rels", StringComparison.Ordinal)), entry => new StreamReader(entry.Open()).ReadToEnd().Contains("External", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("![图](a.png)", "line 1 of the text (“![图](a.png)”): pictures cannot be written; charts are drawn by “:::columns”, “:::bars” and “:::curve”")]
    [InlineData("正文。\n\n见[网站](http://example.com)。", "line 3 of the text (“见[网站](http://example.com)。”): links cannot be written; write the address as text, without brackets")]
    [InlineData("<http://example.com>", "line 1 of the text (“<http://example.com>”): links cannot be written; write the address as text, without brackets")]
    [InlineData("[甲]: http://example.com\n\n正文", "line 1 of the text (“[甲]: http://example.com”): links cannot be written; write \\[ for the bracket itself")]
    [InlineData("第一行\n甲<b>乙</b>", "line 2 of the text (“甲<b>乙</b>”): HTML cannot be written; write \\< for the character itself")]
    [InlineData("<div>\n甲\n</div>", "line 1 of the text (“<div>”): HTML cannot be written; write \\< for the character itself")]
    [InlineData("# 标题\n\n| 甲 |\n|---|\n| 乙<br>丙 |", "line 5 of the text (“| 乙<br>丙 |”): HTML cannot be written; write \\< for the character itself")]
    [InlineData("甲`乙`", "line 1 of the text (“甲`乙`”): code between ` cannot be written; write \\` for the character itself")]
    [InlineData("```\n甲\n```", "line 1 of the text (“```”): code cannot be written; write \\` for the character itself")]
    [InlineData("> 甲", "line 1 of the text (“> 甲”): quotes cannot be written; write \\> for the character itself")]
    [InlineData("甲\n\n---", "line 3 of the text (“---”): lines across the page cannot be written")]
    [InlineData("###### 太深", "line 1 of the text (“###### 太深”): there are four levels of headings, “##” to “#####”")]
    [InlineData("## {-}", "line 1 of the text (“## {-}”): a heading needs words")]
    [InlineData("甲 | 乙\n---|---\n1 | 2", "line 1 of the text (“甲 | 乙”): each row of a table begins with “|”")]
    [InlineData("1. 甲\n\n   > 乙", "line 3 of the text (“> 乙”): a list holds paragraphs and lists; write a heading or a table without blanks and outside of the list")]
    [InlineData(":::box\n甲\n:::", "line 1 of the text (“:::box”): there is no container “box”; there are addressee, caption, note, signature, attachments, attachment, landscape, columns, bars, curve, bullets")]
    [InlineData("甲\n:::", "line 2 of the text (“:::”): a container needs a name: addressee, caption, note, signature, attachments, attachment, landscape, columns, bars, curve, bullets; one that stands inside another has fewer colons than the one around it")]
    [InlineData(":::note\n甲", "line 1 of the text (“:::note”): “:::note” is not closed by “:::”")]
    [InlineData(":::note 甲\n乙\n:::", "line 1 of the text (“:::note 甲”): nothing may stand behind “:::note”; its text follows on lines of its own")]
    [InlineData(":::signature\n# 甲\n:::", "line 2 of the text (“# 甲”): “:::signature” holds lines of text and nothing else")]
    [InlineData(":::attachments\n甲\n:::", "line 1 of the text (“:::attachments”): “:::attachments” holds nothing: it lists the titles of all attachments by itself")]
    [InlineData(":::attachment\n甲\n:::", "line 1 of the text (“:::attachment”): an attachment needs its title: “:::attachment 标题”")]
    [InlineData("::::attachment 甲\n:::attachment 乙\n丙\n:::\n::::", "line 2 of the text (“:::attachment 乙”): an attachment cannot stand inside another")]
    [InlineData("::::landscape\n:::landscape\n丙\n:::\n::::", "line 2 of the text (“:::landscape”): the page is turned already")]
    [InlineData(":::columns\n甲\n:::", "line 1 of the text (“:::columns”): “:::columns” holds one table and nothing else")]
    [InlineData(":::columns\n| 甲 |\n|---|\n| 1 |\n:::", "line 2 of the text (“| 甲 |”): the table of “:::columns” has a column of names and at least one of figures")]
    [InlineData(":::bars\n| 甲 | 乙 |\n|---|---|\n:::", "line 2 of the text (“| 甲 | 乙 |”): the table of “:::bars” has no row; leave the container out where there is none")]
    [InlineData(":::curve\n| 甲 | 乙 |\n|---|---|\n| 1月 | 未报送 |\n:::", "line 4 of the text (“| 1月 | 未报送 |”): “未报送” is no figure; write one, or — where none is known")]
    [InlineData(":::bullets\n| 甲 | 乙 |\n|---|---|\n| 1月 | 1 |\n:::", "line 2 of the text (“| 甲 | 乙 |”): the table of “:::bullets” has three or four columns: name, rate, schedule, text")]
    public void What_cannot_be_written_is_refused_with_its_line_and_what_is_allowed(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ReportPartException>(() => WordSample.Write(text)).Message);

    [Fact]
    public void Too_much_nesting_is_refused_and_takes_nothing_down()
    {
        var text = string.Concat(Enumerable.Range(0, 2000).Select(at => new string(' ', at) + "- 甲\n"));
        Assert.ThrowsAny<ReportPartException>(() => WordSample.Write(new string('>', 5000) + text));
    }

    [Fact]
    public void A_table_of_thousands_of_rows_loses_none_and_no_column()
    {
        var rows = string.Concat(Enumerable.Range(1, 3000).Select(at => $"| 项目{at} | *{at} | 尾{at}\n"));
        using var document = new ReadDocument(WordSample.Write("| 名称 | 数 | |\n|---|---:|\n" + rows));
        var table = document.Tables.Single().Elements<DocumentFormat.OpenXml.Wordprocessing.TableRow>().ToList();
        Assert.Equal(3001, table.Count);
        Assert.All(table, row => Assert.Equal(3, row.Elements<DocumentFormat.OpenXml.Wordprocessing.TableCell>().Count()));
        Assert.Equal("项目3000*3000尾3000", ReadDocument.TextOf(table[^1]));
    }

    [Fact]
    public void Escaped_signs_and_cells_of_other_lengths_stay_where_they_are()
    {
        using var document = new ReadDocument(WordSample.Write("| 甲 | 乙 |\n|:---:|---|\n| a\\|b | c |\n| 只有一格 |\n| 一 | 二 | 三 |\n| `| x |\n正文接着表格。".Replace("`", "\\`", StringComparison.Ordinal)));
        Assert.Equal("[table 3216 3216 2412]\n  甲 | 乙 | \n  a|b | c | \n  只有一格 |  | \n  一 | 二 | 三\n  ` | x | \n[公文正文] 正文接着表格。\n", Numbers(document.Outline()));

        static string Numbers(string outline) => "[table 3216 3216 2412]" + outline[outline.IndexOf('\n', StringComparison.Ordinal)..];
    }

    [Fact]
    public void Control_characters_halves_of_characters_and_turned_order_are_left_out()
    {
        const string Text = "甲\u0001乙\u000B丙\uD800丁\uFFFF戊\u202E己\u200F庚&#1;辛&#x202E;壬𠀀癸";
        using var document = new ReadDocument(WordSample.Write(Text + "\n\n| " + Text + " |\n|---|\n| 1 |"));
        Assert.Equal("甲乙丙丁戊己庚\uFFFD辛壬𠀀癸".Replace("\uFFFD", "", StringComparison.Ordinal), ReadDocument.TextOf(document.Paragraphs[0]).Replace("\uFFFD", "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_title_of_an_attachment_is_text_with_its_escapes_taken_off()
    {
        using var document = new ReadDocument(WordSample.Write(":::attachments\n:::\n\n:::attachment 甲\\_乙\\*丙 &lt;b&gt;&#1; 丁\n正文。\n:::"));
        Assert.Equal("附件：甲_乙*丙 <b> 丁", ReadDocument.TextOf(document.In("附件说明").Single()).Replace("\uFFFD", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_that_ends_with_a_table_or_a_turned_page_has_no_page_too_many()
    {
        using var document = new ReadDocument(WordSample.Write("正文。\n\n:::landscape\n| 甲 |\n|---|\n| 1 |\n:::"));
        Assert.Equal(2, document.Sections.Count);
        Assert.Equal(DocumentFormat.OpenXml.Wordprocessing.PageOrientationValues.Landscape, document.Sections[^1].GetFirstChild<DocumentFormat.OpenXml.Wordprocessing.PageSize>()!.Orient!.Value);
        Assert.Equal("[公文正文 section] 正文。\n[table 12756]\n  甲\n  1\n[表格文字] \n", document.Outline());
        using var empty = new ReadDocument(WordSample.Write(""));
        Assert.Single(empty.Sections);
    }

    [Fact]
    public void Two_tables_in_a_row_stay_two_and_a_table_keeps_the_signature_on_its_page()
    {
        const string Table = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n";
        using var document = new ReadDocument(WordSample.Write(Table + Table + ":::signature\n某局\n2024年9月5日\n:::"));
        Assert.Equal(2, document.Tables.Count);
        var last = document.Tables[1].Elements<DocumentFormat.OpenXml.Wordprocessing.TableRow>().Last();
        Assert.All(last.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>(), paragraph => Assert.NotNull(paragraph.ParagraphProperties!.KeepNext));
    }

    [Property(MaxTest = 150)]
    public Property Whatever_is_written_is_valid_and_loses_no_letters() => Prop.ForAll(RandomText.Arbitrary, text =>
    {
        var file = WordSample.Write(text.Markdown);
        var problems = ReadDocument.Problems(file);
        using var document = new ReadDocument(file);
        var letters = document.Text + string.Concat(document.Main.ChartParts.Select(chart => chart.ChartSpace!.InnerText));
        var lost = text.Words.Where(word => !letters.Contains(word, StringComparison.Ordinal)).ToList();
        return (problems.Count == 0 && lost.Count == 0).Label(string.Join('\n', problems.Concat(lost)) + "\n" + text.Markdown);
    });

    [Fact]
    public void A_chart_has_its_figures_twice_gaps_stay_gaps_and_names_are_text()
    {
        using var document = new ReadDocument(WordSample.Write(":::columns\n| 类别 | 计划 | 实际 |\n|---|---:|---:|\n| =甲 | 1,234.50 | — |\n| 乙 | −0.5 | |\n:::"));
        var chart = document.Main.ChartParts.Single();
        var xml = chart.ChartSpace!.OuterXml;
        Assert.Contains("<c:v>1234.50</c:v>", xml, StringComparison.Ordinal);
        Assert.Contains("<c:v>-0.5</c:v>", xml, StringComparison.Ordinal);
        Assert.Contains("<c:dispBlanksAs val=\"gap\" />", xml, StringComparison.Ordinal);
        Assert.Contains("<c:f>Sheet1!$C$2:$C$3</c:f><c:numCache><c:formatCode>#,##0.00</c:formatCode><c:ptCount val=\"2\" /></c:numCache>", xml, StringComparison.Ordinal);
        Assert.Equal("计划、实际：=甲 1,234.50、—；乙 −0.5、—", document.Body.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().Single().Description);
        using var workbook = SpreadsheetDocument.Open(chart.EmbeddedPackagePart!.GetStream(), false);
        var cells = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToList();
        Assert.Equal(["类别", "计划", "实际", "=甲", "1234.50", "", "乙", "-0.5", ""], cells.Select(cell => cell.InnerText));
        Assert.All(cells, cell => Assert.Null(cell.CellFormula));
    }
}
