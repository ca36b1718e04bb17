using System.Globalization;
using FsCheck;
using FsCheck.Xunit;
using MonitorWorker.Reports.Sheets;

namespace MonitorWorker.Tests.Reports.Sheets;

/// <summary>Formulas keep their meaning when rows are repeated. Row 6 of the sheet 表 becomes three rows, row 9 two, row 12 is repeated for one item.</summary>
public class FormulaMoveTests
{
    private static readonly RowMap _rows = new([(6, 3), (9, 2), (12, 1)]);
    private static readonly FormulaMove _move = new(name => name switch { "表" => _rows, "It's" => new RowMap([(2, 10)]), "别表" => RowMap.Unchanged, _ => null }, "表");

    [Theory]
    // Cells above stay, those below move down, whatever is fixed.
    [InlineData("D5+D7", 20, 0, "D5+D9")]
    [InlineData("$D$7*$D8+D$13", 20, 0, "$D$9*$D10+D$16")]
    // A range over a repeated row grows.
    [InlineData("SUM(D6:D6)", 20, 0, "SUM(D6:D8)")]
    [InlineData("SUM(D5:D7)", 20, 0, "SUM(D5:D9)")]
    [InlineData("SUM(D6:D9)", 20, 0, "SUM(D6:D12)")]
    [InlineData("SUM(D9:D6)", 20, 0, "SUM(D12:D6)")]
    [InlineData("SUM($A$6:$B$6)/COUNTA(12:12)", 20, 0, "SUM($A$6:$B$8)/COUNTA(15:15)")]
    [InlineData("SUM(6:9)+SUM($6:$6)", 20, 0, "SUM(6:12)+SUM($6:$8)")]
    [InlineData("SUM(D:D)+SUM($A:$C)", 20, 0, "SUM(D:D)+SUM($A:$C)")]
    // In the repeated row itself.
    [InlineData("ROUND(E6/D6*100,2)", 6, 0, "ROUND(E6/D6*100,2)")]
    [InlineData("ROUND(E6/D6*100,2)", 6, 2, "ROUND(E8/D8*100,2)")]
    [InlineData("SUM(D6:F6)", 6, 1, "SUM(D7:F7)")]
    [InlineData("D6/SUM(D$6:D$6)", 6, 1, "D7/SUM(D$6:D$8)")]
    [InlineData("SUM(D$6:D6)", 6, 2, "SUM(D$6:D8)")]
    [InlineData("D6-D$6", 6, 2, "D8-D$6")]
    [InlineData("D6/D13+D5", 6, 2, "D8/D16+D5")]
    [InlineData("D6/SUM(D9:D9)", 6, 1, "D7/SUM(D11:D12)")]
    [InlineData("表!D6+'表'!E6", 6, 1, "表!D7+'表'!E7")]
    // Other sheets have rows of their own.
    [InlineData("SUM('It''s'!A2:A3)+别表!A99", 6, 1, "SUM('It''s'!A2:A12)+别表!A99")]
    // What merely looks like a cell.
    [InlineData("IF(A5=\"D7:D9 \"\"A9\"\"\",LOG10(A7),TAX2024A)", 20, 0, "IF(A5=\"D7:D9 \"\"A9\"\"\",LOG10(A9),TAX2024A)")]
    [InlineData("_xlfn.IFS(A7>1.5E+2,{1,2;3,4},TRUE,年度合计)", 20, 0, "_xlfn.IFS(A9>1.5E+2,{1,2;3,4},TRUE,年度合计)")]
    [InlineData("a7&$b$7", 20, 0, "a9&$b$9")]
    [InlineData("XFE7+A1048577+A7%", 20, 0, "XFE7+A1048577+A9%")]
    [InlineData("A1048576", 20, 0, "A1048576")]
    public void A_reference_moves_with_its_row(string formula, int row, int copy, string moved) => Assert.Equal(moved, _move.InCell(formula, new FormulaPlace(row, copy)));

    [Theory]
    [InlineData("", "公式是空的")]
    [InlineData("SUM(A1", "少了一个右括号")]
    [InlineData("SUM(A1))", "多了一个右括号")]
    [InlineData("\"abc", "引号没有成对")]
    [InlineData("'表'A1", "单引号里应是工作表名，其后应有“!”")]
    [InlineData("SUM(D6)", "D6所在行会重复多行，只引用一格不知道是哪一行：全部各行请写D6:D6")]
    [InlineData("SUM($D12)", "$D12所在行会重复多行，只引用一格不知道是哪一行：全部各行请写D12:D12")]
    [InlineData("没有!A1", "没有工作表“没有”")]
    [InlineData("[1]Sheet1!A1", "不能引用其他文件，也不支持表格（列名）引用")]
    [InlineData("'C:\\[x.xlsx]表'!A1", "不能引用其他文件")]
    [InlineData("SUM(表:别表!A1)", "不支持跨多张工作表的引用")]
    [InlineData("cmd|'/c calc'!A0", "不能调用其他程序")]
    [InlineData("WEBSERVICE(\"http://x\")", "函数WEBSERVICE指向哪里无法确定，或会连到外部，不能使用")]
    [InlineData("indirect(\"A\"&1)", "函数INDIRECT指向哪里无法确定，或会连到外部，不能使用")]
    [InlineData("A1+#REF!", "公式里有错误值（如 #REF!）或“#”")]
    public void What_cannot_be_moved_is_refused_with_the_reason(string formula, string message) =>
        Assert.Equal(message, Assert.Throws<FormulaException>(() => _move.InCell(formula, new FormulaPlace(20, 0))).Message);

    [Theory]
    [InlineData("$A$1:$H$12,$A$20:$B$21", "$A$1:$H$15,$A$23:$B$24")]
    [InlineData("$4:$6", "$4:$8")]
    [InlineData("$H6=\"红\"", "$H6=\"红\"")]
    [InlineData("D6", "D6")]
    public void A_range_that_speaks_of_rows_grows_with_them(string range, string moved) => Assert.Equal(moved, _move.InRange(range));

    [Theory]
    [InlineData("A1+$B$2+C$3+$D4", 2, 3, "D3+$B$2+F$3+$D6")]
    [InlineData("SUM(A1:A$9)", 1, 0, "SUM(A2:A$9)")]
    public void A_formula_that_is_filled_down_follows_its_distance(string formula, int rows, int columns, string filled) => Assert.Equal(filled, FormulaText.Filled(formula, rows, columns));

    /// <summary>A column of numbers, of which some rows are repeated: a sum over any of its rows is, after they have moved, the sum over what these rows became.</summary>
    [Property(MaxTest = 200)]
    public void A_sum_means_the_same_rows_after_moving(DoNotSize<int> seed)
    {
        var random = new System.Random(seed.Item);
        var height = random.Next(3, 15);
        var repeated = Enumerable.Range(1, height).Where(_ => random.Next(3) == 0).Select(row => (Row: row, Count: random.Next(1, 6))).ToList();
        var map = new RowMap(repeated);
        var became = new List<(int From, int Value)>();
        for (var row = 1; row <= height; row++)
        {
            for (var copy = 0; copy < map.CountOf(row); copy++) became.Add((row, random.Next(1000)));
        }

        var (from, to) = (random.Next(1, height + 1), random.Next(1, height + 1));
        var fixedRow = random.Next(2) == 0 ? "$" : "";
        var moved = new FormulaMove(_ => map, "S").InCell($"SUM(B{fixedRow}{from}:B{fixedRow}{to})", new FormulaPlace(height + 1, 0));
        var rows = moved["SUM(".Length..^1].Split(':').Select(end => int.Parse(end.Trim('B', '$').TrimStart('$'), CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(
            became.Where(cell => cell.From >= Math.Min(from, to) && cell.From <= Math.Max(from, to)).Sum(cell => cell.Value),
            became.Skip(rows[0] - 1).Take(rows[1] - rows[0] + 1).Sum(cell => cell.Value));
    }
}
