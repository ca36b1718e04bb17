namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>What the service and the commands log at their most talkative.</summary>
public class LogTests
{
    [Fact]
    public async Task The_log_says_each_run_in_a_line_and_tells_no_secret_and_of_no_person()
    {
        using var work = SmallOffice.WithAugust();
        // Refused rows of the address book hold names and addresses, too.
        work.Drop("通讯录二.csv", "姓名,邮箱,角色,单位编码,责任股室", "王小明,wang.xiaoming(at)example.com,责任人,101,办公室", "李小红,li.xiaohong@example.com,不知道,101,办公室");
        File.WriteAllText(work.In("config/mail-password"), "geheim-4711\n");
        work.Environment["MonitorWorker__mail__delivery"] = "smtp";
        work.Environment["MonitorWorker__mail__host"] = "127.0.0.1";
        work.Environment["MonitorWorker__mail__port"] = "1";
        work.Environment["MonitorWorker__mail__user"] = "monitor.login@example.com";
        work.Environment["MonitorWorker__mail__passwordFile"] = work.In("config/mail-password");
        work.Environment["MonitorWorker__mailbox__protocol"] = "folder";
        work.Environment["MonitorWorker__mailbox__folder"] = work.In("replies");
        work.Environment["MonitorWorker__mailbox__tokenKeyFile"] = work.In("data/token.key");
        Directory.CreateDirectory(work.In("replies"));
        work.Schedule("""{ "name": "often", "job": "check", "cron": "*/2 * * * * ?" }""", """{ "name": "send", "job": "deliver", "cron": "*/2 * * * * ?" }""");
        File.WriteAllText(
            work.In("replies/one.eml"),
            "From: Chen Dawei <chen.dawei@example.com>\r\nTo: monitor@example.com\r\nSubject: Re: secretsubject YJ-2024-0001\r\nMessage-ID: <abc@mail.example.com>\r\nDate: Mon, 02 Sep 2024 10:00:00 +0800\r\n\r\nsecretbody\r\n");

        await using var service = work.Start("run", "--verbose");
        await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
        string Log() => string.Concat(WorkFolder.Files(work.In("data/log"), ".log").Select(File.ReadAllText));
        await WorkFolder.UntilAsync(() => Log().Contains("Schedule often: job check due", StringComparison.Ordinal) && Log().Contains(" 4002 ", StringComparison.Ordinal) && Log().Contains(" 5010 ", StringComparison.Ordinal), "The runs are not in the log", Log);
        service.Terminate();
        await service.WaitAsync(WorkFolder.Deadline);
        var check = await work.RunAsync("check", "--verbose");

        var log = Log();
        Assert.Matches(@"INFO  1005 MonitorService: First check done in \d+\.\d s: files 5, rows \d+, rows refused 2, lines judged 2, ", log);
        Assert.Matches(@"INFO  8001 ScheduleRunner: Schedule often: job check due \d{4}-\d\d-\d\d \d\d:\d\d \+08:00 done in \d+\.\d s: files 0, rows 0, rows refused 0, lines judged 2, findings \d+, alerts opened 0, ", log);
        Assert.Contains("INFO  1001 MonitorService: Stopped", log);
        var key = File.ReadAllText(work.In("data/token.key")).Trim();
        foreach (var said in new[] { log, service.Errors, check.Errors })
        {
            foreach (var secret in new[] { "geheim-4711", key, "office@", "finance@", "admin@", "monitor@", "monitor.login@", "wang.xiaoming", "li.xiaohong@", "chen.dawei", "Chen Dawei", "王小明", "李小红", "secretsubject", "secretbody", "办公室责任人", "财务股经办" })
                Assert.DoesNotContain(secret, said);
        }

        Assert.Contains("o***@example.com", log);
        Assert.All(log.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d (DEBUG|INFO |WARN |ERROR|CRIT ) \d{4} \w+: ", line));
    }
}
