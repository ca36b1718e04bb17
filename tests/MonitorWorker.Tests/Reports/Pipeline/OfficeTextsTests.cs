using System.Text;
using MonitorWorker.Reports;
using MonitorWorker.Reports.Templates;

namespace MonitorWorker.Tests.Reports.Pipeline;

/// <summary>The office's own words, as editors save them.</summary>
public sealed class OfficeTextsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("texts-");

    public OfficeTextsTests()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _folder.CreateSubdirectory("101");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public void A_text_is_read_in_the_encodings_of_editors(string encoding)
    {
        var coding = Encoding.GetEncoding(encoding);
        File.WriteAllBytes(In("职能职责"), [.. coding.GetPreamble(), .. coding.GetBytes("负责本县图书借阅。\r\n\r\n")]);
        Assert.Equal("负责本县图书借阅。", new OfficeTexts(_folder.FullName).Of("101", "职能职责"));
    }

    [Theory]
    [InlineData(new byte[] { 0xC8, 0xFF, 0xFF, 0x41 })]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x00, 0x00 })]
    public void What_is_no_text_is_told_by_name(byte[] bytes)
    {
        File.WriteAllBytes(In("职能职责"), bytes);
        var error = Assert.Throws<ReportPartException>(() => new OfficeTexts(_folder.FullName).Of("101", "职能职责"));
        Assert.Contains(Path.Combine("101", "职能职责.md"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_no_document_can_hold_is_named_where_the_document_fails()
    {
        File.WriteAllText(In("职能职责"), "> 引文\n");
        var maker = new PartMaker(new Lazy<ReportCatalog>(() => ReportCatalog.Load(Repository.Templates)));
        var book = SomeBook.Two with { Texts = new OfficeTexts(_folder.FullName) };
        var error = Assert.Throws<ReportPartException>(() => maker.Make(ReportDefinition.BuiltIn[0].Parts[0], book, "101", null));
        Assert.StartsWith(In("职能职责"), error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(maker.Make(ReportDefinition.BuiltIn[0].Parts[0], book, "102", null));
    }

    private string In(string name) => Path.Combine(_folder.FullName, "101", name + ".md");
}
