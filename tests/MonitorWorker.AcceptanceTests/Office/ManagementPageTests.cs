using MonitorWorker.Reports;
using MonitorWorker.Reports.Views;
using MonitorWorker.Reports.Word;
using MonitorWorker.Tests.Reports.Content;

namespace MonitorWorker.AcceptanceTests.Office;

/// <summary>What is promised to fit a page fits one, with the fonts of the machine.</summary>
public class ManagementPageTests
{
    [Fact]
    public async Task The_page_of_management_is_one_page_whatever_there_is_to_say()
    {
        LibreOffice.Require();
        using var office = new LibreOffice();
        var made = await office.ConvertAsync("pdf", ("county.docx", Document(County.Book())), ("sample.docx", Document(SampleReport.Book())));
        foreach (var pdf in made) Assert.Single(await office.PagesAsync(pdf));
    }

    private static byte[] Document(ReportBook book) =>
        WordWriter.Write(SampleReport.Catalog.Document("management.md", ReportModel.OfOffice(book, "预算绩效监控管理报告")), SampleReport.Catalog.Style, "预算绩效监控管理报告", book.MadeAt);
}
