using MonitorWorker.Reports.Templates;

namespace MonitorWorker.Tests.Reports.Content;

/// <summary>Whole texts of reports, to be read like documents.</summary>
public class ReportGoldenTests
{
    private const string Folder = "Reports/Content/Golden/";

    [Fact]
    public void The_sample_office_has_the_report_that_is_kept() => Golden.Matches(Folder + "sample.md", SampleReport.Text());

    [Theory]
    [InlineData("full")]
    [InlineData("hostile")]
    [InlineData("bare")]
    [InlineData("quiet")]
    public void An_invented_office_has_the_report_that_is_kept(string office)
    {
        var book = office switch
        {
            "full" => ReportSamples.Full(name => name),
            "hostile" => ReportSamples.Full(ReportSamples.Hostile),
            "bare" => ReportSamples.Bare(),
            _ => ReportSamples.Quiet(),
        };
        Golden.Matches($"{Folder}{office}.md", SampleReport.Text(book, book.Now.Positions[0].Position.Key.EntityCode));
    }

    [Fact]
    public void Shipped_templates_of_reports_have_no_problems() => Assert.Empty(SampleReport.Catalog.Problems);
}
