using System.Text.Json;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>A running service takes over what is changed in its configuration, whole or not at all.</summary>
public class ReloadTests
{
    private const string EverySecond = "\"cron\": \"* * * * * ?\", \"missed\": \"skip\"";

    [Fact]
    public async Task A_broken_change_is_told_and_harms_nothing_and_a_mended_one_is_taken_over_and_told()
    {
        using var work = SmallOffice.WithAugust();
        work.Edit("config/monitor.json", "\"officeName\"", "\"reload\": { \"pollSeconds\": 1 },\n  \"officeName\"");
        work.Schedule(
            """{ "name": "judge", "job": "check", "cron": "0 0 1 1 1 ? 2099" }""",
            $$"""{ "name": "send", "job": "deliver", {{EverySecond}} }""");
        await using var service = work.Start("run");
        await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
        await UntilMailsAsync(1, "What was found at the start was not told");
        var whole = await File.ReadAllTextAsync(work.ConfigFile);
        var templates = await File.ReadAllTextAsync(work.In("templates/warning.txt"));

        // Cut off in the middle, and a template that is broken besides.
        await File.WriteAllTextAsync(work.ConfigFile, whole[..(whole.Length / 2)]);
        await UntilMailsAsync(2, "That the change cannot be used was not told");
        Assert.Contains("monitor.json", Assert.Single(Told("trouble")).Subject);
        Assert.Equal("configuration", Health().GetProperty("troubles")[0].GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, Health().GetProperty("stoppedAt").ValueKind);

        // Mended, with another time, a route, and another wording.
        var routed = whole.Replace("\"0 0 1 1 1 ? 2099\"", "\"* * * * * ?\"", StringComparison.Ordinal)
            .Replace("\"schedules\"", "\"routes\": [{ \"name\": \"audited\", \"to\": [\"责任人\", \"address:audit@example.com\"] }],\n  \"schedules\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(work.In("templates/warning.txt"), templates + "\n从此多一句。\n");
        await File.WriteAllTextAsync(work.ConfigFile, routed);
        await service.WaitForOutputAsync("Configuration reloaded", WorkFolder.Deadline);
        await UntilMailsAsync(4, "The change was not told");
        Assert.Contains("audit@example.com", Assert.Single(Told("note")).TextBody);
        Assert.Contains("routes", service.Errors);

        // Judged by the new schedule, told by the new route and in the new words; nobody is told again what he knows.
        work.DropExecution("2024-08", "0.6", "131");
        await UntilMailsAsync(6, "The new schedule, route and template were not used");
        var warnings = Told("warning");
        Assert.Equal(["audit@example.com", "office@example.com", "office@example.com"], warnings.Select(mail => mail.To.Mailboxes.Single().Address).Order());
        Assert.Equal(2, warnings.Count(mail => mail.TextBody?.Contains("从此多一句。", StringComparison.Ordinal) == true));

        service.Terminate();
        Assert.Equal(0, await service.WaitAsync(WorkFolder.Deadline));
        Assert.Equal("ok", Health().GetProperty("status").GetString());
        Assert.NotEqual(JsonValueKind.Null, Health().GetProperty("stoppedAt").ValueKind);
        Assert.Equal(6, work.Mails().Count);

        Task UntilMailsAsync(int count, string otherwise) => WorkFolder.UntilAsync(() => work.Mails().Count >= count, otherwise, () => string.Join('\n', work.Mails()) + service.Output + service.Errors);

        List<MimeKit.MimeMessage> Told(string kind) => [.. work.Mails().Where(path => path.Contains($"-{kind}-", StringComparison.Ordinal)).Select(path => MimeKit.MimeMessage.Load(path))];

        JsonElement Health() => JsonDocument.Parse(File.ReadAllBytes(work.In("data/health.json"))).RootElement;
    }
}
