using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using MonitorWorker.Reports;
using MonitorWorker.Reports.Word;

namespace MonitorWorker.Tests.Reports.Word;

public sealed class OfficialStyleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mw-style-");

    private static string Shipped => Path.Combine(Repository.Templates, "reports", "official.docx");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_shipped_file_is_the_built_in_look_and_valid()
    {
        if (Environment.GetEnvironmentVariable("MONITORWORKER_ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Shipped)!);
            File.WriteAllBytes(Shipped, OfficialStyle.BuiltInFile);
        }

        var shipped = File.ReadAllBytes(Shipped);
        Assert.Empty(ReadDocument.Problems(shipped));
        // Part by part: what packs them may be another version.
        Assert.Equal(Parts(OfficialStyle.BuiltInFile), Parts(shipped));
        Assert.Equal(WordSample.Write(WordSample.Text()), WordSample.Write(WordSample.Text(), OfficialStyle.Load(Shipped)));

        static List<(string, string)> Parts(byte[] file)
        {
            using var archive = new ZipArchive(new MemoryStream(file));
            return [.. archive.Entries.Select(entry => (entry.FullName, new StreamReader(entry.Open()).ReadToEnd()))];
        }
    }

    [Fact]
    public void What_the_office_changes_comes_out_in_its_documents()
    {
        var style = Edited(document =>
        {
            var main = document.MainDocumentPart!;
            var styles = main.StyleDefinitionsPart!.Styles!.Elements<Style>().ToList();
            // As WPS saves: other ids, the same names.
            foreach (var one in styles.Where(one => one.CustomStyle is not null))
            {
                var (old, id) = (one.StyleId!.Value!, "a" + styles.IndexOf(one));
                one.StyleId = id;
                foreach (var based in styles.Where(other => other.BasedOn?.Val == old)) based.BasedOn!.Val = id;
                foreach (var used in main.Document!.Descendants<ParagraphStyleId>().Concat(main.FooterParts.SelectMany(footer => footer.Footer!.Descendants<ParagraphStyleId>())).Where(used => used.Val == old)) used.Val = id;
            }

            var body = styles.Single(one => one.StyleName!.Val == "公文正文");
            body.StyleParagraphProperties!.SpacingBetweenLines!.Line = "600";
            styles.Single(one => one.StyleName!.Val == "一级标题").StyleRunProperties!.RunFonts!.EastAsia = "方正黑体_GBK";
            styles.Single(one => one.StyleName!.Val == "表格文字").StyleRunProperties!.FontSize!.Val = "20";
            foreach (var margin in main.Document!.Descendants<PageMargin>()) (margin.Left, margin.Right) = (1701, 1417);
            foreach (var text in main.FooterParts.SelectMany(footer => footer.Footer!.Descendants<Text>()).Where(text => text.Text == "— ")) text.Text = "第 ";
        });
        var file = WordSample.Write(WordSample.Text(), style);
        Assert.Empty(ReadDocument.Problems(file));
        using var document = new ReadDocument(file);
        Assert.Equal("600 exact", document.Line(document.In("公文正文")[0]));
        Assert.Equal("600 exact", document.Line(document.In("二级标题")[0]));
        Assert.Equal("方正黑体_GBK", document.Font(document.In("一级标题")[0]));
        Assert.Equal("20", document.Size(document.Tables[0].Elements<TableRow>().Last().Descendants<Paragraph>().First()));
        Assert.Equal((11906 - 1701 - 1417).ToString(), document.Tables[0].GetFirstChild<TableProperties>()!.TableWidth!.Width!.Value);
        Assert.Equal(1701u, document.Sections[0].GetFirstChild<PageMargin>()!.Left!.Value);
        Assert.Contains("第 ", document.Footer(document.Sections[0], HeaderFooterValues.Default), StringComparison.Ordinal);
        Assert.DoesNotContain("版式样本", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_few_styles_no_footers_and_no_turned_page_gets_them_from_the_built_in_look()
    {
        var style = Edited(document =>
        {
            var main = document.MainDocumentPart!;
            foreach (var one in main.StyleDefinitionsPart!.Styles!.Elements<Style>().Where(one => one.CustomStyle is not null && one.StyleName!.Val != "公文正文").ToList()) one.Remove();
            main.Document!.Body!.Elements<SectionProperties>().Single().Remove();
            foreach (var reference in main.Document.Descendants<FooterReference>().ToList()) reference.Remove();
            main.DeleteParts(main.FooterParts.ToList());
            main.DocumentSettingsPart!.Settings!.RemoveAllChildren<EvenAndOddHeaders>();
        });
        var file = WordSample.Write(WordSample.Text(), style);
        Assert.Empty(ReadDocument.Problems(file));
        using var document = new ReadDocument(file);
        Assert.Equal("黑体", document.Font(document.In("一级标题")[0]));
        Assert.NotNull(document.Main.DocumentSettingsPart!.Settings!.GetFirstChild<EvenAndOddHeaders>());
        Assert.All(document.Sections, section => Assert.Contains("PAGE", document.Footer(section, HeaderFooterValues.Even), StringComparison.Ordinal));
        var turned = document.Sections[1];
        Assert.Equal((16838u, 11906u), (turned.GetFirstChild<PageSize>()!.Width!.Value, turned.GetFirstChild<PageSize>()!.Height!.Value));
        Assert.Equal((1588, 2098u, 1474, 1984u), (turned.GetFirstChild<PageMargin>()!.Top!.Value, turned.GetFirstChild<PageMargin>()!.Right!.Value, turned.GetFirstChild<PageMargin>()!.Bottom!.Value, turned.GetFirstChild<PageMargin>()!.Left!.Value));
    }

    [Fact]
    public void Nothing_private_and_nothing_that_is_fetched_goes_from_the_file_into_documents()
    {
        var style = Edited(document =>
        {
            var main = document.MainDocumentPart!;
            main.AddNewPart<WordprocessingCommentsPart>("rIdComments").Comments = new Comments(new Comment(new Paragraph()) { Id = "0", Author = "某人" });
            main.AddHyperlinkRelationship(new Uri("http://example.com/a"), true, "rIdLink");
            main.DocumentSettingsPart!.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", new Uri("http://example.com/t.dotm"), "rIdTemplate");
            main.DocumentSettingsPart.Settings!.PrependChild(new AttachedTemplate { Id = "rIdTemplate" });
            document.PackageProperties.LastModifiedBy = "某人";
        });
        using var archive = new ZipArchive(new MemoryStream(WordSample.Write("正文。", style)));
        var all = string.Concat(archive.Entries.Select(entry => new StreamReader(entry.Open()).ReadToEnd()));
        Assert.DoesNotContain("某人", all, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_usable_look_is_named_with_the_reason()
    {
        Assert.Matches("^none.docx cannot be read: ", Refused("none.docx", null));
        Assert.Equal("text.docx is no Word document (.docx), or is damaged", Refused("text.docx", "正文"u8.ToArray()));
        Assert.Equal("cut.docx is no Word document (.docx), or is damaged", Refused("cut.docx", OfficialStyle.BuiltInFile[..4000]));
        Assert.Equal("macro.docx is a template or holds macros; save it as a Word document (.docx)", Refused("macro.docx", Changed(document => document.ChangeDocumentType(WordprocessingDocumentType.MacroEnabledDocument))));
        Assert.Equal("turned.docx has no upright section with a size and margins; set them under page setup", Refused("turned.docx", Changed(document =>
        {
            foreach (var section in document.MainDocumentPart!.Document!.Descendants<ParagraphProperties>().Where(one => one.SectionProperties is not null).ToList()) section.SectionProperties = null;
        })));
        Assert.Equal("narrow.docx leaves less than 100 mm between the margins of its pages", Refused("narrow.docx", Changed(document =>
        {
            foreach (var margin in document.MainDocumentPart!.Document!.Descendants<PageMargin>()) margin.Left = 6000;
        })));

        string Refused(string name, byte[]? file)
        {
            var path = Path.Combine(_folder.FullName, name);
            if (file is not null) File.WriteAllBytes(path, file);
            return Assert.Throws<ReportPartException>(() => OfficialStyle.Load(path)).Message;
        }
    }

    private OfficialStyle Edited(Action<WordprocessingDocument> change)
    {
        var path = Path.Combine(_folder.FullName, "edited.docx");
        File.WriteAllBytes(path, Changed(change));
        return OfficialStyle.Load(path);
    }

    private static byte[] Changed(Action<WordprocessingDocument> change)
    {
        using var stream = new MemoryStream();
        stream.Write(OfficialStyle.BuiltInFile);
        using (var document = WordprocessingDocument.Open(stream, isEditable: true)) change(document);
        return stream.ToArray();
    }
}
