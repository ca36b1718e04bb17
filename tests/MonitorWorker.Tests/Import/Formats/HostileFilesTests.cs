using System.Text;
using MonitorWorker.Import;
using MonitorWorker.Import.Formats;

namespace MonitorWorker.Tests.Import.Formats;

/// <summary>Files that want to harm, and files that are just broken: a reason and a cure, never a crash, a hang or a full memory.</summary>
[Collection("One at a time, for the memory is measured")]
public class HostileFilesTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(2);

    /// <summary>Small enough that a test reaches them at once.</summary>
    private static readonly ReadLimits _small = new() { InflatedBytes = 8 << 20, HeldBytes = 4 << 20 };

    public static TheoryData<string, byte[]> Strangers => new()
    {
        { "PDF", "%PDF-1.7 ..."u8.ToArray() },
        { "Word", Xls.Compound("WordDocument", new byte[100]) },
        { "Word", Package("word/document.xml") },
        { "演示文稿", Package("ppt/presentation.xml") },
        { "Word", "{\\rtf1 ..."u8.ToArray() },
        { "图片", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] },
        { "图片", [0xFF, 0xD8, 0xFF, 0xE0, 0x00] },
        { "RAR", "Rar!\u001A\u0007"u8.ToArray() },
        { "7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] },
        { "OFD", Zips.Of(("OFD.xml", [1])) },
        { "OpenDocument", Zips.Of(("mimetype", [1]), ("content.xml", [1]), ("META-INF/manifest.xml", [1])) },
        { "XML数据", Reads.Utf8("<?xml version=\"1.0\"?><rows><row/></rows>") },
        { "没有表格", Reads.Utf8("<html><body>你好</body></html>") },
        { "空的", [] },
        { "不认识这种文件", [1, 2, 3, 4, 5, 6, 7, 8] },
        { "不认识这种文件", Xls.Compound("Something", new byte[100]) },
        { "不认识这种文件", "SQLite format 3\0"u8.ToArray() },
        { "压缩包里没有文件", Zips.Of() },
        { "密码", Xls.Compound("EncryptedPackage", new byte[100]) },
        { "密码", new Xls().Number(0, 0, 1).File(password: true) },
        { "密码", Zips.Patched(Zips.Patched(Zips.Of(("表.csv", Reads.Utf8("a,b"))), "PK\u0001\u0002"u8, 8, [0x09]), "PK\u0003\u0004"u8, 6, [0x09]) },
        { "太多层", Zips.Of(("一.zip", Zips.Of(("二.zip", Zips.Of(("三.csv", Reads.Utf8("a,b"))))))) },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public void What_is_no_table_or_locked_is_refused_by_its_name_with_the_cure(string word, byte[] file)
    {
        var refusal = Reads.Refused(file);
        Assert.Contains(word, refusal.Message);
        Assert.NotEmpty(refusal.Expected);
    }

    [Fact]
    public void The_leftover_of_an_open_workbook_is_refused_by_its_name() =>
        Assert.Contains("临时文件", Reads.Refused([1, 2, 3], name: "~$执行.xlsx").Message);

    [Theory]
    [InlineData("%", "xl/worksheets/sheet1.xml")] // a bomb as a workbook
    [InlineData("%", "表.csv")] // a bomb as a file in an archive
    public Task A_bomb_is_refused_before_it_unfolds(string fill, string name) => Within(() =>
    {
        var piece = new byte[1 << 20];
        Array.Fill(piece, (byte)fill[0]);
        var parts = name.StartsWith("xl/", StringComparison.Ordinal) ? Xlsx.Parts("", "", Xlsx.Transitional, "") : [];
        var file = Zips.Of(name, stream => { for (var count = 0; count < 64; count++) stream.Write(piece); }, parts);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("解压后超过8MB", Reads.Refused(file, _small).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 8 << 20);
    });

    [Fact]
    public void A_bomb_that_lies_about_its_size_gives_no_more_than_it_declared()
    {
        var file = Zips.Of("表.csv", stream => { for (var count = 0; count < 64; count++) stream.Write(new byte[1 << 20]); });
        var lying = Zips.Patched(file, "PK\u0001\u0002"u8, 24, BitConverter.GetBytes(1000));
        var refusal = Reads.Refused(lying, _small);
        Assert.DoesNotContain("解压后", refusal.Message);
    }

    [Fact]
    public void A_bomb_in_slices_counts_as_one()
    {
        var slice = Zips.Of(Enumerable.Range(0, 3).Select(number => ($"{number}.csv", Encoding.ASCII.GetBytes(new string('\n', 1 << 20)))).ToArray());
        Assert.Contains("解压后超过8MB", Reads.Refused(Zips.Of(Enumerable.Range(0, 4).Select(number => ($"{number}.zip", slice)).ToArray()), _small).Message);
    }

    [Theory]
    [InlineData(1_001, "超过1000个")]
    [InlineData(10_001, "超过10000个")] // too many to load even their list
    public void An_archive_of_too_many_entries_is_refused(int entries, string word) =>
        Assert.Contains(word, Reads.Refused(Zips.Of(Enumerable.Range(0, entries).Select(number => ($"{number}.csv", Array.Empty<byte>())).ToArray())).Message);

    [Fact]
    public void A_workbook_whose_shared_texts_do_not_fit_is_refused() => Assert.Contains("文字内容过多", Reads.Refused(
        Xlsx.Of("", texts: string.Concat(Enumerable.Repeat("<si><t>字</t></si>", 1000))), new ReadLimits { SharedText = 10_000 }).Message);

    [Theory]
    [InlineData("../../etc/执行.csv", "etc/执行.csv")]
    [InlineData("/etc/执行.csv", "etc/执行.csv")]
    [InlineData("C:\\Windows\\执行.csv", "Windows/执行.csv")]
    [InlineData("..\\..\\执行\u0001.csv", "执行.csv")]
    [InlineData("a\u0000b.csv", "ab.csv")]
    public void A_name_in_an_archive_is_a_label_and_leads_nowhere(string name, string label) =>
        Assert.Equal(label, Reads.All(Zips.Of((name, Reads.Utf8("编码,数\nP01,1"))))[0].Sheet);

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>")]
    [InlineData("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>")]
    public void Entities_are_refused_wherever_xml_is_read(string head)
    {
        const string sheet = "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet/></Workbook>";
        Assert.Contains("实体", Reads.Refused(Xlsx.Of("", head: head)).Message);
        Assert.Contains("实体", Reads.Refused(Reads.Utf8("<?xml version=\"1.0\"?>" + head + sheet)).Message);
    }

    [Fact]
    public Task A_million_empty_rows_cost_nothing() => Within(() =>
    {
        var file = Xlsx.With(stream => Write(stream, "<row r=\"{0}\" s=\"1\"><c r=\"A{0}\" s=\"0\"/><c r=\"B{0}\" s=\"0\"/></row>", 1_000_000, "<row r=\"1000001\"><c><v>1</v></c></row>"));
        Assert.Equal([("执行", 1_000_001, "d:1")], Peak(() => Reads.All(file)));
        Assert.Empty(Peak(() => Reads.All(Reads.Utf8(string.Concat(Enumerable.Repeat(",,,\n", 1_000_000))))));
    });

    [Fact]
    public void A_cell_at_the_far_corner_is_refused_by_its_address_and_an_empty_one_there_is_passed_over()
    {
        Assert.Contains("XFD1048576", Reads.Refused(Xlsx.Of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")).Message);
        Assert.Equal(["d:1"], Reads.Rows(Xlsx.Of("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"0\"/></row>")));
        Assert.Equal(1_048_576, Reads.All(Xlsx.Of("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>")).Single().Row);
        Assert.Contains("ALM1", Reads.Refused(Reads.Utf8(string.Concat(Enumerable.Repeat("1,", 1001)))).Message);
        Assert.Equal(["1|2"], Reads.Rows(Reads.Utf8("1,2" + new string(',', 100_000))));
    }

    [Fact]
    public Task A_hundred_thousand_merged_blocks_are_read_in_one_sweep() => Within(() =>
    {
        const int rows = 100_000;
        var blocks = new StringBuilder("<mergeCells>");
        for (var row = 1; row <= rows; row++) blocks.Append($"<mergeCell ref=\"A{row}:B{row}\"/>");
        var cells = new StringBuilder();
        for (var row = 1; row <= rows; row++) cells.Append($"<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>");
        var read = Peak(() => Reads.All(Xlsx.Of(cells.ToString(), blocks.Append("</mergeCells>").ToString())));
        Assert.Equal(rows, read.Count);
        Assert.All(read, row => Assert.Equal($"d:{row.Row}|d:{row.Row}", row.Cells));
    });

    [Fact]
    public Task Merged_blocks_on_top_of_each_other_are_refused() => Within(() =>
    {
        var blocks = string.Concat(Enumerable.Repeat("<mergeCell ref=\"A1:C1048576\"/>", 100_000));
        Assert.Contains("损坏", Reads.Refused(Xlsx.Of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"/>", $"<mergeCells>{blocks}</mergeCells>")).Message);
    });

    [Theory]
    [InlineData("<row r=\"1\">", "<c>", "")] // tags that never close
    [InlineData("<row r=\"1\"><c t=\"str\"><v>", "字字字字字字字字", "</v></c></row>")] // one endless text
    [InlineData("<row r=\"1\"><c t=\"str\"><v>", "<![CDATA[<字字字字字字>]]>", "</v></c></row>")] // the same in slices
    [InlineData("<row r=\"1\"><c t=\"", "aaaaaaaaaaaaaaaa", "\"/></row>")] // one endless attribute
    public Task Xml_that_wants_to_be_held_as_a_whole_is_refused(string start, string repeated, string end) => Within(() =>
    {
        var file = Xlsx.Of(start + string.Concat(Enumerable.Repeat(repeated, 1_000_000)) + end);
        Assert.NotEmpty(Peak(() => Reads.Refused(file), most: 24 << 20).Expected);
    });

    [Theory]
    [InlineData("<html><table><tr><td>1", "<b><i><div>", "")]
    [InlineData("<html><table><tr><td>1</td></tr></table>", "</table></td>", "")]
    [InlineData("<html><table><tr><td>1", "<td ", ">")]
    [InlineData("<html><table><tr><td>1<td ", "a b c d=1 ", ">")]
    [InlineData("<html><table><tr><td>1<!--", "<!--", "")]
    [InlineData("<html><table><tr><td>1<style>", "<", "")]
    [InlineData("<html><table><tr><td>1", "&amp;&#x4e2d;&zzz", "")]
    public Task A_page_of_endless_tags_ends(string start, string repeated, string end) => Within(() =>
    {
        var file = Reads.Utf8(start + string.Concat(Enumerable.Repeat(repeated, 200_000)) + end);
        Peak(() => Tried(file));
    });

    [Fact]
    public void A_sheet_that_merging_fills_to_the_brim_is_refused() => Assert.Contains("个单元格", Reads.Refused(
        Xlsx.Of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>" + string.Concat(Enumerable.Repeat("<row/>", 20_000)), "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>"),
        new ReadLimits { CellsPerSheet = 10_000_000 }).Message);

    [Theory]
    [InlineData("<table>", 1000, "嵌套")]
    [InlineData("<table><tr><td colspan=1000000 rowspan=1000000>1</td></tr><tr>", 10_000, "太")]
    public void A_page_that_grows_is_refused(string repeated, int times, string word) =>
        Assert.Contains(word, Peak(() => Reads.Refused(Reads.Utf8("<html>" + string.Concat(Enumerable.Repeat(repeated, times))))).Message);

    [Theory]
    [InlineData("编码,数\n", "x", "")]
    [InlineData("编码,数\n\"", "x\n", "")]
    [InlineData("编码,数\n\"", "\"\"", "")]
    public Task A_csv_without_an_end_of_line_or_of_a_quote_is_refused_within_its_buffer(string start, string repeated, string end) => Within(() =>
    {
        var file = Reads.Utf8(start + string.Concat(Enumerable.Repeat(repeated, 8_000_000)) + end);
        Assert.Contains("第", Peak(() => Reads.Refused(file)).Message);
    });

    [Fact]
    public Task A_million_rows_of_csv_are_read_in_a_few_megabytes() => Within(() =>
    {
        var file = Reads.Utf8(string.Concat(Enumerable.Range(0, 1_000_000).Select(number => $"P{number},2024-08,1.5\n")));
        var rows = 0;
        var peak = PeakOf(() =>
        {
            using var content = new MemoryStream(file);
            foreach (var sheet in FormatCatalog.Open(content, "t.csv", ReadLimits.Default)) rows += sheet.Rows.Count();
        });
        Assert.Equal(1_000_000, rows);
        Assert.InRange(peak, 0, 64 << 20);
    });

    [Fact]
    public Task A_large_workbook_is_read_row_by_row() => Within(() =>
    {
        var file = Xlsx.With(stream => Write(stream, "<row r=\"{0}\"><c r=\"A{0}\" t=\"str\"><v>P{0}</v></c><c r=\"B{0}\"><v>{0}.5</v></c></row>", 300_000, ""));
        var rows = 0;
        var peak = PeakOf(() =>
        {
            using var content = new MemoryStream(file);
            foreach (var sheet in FormatCatalog.Open(content, "t.xlsx", ReadLimits.Default)) rows += sheet.Rows.Count();
        });
        Assert.Equal(300_000, rows);
        Assert.InRange(peak, 0, 64 << 20);
    });

    public static TheoryData<string, byte[]> Whole => new()
    {
        { "xlsx", Xlsx.Of("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1</v></c></row>", "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>", texts: "<si><t>字</t></si>") },
        { "xls", new Xls().Text(0, 0, "执行").Number(1, 1, 2).Error(2, 2, 7).Merged(0, 3, 0, 0).File() },
        { "bare xls", new Xls().Text(0, 0, "执行").Number(1, 1, 2).Records() },
        { "xlsb", Xlsb.Of([.. Xlsb.Row(0), .. Xlsb.Cell(7, 0, 0, 0, 0, 0, 0), .. Xlsb.Cell(6, 1, 0, Xlsb.Text("说明"))]) },
        { "html", Reads.Utf8("<html><table><tr><td>1<td colspan=3 rowspan=2>x</table>") },
        { "xml", Reads.Utf8("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row><Cell><Data>1</Data></Cell></Row></Table></Worksheet></Workbook>") },
        { "mht", Reads.Utf8("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<table><tr><td>1</table>\r\n--b--") },
        { "csv", Reads.Utf8("编码,数\n\"P,01\",1\n") },
        { "zip", Zips.Of(("a.csv", Reads.Utf8("a,b")), ("b.xlsx", Xlsx.Of("<row><c><v>1</v></c></row>"))) },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public Task A_file_cut_off_anywhere_is_read_or_refused_and_nothing_else(string format, byte[] file) => Within(() =>
    {
        Assert.NotEmpty(Reads.All(file, format));
        for (var length = 0; length < file.Length; length += 1 + (file.Length / 200)) Tried(file[..length]);
    });

    [Theory]
    [MemberData(nameof(Whole))]
    public Task A_file_with_bytes_changed_at_random_is_read_or_refused_and_nothing_else(string format, byte[] file) => Within(() =>
    {
        Assert.NotEmpty(format);
        var random = new Random(20240831);
        for (var round = 0; round < 400; round++)
        {
            var changed = file.ToArray();
            for (var change = random.Next(1, 8); change > 0; change--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Tried(changed);
        }
    });

    [Fact]
    public Task Random_bytes_behind_every_beginning_are_read_or_refused_and_nothing_else() => Within(() =>
    {
        var random = new Random(20240831);
        byte[][] beginnings = [[], [0x50, 0x4B, 3, 4], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [9, 8, 16, 0, 0, 6, 5, 0], [9, 0, 4, 0, 2, 0, 16, 0], [0xFF, 0xFE], "<html>"u8.ToArray()];
        foreach (var beginning in beginnings)
        {
            for (var round = 0; round < 50; round++)
            {
                var noise = new byte[random.Next(1, 20_000)];
                random.NextBytes(noise);
                Tried([.. beginning, .. noise]);
            }
        }
    });

    [Fact]
    public Task An_xls_that_claims_two_billion_rows_is_refused() => Within(() =>
        Assert.Contains("损坏", Reads.Refused(new Xls { ClaimedRows = int.MaxValue }.Text(0, 0, "执行").File()).Message));

    [Theory]
    [InlineData(1)] // the directory
    [InlineData(2)] // the workbook
    public void A_chain_of_sectors_that_bites_its_tail_is_refused(int sector)
    {
        var file = new Xls().Text(0, 0, "执行").File();
        BitConverter.GetBytes(sector).CopyTo(file, 512 + (sector * 4));
        Assert.Contains("损坏", Peak(() => Reads.Refused(file), most: 24 << 20).Message);
    }

    /// <summary>A reader that hangs fails its test and does not hold up the others.</summary>
    private static Task Within(Action test) => Task.Run(test).WaitAsync(_deadline, TestContext.Current.CancellationToken);

    private static bool Tried(byte[] file)
    {
        try
        {
            Reads.All(file);
            return true;
        }
        catch (UnreadableFileException e)
        {
            Assert.NotEmpty(e.Expected);
            return false;
        }
    }

    private static T Peak<T>(Func<T> read, long most = 256 << 20)
    {
        T result = default!;
        Assert.InRange(PeakOf(() => result = read()), 0, most);
        return result;
    }

    /// <summary>The most that lived at once beyond what was there before, looked at every few milliseconds.</summary>
    private static long PeakOf(Action read)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = before;
        using var done = new ManualResetEventSlim();
        var watch = new Thread(() =>
        {
            do peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
            while (!done.Wait(50));
        });
        watch.Start();
        try
        {
            read();
        }
        finally
        {
            done.Set();
            watch.Join();
        }

        return peak - before;
    }

    private static void Write(Stream stream, string row, int rows, string last)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16);
        writer.Write($"<worksheet xmlns=\"{Xlsx.Transitional}\"><sheetData>");
        for (var number = 1; number <= rows; number++) writer.Write(row, number);
        writer.Write(last + "</sheetData></worksheet>");
    }

    private static byte[] Package(string main) => Zips.Of(
        ("_rels/.rels", Reads.Utf8($"<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"{main}\"/></Relationships>")), (main, [1]));
}
