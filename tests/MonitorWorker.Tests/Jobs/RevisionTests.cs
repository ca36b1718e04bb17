using MonitorWorker.Import;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Tests.Jobs;

/// <summary>What a later file changes, what is held, and what can be taken back.</summary>
public class RevisionTests
{
    [Fact]
    public async Task A_corrected_file_supersedes_and_says_what_changed_and_its_copy_changes_nothing()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130m));
        await ImportAsync(office);
        office.DropExecution("2024-08", ("P01", 0.9m), ("P02", 130m));
        var corrected = Assert.Single(await ImportAsync(office));
        var change = Assert.Single(corrected.Review.Changes);
        Assert.Equal(("执行", "P01", "2024-08", Some.Wan(0.6m), Some.Wan(0.9m)), (change.Table, change.ProjectCode, change.Period, change.Before, change.After));
        Assert.Empty(corrected.Review.Falls);

        File.Move(Path.Combine(office.Inbox, corrected.Reading.File), Path.Combine(office.Inbox, "改名.csv"));
        Assert.All(await office.Import.RunAsync(keepFiles: true, default), file => Assert.True(file.Unchanged));
        var facts = await office.Facts.LoadAsync(Some.August31, default);
        Assert.Equal([Some.Wan(0.6m), Some.Wan(0.9m)], facts.Executions.Where(fact => fact.ProjectCode == "P01").Select(fact => fact.Cumulative));
    }

    [Fact]
    public async Task Cumulative_execution_that_falls_is_reported_also_from_month_to_month()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropExecution("2024-07", ("P01", 1m), ("P02", 100m));
        await ImportAsync(office);
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130m));
        var fall = Assert.Single(Assert.Single(await ImportAsync(office)).Review.Falls);
        Assert.Equal(("P01", "2024-07", "2024-08", Some.Wan(1), Some.Wan(0.6m)), (fall.ProjectCode, fall.BeforePeriod, fall.Period, fall.Before, fall.After));
    }

    [Theory]
    [InlineData(6000)]
    [InlineData(0.00006)]
    public async Task A_value_ten_thousand_times_its_own_earlier_one_is_likely_a_slip_of_the_unit(double wan)
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130m));
        await ImportAsync(office);
        office.DropExecution("2024-08", ("P01", (decimal)wan), ("P02", 130m));
        Assert.Equal("P01", Assert.Single(Assert.Single(await ImportAsync(office)).Review.UnitSlips).ProjectCode);
    }

    [Fact]
    public async Task Execution_beyond_all_proportion_to_its_budget_is_likely_a_slip_of_the_unit()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        await ImportAsync(office);
        office.DropExecution("2024-08", ("P01", 6000m), ("P02", 250m));
        var slips = (await ImportAsync(office)).SelectMany(file => file.Review.UnitSlips).ToList();
        Assert.Equal(("P01", "年初预算"), slips.Select(slip => (slip.ProjectCode, slip.BeforePeriod)).Single());
    }

    [Fact]
    public void January_is_no_slip_although_the_office_was_silent_since_summer_and_has_no_budget_yet()
    {
        Assert.Null(HeldMonth.Reason(new(2025, 1), new(2024, 5), new(2025, 2), hasBudget: false));
        Assert.NotNull(HeldMonth.Reason(new(2026, 1), new(2024, 5), new(2026, 2), hasBudget: false));
    }

    [Theory]
    [InlineData("2024-08", "2024-08", false, false)]
    [InlineData("2024-08", "2024-01", true, false)] // silent for long
    [InlineData("2024-11", "2024-04", true, true)] // not yet come
    [InlineData("2025-02", "2024-08", false, false)]
    [InlineData("2025-03", "2024-08", false, true)]
    [InlineData("2025-08", "2024-08", true, false)] // the next year has its budget
    [InlineData("2042-08", "2024-08", false, true)]
    [InlineData("2024-01", "2024-08", false, true)]
    [InlineData("2024-02", "2024-08", true, false)]
    [InlineData("2024-01", "2024-08", true, true)]
    [InlineData("2024-01", null, false, false)]
    [InlineData(null, "2024-08", false, false)]
    public void A_month_far_off_the_last_one_is_asked_about(string? newest, string? known, bool hasBudget, bool held) =>
        Assert.Equal(held, HeldMonth.Reason(Month(newest), Month(known), new(2024, 9), hasBudget) is not null);

    [Fact]
    public async Task A_held_file_counts_once_a_person_releases_it()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130m));
        await ImportAsync(office);
        office.DropExecution("2024-01", ("P01", 0.1m), ("P02", 10m));
        var held = Assert.Single(await ImportAsync(office));
        Assert.NotNull(held.Review.HeldReason);
        Assert.All((await office.Facts.LoadAsync(Some.August31, default)).Executions, fact => Assert.Equal(Some.August, fact.Month));

        var ledger = new ImportLedger(office.Store);
        var entry = await ledger.FindAsync(held.Reading.File, default);
        Assert.Equal(ImportState.Held, entry!.State);
        Assert.True(await ledger.ReleaseAsync(entry.Id, "finance", office.Clock.GetUtcNow(), default));
        Assert.False(await ledger.ReleaseAsync(entry.Id, "finance", office.Clock.GetUtcNow(), default));
        Assert.Contains((await office.Facts.LoadAsync(Some.August31, default)).Executions, fact => fact.Month != Some.August);
    }

    [Fact]
    public async Task An_import_is_undone_with_all_that_was_decided_by_it_as_long_as_no_mail_has_left()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-07", ("P01", 0.8m), ("P02", 110m));
        Assert.Single(await office.RoundAsync(new DateOnly(2024, 7, 31))); // P01 is yellow
        var before = (await office.Alerts.LoadAsync(default)).Alerts.Values.ToList();

        office.Clock.Advance(TimeSpan.FromMinutes(5));
        office.DropExecution("2024-08", ("P01", 0.1m), ("P02", 20m));
        var imported = Assert.Single(await ImportAsync(office));
        await office.Check.RunAsync(Some.August31, mayLookBack: false, default);
        await office.Compose.RunAsync(default);
        Assert.NotEqual(before, [.. (await office.Alerts.LoadAsync(default)).Alerts.Values]);

        var ledger = new ImportLedger(office.Store);
        var entry = (await ledger.FindAsync(imported.Reading.File, default))!;
        var outcome = await ledger.UndoAsync(entry.Id, "finance", office.Clock.GetUtcNow(), default);
        Assert.Null(outcome.Left);
        Assert.True(outcome.Withdrawn > 0);
        Assert.Equal(before, [.. (await office.Alerts.LoadAsync(default)).Alerts.Values]);

        // It does not come back by itself, but a person may ask for it by name.
        Assert.True(Assert.Single(await office.Import.RunAsync(keepFiles: true, default), file => file.Reading.File == entry.File).Unchanged);
        Assert.Empty(await office.RoundAsync(new DateOnly(2024, 7, 31)));
        office.Drop(entry.File, File.ReadAllText(Directory.EnumerateFiles(office.Settings.Archive!, Path.GetFileNameWithoutExtension(entry.File) + "*", SearchOption.AllDirectories).Single()));
        Assert.False((await office.Import.ReadAsync(Path.Combine(office.Inbox, entry.File), default, again: true))!.Unchanged);
    }

    [Fact]
    public async Task A_total_that_its_rows_do_not_add_to_is_told_and_resolved_by_the_corrected_copy()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        const string csv = "项目编码,截止月份,累计执行数\nP01,2024-08,1.50\nP02,2024-08,131.00\n合计,,";
        office.Drop("八月.csv", csv + "142.50");
        var mail = Assert.Single(await office.RoundAsync());
        Assert.Equal("finance@example.com", mail.Recipient);
        var alert = Assert.Single((await office.Alerts.LoadAsync(default)).Alerts.Values);
        Assert.StartsWith("total-mismatch/2024/2024-08/合计/", alert.Key, StringComparison.Ordinal);

        office.Clock.Advance(TimeSpan.FromMinutes(1));
        office.Drop("八月-待更正.csv", csv + "132.50");
        Assert.Single(await office.RoundAsync());
        Assert.Equal(MonitorWorker.Alerts.AlertState.Resolved, Assert.Single((await office.Alerts.LoadAsync(default)).Alerts.Values).State);
    }

    [Fact]
    public async Task What_has_been_told_cannot_be_undone()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130m));
        var mail = Assert.Single(await office.RoundAsync());
        var ledger = new ImportLedger(office.Store);
        var import = (await ledger.ListAsync(default))[0];
        var outcome = await ledger.UndoAsync(import.Id, "finance", office.Clock.GetUtcNow(), default);
        Assert.Equal(mail.Recipient, outcome.Left!.Recipient);
        Assert.Equal(ImportState.Imported, (await ledger.ListAsync(default))[0].State);
    }

    private static async Task<IReadOnlyList<MonitorWorker.Jobs.ImportedFile>> ImportAsync(TestOffice office)
    {
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        return [.. (await office.Import.RunAsync(keepFiles: true, default)).Where(file => !file.Unchanged)];
    }

    private static MonitorWorker.Calendar.YearMonth? Month(string? text) => text is null ? null : MonitorWorker.Calendar.YearMonth.Parse(text);
}
