using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Tests.Jobs.Incoming;

namespace MonitorWorker.Tests.Jobs.People;

/// <summary>A leader who never answers: the mails become few, the summary goes on, and somebody is asked to speak to him.</summary>
public class UnansweredTests
{
    private static readonly EscalationPolicy _ladder = new("ladder", [new EscalationStep(4, [ContactRole.DeputyLeader], null), new EscalationStep(8, [ContactRole.Leader], null)]);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(5, false)]
    [InlineData(20, true)]
    public void In_a_year_of_silence_there_are_six_reminders_then_one_in_five_working_days_and_each_step_once(int every, bool climbs)
    {
        var alert = new Alert("execution-lag/2024/101/P01/-", "YJ-2024-0001", AlertState.Firing, Level.Red, 1) { FirstTold = new DateOnly(2024, 1, 2), Belief = new Belief(Level.Red, null, null, null, null) };
        var (reminders, steps, workdays) = (new List<DateOnly>(), 0, 0);
        for (var day = new DateOnly(2024, 1, 3); day.Year == 2024; day = day.AddDays(1))
        {
            if (Some.Workdays.NextOnOrAfter(day).Value != day) continue;
            workdays++;
            var next = FollowUp.Decide(alert, new ReminderPolicy(every), climbs ? _ladder : null, null, null, null, Some.Workdays, day);
            if (next.Event is not { } happened) continue;
            if (happened == TransitionKind.Escalated) steps += next.Steps.Count;
            else reminders.Add(day);
            alert = alert with { EscalationStep = next.StepsTaken, RemindedOn = day, Unheard = [.. alert.Unheard, new Unheard(day, happened == TransitionKind.Escalated)] };
        }

        Assert.Equal(climbs ? 2 : 0, steps);
        Assert.InRange(reminders.Count, workdays / Math.Max(every, FollowUp.RareWorkdays) - 2, FollowUp.MostReminders + (workdays / Math.Max(every, FollowUp.RareWorkdays)));
        var rare = reminders.Skip(FollowUp.MostReminders).ToList();
        Assert.All(rare.Zip(rare.Skip(1)), pair => Assert.True(Some.Workdays.WorkdaysBetween(pair.First, pair.Second).Value >= FollowUp.RareWorkdays));
    }

    [Fact]
    public async Task A_leader_who_never_answers_gets_few_mails_and_every_summary_and_the_finance_staff_is_told_once_to_speak_to_him()
    {
        await using var letters = await OpenAsync();
        var (toLeader, toFinance, summaries, days) = (new List<string>(), new List<string>(), 0, 0);
        for (var day = Letters.Day(8, 31); day < new DateOnly(2024, 12, 1); day = day.AddDays(1))
        {
            if (day != Some.August31 && Some.Workdays.NextOnOrAfter(day).Value != day) continue;
            letters.Today = day;
            days++;
            var mails = (await letters.Office.RoundAsync(day)).ToList();
            await letters.Office.Unanswered.RunAsync(day, default);
            if (day.DayOfWeek == DayOfWeek.Monday)
            {
                await letters.Office.Digest.RunAsync($"digest-{day:yyyyMMdd}", day, default);
                summaries++;
            }

            mails.AddRange(await letters.SendAsync());
            toLeader.AddRange(mails.Where(mail => mail.Recipient == "leader@example.com").Select(mail => mail.Kind));
            toFinance.AddRange(mails.Where(mail => mail.Recipient == "finance@example.com" && mail.Kind == "note").Select(mail => mail.Subject));
        }

        Assert.InRange(days, 60, 70);
        // The first warning and six reminders, whatever days go by; and each summary.
        Assert.Equal(1 + FollowUp.MostReminders, toLeader.Count(kind => kind != "summary"));
        Assert.Equal(summaries, toLeader.Count(kind => kind == "summary"));
        Assert.Equal("【运行通知】主要领导已提醒6次未答复，建议当面汇报", Assert.Single(toFinance));
        var last = letters.Office.Sent.Last(mail => mail is { Recipient: "leader@example.com", Kind: "summary" });
        Assert.Contains("久未答复 1 条（YJ-2024-0001）", Letters.TextOf(last));
    }

    [Fact]
    public async Task Where_no_summary_is_made_the_rare_reminders_go_on()
    {
        await using var letters = await OpenAsync();
        letters.Office.Settings = letters.Office.Settings with { LeadersHaveSummaries = false };
        var mails = 0;
        for (var day = Letters.Day(8, 31); day < Letters.Day(10, 1); day = day.AddDays(1))
        {
            letters.Today = day;
            mails += (await letters.Office.RoundAsync(day)).Count(mail => mail.Recipient == "leader@example.com");
        }

        Assert.InRange(mails, 1 + FollowUp.MostReminders + 2, 1 + FollowUp.MostReminders + 4);
    }

    [Fact]
    public async Task An_answer_that_is_written_down_for_him_ends_it()
    {
        await using var letters = await OpenAsync();
        for (var day = Letters.Day(8, 31); day <= Letters.Day(9, 12); day = day.AddDays(1)) await letters.Office.RoundAsync(letters.Today = day);
        Assert.True(FollowUp.IsLongUnanswered((await letters.Office.Alerts.LoadAsync(default)).Alerts[Letters.Lag]));
        await letters.Office.ByHand.AddAsync("YJ-2024-0001", new("主要领导", "当面", "财务股经办", "采购流标", "重新招标", Letters.Day(10, 31), null), default);
        Assert.Empty((await letters.Office.Alerts.LoadAsync(default)).Alerts[Letters.Lag].Unheard);
        Assert.Equal(0, await letters.Office.Unanswered.RunAsync(Letters.Day(9, 13), default));
    }

    /// <summary>A route that asks the leader himself each working day.</summary>
    private static async Task<Letters> OpenAsync()
    {
        var letters = await Letters.OpenAsync();
        letters.Office.Settings = letters.Office.Settings with
        {
            Routes = new RouteBook([new ConfiguredRoute(new Route("all", Timing.Now, new ReminderPolicy(1), null)) { Roles = [ContactRole.Leader] }], MailDomains.All),
        };
        return letters;
    }
}
