using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MonitorWorker.Alerts;
using MonitorWorker.Delivery;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Rules;

namespace MonitorWorker.Tests.Jobs;

/// <summary>
/// A year of an office as it goes, with the shipped rules, calendar and escalation: a check each working day, bundles, a digest each Monday, figures on the fifth, a monitoring
/// task. Nobody gets more than one mail a day, but for escalations and the receipts of his or her own files.
/// </summary>
public class SimulatedYearTests(ITestOutputHelper output)
{
    private const int RemindEvery = 5;
    private static readonly Word _head = new("业务股负责人", "business.head@example.com", "合同已签，等待付款");
    private static readonly Word _leader = new("分管领导", null, "经研究同意按现进度执行");

    [Fact]
    public async Task Nobody_gets_more_than_one_mail_a_day_and_every_red_project_is_told_at_once()
    {
        var clock = Stopwatch.StartNew();
        var year = new SimulatedYear();
        await using var office = await TestOffice.OpenAsync(start: At(new DateOnly(2024, 1, 2), 7));
        office.Settings = office.Settings with
        {
            AsOf = null,
            Rules = new RuleBook(Shipped.Set("default"), []),
            Workdays = Some.Workdays,
            Routes = Routes(),
            Receipts = ReceiptPolicy.Always,
        };
        var mails = new List<(DateOnly Day, OutgoingMail Mail)>();
        office.Answer = mail =>
        {
            mails.Add((office.Settings.Today(office.Clock.GetUtcNow()), mail));
            return new DeliveryOutcome.Accepted("250 ok");
        };
        office.Drop("预算.csv", year.Budget);
        office.Drop("通讯录.csv", SimulatedYear.Contacts);

        var red = new HashSet<string>();
        for (var day = new DateOnly(2024, 1, 2); day.Year == SimulatedYear.Year; day = day.AddDays(1))
        {
            if (!Some.Workdays.IsWorkday(day).Value) continue;

            office.Clock.SetUtcNow(At(day, 8));
            await PeopleAsync(office, year, day);
            office.Clock.SetUtcNow(At(day, 8, 30));
            var run = await office.Monitor.RunAsync(day, lookOnly: false, default);
            await DeliverAsync(office);
            red = await AssertEveryRedIsToldAsync(office, run.Check, red, day);

            if (day.DayOfWeek == DayOfWeek.Monday)
            {
                office.Clock.SetUtcNow(At(day, 9));
                await DigestAsync(office, day);
                await DeliverAsync(office);
            }

            office.Clock.SetUtcNow(At(day, 16));
            await DeliverAsync(office);
        }

        var escalations = await EscalationsAsync(office);
        var table = Table(mails, escalations);
        output.WriteLine(table);
        output.WriteLine($"{mails.Count} mails in {clock.Elapsed.TotalSeconds:0.0} s");
        Golden.Matches("Jobs/Golden/simulated-year.txt", table);

        var tooMany = mails.Where(mail => mail.Mail.Kind is not (MailKind.Receipt or MailKind.Note) && !escalations.Contains(mail.Mail.Id))
            .GroupBy(mail => (mail.Day, mail.Mail.Recipient))
            .Where(day => day.Count() > 1)
            .Select(day => $"{day.Key.Day:yyyy-MM-dd} {day.Key.Day.DayOfWeek} {day.Key.Recipient}: {string.Join(" | ", day.Select(mail => $"{mail.Mail.Kind} {mail.Mail.Subject}"))}");
        Assert.Empty(tooMany);
        await AssertNothingIsToldTwiceAsync(office);
        // The figures come from the entities' finance staff; budget, address book and task, which are the whole office's, from the performance staff.
        Assert.All(mails.Where(mail => mail.Mail.Kind == MailKind.Receipt), mail => Assert.Contains(mail.Mail.Recipient, new[] { "finance101@example.com", "finance102@example.com", "performance@example.com" }));
    }

    /// <summary>Missing figures and yellow wait for the day or, of what runs by itself, for the week; red goes at once, is asked for again and climbs.</summary>
    private static RouteBook Routes() => RouteMapping.Map(ConfigLoader.Load(Repository.Config, new Dictionary<string, string?>()).Options! with
    {
        Routes =
        [
            new RouteOptions { Name = "数据", Rules = ["missing-data", "stale-data", "cannot-judge"], Timing = "daily" },
            new RouteOptions { Name = "红色", Levels = ["red"], To = ["责任人"], Remind = $"every {RemindEvery} working days", Escalate = "sichuan-2025" },
            new RouteOptions { Name = "公用黄色", Levels = ["yellow"], Where = "支出类别=公用支出", Timing = "weekly" },
            new RouteOptions { Name = "黄色", Levels = ["yellow"], Timing = "daily" },
            new RouteOptions { Name = "蓝色", Levels = ["blue"], To = ["绩效管理人员"], Timing = "weekly" },
        ],
    });

    /// <summary>What people do before the check of a day.</summary>
    private static async Task PeopleAsync(TestOffice office, SimulatedYear year, DateOnly day)
    {
        var fifth = Some.Workdays.NextOnOrAfter(new DateOnly(day.Year, day.Month, 5)).Value;
        if (day == fifth && day.Month > 1)
        {
            foreach (var entity in SimulatedYear.Entities) office.Drop($"执行{entity}-{day.Month - 1:00}.csv", year.Execution(entity, day.Month - 1));
        }

        if (day == new DateOnly(2024, 6, 21)) office.Drop("预算调整.csv", year.Additions);
        if (day == new DateOnly(2024, 10, 16)) office.Drop("执行更正.csv", year.CorrectedSeptember);
        // What is due on 26 September is asked for on the 19th, 25th, 27th and after the holiday, none of which is a Monday with a digest.
        if (day == new DateOnly(2024, 9, 10)) office.Drop("监控任务.csv", "文号,任务名称,截止月份,报送截止日期\n示财绩〔2024〕9号,1—9月绩效运行监控,2024-09,2024-09-26\n");
        if (day == new DateOnly(2024, 3, 1)) await SilenceAsync(office, SilenceKind.Silence, "P13", _head, day, new DateOnly(2024, 4, 30));
        if (day == new DateOnly(2024, 5, 15)) await SilenceAsync(office, SilenceKind.Waiver, "P49", _leader, day, new DateOnly(2024, 9, 30));
        // Some sections answer on the fourth day after a red alert with a date a month ahead, and some never do.
        var fourth = Some.Workdays.AddWorkdays(day, -4).Value;
        await using var db = office.Store.Context();
        var open = await db.Alerts.Where(alert => alert.State == AlertState.Firing && alert.Level == Level.Red && alert.RemindedOn == fourth && alert.EscalationStep == 0)
            .Select(alert => alert.Key)
            .ToListAsync();
        foreach (var key in open.Where(key => !key.Contains("/P0", StringComparison.Ordinal)))
            Assert.True(await office.Overlays.AnswerAsync(key, new Answer("招标流标，正在重新组织", "本月内完成采购", day.AddDays(30), null, "股室负责人", day, office.Clock.GetUtcNow()), default));
    }

    private static async Task SilenceAsync(TestOffice office, SilenceKind kind, string project, Word word, DateOnly from, DateOnly until) =>
        await office.Overlays.AddAsync(kind, new SilenceScope(project, null, null, null, null), word, from, until, office.Clock.GetUtcNow(), default);

    private static async Task DigestAsync(TestOffice office, DateOnly day)
    {
        var digest = new DigestJob(office.Facts, office.Alerts, new DigestStore(office.Store), office.Incoming, new YearStore(office.Store), office.Settings, office.Clock, NullLogger<DigestJob>.Instance);
        await digest.RunAsync($"weekly@{day:yyyy-MM-dd}", day, default);
    }

    private static async Task DeliverAsync(TestOffice office)
    {
        await office.Compose.RunAsync(default);
        var until = office.Clock.GetUtcNow().AddMinutes(1);
        await office.Deliver.RunAsync(until, until, default);
    }

    /// <returns>What is red and known to be so.</returns>
    private static async Task<HashSet<string>> AssertEveryRedIsToldAsync(TestOffice office, CheckResult check, HashSet<string> before, DateOnly day)
    {
        var overlays = (await office.Alerts.LoadAsync(default)).Overlays;
        Assert.All(check.Judgement.Positions.Where(judged => judged.Light == Level.Red), judged => Assert.Contains(judged.Breaches, finding => finding.Level == Level.Red));
        var red = check.Judgement.Breaches.Where(finding => finding.Level == Level.Red).Select(finding => AlertKey.For(finding.Rule, finding.Subject)).ToHashSet();
        var known = red.Where(key => before.Contains(key) || overlays.Mute(key, Level.Red, day) is null).ToHashSet();
        await using var db = office.Store.Context();
        foreach (var key in known.Except(before))
        {
            var told = await db.Notices.Where(notice => notice.RunId == check.RunId && notice.Transition!.Alert!.Key == key && notice.Transition.To == Level.Red)
                .Select(notice => new { notice.Reason, notice.DueAt, Mail = notice.Outbox == null ? null : notice.Outbox.State.ToString() })
                .ToListAsync();
            Assert.True(told.Exists(notice => notice.Reason is NoticeReason.FirstNotice or NoticeReason.Raised), $"{key} turned red, and nobody was told by the check of {day:yyyy-MM-dd}");
            Assert.All(told.Where(notice => notice.DueAt is null), notice => Assert.Equal("Sent", notice.Mail));
        }

        return known;
    }

    /// <summary>Within an episode nobody hears of the same level twice, of a step of the escalation twice, or is reminded before the days that the route names are over.</summary>
    private static async Task AssertNothingIsToldTwiceAsync(TestOffice office)
    {
        await using var db = office.Store.Context();
        var days = await db.CheckRuns.ToDictionaryAsync(run => run.Id, run => run.AsOf);
        var told = await db.Notices.Where(notice => notice.Transition != null)
            .OrderBy(notice => notice.Id)
            .Select(notice => new { notice.Transition!.AlertId, notice.Transition.Episode, notice.Transition.To, notice.Transition.Step, notice.RecipientAddress, notice.Reason, notice.RunId })
            .ToListAsync();
        Assert.Contains(told, notice => notice.Reason == NoticeReason.Reminder);
        Assert.Contains(told, notice => notice.Reason == NoticeReason.Correction);
        foreach (var episode in told.GroupBy(notice => (notice.AlertId, notice.Episode, notice.RecipientAddress)))
        {
            var levels = episode.Where(notice => notice.Reason is not (NoticeReason.Reminder or NoticeReason.Escalation)).ToList();
            Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.NotEqual((pair.First.Reason, pair.First.To), (pair.Second.Reason, pair.Second.To)));
            var steps = episode.Where(notice => notice.Reason == NoticeReason.Escalation).Select(notice => notice.Step).ToList();
            Assert.Equal(steps.Distinct(), steps);
            var reminded = episode.Where(notice => notice.Reason == NoticeReason.Reminder && notice.Step is null).Select(notice => days[notice.RunId]).ToList();
            Assert.All(reminded.Zip(reminded.Skip(1)), pair => Assert.True(Some.Workdays.WorkdaysBetween(pair.First, pair.Second).Value >= RemindEvery, $"{episode.Key} was reminded on {pair.First} and on {pair.Second}"));
        }
    }

    private static async Task<HashSet<long>> EscalationsAsync(TestOffice office)
    {
        await using var db = office.Store.Context();
        Assert.False(await db.Notices.AnyAsync(notice => notice.OutboxId == null && notice.Form != "withdrawn" && notice.DueAt <= office.Clock.GetUtcNow()));
        return [.. await db.Notices.Where(notice => notice.Reason == NoticeReason.Escalation && notice.OutboxId != null).Select(notice => notice.OutboxId!.Value).ToListAsync()];
    }

    private static string Table(List<(DateOnly Day, OutgoingMail Mail)> mails, HashSet<long> escalations)
    {
        var table = new StringBuilder();
        Part("Mails that are neither escalations nor receipts nor notes: at most one a day and person", mails.Where(mail => mail.Mail.Kind is not (MailKind.Receipt or MailKind.Note) && !escalations.Contains(mail.Mail.Id)));
        Part("Escalations, and what else went with them", mails.Where(mail => escalations.Contains(mail.Mail.Id)));
        Part("Receipts of files that the person sent", mails.Where(mail => mail.Mail.Kind == MailKind.Receipt));
        Part("Notes, each told once: here of alerts that nobody answers", mails.Where(mail => mail.Mail.Kind == MailKind.Note));
        return table.ToString();

        void Part(string title, IEnumerable<(DateOnly Day, OutgoingMail Mail)> part)
        {
            table.AppendLine(title).Append(CultureInfo.InvariantCulture, $"{"",-28}");
            for (var month = 1; month <= 12; month++) table.Append(CultureInfo.InvariantCulture, $"{month,4}");
            table.AppendLine("  all");
            foreach (var person in part.GroupBy(mail => mail.Mail.Recipient).OrderBy(person => person.Key, StringComparer.Ordinal))
            {
                table.Append(CultureInfo.InvariantCulture, $"{person.Key,-28}");
                for (var month = 1; month <= 12; month++) table.Append(CultureInfo.InvariantCulture, $"{person.Count(mail => mail.Day.Month == month),4}");
                table.AppendLine(CultureInfo.InvariantCulture, $"{person.Count(),5}");
            }

            table.AppendLine();
        }
    }

    private static DateTimeOffset At(DateOnly day, int hour, int minute = 0) => new(day.Year, day.Month, day.Day, hour, minute, 0, TimeSpan.FromHours(8));
}
