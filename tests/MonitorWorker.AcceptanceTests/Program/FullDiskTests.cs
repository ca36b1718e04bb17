using System.Diagnostics;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>The disk of the database is full, or may not be written: a small one in memory, which only root may mount.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly WorkFolder _work = WorkFolder.Empty();
    private bool _mounted;

    private string Store => _work.In("store");

    public void Dispose()
    {
        if (_mounted) Mount("umount", "-l", Store);
        _work.Dispose();
    }

    [Fact]
    public async Task A_service_on_a_full_disk_tells_it_goes_on_and_loses_and_doubles_nothing()
    {
        MountStore();
        _work.Environment["MonitorWorker__health__minFreeMegabytes"] = "0";
        _work.Environment["MonitorWorker__inbox__pollSeconds"] = "1";
        _work.Schedule(
            """{ "name": "often", "job": "check", "cron": "*/3 * * * * ?" }""",
            """{ "name": "send", "job": "deliver", "cron": "*/3 * * * * ?" }""");
        _work.DropBudget();
        _work.DropContacts();
        await using var service = _work.Start("run");
        await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
        await WorkFolder.UntilAsync(() => _work.Mails().Count > 0, "That nothing was reported was not told", () => service.Errors);
        var before = _work.Mails().Count;

        Fill();
        _work.DropExecution("2024-08", "1", "131");
        await WorkFolder.UntilAsync(() => File.ReadAllText(_work.In("data/health.json")).Contains("磁盘已满", StringComparison.Ordinal), "The health file does not tell of the full disk", () => service.Errors);
        Assert.Equal(0, _work.Count("SELECT COUNT(*) FROM Executions"));
        Assert.Contains("1015 DiskFullWatch", string.Concat(WorkFolder.Files(_work.In("data/log"), ".log").Select(File.ReadAllText)));
        Assert.True(File.Exists(Path.Combine(_work.Inbox, "执行2024-08.csv")), "A file that was not stored has left the inbox");
        Assert.False(service.HasExited, service.Errors);

        File.Delete(Path.Combine(Store, "filler"));
        await WorkFolder.UntilAsync(() => _work.Count("SELECT COUNT(*) FROM Executions") == 2, "The figures were not read when there was room again", () => service.Errors);
        await WorkFolder.UntilAsync(() => _work.Mails().Count > before, "What the figures show was not told", () => service.Errors);
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync(WorkFolder.Deadline));

        // What an undisturbed check would say now was said: nothing is left to tell, and nothing was told twice.
        (await _work.RunAsync("check")).Expect(0);
        Assert.Equal(0, _work.Count("SELECT COUNT(*) FROM (SELECT 1 FROM Notices WHERE TransitionId IS NOT NULL GROUP BY TransitionId, RecipientAddress HAVING COUNT(*) > 1)"));
        (await _work.RunAsync("audit", "check")).Expect(0);
        Assert.Single(await _work.OutboxAsync(), mail => mail.Alerts.Contains(SmallOffice.LagKey) && mail.To == "office@example.com");
    }

    [Fact]
    public async Task A_check_on_a_full_disk_fails_whole_and_works_once_there_is_room()
    {
        MountStore();
        _work.DropBudget();
        _work.DropContacts();
        (await _work.RunAsync("import")).Expect(0);
        var imports = _work.Count("SELECT COUNT(*) FROM ImportBatches");
        Fill();
        _work.DropExecution("2024-08", "1", "131");
        Assert.Contains("The disk is full: make room", (await _work.RunAsync("check")).Expect(1).Errors);
        // SQLite cannot even read there.
        File.Delete(Path.Combine(Store, "filler"));
        Assert.Equal((imports, 0, 0), (_work.Count("SELECT COUNT(*) FROM ImportBatches"), _work.Count("SELECT COUNT(*) FROM Executions"), _work.Count("SELECT COUNT(*) FROM Alerts")));
        (await _work.RunAsync("check")).Expect(0);
        Assert.Equal(2, _work.Count("SELECT COUNT(*) FROM Executions"));
    }

    [Fact]
    public async Task A_database_that_may_not_be_written_is_refused_with_a_clear_word_and_doctor_names_it()
    {
        MountStore();
        _work.DropBudget();
        (await _work.RunAsync("import")).Expect(0);
        Assert.Equal(0, Mount("mount", "-o", "remount,ro", Store));
        foreach (var verb in new[] { "run", "check", "import" })
        {
            var refused = (await _work.RunAsync(verb)).Expect(1);
            Assert.Contains("office.db", refused.Errors);
            Assert.Contains("writable", refused.Errors);
            Assert.DoesNotContain("   at ", refused.Errors);
        }

        Assert.Contains("✗ 文件夹：database：", (await _work.RunAsync("doctor")).Expect(1).Output);
        Assert.Equal(0, Mount("mount", "-o", "remount,rw", Store));
        (await _work.RunAsync("check")).Expect(0);
    }

    private void MountStore()
    {
        Directory.CreateDirectory(Store);
        _mounted = Mount("mount", "-t", "tmpfs", "-o", "size=8m", "monitorworker-test", Store) == 0;
        if (!_mounted && System.Environment.GetEnvironmentVariable("MONITORWORKER_REQUIRE_SERVERS") != "1") Assert.Skip("Needs root to mount a small disk.");
        Assert.True(_mounted, "A small disk cannot be mounted");
    }

    private void Fill()
    {
        var block = new byte[4096];
        using var filler = new FileStream(Path.Combine(Store, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, 1);
        try
        {
            while (true) filler.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static int Mount(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
