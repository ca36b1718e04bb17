using MonitorWorker.Reports;
using MonitorWorker.Reports.Views;

namespace MonitorWorker.Tests.Reports.Content;

/// <summary>The page for whoever leads, as its template writes it.</summary>
public class ManagementReportTests
{
    private const string Folder = "Reports/Content/Golden/";

    [Fact]
    public void The_sample_office_has_the_page_that_is_kept() => Golden.Matches(Folder + "management-sample.md", Text(SampleReport.Book()));

    [Fact]
    public void An_office_of_many_entities_has_the_page_that_is_kept() => Golden.Matches(Folder + "management-county.md", Text(County.Book()));

    [Fact]
    public void Where_nothing_was_reported_the_page_says_so_and_shows_no_rate()
    {
        var text = Text(SampleReport.Book(Some.Facts([Some.Line()])));
        Assert.Contains("均未报送", text, StringComparison.Ordinal);
        Assert.DoesNotContain("%，序时进度", text, StringComparison.Ordinal);
    }

    private static string Text(ReportBook book) => SampleReport.Catalog.Document("management.md", ReportModel.OfOffice(book, "预算绩效监控管理报告"));
}
