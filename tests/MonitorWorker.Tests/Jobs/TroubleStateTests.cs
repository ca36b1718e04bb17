using MonitorWorker.Import;
using MonitorWorker.Import.Sources;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs;

public class TroubleStateTests
{
    private static readonly NewMail _mail = new("admin@example.com", "运行故障", "trouble", "one@example.com", [1]);

    [Fact]
    public async Task Of_two_processes_that_see_a_source_fail_one_tells()
    {
        await using var office = await TestOffice.OpenAsync();
        var states = office.TroubleStore;
        var before = await states.LoadAsync("source", "ledger", default);
        var failing = before with { Episode = 1, FailingSince = Some.Noon, LastError = "x" };

        Assert.True(await states.TryChangeAsync(before, failing, [_mail], Some.Noon, default));
        Assert.False(await states.TryChangeAsync(before, failing, [_mail with { MessageId = "two@example.com" }], Some.Noon, default));

        Assert.Single(await office.Outbox.ListAsync(default));
        Assert.Equal(failing with { ToldAt = Some.Noon }, await states.LoadAsync("source", "ledger", default));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_stored_leaves_the_state_as_it_was()
    {
        await using var office = await TestOffice.OpenAsync();
        var states = office.TroubleStore;
        var before = await states.LoadAsync("source", "ledger", default);

        // Two mails of one identity: the store refuses the second, and with it all.
        await Assert.ThrowsAnyAsync<Exception>(
            () => states.TryChangeAsync(before, before with { Episode = 1, FailingSince = Some.Noon }, [_mail, _mail], Some.Noon, default));

        Assert.Equal(before, await states.LoadAsync("source", "ledger", default));
        Assert.Empty(await office.Outbox.ListAsync(default));
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_keeps_no_other_from_being_read()
    {
        await using var office = await TestOffice.OpenAsync();
        var lost = new SourceQuery("lost", "sqlite", "Data Source=/nowhere/lost.db", null, "SELECT 1", TimeSpan.FromSeconds(5), 10, TimeZoneInfo.Utc);
        office.Settings = office.Settings with { Sources = [lost, lost with { Name = "away" }] };
        office.DropBudget();

        var imported = await office.Intake.RunAsync(keepFiles: false, default);

        Assert.Equal(["预算.csv", "库:lost", "库:away"], imported.Select(file => file.Reading.File));
        Assert.Equal(2, (await office.Outbox.ListAsync(default)).Count(mail => mail.Kind == "trouble"));
    }

    [Fact]
    public void Rows_in_another_order_are_the_same_answer_and_cells_in_another_are_not()
    {
        static byte[] Sum(params object?[][] rows) => SourceChecksum.OfContent([.. rows.Select((cells, index) => new SourceRow(index + 1, cells))]);
        object?[] header = ["a", "b"];

        Assert.Equal(Sum(header, ["1", "2"], ["3", "4"]), Sum(header, ["3", "4"], ["1", "2"]));
        var different = new[]
        {
            Sum(header), Sum(header, ["1", "2"]), Sum(header, ["2", "1"]), Sum(header, ["12", ""]), Sum(header, ["12", null]), Sum(header, ["1", "2"], ["1", "2"]),
            Sum(header, [1d, "2"]), Sum(["b", "a"], ["1", "2"]), Sum(["1", "2"], header),
        };
        Assert.Equal(different.Length, different.Select(Convert.ToHexString).Distinct().Count());
    }
}
