using MonitorWorker.Reports;
using MonitorWorker.Reports.Sheets;

namespace MonitorWorker.Tests.Reports.Sheets;

/// <summary>Every cell of the forms, read back by our own reader.</summary>
public class FormBooksTests
{
    private const string Golden = "Reports/Sheets/Golden";

    [Fact]
    public void The_sample_offices_project_form_says_what_its_data_say() => Check("form.xlsx", FormModel.OfProject(SampleBook.Shipped(), "101", "P01"), "sample-P01");

    [Fact]
    public void A_project_whose_money_came_in_the_year_and_that_reported_nothing_says_so() => Check("form.xlsx", FormModel.OfProject(SampleBook.Shipped(), "101", "P04"), "sample-P04");

    [Fact]
    public void The_sample_offices_summary_adds_up() => Check("department.xlsx", FormModel.OfEntity(SampleBook.Shipped(), "101"), "sample-department");

    [Fact]
    public void The_sample_office_stands_among_all_entities() => Check("office.xlsx", FormModel.OfOffice(SampleBook.Shipped()), "sample-office");

    [Theory]
    [InlineData("101", "P01")]
    [InlineData("101", "P02")]
    [InlineData("101001", "P03")]
    [InlineData("101", "P04")]
    [InlineData("101", "P05")]
    public void Projects_of_every_kind_have_their_form(string entity, string project) => Check("form.xlsx", FormModel.OfProject(SampleBook.Rich(), entity, project), $"rich-{project}");

    [Fact]
    public void Entities_of_every_kind_have_their_summary()
    {
        Check("department.xlsx", FormModel.OfEntity(SampleBook.Rich(), "101"), "rich-department");
        Check("department.xlsx", FormModel.OfEntity(SampleBook.Rich(), "101001"), "rich-department-below");
        Check("office.xlsx", FormModel.OfOffice(SampleBook.Rich()), "rich-office");
    }

    [Theory]
    [InlineData("101", "P99", "单位101没有项目P99")]
    [InlineData("999", null, "没有单位999的预算")]
    public void What_is_not_there_has_no_form(string entity, string? project, string message)
    {
        var book = SampleBook.Shipped();
        var error = Assert.Throws<ReportPartException>(() => project is null ? FormModel.OfEntity(book, entity) : FormModel.OfProject(book, entity, project));
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData(null, "sample-data")]
    [InlineData("101001", "rich-data-below")]
    public void The_data_workbook_has_every_figure(string? entity, string name)
    {
        using var file = new MemoryStream();
        DataWorkbook.Write(file, entity is null ? SampleBook.Shipped() : SampleBook.Rich(), entity);
        Filled.IsValid(file.ToArray(), name);
        Tests.Golden.Matches($"{Golden}/{name}.txt", Filled.AsText(file.ToArray()));
    }

    [Fact]
    public void An_entitys_data_workbook_holds_nothing_of_others()
    {
        using var file = new MemoryStream();
        DataWorkbook.Write(file, SampleBook.Rich(), "101001");
        var text = Filled.AsText(file.ToArray());
        Assert.All(new[] { "园区道路维修", "信息系统运维", "信息股" }, foreign => Assert.DoesNotContain(foreign, text, StringComparison.Ordinal));
        using var sample = new MemoryStream();
        DataWorkbook.Write(sample, SampleBook.Shipped(), "101");
        Assert.DoesNotContain("别的单位", Filled.AsText(sample.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_book_gives_the_same_bytes()
    {
        Assert.Equal(Fill("department.xlsx", FormModel.OfEntity(SampleBook.Rich(), "101")), Fill("department.xlsx", FormModel.OfEntity(SampleBook.Rich(), "101")));
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        DataWorkbook.Write(first, SampleBook.Shipped(), null);
        DataWorkbook.Write(second, SampleBook.Shipped(), null);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Theory]
    [InlineData(null, "○部分未报送")]
    [InlineData(70, "●正常")]
    public void A_sum_is_green_only_where_all_of_it_was_reported(int? executed, string light)
    {
        var book = SampleBook.Of(Some.Facts([Some.Line("P01", 2, entity: "101"), Some.Line("P03", 100, entity: "101")], null, [Some.Spent(1.4m, project: "P01", entity: "101"), .. executed is { } wan ? [Some.Spent(wan, project: "P03", entity: "101")] : Array.Empty<MonitorWorker.Budgets.Execution>()]));
        Assert.Equal(light, Assert.IsType<IReadOnlyDictionary<string, object?>>(FormModel.OfEntity(book, "101")["total"], exactMatch: false)["light"]);
        Assert.Equal(light, Assert.IsType<IReadOnlyDictionary<string, object?>>(FormModel.OfOffice(book)["total"], exactMatch: false)["light"]);
    }

    [Fact]
    public void Long_names_have_rows_as_high_as_they_need()
    {
        var name = string.Concat(Enumerable.Repeat("园区道路", 8));
        var book = SampleBook.Of(Some.Facts([Some.Line("P01", 2, entity: "101") with { ProjectName = name }], null, [Some.Spent(1.4m, project: "P01", entity: "101")]));
        Assert.InRange(HeightOf(Fill("department.xlsx", FormModel.OfEntity(book, "101")), name), 3 * 14.5, 60);
        Assert.All(new[] { "政府性基金", "国有资本" }, fund => Assert.InRange(HeightOf(Fill("form.xlsx", FormModel.OfProject(book, "101", "P01")), fund), 2 * 14.5, 40));
    }

    private static double HeightOf(byte[] workbook, string text) => Filled.Open(workbook, (sheet, _) =>
        sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().First(row => row.InnerText.Contains(text, StringComparison.Ordinal)).Height!.Value);

    private static byte[] Fill(string template, IReadOnlyDictionary<string, object> model) =>
        TemplateWorkbook.Fill(File.ReadAllBytes(Path.Combine(Repository.Templates, "reports", template)), template, model);

    private static void Check(string template, IReadOnlyDictionary<string, object> model, string name)
    {
        var filled = Fill(template, model);
        Filled.IsValid(filled, name);
        var text = Filled.AsText(filled);
        Assert.DoesNotContain("#", text, StringComparison.Ordinal);
        Tests.Golden.Matches($"{Golden}/{name}.txt", text);
    }
}
