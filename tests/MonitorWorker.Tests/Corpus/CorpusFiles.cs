using System.Globalization;
using System.Net;
using System.Text;
using MonitorWorker.Tests.Import.Formats;

namespace MonitorWorker.Tests.Corpus;

/// <summary>Files as offices have them, each made here: the same few projects in the shapes that people and programs give them.</summary>
internal static class CorpusFiles
{
    private const string Budget = "预算年度,项目编码,项目名称,支出类别,年初预算数（万元）";
    private const string Spent = "项目编码,截止月份,累计执行数（万元）";

    private static readonly string[][] _sheet =
    [
        ["示例县某局预算执行情况表", "", "", ""],
        ["项目编码", "项目名称", "截止月份", "累计支出（元）"],
        ["00101", "设备购置经费", "2024-08", "6000"],
        ["00102", "日常公用支出", "2024-08", "1307100.05"],
        ["合计", "", "", "1313100.05"],
    ];

    public static IEnumerable<(string Name, byte[] Content)> All()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var gb = Encoding.GetEncoding("GB18030");
        var csv = string.Join('\n', _sheet.Select(row => string.Join(',', row)));

        // Containers of one sheet.
        yield return ("容器-utf8.csv", Utf8(csv));
        yield return ("容器-utf8带BOM.csv", [0xEF, 0xBB, 0xBF, .. Utf8(csv)]);
        yield return ("容器-gb18030.csv", gb.GetBytes(csv));
        yield return ("容器-utf16.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(csv)]);
        yield return ("容器-制表符.txt", Utf8(csv.Replace(',', '\t')));
        yield return ("容器-分号.csv", Utf8(csv.Replace(',', ';')));
        yield return ("容器.xlsx", Xlsx.Of(Rows(_sheet)));
        yield return ("容器-叫xls的xlsx.xls", Xlsx.Of(Rows(_sheet)));
        yield return ("容器.xls", Biff(_sheet));
        yield return ("容器.et", Biff(_sheet));
        yield return ("容器.xlsb", Binary(_sheet));
        yield return ("容器-网页.xls", Utf8(Html(_sheet)));
        yield return ("容器-gbk网页.xls", gb.GetBytes(Html(_sheet).Replace("utf-8", "gb2312", StringComparison.Ordinal)));
        yield return ("容器-单一文件网页.xls", Utf8("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Location: file:///C:/x/sheet001.htm\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n"
            + Convert.ToBase64String(Utf8(Html(_sheet))) + "\r\n--b--\r\n"));
        yield return ("容器-xml表格.xls", Utf8(SpreadsheetMl(_sheet)));
        yield return ("容器-gbk文件名.zip", Zips.Of(gb, ("县局/执行八月.csv", Utf8(csv))));
        yield return ("容器-两个文件.zip", Zips.Of(("预算.csv", Utf8($"{Budget}\n2024,00101,设备购置经费,项目支出,2")), ("执行.xlsx", Xlsx.Of(Rows(_sheet)))));

        // Layouts.
        yield return ("版式-三行标题.csv", Utf8($"示例县财政局,,,,\n2024年度预算表,,,,\n编制日期：2024年1月5日,,,,\n{Budget}\n2024,00101,设备购置经费,项目支出,2"));
        yield return ("版式-一张表三段.csv", Utf8($"{Budget}\n2024,00101,设备购置经费,项目支出,2\n\n{Spent}\n00101,2024-08,0.6\n\n项目编码,截止月份,全年预计执行数\n00101,2024-08,2"));
        yield return ("版式-列序打乱.csv", Utf8("累计执行数（元）,资金来源,截止月份,项目编码\n6000,一般公共预算,202408,00101"));
        yield return ("版式-同义表头.csv", Utf8("年度,项目代码,支出项目名称,项目类别,批复预算数（元）,预算单位,资金性质\n2024年,00101,设备购置经费,特定目标类,20000,示例县某局,一般公共预算"));
        yield return ("版式-期间在列名.csv", Utf8("预算年度,项目编码,1-8月执行数（万元）\n2024,00101,0.6"));
        yield return ("版式-期间在标题.csv", Utf8("截至2024年8月31日支出情况,,\n项目编码,项目名称,累计支出\n00101,设备购置经费,0.6"));
        yield return ("执行2024年8月.csv", Utf8("项目编码,项目名称,累计支出\n00101,设备购置经费,0.6"));
        yield return ("版式-单月数不当累计数.csv", Utf8("截至2024年8月,,\n项目编码,项目名称,8月执行数\n00101,设备购置经费,0.6"));
        yield return ("版式-两个期间.csv", Utf8("预算年度,项目编码,1-7月执行数,1-8月执行数\n2024,00101,0.5,0.6"));
        yield return ("版式-单位在标题.csv", Utf8("2024年8月,,单位：元\n项目编码,项目名称,累计支出\n00101,设备购置经费,6000"));
        yield return ("版式-一表三种单位.csv", Utf8("预算年度,项目编码,项目名称,支出类别,年初预算数（亿元）,调整后预算数（万元）,1-8月执行数（元）\n2024,00101,设备购置经费,项目支出,0.0002,2,6000"));
        yield return ("版式-两行表头.csv", Utf8("项目编码,项目名称,支出类别,资金（元）,,\n,,,年初预算数,1-8月执行数,执行率\n00101,设备购置经费,项目支出,20000,6000,30%").Prepended("2024年度,,,,,\n"));
        yield return ("版式-合并单元格.xlsx", Xlsx.Of(
            Rows([["2024年8月", "", ""], ["资金来源", "项目编码", "累计支出（元）"], ["一般公共预算", "00101", "6000"], ["", "00102", "5"]]),
            "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A3:A4\"/></mergeCells>"));
        yield return ("版式-缺一列.csv", Utf8("项目编码,项目名称,支出类别,年初预算数\n00101,设备购置经费,项目支出,2"));
        yield return ("版式-没有表头.csv", Utf8("甲,乙,丙\n1,2,3"));

        // Totals and units.
        yield return ("合计-对.csv", Utf8($"{Spent}\n00101,2024-08,0.60\n00102,2024-08,130.71\n合计,,131.31"));
        yield return ("合计-错.csv", Utf8($"{Spent}\n00101,2024-08,0.60\n00102,2024-08,130.71\n合 计,,151.31"));
        yield return ("合计-在上.csv", Utf8($"{Spent}\n合计,,131.35\n00101,2024-08,0.60\n00102,2024-08,130.71"));
        yield return ("合计-分组.csv", Utf8($"{Spent}\n00101,2024-08,1.00\n小计,,1.00\n00102,2024-08,2.00\n其中：,,1.00\n小计,,2.50\n总计,,3.50"));
        yield return ("合计-项目叫合计工程.csv", Utf8($"{Budget}\n2024,00101,合计工程,项目支出,2"));
        yield return ("单位-元填进万元列.csv", Utf8($"{Spent}\n" + string.Join('\n', Enumerable.Range(101, 8).Select(code => $"00{code},2024-08,{code - 50}.5")) + "\n00200,2024-08,885000"));

        // Cells.
        yield return ("单元格-数字写法.csv", Utf8($"{Spent}\n00101,2024-08,\"1,234.50\"\n00102,2024-08,１２３．５\n00103,2024-08,-0.5\n00104,2024-08,￥2\n00105,2024-08,\"1,5\"\n00106,2024-08,十二\n00107,2024-08,1e3"));
        yield return ("单元格-没有数.csv", Utf8($"{Spent}\n00101,2024-08,\n00102,2024-08,-\n00103,2024-08,—\n00104,2024-08,/\n00105,2024-08,20xx\n00106,2024-08,占 %\n00107,2024-08,(200字以内)"));
        yield return ("单元格-日期写法.csv", Utf8("项目编码,调整日期,调整金额（元）\n00101,2024-05-20,1\n00102,2024/5/20,2\n00103,2024.5.20,3\n00104,2024年5月20日,4\n00105,20240520,5\n00106,2024-02-30,6\n00107,去年,7"));
        yield return ("单元格-长编码.xlsx", Xlsx.Of(Rows([["项目编码", "截止月份", "累计执行数"], ["#510521240000100012", "2024-08", "#1"], ["510521240000100012", "2024-08", "#1"]])));
        yield return ("单元格-错误值.xlsx", Xlsx.Of(
            "<row r=\"1\">" + Inline("A1", "项目编码") + Inline("B1", "截止月份") + Inline("C1", "累计执行数") + "</row><row r=\"2\">" + Inline("A2", "00101") + Inline("B2", "2024-08")
            + "<c r=\"C2\" t=\"e\"><v>#DIV/0!</v></c></row><row r=\"3\">" + Inline("A3", "00102") + Inline("B3", "2024-08") + "<c r=\"C3\"><f>1+1</f><v>2</v></c></row><row r=\"4\">"
            + Inline("A4", "00103") + Inline("B4", "2024-08") + "<c r=\"C4\"><f>1+1</f></c></row>"));
        yield return ("单元格-重复行.csv", Utf8($"{Spent}\n00101,2024-08,1\n00101,2024-08,2"));
        yield return ("单元格-累计数减少.csv", Utf8($"{Spent}\n00101,2024-07,2\n00101,2024-08,1"));

        // Other tables.
        yield return ("通讯录.csv", Utf8("姓名,邮箱,角色\n财务股经办,finance@example.com;b@example.com,财务\n办公室责任人,不是地址,责任人"));
        yield return ("绩效指标.csv", Utf8("项目编码,三级指标,指标性质,年度指标值,计量单位,权重\n00101,购置设备数量,≥,12,台,10\n00101,验收合格率,=,100%,,20\n00101,办公条件,定性,有所改善,,\n00101,成本,大概,1,,"));
        yield return ("用款计划.csv", Utf8("项目编码,截止月份,计划累计比例\n00101,2024-06,50%\n00101,2024-12,100\n00101,2024-03,0.5"));
        yield return ("填报数.csv", Utf8("截止月份,口径,数据项,填报值,计量单位\n2024-08,全部,累计执行数,131.31,万元\n2024-08,支出类别=项目支出,执行率,30%,\n2024-08,部门=甲,执行率,30%,"));

        // Forms that are read by the shipped column maps.
        yield return ("表单-指标余额表.csv", Utf8("指标余额表,,,,,,,\n截至2024年8月31日,,,,,,,单位：元\n指标文号,指标类型,下达日期,项目编码,项目名称,资金性质,指标金额,已支付金额\n示财〔2024〕1号,年初,2024-01-05,00101,设备购置经费,一般公共预算,15000,5000\n示财〔2024〕2号,年初,2024-01-05,00101,设备购置经费,一般公共预算,5000,1000\n示财〔2024〕9号,追加,2024-05-20,00101,设备购置经费,一般公共预算,3000,0"));
        yield return ("表单-支付明细.csv", Utf8("支付明细（单位：元）,,,\n支付日期,项目代码,支付类型,支付金额\n2024-01-15,00101,直接支付,1000\n2024-03-02,00101,授权支付,2500.5\n2024-03-05,00101,退款,500"));
        yield return ("表单-科目余额表.csv", Utf8("2024年1-8月,,,,单位：元\n科目编码,科目名称,辅助核算,本年累计借方,本年累计贷方\n7201,事业支出,,6000,0\n720101,事业支出-项目,项目:00101 设备购置经费,6500,500"));
        yield return ("表单-监控汇总表.csv", Utf8("2024年度绩效运行监控表（单位：万元）\n序号,处室名称,单位名称,项目类别,项目编码,支出项目名称,年初预算数,追加数,追减数,调整预算数,绩效目标,截止8月底支出数,预算执行率\n1,行政股,示例县某局,特定目标类,00101,设备购置经费,2,0.5,,2.5,购置设备,0.6,24%\n合计,,,,,,2,0.5,,2.5,,0.6,24%"));
        yield return ("表单-项目监控表.csv", Utf8("项目支出绩效目标执行监控表,,,,,,\n（2024年度）,,,,,,\n项目名称,设备购置经费,,项目编码,00101,,\n主管部门,示例县某局,,实施单位,示例县某局,,\n项目资金（万元）,,年初预算数,调整后预算数,1-8月执行数,1-8月执行率,全年预计执行数\n,年度资金总额：,2,2,0.6,30%,2\n,其中：财政拨款,2,2,0.6,30%,2\n绩效指标,一级指标,二级指标,三级指标,年度指标值,1-8月执行情况,全年预计完成情况\n,产出指标,数量指标,购置设备数量,≥12台,4,12\n填表人：财务股经办,,,,,,"));

        // Strangers and hostile files.
        yield return ("外来-没有内容.csv", []);
        yield return ("外来-叫xlsx的图片.xlsx", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        yield return ("外来-有密码.xlsx", Xls.Compound("EncryptedPackage", new byte[100]));
        yield return ("外来-半个.xlsx", Xlsx.Of(Rows(_sheet))[..300]);
        yield return ("外来-引号不成对.csv", Utf8($"{Spent}\n00101,2024-08,\"1\n" + new string('x', 50)));
        yield return ("外来-实体展开.xls", Utf8("<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\">]><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet>&a;</Worksheet></Workbook>"));
        yield return ("外来-路径花招.zip", Zips.Of(("../../执行.csv", Utf8($"{Spent}\n00101,2024-08,1"))));
        yield return ("外来-压缩炸弹.zip", Zips.Of("大.csv", stream =>
        {
            var block = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 600; megabyte++) stream.Write(block);
        }));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Prepended(this byte[] content, string text) => [.. Utf8(text), .. content];

    /// <summary>A text that begins with # is a number.</summary>
    private static string Rows(string[][] rows) => string.Concat(rows.Select((row, index) =>
        $"<row r=\"{index + 1}\">{string.Concat(row.Select((cell, column) => cell.Length == 0 ? "" : Cell($"{(char)('A' + column)}{index + 1}", cell)))}</row>"));

    private static string Cell(string place, string text) => text.StartsWith('#') ? $"<c r=\"{place}\"><v>{text[1..]}</v></c>" : Inline(place, text);

    private static string Inline(string place, string text) => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static string Html(string[][] rows) =>
        "<html><head><meta charset=\"utf-8\"></head><body><table>" + string.Concat(rows.Select(row => "<tr>" + string.Concat(row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")) + "</tr>")) + "</table></body></html>";

    private static string SpreadsheetMl(string[][] rows) =>
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"执行\"><Table>"
        + string.Concat(rows.Select(row => "<Row>" + string.Concat(row.Select(cell => $"<Cell><Data ss:Type=\"String\">{cell}</Data></Cell>")) + "</Row>")) + "</Table></Worksheet></Workbook>";

    private static byte[] Biff(string[][] rows)
    {
        var book = new Xls();
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                if (rows[row][column].Length == 0) continue;
                if (row > 1 && column == 3) book.Number(row, column, double.Parse(rows[row][column], CultureInfo.InvariantCulture));
                else book.Text(row, column, rows[row][column]);
            }
        }

        return book.File();
    }

    private static byte[] Binary(string[][] rows) => Xlsb.Of([.. rows.SelectMany((row, index) => Xlsb.Row(index).Concat(
        row.SelectMany((cell, column) => cell.Length == 0 ? [] : Xlsb.Cell(6, column, 0, Xlsb.Text(cell)))))]);
}
