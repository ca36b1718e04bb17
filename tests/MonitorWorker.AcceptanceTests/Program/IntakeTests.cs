using MimeKit;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>Files on their way in: noticed, read, answered by a receipt, taken back, and never half.</summary>
public class IntakeTests
{
    [Fact]
    public async Task A_running_service_notices_a_file_within_seconds_and_answers_with_a_receipt()
    {
        using var work = SmallOffice.WithAugust();
        work.Schedule("""{ "name": "yearly", "job": "housekeeping", "cron": "0 0 3 1 1 ?" }""");
        await using var service = work.Start("run");
        await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
        await WorkFolder.UntilAsync(() => work.Mails().Count == 1, "What was found at the start was not told", () => service.Errors);
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync(WorkFolder.Deadline));

        work.Environment["MonitorWorker__import__receipts"] = "always";
        work.Environment["MonitorWorker__inbox__pollSeconds"] = "0";
        await using var again = work.Start("run");
        await again.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
        work.DropExecution("2024-08", "0.6", "很多");
        await WorkFolder.UntilAsync(() => work.Mails().Count == 2, "The file was not answered", () => again.Errors);
        again.Terminate();
        Assert.Equal(0, await again.WaitAsync(WorkFolder.Deadline));
        var receipt = MimeMessage.Load(work.Mails().Single(mail => mail.Contains("receipt", StringComparison.Ordinal)));
        Assert.Equal(("finance@example.com", "【回执】执行2024-08.csv：读入1行，拒收1行"), (receipt.To.Mailboxes.Single().Address, receipt.Subject));
        Assert.Contains("C3 累计执行数", receipt.TextBody);
        Assert.Equal("执行2024-08-待更正.xlsx", receipt.Attachments.OfType<MimePart>().Single().FileName);
    }

    [Fact]
    public async Task An_import_is_listed_undone_and_not_read_again_by_itself()
    {
        using var work = SmallOffice.WithAugust();
        (await work.RunAsync("check", "--at", "2024-08-31", "--no-deliver")).Expect(0);
        var listed = (await work.RunAsync("import", "list", "--output", "json")).Expect(0).Json.EnumerateArray().ToList();
        Assert.Equal(4, listed.Count);
        Assert.All(listed, entry => Assert.Equal("imported", entry.GetProperty("state").GetString()));

        (await work.RunAsync("import", "undo", "执行2024-08.csv")).Expect(0);
        Assert.Equal(0, work.Count("SELECT COUNT(*) FROM Outbox"));
        Assert.Equal(0, work.Count("SELECT COUNT(*) FROM Alerts"));
        Assert.Contains("before", (await work.RunAsync("import", "undo", "执行2024-08.csv")).Expect(1).Errors);
        Assert.Contains("no import", (await work.RunAsync("import", "undo", "没有这个文件.csv")).Expect(1).Errors);
        (await work.CheckAsync()).Expect(0);
        Assert.Equal(1, work.Count("SELECT COUNT(*) FROM ImportBatches WHERE State = 'Undone'"));
    }

    [Fact]
    public async Task What_has_been_told_cannot_be_undone_and_the_mail_is_named()
    {
        using var work = SmallOffice.WithAugust();
        (await work.CheckAsync()).Expect(0);
        var refused = (await work.RunAsync("import", "undo", "执行2024-08.csv")).Expect(1);
        Assert.Contains("office@example.com", refused.Errors);
    }

    [Fact]
    public async Task A_dry_run_shows_how_a_form_would_be_read_and_stores_nothing()
    {
        using var work = WorkFolder.Empty();
        var file = work.In("支付.csv");
        File.WriteAllText(file, "支付明细（单位：元）\n支付日期,项目代码,支付类型,支付金额\n2024-01-15,P01,直接支付,1000\n");
        var ended = (await work.RunAsync("import", file, "--dry-run")).Expect(0);
        Assert.Contains("列映射“支付明细”", ended.Output);
        Assert.Contains("项目编码 ← B列“项目代码”", ended.Output);
        Assert.False(File.Exists(work.Database));
    }

    /// <summary>Killed at any moment of a long import: all of its rows or none, and in the end all.</summary>
    [Fact]
    public async Task Killed_while_it_imports_a_file_is_in_whole_or_not_at_all()
    {
        const int Rows = 60_000;
        using var work = WorkFolder.Empty();
        var file = work.In("执行.csv");
        File.WriteAllLines(file, Enumerable.Range(0, Rows).Select(row => $"P{row:00000},2024-08,{row % 977}.5").Prepend("项目编码,截止月份,累计执行数（万元）"));
        for (var kill = 0; kill < 4; kill++)
        {
            await using var process = work.Start("import", file);
            await Task.Delay(TimeSpan.FromMilliseconds(500 + (kill * 400)));
            await process.KillAsync();
            if (File.Exists(work.Database) && work.Count("SELECT COUNT(*) FROM sqlite_master WHERE name = 'Executions'") > 0)
                Assert.Contains(work.Count("SELECT COUNT(*) FROM Executions"), new long[] { 0, Rows });
        }

        (await work.RunAsync("import", file)).Expect(0);
        Assert.Equal(Rows, work.Count("SELECT COUNT(*) FROM Executions"));
    }
}
