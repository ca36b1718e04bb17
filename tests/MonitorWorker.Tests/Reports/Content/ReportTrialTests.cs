using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MonitorWorker.Reports;
using MonitorWorker.Reports.Templates;

namespace MonitorWorker.Tests.Reports.Content;

/// <summary>What check-config finds in templates of reports by making a file of each.</summary>
public sealed class ReportTrialTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trial");

    public ReportTrialTests() => _folder.CreateSubdirectory("reports");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_shipped_templates_serve_the_built_in_reports()
    {
        var catalog = ReportCatalog.Load(Repository.Templates);
        Assert.Empty(new ReportTrial(catalog).Run(ReportDefinition.BuiltIn));
        Assert.All(ReportSamples.FormsByQuery, models => Assert.NotEmpty(models));
    }

    [Fact]
    public void A_form_that_is_no_workbook_is_told()
    {
        File.WriteAllText(In("department.xlsx"), "x");
        Assert.StartsWith("reports/department.xlsx: ", Assert.Single(Run()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_name_in_a_form_is_told_with_its_cell()
    {
        File.Copy(Path.Combine(Repository.Templates, "reports", "department.xlsx"), In("department.xlsx"));
        using (var workbook = SpreadsheetDocument.Open(In("department.xlsx"), isEditable: true))
        {
            var texts = workbook.WorkbookPart!.SharedStringTablePart is { } shared
                ? shared.SharedStringTable!.Descendants<Text>()
                : workbook.WorkbookPart.WorksheetParts.SelectMany(sheet => sheet.Worksheet!.Descendants<Text>());
            var text = texts.First(text => text.Text.Contains("{{total.revised", StringComparison.Ordinal));
            text.Text = text.Text.Replace("{{total.revised", "{{total.revizd", StringComparison.Ordinal);
        }

        var problem = Assert.Single(Run()).ToString();
        Assert.StartsWith("reports/department.xlsx: ", problem, StringComparison.Ordinal);
        Assert.Contains("没有“total.revizd”", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in-year.md", ReportQuery.Office, "the query office of the report own")]
    [InlineData("office.xlsx", ReportQuery.Entity, "the query entity of the report own")]
    public void A_template_of_another_query_is_told_with_the_report_that_names_it(string template, ReportQuery query, string told)
    {
        var catalog = ReportCatalog.Load(Repository.Templates);
        var problem = Assert.Single(new ReportTrial(catalog).Run([new ReportDefinition("own", "自拟", [new ReportPart(query, template, "自拟")], [], [])]));
        Assert.Contains(template, problem.File, StringComparison.Ordinal);
        Assert.Contains(told, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_piece_that_is_not_there_and_a_look_that_is_not_there_are_told()
    {
        File.WriteAllText(In("own.md"), "{{ report.title }}{{ include '_none.md' }}");
        var catalog = ReportCatalog.Load(_folder.FullName);
        Assert.Contains("there is no such file", Assert.Single(catalog.Problems).Message, StringComparison.Ordinal);
        Assert.False(catalog.HasOwnLook);
        Assert.True(ReportCatalog.Load(Repository.Templates).HasOwnLook);
    }

    [Fact]
    public void Text_that_no_document_can_hold_is_told()
    {
        File.WriteAllText(In("own.md"), "# {{ report.title }}\n\n> 引文\n");
        var catalog = ReportCatalog.Load(_folder.FullName);
        Assert.Empty(catalog.Problems);
        Assert.StartsWith("reports/own.md: ", Assert.Single(new ReportTrial(catalog).Run([])).ToString(), StringComparison.Ordinal);
    }

    private IReadOnlyList<MonitorWorker.Notifications.TemplateProblem> Run() => new ReportTrial(ReportCatalog.Load(_folder.FullName)).Run(ReportDefinition.BuiltIn);

    private string In(string name) => Path.Combine(_folder.FullName, "reports", name);
}
