using System.Net;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Xunit;
using Markdig;
using MonitorWorker.Notifications.Templates;
using MonitorWorker.Reports.Views;

namespace MonitorWorker.Tests.Reports.Content;

public class MarkdownTextTests
{
    /// <summary>More of Markdown than the language of reports has.</summary>
    private static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseCustomContainers().UseEmphasisExtras().UseMathematics().UseTaskLists().UseFootnotes().UseFigures().UseCitations().Build();

    [Theory]
    [InlineData("设备购置经费", "设备购置经费")]
    [InlineData("0.60", "0.60")]
    [InlineData("−36.67", "−36.67")]
    [InlineData("+0.28", "+0.28")]
    [InlineData("2024年9月5日 08:30", "2024年9月5日 08:30")]
    [InlineData("办公室（财务股）", "办公室（财务股）")]
    [InlineData("*|_#<b>", "\\*\\|\\_\\#\\<b\\>")]
    [InlineData("- 项目", "\\- 项目")]
    [InlineData("---", "\\---")]
    [InlineData("1. 项目", "1\\. 项目")]
    [InlineData("2) 项目", "2\\) 项目")]
    [InlineData("1.5倍", "1.5倍")]
    [InlineData(":::note", "\\:\\:\\:note")]
    [InlineData("{-}", "\\{-\\}")]
    [InlineData("&amp;", "\\&amp;")]
    [InlineData("  两行\n一行  ", "两行 一行")]
    [InlineData("", "")]
    public void A_value_is_written_so_that_it_reads_as_it_is(string value, string written) => Assert.Equal(written, MarkdownText.Escape(value));

    /// <summary>Markdig is what reads it in the end.</summary>
    [Property(MaxTest = 1000)]
    public void Any_value_survives_a_paragraph_a_heading_and_a_cell(NonEmptyString any)
    {
        var value = string.Concat(any.Get.Where(letter => letter >= ' ' && !char.IsSurrogate(letter) && letter is not ('\u00ad' or '\u0085' or '\u2028' or '\u2029') && !char.IsWhiteSpace(letter)));
        if (value.Length == 0) return;
        var written = MarkdownText.Escape(value);
        Assert.Equal([value], Texts(written, "p"));
        Assert.Equal([$"一{value}二"], Texts($"一{written}二", "p"));
        Assert.Equal([value], Texts($"# {written}", "h1"));
        Assert.Equal(["项目", "金额", value, "1.00"], Texts($"| 项目 | 金额 |\n|---|---:|\n| {written} | 1.00 |\n", "t[dh]"));
    }

    [Theory]
    [InlineData("# 一\n文字\n## 二", 2, "### 一\n文字\n#### 二")]
    [InlineData("### 一\n#### 二", 2, "### 一\n#### 二")]
    [InlineData("# 一 #\n###### 六", 4, "##### 一\n##### 六")]
    [InlineData("没有标题", 2, "没有标题")]
    [InlineData(":::note\n没有结束", 2, ":::note\n没有结束\n:::")]
    [InlineData("::::landscape\n:::note\n文字\n:::\n", 2, "::::landscape\n:::note\n文字\n:::\n\n::::")]
    [InlineData("#没有空格", 2, "#没有空格")]
    public void A_text_of_the_office_keeps_its_words_and_moves_its_headings(string text, int level, string expected) => Assert.Equal(expected, OfficeMarkdown.Below(text, level)!.Text);

    [Theory]
    [InlineData("\n\n一\n  \n\n二\n\n", "一\n\n二\n")]
    [InlineData("一\n二", "一\n二\n")]
    public void Empty_lines_that_a_template_leaves_become_one(string text, string expected) => Assert.Equal(expected, MarkdownText.Tidy(text));

    /// <summary>What stands between tags of one kind, as a browser would show it; a tag within it would show.</summary>
    private static IEnumerable<string> Texts(string markdown, string tag) =>
        Regex.Matches(Markdown.ToHtml(markdown, _pipeline), $"<{tag}(?: [^>]*)?>(.*?)</{tag}>", RegexOptions.Singleline).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));
}
