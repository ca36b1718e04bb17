using System.Text.Json;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>What will happen, asked of the built program, which leaves everything as it was.</summary>
public class PlanTests
{
    private const string Morning = """{ "name": "morning", "job": "check", "cron": "30 8 * * *", "missed": "once" }""";

    [Fact]
    public async Task The_sample_office_hears_nothing_at_its_next_check_and_gets_its_weekly_digest()
    {
        using var work = WorkFolder.Sample();
        (await work.RunAsync("check")).Expect(0);
        var before = work.Fingerprint();
        var plan = (await work.RunAsync("plan", "--days", "7", "--output", "json")).Expect(0).Json;
        Assert.Equal(before, work.Fingerprint());

        var checks = Firings(plan, "morning-check");
        Assert.InRange(checks.Count, 4, 5);
        Assert.All(checks, check => Assert.Empty(check.GetProperty("mails").EnumerateArray()));
        var digest = Assert.Single(Firings(plan, "weekly-digest"));
        Assert.Contains(digest.GetProperty("mails").EnumerateArray(), mail => mail.GetProperty("to").GetString() == "performance@example.com" && mail.GetProperty("alerts").GetArrayLength() > 0);
        Assert.Equal(["read-inbox", "send"], plan.GetProperty("summed").EnumerateArray().Select(summed => summed.GetProperty("schedule").GetString()!));
        Assert.Empty(plan.GetProperty("waiting").EnumerateArray());
        Assert.Equal("2024-08-31", plan.GetProperty("pinnedAsOf").GetString());

        var told = (await work.RunAsync("plan", "--days", "7")).Expect(0).Output;
        Assert.Contains("没有要通知的", told);
        Assert.Contains("send（发信）：每分钟一次，共10080次", told);
        Assert.Contains("2024-08-31（asOf）", told);
        Assert.Equal(before, work.Fingerprint());
    }

    [Fact]
    public async Task A_plan_on_nothing_reads_what_waits_and_creates_nothing()
    {
        using var work = SmallOffice.WithAugust();
        work.Schedule(Morning);
        var before = work.Fingerprint();
        var plan = (await work.RunAsync("plan", "--days", "2", "--output", "json")).Expect(0).Json;
        Assert.Equal("first-notice", Assert.Single(Assert.Single(Firings(plan, "morning")[0].GetProperty("mails").EnumerateArray()).GetProperty("reasons").EnumerateObject()).Name);
        Assert.Empty(Firings(plan, "morning")[1].GetProperty("mails").EnumerateArray());
        Assert.Equal(before, work.Fingerprint());
        Assert.False(Directory.Exists(work.In("store")));
        Assert.False(Directory.Exists(work.MailFolder));
    }

    [Fact]
    public async Task A_reminder_is_planned_for_the_fifth_working_day()
    {
        using var work = SmallOffice.UntilLastMonth(Today);
        Follow(work, "config", "every 5 working days");
        (await work.RunAsync("check")).Expect(0);
        var plan = (await work.RunAsync("plan", "--output", "json")).Expect(0).Json;

        // By Monday to Friday: the made-up country has no calendar. The route reminds at the first check of the day.
        var day = Today;
        for (var workdays = 0; workdays < 5;)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) workdays++;
        }

        var reminders = Firings(plan, "morning").Where(firing => firing.GetProperty("mails").EnumerateArray().Any(mail => mail.GetProperty("reasons").TryGetProperty("reminder", out _))).ToList();
        Assert.Equal(day, DateOnly.FromDateTime(reminders[0].GetProperty("at").GetDateTimeOffset().DateTime));
        Assert.Equal(TimeSpan.FromHours(8), reminders[0].GetProperty("at").GetDateTimeOffset().Offset);
    }

    [Fact]
    public async Task Another_configuration_is_compared_on_the_same_data()
    {
        using var work = SmallOffice.UntilLastMonth(Today);
        Follow(work, "config", "once");
        (await work.RunAsync("check")).Expect(0);
        var other = work.In("other");
        foreach (var file in Directory.EnumerateFiles(work.In("config"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(other, Path.GetRelativePath(work.In("config"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var before = work.Fingerprint();
        Assert.Contains("没有不同", (await work.RunAsync("plan", "--against", other)).Expect(0).Output);
        Assert.Equal(before, work.Fingerprint());

        work.Edit("other/monitor.json", "\"remind\": \"once\"", "\"remind\": \"each check\"");
        work.Edit("other/monitor.json", "30 8 * * *", "45 8 * * *");
        var difference = (await work.RunAsync("plan", "--days", "3", "--against", other, "--output", "json")).Expect(0).Json;
        var changed = Assert.Single(difference.GetProperty("schedules").GetProperty("changed").EnumerateArray());
        Assert.Contains("45 8 * * *", changed.GetProperty("there").GetProperty("reading").GetString());
        Assert.Empty(difference.GetProperty("onlyHere").EnumerateArray());
        Assert.NotEmpty(difference.GetProperty("onlyThere").EnumerateArray());
        Assert.All(difference.GetProperty("onlyThere").EnumerateArray(), mail => Assert.True(mail.GetProperty("reasons").TryGetProperty("reminder", out _)));
        Assert.Contains("只有另一份有", (await work.RunAsync("plan", "--days", "3", "--against", other)).Expect(0).Output);
    }

    [Fact]
    public async Task What_cannot_be_planned_is_refused_with_what_was_expected()
    {
        using var work = WorkFolder.Empty();
        Assert.Contains("from 1 to 60", (await work.RunAsync("plan", "--days", "61")).Expect(2).Errors);
        Assert.Contains("--days soon: expected a number from 1 to 60", (await work.RunAsync("plan", "--days", "soon")).Expect(2).Errors);
        Assert.Contains("--against nowhere", (await work.RunAsync("plan", "--against", "nowhere")).Expect(2).Errors);
        Assert.Empty(work.Mails());
    }

    /// <summary>Where the office is.</summary>
    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>Judges today, by one route, with a check on every day.</summary>
    private static void Follow(WorkFolder work, string folder, string remind)
    {
        work.Schedule(Morning);
        work.Edit($"{folder}/monitor.json", "\"asOf\": \"2024-08-31\",", $$"""
            "calendar": { "country": "xx" },
            "fiscalYear": { "settleUntil": "03-31" },
            "routes": [{ "name": "all", "rules": ["execution-lag"], "remind": "{{remind}}" }],
            """);
    }

    private static List<JsonElement> Firings(JsonElement plan, string schedule) =>
        [.. plan.GetProperty("firings").EnumerateArray().Where(firing => firing.GetProperty("schedule").GetString() == schedule)];
}
