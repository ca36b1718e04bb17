namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>Looking leaves no trace, and looking back is all that is allowed of an earlier day.</summary>
public class DryRunTests
{
    [Fact]
    public async Task A_dry_run_on_nothing_creates_nothing()
    {
        using var work = SmallOffice.WithAugust();
        var before = work.Fingerprint();
        var ended = (await work.RunAsync("check", "--dry-run", "--output", "json")).Expect(0);
        Assert.Single(ended.Json.GetProperty("notices").EnumerateArray());
        Assert.Equal(before, work.Fingerprint());
        Assert.False(Directory.Exists(work.In("store")));
        Assert.False(Directory.Exists(work.MailFolder));
    }

    [Fact]
    public async Task A_dry_run_leaves_inbox_database_and_mails_as_they_were()
    {
        using var work = SmallOffice.WithAugust();
        await work.CheckAsync();
        work.DropExecution("2024-09", "0.6", "147");
        var before = work.Fingerprint();
        var ended = (await work.RunAsync("check", "--dry-run", "--at", "2024-09-30", "--output", "json")).Expect(0);
        Assert.Equal("raised", Assert.Single(ended.Json.GetProperty("notices").EnumerateArray()).GetProperty("reason").GetString());
        var imported = (await work.RunAsync("import", "--dry-run", "--output", "json")).Expect(0);
        Assert.Single(imported.Json.GetProperty("files").EnumerateArray());
        Assert.Equal(before, work.Fingerprint());
    }

    [Fact]
    public async Task A_stored_check_of_an_earlier_day_is_refused_and_a_dry_one_is_not()
    {
        using var work = SmallOffice.WithAugust();
        await work.CheckAsync();
        var refused = (await work.CheckAsync("2024-08-30")).Expect(2);
        Assert.Contains("--dry-run", refused.Errors);
        Assert.Empty(refused.Output);
        (await work.RunAsync("check", "--at", "2024-08-30", "--dry-run")).Expect(0);
    }
}
