using FsCheck.Fluent;
using FsCheck.Xunit;
using MonitorWorker.Reports.Word;

namespace MonitorWorker.Tests.Reports.Word;

public sealed class WordDetailsTests
{
    [Theory]
    [InlineData(1, "一")]
    [InlineData(10, "十")]
    [InlineData(11, "十一")]
    [InlineData(20, "二十")]
    [InlineData(42, "四十二")]
    [InlineData(100, "一百")]
    [InlineData(105, "一百零五")]
    [InlineData(110, "一百一十")]
    [InlineData(999, "九百九十九")]
    [InlineData(1000, "1000")]
    public void Numbers_are_said_in_Chinese(int count, string said) => Assert.Equal(said, HeadingNumbers.Chinese(count));

    [Theory]
    [InlineData("预算绩效监控管理报告", "预算绩效监控管理报告")]
    [InlineData("示例县经济信息科技局2024年度部门事中绩效监控报告", "示例县经济信息科技局/2024年度部门事中绩效监控报告")]
    [InlineData("示例县人民政府办公室关于2024年1—8月一般公共预算和政府性基金预算执行情况的报告", "示例县人民政府办公室/关于2024年1—8月一般公共预算/和政府性基金预算执行情况的报告")]
    [InlineData("关于《示例县预算绩效管理办法（试行）》实施情况的通报意见汇总", "关于《示例县预算绩效管理办法/（试行）》实施情况的通报意见汇总")]
    public void Long_titles_break_between_words_into_lines_of_like_width(string title, string lines) => Assert.Equal(lines, string.Join('/', TitleLines.Of(title, 40)));

    [Property(MaxTest = 200)]
    public FsCheck.Property A_title_loses_nothing_and_fits_where_it_can() => Prop.ForAll(
        FsCheck.Fluent.Arb.From(Gen.Elements("示例县", "财政局", "2024年度", "预算", "绩效", "“引用”", "（试行）", "关于", "的", "报告", "、", "〔2024〕7号", "A b").NonEmptyListOf()),
        words =>
        {
            var title = string.Concat(words);
            var lines = TitleLines.Of(title, 40);
            return (string.Concat(lines).Replace(" ", "", StringComparison.Ordinal) == title.Replace(" ", "", StringComparison.Ordinal)).And(lines.Count == 1 || lines.All(line => TextWidth.Of(line) <= 40)).And(lines.Skip(1).All(line => !"，、。）》”".Contains(line[0])));
        });

    [Property(MaxTest = 300)]
    public FsCheck.Property Columns_are_as_wide_as_the_page_to_the_twip() => Prop.ForAll(
        FsCheck.Fluent.Arb.From(
            from columns in Gen.Choose(1, 15)
            from cells in Gen.Elements("", "—", "1,556.61", "66.95%", "设备购置经费", new string('长', 80), new string('f', 64)).ListOf(columns * 4)
            from right in Gen.Elements(Alignment.Left, Alignment.Right).ListOf(columns)
            select (right, cells)),
        made =>
        {
            var rows = made.cells.Chunk(made.right.Count).Select(row => (IReadOnlyList<IReadOnlyList<TextSpan>>)[.. row.Select(TextSpan.Of)]).ToList();
            var widths = ColumnWidths.Of(new TablePiece(1, [.. made.right], rows[0], [.. rows.Skip(1).Select(row => new TableRowPiece(1, row))]), 24, 8844);
            return widths.Widths.Sum() == 8844 && widths.Widths.All(width => width > 0) && widths.Widths.Count == made.right.Count;
        });

    [Fact]
    public void Figures_have_room_for_one_line_and_letters_get_smaller_before_they_break()
    {
        var few = Widths(5);
        var many = Widths(9);
        Assert.Equal(24, few.Size);
        Assert.InRange(many.Size, 15, 21);
        // Eight half characters of 10.5 pt and 12 pt, and the cell's margins.
        Assert.All(few.Widths, width => Assert.True(width >= 8 * 12 * 10 + 114));
        Assert.All(many.Widths, width => Assert.True(width >= 8 * many.Size * 5 + 114));

        static ColumnWidths Widths(int columns) => ColumnWidths.Of(
            new TablePiece(1, [.. Enumerable.Repeat(Alignment.Right, columns)], [.. Enumerable.Repeat(TextSpan.Of("调整后预算数"), columns)], [new TableRowPiece(2, [.. Enumerable.Repeat(TextSpan.Of("1,556.61"), columns)])]), 24, 8844);
    }

    [Fact]
    public void The_page_of_templates_names_every_style_and_container()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Templates, "README.md"));
        var section = readme[readme.IndexOf("## Reports: the text of a document", StringComparison.Ordinal)..];
        Assert.All(StyleRoles.Names.Values, name => Assert.Contains(name, section, StringComparison.Ordinal));
        var refused = Assert.Throws<MonitorWorker.Reports.ReportPartException>(() => WordSample.Write(":::box\n甲\n:::")).Message;
        Assert.All(refused[(refused.IndexOf("there are ", StringComparison.Ordinal) + "there are ".Length)..].Split(", "), name => Assert.Contains($"| `{name}` |", section, StringComparison.Ordinal));
    }
}
