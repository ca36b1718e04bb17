using System.Text.Json.Nodes;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary><c>status</c>: whether the service is alive and all is well.</summary>
public class StatusTests
{
    [Fact]
    public async Task Status_is_good_only_while_the_service_is_alive_and_nothing_is_in_trouble()
    {
        using var work = SmallOffice.WithAugust();
        // Whether next year's holidays are known depends on the day on which this runs.
        work.Environment["MonitorWorker__calendar__folder"] = work.In("no-calendars");
        work.Environment["MonitorWorker__health__minFreeMegabytes"] = "0";
        Assert.Contains("服务还没有运行过", (await work.RunAsync("status")).Expect(1).Errors);
        (await work.RunAsync("check")).Expect(0);
        Assert.Contains("没有健康文件", (await work.RunAsync("status")).Expect(1).Output);

        await using (var service = work.Start("run"))
        {
            await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
            var alive = (await work.RunAsync("status", "--output", "json")).Expect(0).Json;
            Assert.True(alive.GetProperty("ok").GetBoolean() && alive.GetProperty("alive").GetBoolean());
            Assert.Equal("ok", alive.GetProperty("health").GetProperty("status").GetString());
            Assert.Equal("2024-08-31", alive.GetProperty("health").GetProperty("lastCheck").GetProperty("asOf").GetString());
            Assert.Contains("一切正常", (await work.RunAsync("status")).Expect(0).Output);

            File.WriteAllText(Path.Combine(work.Inbox, "扫描件.pdf"), "%PDF");
            await WorkFolder.UntilAsync(() => work.Count("SELECT COUNT(*) FROM Troubles WHERE FailingSince IS NOT NULL") > 0, "The document was not noticed");
            Assert.Contains("文件 扫描件.pdf：不是能读的文件类型", (await work.RunAsync("status")).Expect(1).Output);
            await WorkFolder.UntilAsync(() => File.ReadAllText(work.In("data/health.json")).Contains("扫描件.pdf", StringComparison.Ordinal), "The health file does not know of the trouble");
            File.Delete(Path.Combine(work.Inbox, "扫描件.pdf"));
            (await work.RunAsync("import")).Expect(0);
            (await work.RunAsync("status")).Expect(0);

            // It lives by its earlier configuration.
            var whole = await File.ReadAllTextAsync(work.ConfigFile);
            work.Edit("config/monitor.json", "\"officeName\"", "\"officeNmae\"");
            var refused = (await work.RunAsync("status")).Expect(1);
            Assert.Contains("服务按原来的配置运行，不采用改动", refused.Output);
            Assert.Contains("officeNmae", refused.Output);
            Assert.Contains("启动，已运行", refused.Output);
            Assert.DoesNotContain("nothing was started", refused.Errors);
            var told = (await work.RunAsync("status", "--output", "json")).Expect(1).Json;
            Assert.True(told.GetProperty("alive").GetBoolean() && !told.GetProperty("ok").GetBoolean());
            await File.WriteAllTextAsync(work.ConfigFile, whole);

            // As if it hung: the file stays where it was.
            await service.KillAsync();
            var health = JsonNode.Parse(await File.ReadAllTextAsync(work.In("data/health.json")))!;
            health["now"] = "2024-09-02T12:00:00+08:00";
            await File.WriteAllTextAsync(work.In("data/health.json"), health.ToJsonString());
            var hung = (await work.RunAsync("status", "--output", "json")).Expect(1).Json;
            Assert.False(hung.GetProperty("alive").GetBoolean());
            Assert.Contains("没有响应", hung.GetProperty("reasons")[0].GetString());
        }

        await using (var again = work.Start("run"))
        {
            await again.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
            again.Terminate();
            Assert.Equal(0, await again.WaitAsync(WorkFolder.Deadline));
        }

        var stopped = (await work.RunAsync("status")).Expect(1).Output;
        Assert.Contains("服务没有运行：已于", stopped);
        Assert.DoesNotContain("下次", stopped);
        Assert.Equal(0, (await work.RunAsync("status", "--output", "json")).Expect(1).Json.GetProperty("health").GetProperty("next").GetArrayLength());
        work.Edit("config/monitor.json", "\"officeName\"", "\"officeNmae\"");
        Assert.Contains("改好之前服务启动不了", (await work.RunAsync("status")).Expect(1).Output);
    }
}
