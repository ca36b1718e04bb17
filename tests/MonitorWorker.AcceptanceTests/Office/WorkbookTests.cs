using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MonitorWorker.Reports.Sheets;
using MonitorWorker.Tests;
using MonitorWorker.Tests.Reports.Sheets;

namespace MonitorWorker.AcceptanceTests.Office;

/// <summary>Filled forms in a spreadsheet program that is not ours: its own arithmetic and its own pages.</summary>
public class WorkbookTests
{
    /// <summary>Every formula is recalculated from nonsense, so that a value that agrees was computed and not kept.</summary>
    [Fact]
    public async Task Every_formula_comes_to_the_value_that_stands_in_the_form()
    {
        OfficeCalc.Require();
        var forms = Forms();
        var recalculated = await OfficeCalc.ConvertAsync(forms.ToDictionary(form => form.Key, form => Spoilt(form.Value)), "xlsx");
        foreach (var (name, form) in forms)
        {
            var (ours, theirs) = (Values(form), Values(recalculated[name]));
            var formulas = ours.Where(cell => cell.Value.HasFormula).ToList();
            Assert.True(formulas.Count >= 10, name);
            Assert.All(formulas, cell => Assert.True(theirs.TryGetValue(cell.Key, out var their) && Same(cell.Value.Value, their.Value), $"{name} {cell.Key}: {cell.Value.Value} here, {their.Value} there"));
        }
    }

    [Fact]
    public async Task A_form_is_one_page_wide_in_print_and_its_pages_are_numbered()
    {
        OfficeCalc.Require();
        var expected = new Dictionary<string, (string First, string Last)>
        {
            ["sample-P01"] = ("项目资金", "备注"),
            ["rich-P01"] = ("项目资金", "备注"),
            ["sample-department"] = ("序号", "整改措施"),
            ["sample-office"] = ("序号", "月份"),
        };
        var printed = await OfficeCalc.ConvertAsync(Forms().Where(form => expected.ContainsKey(form.Key)).ToDictionary(), "pdf");
        foreach (var (name, pdf) in printed)
        {
            var pages = await OfficeCalc.PagesAsync(pdf);
            Assert.Contains(expected[name].First, pages[0], StringComparison.Ordinal);
            Assert.Contains(expected[name].Last, pages[0], StringComparison.Ordinal);
            for (var page = 1; page <= pages.Count; page++)
                Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"第{page}页共{pages.Count}页"), pages[page - 1].Replace(" ", "", StringComparison.Ordinal).Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.InRange(pages.Count, 1, 2);
        }
    }

    [Fact]
    public async Task The_heads_of_a_long_table_stand_on_every_page()
    {
        OfficeCalc.Require();
        var lines = Enumerable.Range(1, 90).Select(number => Some.Line($"P{number:00}", number, row: number) with { ProjectName = $"第{number}个项目" }).ToList();
        var book = SampleBook.Of(Some.Facts(lines, executions: lines.Select((line, index) => Some.Spent((index + 1) * 0.7m, project: line.ProjectCode, entity: "101"))) with
        {
            StatedOutturns = [.. lines.Select((line, index) => Some.Expects(index + 1, line.ProjectCode))],
        });
        var pages = await OfficeCalc.PagesAsync((await OfficeCalc.ConvertAsync(new Dictionary<string, byte[]> { ["long"] = Fill("department.xlsx", FormModel.OfEntity(book, "101")) }, "pdf"))["long"]);
        Assert.True(pages.Count >= 3);
        Assert.All(pages, page => Assert.Contains("累计执行数", page, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Single(pages, page => page.Contains($" {line.ProjectName} ", StringComparison.Ordinal)));
    }

    private static Dictionary<string, byte[]> Forms()
    {
        var (sample, rich) = (SampleBook.Shipped(), SampleBook.Rich());
        return new Dictionary<string, byte[]>
        {
            ["sample-P01"] = Fill("form.xlsx", FormModel.OfProject(sample, "101", "P01")),
            ["sample-P04"] = Fill("form.xlsx", FormModel.OfProject(sample, "101", "P04")),
            ["rich-P01"] = Fill("form.xlsx", FormModel.OfProject(rich, "101", "P01")),
            ["rich-P02"] = Fill("form.xlsx", FormModel.OfProject(rich, "101", "P02")),
            ["rich-P03"] = Fill("form.xlsx", FormModel.OfProject(rich, "101001", "P03")),
            ["rich-P04"] = Fill("form.xlsx", FormModel.OfProject(rich, "101", "P04")),
            ["rich-P05"] = Fill("form.xlsx", FormModel.OfProject(rich, "101", "P05")),
            ["sample-department"] = Fill("department.xlsx", FormModel.OfEntity(sample, "101")),
            ["rich-department"] = Fill("department.xlsx", FormModel.OfEntity(rich, "101")),
            ["rich-department-below"] = Fill("department.xlsx", FormModel.OfEntity(rich, "101001")),
            ["sample-office"] = Fill("office.xlsx", FormModel.OfOffice(sample)),
            ["rich-office"] = Fill("office.xlsx", FormModel.OfOffice(rich)),
        };
    }

    private static byte[] Fill(string template, IReadOnlyDictionary<string, object> model) =>
        TemplateWorkbook.Fill(File.ReadAllBytes(Path.Combine(Repository.Templates, "reports", template)), template, model);

    private static byte[] Spoilt(byte[] workbook)
    {
        using var file = new MemoryStream();
        file.Write(workbook);
        using (var document = SpreadsheetDocument.Open(file, isEditable: true))
        {
            foreach (var cell in document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Where(cell => cell.CellFormula is not null))
                (cell.DataType, cell.CellValue) = (null, new CellValue("987654321"));
        }

        return file.ToArray();
    }

    private static Dictionary<string, (string Value, bool HasFormula)> Values(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        var texts = document.WorkbookPart!.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(item => item.InnerText).ToList() ?? [];
        return document.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!, cell =>
        {
            var value = cell.CellValue?.Text ?? cell.InlineString?.InnerText ?? "";
            if (cell.DataType?.Value == CellValues.SharedString) value = texts[int.Parse(value, CultureInfo.InvariantCulture)];
            return (value, cell.CellFormula is not null);
        });
    }

    /// <summary>Spreadsheets compute with fifteen digits.</summary>
    private static bool Same(string ours, string theirs) =>
        decimal.TryParse(ours, NumberStyles.Float, CultureInfo.InvariantCulture, out var our) && decimal.TryParse(theirs, NumberStyles.Float, CultureInfo.InvariantCulture, out var their)
            ? Math.Abs(our - their) < 0.0000001m
            : ours == theirs;
}
