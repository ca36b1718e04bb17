namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>Schedules of the running service.</summary>
public class ScheduleTests
{
    private const string EverySecond = "\"cron\": \"* * * * * ?\", \"missed\": \"skip\"";

    [Fact]
    public async Task A_file_dropped_while_the_service_runs_is_imported_and_a_lost_inbox_stops_no_other_schedule()
    {
        using var work = WorkFolder.Empty();
        work.Schedule($$"""{ "name": "read", "job": "import", {{EverySecond}} }""", $$"""{ "name": "clean", "job": "housekeeping", {{EverySecond}} }""");
        await using var service = work.Start("run");
        await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
        work.DropBudget();
        await WorkFolder.UntilAsync(() => work.Count("SELECT COUNT(*) FROM BudgetLines") == 2, "The file was not imported", () => service.Errors);

        Directory.Delete(work.Inbox, recursive: true);
        var done = Done();
        await service.WaitForOutputAsync("is not there", WorkFolder.Deadline);
        await WorkFolder.UntilAsync(() => Done() > done + 1, "The other schedule did not go on", () => service.Errors);

        Directory.CreateDirectory(work.Inbox);
        work.DropAdjustment();
        await WorkFolder.UntilAsync(() => work.Count("SELECT COUNT(*) FROM Adjustments") == 1, "The inbox came back and was not read", () => service.Errors);
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync(WorkFolder.Deadline));

        // Each due time was claimed once, and none is left as if it still ran.
        var runs = work.Query("SELECT Schedule, Due, Outcome FROM ScheduleRuns", row => (Schedule: row.GetString(0), Due: row.GetString(1), Outcome: row.GetString(2)));
        Assert.Equal(runs.Count, runs.DistinctBy(run => (run.Schedule, run.Due)).Count());
        Assert.All(runs, run => Assert.Contains(run.Outcome, new[] { "first-sight", "done", "stopped" }));
        Assert.All(runs, run => Assert.EndsWith(".000Z", run.Due));

        long Done() => work.Count("SELECT COUNT(*) FROM ScheduleRuns WHERE Schedule = 'clean' AND Outcome = 'done'");
    }

    [Fact]
    public async Task A_check_by_schedule_sends_what_the_dropped_file_shows()
    {
        using var work = SmallOffice.WithAugust();
        work.Schedule($$"""{ "name": "judge", "job": "check", {{EverySecond}} }""", $$"""{ "name": "send", "job": "deliver", {{EverySecond}} }""");
        await using var service = work.Start("run");
        await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
        await WorkFolder.UntilAsync(() => work.Mails().Count == 1, "What was found at the start was not told", () => service.Errors);
        // Still August: the office sends a corrected figure.
        work.DropExecution("2024-08", "0.6", "131");
        await WorkFolder.UntilAsync(() => work.Mails().Count == 2, "The worsened line was not told", () => service.Errors);
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync(WorkFolder.Deadline));
        Assert.Equal(2, (await work.OutboxAsync()).Count);
    }

    [Fact]
    public async Task A_scheduled_run_that_was_killed_part_way_is_made_up_at_the_next_start_and_told_once()
    {
        using var work = SmallOffice.WithAugust();
        work.Schedule("""{ "name": "daily", "job": "digest", "cron": "0 0 0 * * ?", "missed": "once", "maxDelay": "2.00:00:00" }""");
        await StartAndStopAsync(work);
        Assert.Equal(0, work.Count("SELECT COUNT(*) FROM Outbox WHERE Subject LIKE '%摘要%'"));
        // As a power cut leaves it: yesterday's run was done, today's was claimed and never finished.
        work.Execute("INSERT INTO ScheduleRuns (Schedule, Due, Outcome) SELECT Schedule, '2024-01-01T00:00:00.000Z', 'done' FROM ScheduleRuns");
        Assert.Equal(1, work.Execute("UPDATE ScheduleRuns SET Outcome = 'running' WHERE Outcome = 'first-sight'"));
        for (var start = 1; start <= 2; start++)
        {
            await StartAndStopAsync(work);
            Assert.Equal(1, work.Count("SELECT COUNT(*) FROM Outbox WHERE Subject LIKE '%摘要%'"));
            Assert.Equal(0, work.Count("SELECT COUNT(*) FROM ScheduleRuns WHERE Outcome <> 'done'"));
        }
    }

    private static async Task StartAndStopAsync(WorkFolder work)
    {
        await using var service = work.Start("run");
        await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync(WorkFolder.Deadline));
    }
}
