namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>The main job: <c>run</c> on the sample as shipped.</summary>
public class ServiceTests
{
    private static readonly TimeSpan Deadline = WorkFolder.Deadline;

    [Fact]
    public async Task The_service_tells_the_sample_office_once_goes_on_and_stops_cleanly()
    {
        using var work = WorkFolder.Sample();
        // Whether next year's holidays are known depends on the day on which this runs.
        work.Environment["MonitorWorker__calendar__folder"] = work.In("no-calendars");
        await using (var service = work.Start("run"))
        {
            await service.WaitForOutputAsync("接下来的运行", Deadline);
            await service.WaitForOutputAsync("night（housekeeping）", Deadline);
            Assert.Contains("设备购置经费", service.Output);
            Assert.Contains("红", service.Output);
            Assert.Contains("30.00", service.Output);
            Assert.Contains("66.67", service.Output);
            Assert.Contains("未报送", service.Output);

            var second = (await work.RunAsync("run")).Expect(2);
            Assert.Contains("Another service runs", second.Errors);

            Assert.False(service.HasExited);
            service.Terminate();
            Assert.Equal(0, await service.WaitAsync(Deadline));
        }

        var mails = WorkFolder.Files(work.In("out/mail"));
        Assert.Equal(mails.Where(mail => mail.EndsWith(".eml", StringComparison.Ordinal)).Select(mail => Path.ChangeExtension(mail, ".html")), mails.Where(mail => mail.EndsWith(".html", StringComparison.Ordinal)));
        var told = mails.Where(mail => mail.EndsWith(".eml", StringComparison.Ordinal)).Select(mail => MimeKit.MimeMessage.Load(mail)).ToLookup(mail => mail.Subject?.StartsWith("【回执】", StringComparison.Ordinal) == true);
        Assert.Equal(["equipment@example.com", "finance@example.com"], told[false].Select(mail => mail.To.Mailboxes.Single().Address).Order());
        // One receipt for each of the two files.
        Assert.Equal(["finance@example.com", "finance@example.com"], told[true].Select(mail => mail.To.Mailboxes.Single().Address));

        await using (var again = work.Start())
        {
            await again.WaitForOutputAsync("接下来的运行", Deadline);
            await again.WaitForOutputAsync("需通知0人次", Deadline);
            again.Terminate();
            Assert.Equal(0, await again.WaitAsync(Deadline));
        }

        Assert.Equal(mails, WorkFolder.Files(work.In("out/mail")));
        Assert.Equal(4, work.Count("SELECT COUNT(*) FROM Outbox"));
    }

    [Fact]
    public async Task The_sample_office_is_read_in_place()
    {
        using var work = WorkFolder.Sample();
        var before = WorkFolder.Files(work.In("config"));
        (await work.RunAsync("check")).Expect(0);
        Assert.Equal(before, WorkFolder.Files(work.In("config")));
    }

    [Fact]
    public async Task A_service_that_cannot_start_never_ends_with_0()
    {
        using var work = WorkFolder.Sample();
        Directory.CreateDirectory(work.In("data"));
        File.WriteAllText(work.In("data/monitor.db"), "this is a letter and no database, however long one looks at it");
        var ended = await work.RunAsync("run");
        Assert.NotEqual(0, ended.Code);
        Assert.Contains("monitor.db", ended.Errors);
        Assert.DoesNotContain("   at ", ended.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("in the way")]
    public async Task A_database_that_vanishes_under_the_service_ends_it_and_not_with_0(string inItsPlace)
    {
        using var work = SmallOffice.WithAugust();
        await using var service = work.Start("run");
        await service.WaitForOutputAsync("接下来的运行", Deadline);
        Directory.Delete(work.In("store"), recursive: true);
        if (inItsPlace.Length > 0)
        {
            Directory.CreateDirectory(work.In("store"));
            File.WriteAllText(work.Database, inItsPlace);
        }

        Assert.Equal(1, await service.WaitAsync(Deadline));
        Assert.Contains("office.db was removed or damaged while the service ran", service.Errors);
    }
}
