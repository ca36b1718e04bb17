using FsCheck.Xunit;
using MonitorWorker.Budgets;

namespace MonitorWorker.Tests.Budgets;

/// <summary>A project over the years, under whatever code.</summary>
public class ProjectChainTests
{
    private static readonly ProjectChain _chain = new(
    [
        new(2022, "101", "P01", null), new(2022, "102", "P05", null),
        new(2023, "101", "P07", "P01"), new(2023, "101", "P08", null),
        new(2024, "101", "P17", "P07"), new(2024, "101", "P08", null), new(2024, "101", "P20", "P99"), new(2024, "101", "P05", "P05"),
        new(2025, "101", "P17", null), new(2025, "101", "P08", "P17"), new(2025, "101", "P30", "P05"),
    ]);

    [Theory]
    [InlineData(2025, "P17", "2024 P17、2023 P07、2022 P01")] // keeps its code, had another one before
    [InlineData(2025, "P08", "2024 P17、2023 P07、2022 P01")] // takes over what goes on by itself as well
    [InlineData(2024, "P08", "2023 P08")]
    [InlineData(2024, "P20", "")] // names a code that never was
    [InlineData(2025, "P30", "2024 P05、2022 P05")] // from another entity, which alone had that code
    [InlineData(2022, "P01", "")]
    public void The_codes_of_a_project_are_found_back_through_the_years(int year, string project, string expected) =>
        Assert.Equal(expected, string.Join('、', _chain.Before(year, "101", project).Select(then => $"{then.FiscalYear} {then.ProjectCode}")));

    /// <summary>Budgets that name each other in circles.</summary>
    [Property]
    public bool A_chain_goes_back_in_time_and_ends_whatever_budgets_say_of_each_other(byte[] bytes)
    {
        var chain = new ProjectChain([.. bytes.Chunk(3).Where(line => line.Length == 3).Select(line => new ProjectOfYear(2020 + (line[0] % 6), "", $"P{line[1] % 4}", $"P{line[2] % 4}")).Distinct()]);
        var years = chain.Before(2026, "", "P0").Select(then => then.FiscalYear).ToList();
        return years.SequenceEqual(years.OrderDescending().Distinct()) && years.Count <= 6;
    }

    [Fact]
    public void A_code_that_two_projects_name_or_that_goes_on_by_itself_has_no_successor()
    {
        var successors = new Successors(
        [
            Some.Line("P17") with { FormerProjectCode = "P07" },
            Some.Line("P18") with { FormerProjectCode = "P08" }, Some.Line("P19") with { FormerProjectCode = "P08" },
            Some.Line("P20") with { FormerProjectCode = "P09" }, Some.Line("P09"),
        ]);
        Assert.Equal(["P17", "P17", "P08", "P09", "P10"], [successors.Of("101", "P07"), successors.Of(null, "P07"), successors.Of("101", "P08"), successors.Of("101", "P09"), successors.Of("101", "P10")]);
    }

    [Fact]
    public void A_carried_over_project_knows_the_shape_of_its_last_year_and_a_former_code_that_never_was_is_listed()
    {
        var facts = Some.Facts(
            [Some.Line("P17") with { FormerProjectCode = "P07" }, Some.Line("P18", row: 4) with { FormerProjectCode = "P99" }],
            executions: [Some.Spent(1, project: "P17"), Some.Spent(1, project: "P18")]) with
        {
            LastYear = [Some.Spent(1, 8, "P07", year: 2023), Some.Spent(4, 12, "P07", year: 2023)],
            EarlierProjects = new HashSet<string> { "P07" },
        };
        var book = PositionBook.Build(facts, Some.August31);
        Assert.Equal(["P17"], book.Positions.Where(position => position.LastYearsShare == new Fractions.Fraction(1, 4)).Select(position => position.Key.ProjectCode));
        Assert.Equal(("P18", 4), book.Unmatched.Select(fact => (fact.ProjectCode, fact.Source.Row)).Single());
        Assert.Contains("P99", book.Unmatched[0].Reason);
        Assert.Equal(2, book.Positions.Count);
    }
}
