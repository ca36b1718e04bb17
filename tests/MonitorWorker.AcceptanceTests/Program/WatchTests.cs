using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;
using MonitorWorker.AcceptanceTests.Servers;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>How a service is seen by others, and what tells when it is gone.</summary>
public partial class WatchTests
{
    [Fact]
    public async Task A_service_answers_how_it_is_and_a_watcher_tells_when_it_was_killed_and_when_it_is_back()
    {
        using var work = SmallOffice.WithAugust();
        var port = FreePorts.Take(1)[0].ToString(CultureInfo.InvariantCulture);
        work.Environment["MonitorWorker__health__http__port"] = port;
        work.Environment["MonitorWorker__health__minFreeMegabytes"] = "0";
        var health = work.In("data/health.json");
        string[] watch = ["watch", "--health", health, "--to", "it@example.com", "--once"];
        using var client = new HttpClient();
        Task<HttpResponseMessage> AskAsync(string path) => client.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"));

        await using (var service = work.Start("run"))
        {
            await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
            Assert.Equal("ok\n", await (await AskAsync("/healthz")).Content.ReadAsStringAsync());
            Assert.Equal((200, "ok\n"), ((int)(await AskAsync("/readyz")).StatusCode, await (await AskAsync("/readyz")).Content.ReadAsStringAsync()));
            var metrics = await (await AskAsync("/metrics")).Content.ReadAsStringAsync();
            Assert.Contains("\nmonitorworker_ready 1\n", metrics);
            Assert.Contains("\nmonitorworker_store_up 1\n", metrics);
            Assert.Matches("(?m)^monitorworker_alerts_open\\{level=\"yellow\"\\} [1-9]", metrics);
            Assert.Equal(404, (int)(await AskAsync("/")).StatusCode);
            if (Tool.Find("promtool") is not null) await CheckAsync(metrics, work);
            (await work.RunAsync(watch)).Expect(0);
            await service.KillAsync();
        }

        // As if it had been killed an hour ago: by the file, and so does a watcher that has never looked before.
        File.Delete(work.In("data/watch.json"));
        var before = work.Mails().ToHashSet();
        await File.WriteAllTextAsync(health, NowPattern().Replace(await File.ReadAllTextAsync(health), "\"now\": \"2024-09-02T12:00:00+08:00\"", 1));
        (await work.RunAsync(watch)).Expect(1);
        (await work.RunAsync(watch)).Expect(1);
        var told = MimeMessage.Load(Assert.Single(work.Mails(), mail => !before.Contains(mail)));
        Assert.Equal(("it@example.com", "【运行通知】预算监控服务没有响应"), (told.To.Mailboxes.Single().Address, told.Subject));
        Assert.Contains("健康文件停在2024-09-02 12:00", told.TextBody);

        await using (var again = work.Start("run"))
        {
            await again.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
            (await work.RunAsync(watch)).Expect(0);
            Assert.Contains(work.Mails(), mail => MimeMessage.Load(mail).Subject == "【运行通知】预算监控服务已恢复响应");
        }
    }

    [Fact]
    public async Task A_watcher_needs_the_way_of_mails_alone_and_loads_no_database_and_no_clockwork()
    {
        using var work = WorkFolder.Empty();
        Directory.Delete(work.In("config"), recursive: true);
        Directory.CreateDirectory(work.In("config"));
        await File.WriteAllTextAsync(work.ConfigFile, """{ "mail": { "delivery": "folder", "folder": "../watch-mails", "from": "watch@example.com" }, "nonsense": { "of": "another machine" } }""");
        work.Environment.Remove("MonitorWorker__mail__folder");
        await using var watcher = work.Start("watch", "--health", work.In("health.json"), "--to", "it@example.com", "--every", "1s");
        await watcher.WaitForOutputAsync("没有这个健康文件", WorkFolder.Deadline);
        var loaded = File.ReadAllLines($"/proc/{watcher.Id}/maps").Select(line => Path.GetFileName(line.Split(' ')[^1])).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).ToHashSet();
        Assert.Contains("MonitorWorker.dll", loaded);
        Assert.DoesNotContain(loaded, name => name.StartsWith("Quartz", StringComparison.Ordinal) || name.Contains("EntityFrameworkCore", StringComparison.Ordinal) || name.StartsWith("Scriban", StringComparison.Ordinal));
        watcher.Terminate();
        Assert.Equal(0, await watcher.WaitAsync(WorkFolder.Deadline));
        Assert.False(Directory.Exists(work.In("store")));

        Assert.Contains("--silent-after 1x", (await work.RunAsync("watch", "--health", "x", "--to", "it@example.com", "--silent-after", "1x")).Expect(2).Errors);
        Assert.Contains("--to nobody", (await work.RunAsync("watch", "--health", "x", "--to", "nobody")).Expect(2).Errors);
    }

    [Fact]
    public async Task A_port_that_somebody_has_is_told_and_the_service_works_on()
    {
        using var work = SmallOffice.WithAugust();
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        work.Environment["MonitorWorker__health__http__port"] = port;
        await using var service = work.Start("run");
        await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
        await service.WaitForOutputAsync($"Port {port} (health.http.port) cannot be used", WorkFolder.Deadline);
        await WorkFolder.UntilAsync(() => File.ReadAllText(work.In("data/health.json")).Contains($"端口{port}不能使用", StringComparison.Ordinal), "The health file does not know of the port");
        Assert.NotEmpty(work.Mails());
    }

    [Fact]
    public async Task The_rules_for_prometheus_do_as_their_tests_say()
    {
        RequirePromtool();
        using var work = WorkFolder.Empty();
        var folder = Path.Combine(WorkFolder.Repository, "config", "alerting");
        var (code, said) = await Tool.RunAsync(work.In("said.txt"), TimeSpan.FromSeconds(60), "promtool", "test", "rules", Path.Combine(folder, "monitorworker.rules.test.yml"));
        Assert.True(code == 0, said);
        var rules = await File.ReadAllTextAsync(Path.Combine(folder, "monitorworker.rules.yml"));
        var tests = await File.ReadAllTextAsync(Path.Combine(folder, "monitorworker.rules.test.yml"));
        // Each fires in a test, and is quiet in another.
        Assert.All(AlertPattern().Matches(rules), alert => Assert.Contains($"alertname: {alert.Groups[1].Value}\n        exp_alerts:\n", tests));
        Assert.All(AlertPattern().Matches(rules), alert => Assert.Contains($"alertname: {alert.Groups[1].Value}\n        exp_alerts: []\n", tests));
    }

    private static void RequirePromtool()
    {
        if (Tool.Find("promtool") is not null) return;
        const string Missing = "Package prometheus (promtool) is not installed.";
        if (Environment.GetEnvironmentVariable("MONITORWORKER_REQUIRE_SERVERS") == "1") Assert.Fail(Missing);
        Assert.Skip(Missing);
    }

    private static async Task CheckAsync(string metrics, WorkFolder work)
    {
        await File.WriteAllTextAsync(work.In("metrics.txt"), metrics);
        var (code, said) = await Tool.RunAsync(work.In("said.txt"), TimeSpan.FromSeconds(30), "sh", "-c", "promtool check metrics < \"$1\"", "sh", work.In("metrics.txt"));
        Assert.True(code == 0, said);
    }

    [GeneratedRegex("\"now\": \"[^\"]*\"")]
    private static partial Regex NowPattern();

    [GeneratedRegex("- alert: (\\w+)")]
    private static partial Regex AlertPattern();
}
