using MonitorWorker.Budgets;
using MonitorWorker.Import;

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
