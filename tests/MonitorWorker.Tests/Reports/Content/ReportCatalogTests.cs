using MonitorWorker.Reports;
using MonitorWorker.Reports.Templates;
using MonitorWorker.Reports.Views;

namespace MonitorWorker.Tests.Reports.Content;

public sealed class ReportCatalogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reports");

    public ReportCatalogTests() => _folder.CreateSubdirectory("reports");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("# {{ report.yaer }}", "(1,")]
    [InlineData("# 一\n\n{{ for item in budget.projects }}{{ item.nmae }}{{ end }}", "(3,")]
    [InlineData("{{ if deviations.items.size > 0 }}\n{{ oops }}\n{{ end }}", "(2,")]
    [InlineData("{{ if gaps.are_none }}\n\n{{ oops }}\n{{ else }}好{{ end }}", "(3,")]
    [InlineData("{{ if }}", "(1,")]
    [InlineData("{{ include '../secret.md' }}", "(1,")]
    [InlineData("{{ date.now }}", "(1,")]
    [InlineData("{{ report = 1 }}", "(1,")]
    [InlineData("{{ while true }}x{{ end }}", "(1,")]
    [InlineData("  ", ": renders to nothing.")]
    public void A_mistake_is_found_at_load_with_its_place(string template, string place)
    {
        Write("own.md", template);
        var problems = Load().Problems;
        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.StartsWith("reports/own.md" + place, problem.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_template_may_be_meant_for_one_project_or_for_an_entity()
    {
        Write("entity.md", "{{ entity.name }}：{{ include '_sum.md' }}");
        Write("project.md", "# {{ project.name }}\n\n{{ for item in budget.projects }}{{ item.code }}{{ end }}");
        Write("_sum.md", "{{ budget.total.revised }}");
        var catalog = Load();
        Assert.Empty(catalog.Problems);
        Assert.Equal(["entity.md", "project.md"], catalog.Names);
        Assert.Equal("# 设备购置经费\n\nP01\n", catalog.Document("project.md", ReportModel.OfProject(SampleReport.Book(), "101", "P01", "执行函")));
        Assert.Equal("示例县经济信息科技局：1556.61\n", catalog.Document("entity.md", ReportModel.OfEntity(SampleReport.Book(), "101", "报告")));
    }

    [Fact]
    public void A_mistake_in_a_piece_is_told_with_the_pieces_place()
    {
        Write("own.md", "{{ report.year }}{{ include '_piece.md' }}");
        Write("_piece.md", "一\n{{ oops }}");
        Assert.StartsWith("_piece.md(2,", Assert.Single(Load().Problems).ToString().Replace("reports/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_fails_on_real_figures_says_where()
    {
        Write("own.md", "一\n{{ if report.year == '2024' && entity.name == '示例县经济信息科技局' }}{{ oops }}{{ end }}");
        var catalog = Load();
        Assert.Empty(catalog.Problems);
        var error = Assert.Throws<ReportPartException>(() => catalog.Document("own.md", ReportModel.OfEntity(SampleReport.Book(), "101", "报告")));
        Assert.StartsWith("reports/own.md(2,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        var catalog = Load();
        Assert.Contains("reports/none.md", Assert.Throws<ReportPartException>(() => catalog.Document("none.md", new Dictionary<string, object>())).Message, StringComparison.Ordinal);
        Assert.Contains("reports/none.xlsx", Assert.Throws<ReportPartException>(() => catalog.Workbook("none.xlsx")).Message, StringComparison.Ordinal);
        Assert.Contains("没有单位", Assert.Throws<ReportPartException>(() => ReportModel.OfEntity(SampleReport.Book(), "999", "报告")).Message, StringComparison.Ordinal);
        Assert.Contains("没有项目", Assert.Throws<ReportPartException>(() => ReportModel.OfProject(SampleReport.Book(), "101", "P99", "报告")).Message, StringComparison.Ordinal);
        Assert.NotEmpty(ReportCatalog.Load(Path.Combine(_folder.FullName, "nowhere")).Problems);
    }

    [Fact]
    public void Forms_are_given_as_they_are_and_lock_files_are_none()
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "reports", "form.xlsx"), [1, 2, 3]);
        File.WriteAllBytes(Path.Combine(_folder.FullName, "reports", "~$form.xlsx"), [4]);
        var catalog = Load();
        Assert.Equal(["form.xlsx"], catalog.Names);
        Assert.Equal([1, 2, 3], catalog.Workbook("form.xlsx"));
    }

    [Fact]
    public void A_province_has_room()
    {
        Write("own.md", "{{ for line in 1..30000 }}{{ line }}\n{{ end }}");
        var catalog = Load();
        Assert.Empty(catalog.Problems);
        Assert.EndsWith("\n30000\n", catalog.Document("own.md", new Dictionary<string, object>()), StringComparison.Ordinal);
    }

    private ReportCatalog Load() => ReportCatalog.Load(_folder.FullName);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, "reports", name), text);
}
