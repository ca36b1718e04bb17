using DocumentFormat.OpenXml.Spreadsheet;
using FsCheck;
using FsCheck.Xunit;
using MonitorWorker.Reports.Sheets;

namespace MonitorWorker.Tests.Reports.Sheets;

/// <summary>Whatever stands in the data: a workbook stays sound, texts stay texts, and every item has its row.</summary>
public class WorkbookPropertyTests
{
    private static readonly string[] _awkward =
    [
        "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "=HYPERLINK(\"http://example.com\")", "\t=1", new string('长', 40_000), "a\u0000b\u0001c\u001f", "😀𠮷", "\ud83d", "\ufffe\uffff", "<&>\"'", "{{rows.name}}", "_x0041_",
        "行一\r\n行二\n行三", "  两边有空格  ", "]]>", "",
    ];

    [Property(MaxTest = 60)]
    public void Any_list_of_any_texts_gives_a_sound_workbook(DoNotSize<int> seed)
    {
        var random = new System.Random(seed.Item);
        var count = random.Next(6) switch { 0 => 0, 1 => 1, 2 => 2, 3 => 500, _ => random.Next(30) };
        var items = Enumerable.Range(0, count).Select(index => new object?[] { Text(random, index), random.Next(4) == 0 ? null : random.NextInt64(-10_000_000, 10_000_000) / 100m }).ToList();
        var model = new Dictionary<string, object> { ["title"] = Text(random, 0), ["rows"] = TemplateRows.Of(["name", "money"], items), ["sum"] = items.Sum(item => (decimal?)item[1] ?? 0) };
        var sheet = new SheetMaker("表") { Widths = [20, 12], Frozen = (1, 0), PrintArea = "$A$1:$B$3" };
        var filled = TemplateWorkbook.Fill(
            new TemplateMaker(sheet.Put("A1:B1", "{{title}}").Put("A2", "{{rows.name}}").Put("B2", "{{rows.money|—}}").Put("A3", "合计").Put("B3", "{{sum = SUM(B2:B2)}}")).Build(), "样表.xlsx", model);
        Filled.IsValid(filled);

        var cells = Filled.Cells(filled);
        var rows = Math.Max(1, count);
        Assert.Equal($"SUM(B2:B{rows + 1})", cells[$"B{rows + 2}"].CellFormula!.Text);
        Assert.Single(cells.Values, cell => cell.CellFormula is not null);
        for (var index = 0; index < count; index++)
        {
            var cell = cells[$"A{index + 2}"];
            var text = cell.DataType?.Value == CellValues.InlineString ? cell.InlineString!.InnerText : "";
            Assert.True(text.Length <= CellWriter.LongestText + 7);
            if (items[index][0] is "=1+1" or "@SUM(A1)" or "<&>\"'" or "{{rows.name}}") Assert.Equal(items[index][0], text);
        }
    }

    [Theory]
    [InlineData("_x0041_")]
    [InlineData("=1+1")]
    [InlineData("😀𠮷")]
    [InlineData("  两边有空格  ")]
    [InlineData("{{rows.name}}")]
    public void A_text_comes_back_as_it_was(string text)
    {
        var filled = TemplateWorkbook.Fill(new TemplateMaker(new SheetMaker("表").Put("A1", "{{text}}")).Build(), "样表.xlsx", new Dictionary<string, object> { ["text"] = text });
        Assert.Equal($"== 表\n1: {text}\n", Filled.AsText(filled));
    }

    [Fact]
    public void A_text_that_no_cell_can_hold_is_cut_and_says_so()
    {
        var filled = TemplateWorkbook.Fill(new TemplateMaker(new SheetMaker("表").Put("A1", "{{text}}")).Build(), "样表.xlsx", new Dictionary<string, object> { ["text"] = new string('长', 40_000) });
        var text = Filled.Cells(filled)["A1"].InnerText;
        Assert.Equal((32_767, '…'), (text.Length, text[^1]));
    }

    private static string Text(System.Random random, int index) => random.Next(3) == 0 ? _awkward[random.Next(_awkward.Length)] : $"项目{index}";
}
