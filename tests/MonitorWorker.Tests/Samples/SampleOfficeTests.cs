using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Samples;

public class SampleOfficeTests
{
    private static readonly string _folder = Path.Combine(Repository.Config, "sample");

    [Fact]
    public void The_workbook_and_the_csv_are_what_the_table_of_facts_says()
    {
        if (Environment.GetEnvironmentVariable("MONITORWORKER_ACCEPT_GOLDEN") == "1") SampleOffice.Write(_folder);
        var kept = SampleOffice.ReadBack(Path.Combine(_folder, SampleOffice.Workbook));
        Assert.Equal(SampleOffice.Sheets.Keys, kept.Keys);
        foreach (var (sheet, rows) in SampleOffice.Sheets) Assert.Equal(rows.Select(SampleOffice.AsText), kept[sheet]);
        Assert.Equal(SampleOffice.ContactsCsv, File.ReadAllText(Path.Combine(_folder, SampleOffice.Contacts)));
    }

    [Fact]
    public void The_sample_office_comes_out_as_the_report_states_it()
    {
        var facts = Read(SampleOffice.Workbook).Facts;
        var book = PositionBook.Build(new BudgetFacts(facts.Lines, facts.Adjustments, facts.Executions, facts.StatedOutturns), Some.August31);
        Assert.Equal(Some.Wan(811.72m).Fen, book.Positions.Sum(position => position.Original.Fen));
        Assert.Equal(Some.Wan(744.89m).Fen, book.Positions.Sum(position => position.Adjusted.Fen));
        Assert.Equal(Some.Wan(1556.61m).Fen, book.Positions.Sum(position => position.Revised.Fen));
        Assert.Equal(7, book.Positions.Count(position => position.Executed is null));
        Assert.Equal("66.95", Rounding.Percent(book.Positions.Single(position => position.Key.ProjectCode == "P03").Rate!.Value));
        Assert.Equal("20.00", Rounding.Percent(book.Positions.Single(position => position.Key.ProjectCode == "P04").Scheduled!.Value));
        Assert.Empty(book.Unmatched);
    }

    [Fact]
    public void What_the_report_states_wrongly_is_found_and_everything_right_is_silent()
    {
        var facts = Read(SampleOffice.Workbook).Facts;
        var book = StatementBook.Build(
            new BudgetFacts(facts.Lines, facts.Adjustments, facts.Executions, facts.StatedOutturns) { StatedFigures = facts.StatedFigures }, Some.August31);
        var verdicts = Some.Rules().Judge(book).ToList();
        Assert.DoesNotContain(verdicts, verdict => verdict.Finding.Outcome == Outcome.Unknown);
        Assert.Equal(
            [
                "statement-mismatch yellow 支出类别=项目支出 调整后预算数 7448900.00 7468900.00 -20000.00",
                "statement-mismatch yellow 全部 全年预计执行率 100.00 191.77 -91.77",
                "statement-mismatch yellow 资金来源=一般公共预算 全年预计执行数 15565100.00 12619800.00 2945300.00",
                "total-mismatch red 全部 全年预计执行数 15566100.00 18511400.00 -2945300.00",
            ],
            verdicts.Select(verdict => verdict.Finding).Where(finding => finding.Outcome == Outcome.Breached).Select(finding =>
                $"{finding.Rule} {finding.Level.Code()} {string.Join(' ', new[] { "scope", "item", "stated", "recomputed", "difference" }.Select(name => finding.Values[name]))}"));
    }

    [Theory]
    [InlineData(SampleOffice.Workbook)]
    [InlineData(SampleOffice.Contacts)]
    public void Nothing_of_the_sample_is_refused(string file) => Assert.Empty(Read(file).Problems);

    private static FileReading Read(string file)
    {
        using var content = File.OpenRead(Path.Combine(_folder, file));
        return new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(content, file, 1, Some.Noon);
    }
}
