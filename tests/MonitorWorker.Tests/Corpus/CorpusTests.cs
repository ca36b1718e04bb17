using System.Globalization;
using System.Text;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Import;

namespace MonitorWorker.Tests.Corpus;

/// <summary>Each file of the corpus is read as its expectation file says. With MONITORWORKER_ACCEPT_GOLDEN=1 these are written anew.</summary>
public class CorpusTests
{
    public static TheoryData<string> Names => [.. CorpusFiles.All().Select(file => file.Name)];

    [Fact]
    public void The_corpus_holds_many_shapes() => Assert.True(Names.Count >= 40);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_is_read_as_its_expectation_says(string name)
    {
        var content = CorpusFiles.All().Single(file => file.Name == name).Content;
        Golden.Matches($"Corpus/Expected/{name}.txt", Describe(Reader().Read(new MemoryStream(content), name, 1, Some.Noon)));
    }

    internal static FileReader Reader()
    {
        var config = Path.Combine(Golden.Root, "config");
        return new FileReader(new TableCatalog(null, ColumnMapReader.Read(config, Path.Combine(config, "maps")).Maps), AmountUnit.Named("万元"));
    }

    private static string Describe(FileReading reading)
    {
        var text = new StringBuilder();
        foreach (var table in reading.Tables)
            Line($"表 {table.Table ?? "（无）"}｜{table.Sheet}｜{table.Rows}行 读入{table.Accepted} 拒收{table.Refused}{(table.Map is null ? "" : $"｜{table.Map}")}{(table.Note is null ? "" : $"｜{table.Note}")}");
        var facts = reading.Facts;
        foreach (var fact in facts.Lines) Line($"预算 {fact.FiscalYear} {fact.EntityName} {fact.ProjectCode} {fact.ProjectName} {fact.Category} {fact.Fund} {fact.Original}元");
        foreach (var fact in facts.Adjustments) Line($"调整 {fact.ProjectCode} {fact.Date:yyyy-MM-dd} {fact.Amount}元{(fact.IsCumulative ? " 累计" : "")}");
        foreach (var fact in facts.Executions) Line($"执行 {fact.ProjectCode} {fact.Month} {fact.Fund} {fact.Cumulative}元");
        foreach (var fact in facts.StatedOutturns) Line($"预计 {fact.ProjectCode} {fact.Month} {fact.Outturn}元");
        foreach (var fact in facts.PlanPoints) Line($"计划 {fact.ProjectCode} {fact.Month} {fact.CumulativeAmount} {fact.CumulativePercent}%");
        foreach (var fact in facts.Indicators) Line($"指标 {fact.ProjectCode} {fact.Name} {fact.Operator} {fact.Target} {fact.TargetText} {fact.Unit} {fact.Weight}");
        foreach (var fact in facts.IndicatorReadings) Line($"完成 {fact.ProjectCode} {fact.Name} {fact.Month} {fact.ValueText}");
        foreach (var fact in facts.StatedFigures) Line($"填报 {fact.Month} {fact.Scope} {fact.Item} {fact.Value}{fact.Unit}");
        foreach (var fact in facts.Contacts) Line($"联系 {fact.Name} {fact.Role} {string.Join(';', fact.Addresses)}");
        foreach (var fact in facts.SheetTotals) Line($"合计 {fact.Label} {fact.Column} {fact.Stated}元 相加{fact.Computed}元 {(fact.Agrees ? "一致" : "不符")}");
        foreach (var problem in reading.Problems) Line($"拒收 {problem.Describe()}");
        foreach (var remark in reading.Remarks) Line($"核对 {remark.Describe()}");
        foreach (var fall in reading.Falls) Line($"减少 {fall.Describe()}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
