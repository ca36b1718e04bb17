using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MonitorWorker.Alerts;
using MonitorWorker.Delivery;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Commands;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Jobs;
using MonitorWorker.Jobs.Auditing;
using MonitorWorker.Mailboxes;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Rules;

namespace MonitorWorker.Tests.Jobs;

/// <summary>
/// What is marked 不得外发 is in no mail, attachment, log or file outside of the store, and of what is marked 仅编号 there is the number alone: every byte of a year is searched. The same search
/// finds all of it where nothing is marked.
/// </summary>
public class DisclosureYearTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Nothing_of_what_may_not_leave_is_found_outside_of_the_store_in_a_year()
    {
        await using var year = await Year.OpenAsync(isMarked: true);
        await year.RunAsync(new DateOnly(2024, 12, 31));
        var (whales, herons) = (await year.NumbersAsync(SecretOffice.Whale.Code), await year.NumbersAsync(SecretOffice.Heron.Code));
        output.WriteLine($"{year.Outside.Count} texts, {year.Office.Sent.Count} mails ({string.Join(", ", year.Office.Sent.CountBy(mail => mail.Kind).Select(kind => $"{kind.Key} {kind.Value}"))}); numbers {string.Join(' ', whales)} / {string.Join(' ', herons)}");

        Assert.NotEmpty(whales);
        Assert.Empty(year.Found(SecretOffice.Whale).Concat(whales.SelectMany(year.Outside.Find)));
        Assert.Empty(year.Found(SecretOffice.Heron));
        // By its number people hear of it, are asked again and can answer.
        Assert.NotEmpty(herons);
        Assert.Contains(herons, number => year.Office.Sent.Exists(mail => mail.Kind == MailKind.Digest && mail.Recipient == "business@example.com" && mail.Subject.Contains(number, StringComparison.Ordinal)));
        Assert.Contains(herons, number => year.Outside.Find(number).Exists(found => found.Contains("逐级催办", StringComparison.Ordinal)));
        Assert.Contains(herons, number => year.Outside.Find(number).Exists(found => found.StartsWith($"“{number}” in {MailKind.Answer}", StringComparison.Ordinal)));
        Assert.Equal("招标流标", (await year.Office.Cases.FindAsync(year.Answered!, new DateOnly(2024, 12, 31), default))!.Answers[0].Cause);
        // The store holds all of it, somebody knows how much there is, and sums say what they leave out.
        Assert.Contains(year.Office.Sent, mail => mail is { Kind: MailKind.Note, Recipient: "admin@example.com" } && mail.Subject.Contains("不得外发的预警", StringComparison.Ordinal));
        Assert.Contains(year.Office.Sent, mail => mail is { Kind: MailKind.Note, Recipient: "finance101@example.com" });
        Assert.NotEmpty(year.Outside.Find("另有 2 个项目按规定不外发，未计入"));
        Assert.NotEmpty(year.Outside.Find("另有2个项目按规定不外发，未计入本报告"));
        // What may be named is.
        Assert.NotEmpty(year.Outside.Find("业务股项目P17"));
        Assert.All(new[] { MailKind.Digest, MailKind.Warning, MailKind.Resolved, MailKind.Summary, MailKind.Receipt, MailKind.TaskReminder, MailKind.TaskList, MailKind.Report, MailKind.Answer, MailKind.Ending, MailKind.Note }, kind =>
            Assert.Contains(year.Office.Sent, mail => mail.Kind == kind));
    }

    [Fact]
    public async Task The_same_search_finds_it_where_nothing_is_marked()
    {
        await using var year = await Year.OpenAsync(isMarked: false);
        await year.RunAsync(new DateOnly(2024, 4, 12));
        foreach (var project in new[] { SecretOffice.Whale, SecretOffice.Heron })
        {
            Assert.NotEmpty(year.Outside.Find(project.Code));
            Assert.NotEmpty(year.Outside.Find(project.Name));
            Assert.Contains(year.Words.Amounts[project], fen => SecretOffice.Printed(fen).Any(form => year.Outside.Find(form).Count > 0));
            Assert.Contains(await year.NumbersAsync(project.Code), number => year.Outside.Find(number).Count > 0);
        }

        foreach (var place in new[] { "log", "console", "audit.xlsx", "task-reminder", "receipt", "report", "digest", "summary", "ending" })
            Assert.True(year.Outside.Find(SecretOffice.Whale.Code).Concat(year.Outside.Find(SecretOffice.Whale.Name)).Any(found => found.Contains($"in {place}", StringComparison.Ordinal)), place);
    }

    /// <summary>An office on its way through the year, and all that leaves it.</summary>
    private sealed class Year : IAsyncDisposable
    {
        private Year(TestOffice office, bool isMarked) => (Office, Words) = (office, new SecretOffice(isMarked));

        public TestOffice Office { get; }

        public SecretOffice Words { get; }

        public Outside Outside { get; } = new();

        /// <summary>Number of the alert that somebody has answered.</summary>
        public string? Answered { get; private set; }

        public static async Task<Year> OpenAsync(bool isMarked)
        {
            var office = await TestOffice.OpenAsync(pooling: true, start: At(new DateOnly(2024, 1, 2), 7));
            var year = new Year(office, isMarked);
            office.Log = line => year.Outside.Add("log", line);
            office.Settings = office.Settings with
            {
                AsOf = null,
                Rules = new RuleBook(Shipped.Set("default"), []),
                Workdays = Some.Workdays,
                Receipts = ReceiptPolicy.Always,
                Replies = new ReplySettings(new ReplyTokens(Path.Combine(office.Folder, "token.key")), TimeSpan.FromDays(400), false, null, 20, 1_000_000),
                Routes = RouteMapping.Map(ConfigLoader.Load(Repository.Config, new Dictionary<string, string?>()).Options! with
                {
                    Routes =
                    [
                        new RouteOptions { Name = "红色", Levels = ["red"], To = ["责任人"], Remind = "every 5 working days", Escalate = "sichuan-2025" },
                        new RouteOptions { Name = "黄色", Levels = ["yellow"], Timing = "daily" },
                        new RouteOptions { Name = "留底", To = ["address:archive@example.com"], Timing = "weekly" },
                    ],
                }),
            };
            office.Drop("预算.csv", year.Words.Budget);
            office.Drop("通讯录.csv", SimulatedYear.Contacts);
            office.Drop("绩效指标.csv", SecretOffice.Indicators);
            return year;
        }

        public async Task RunAsync(DateOnly last)
        {
            for (var day = new DateOnly(2024, 1, 2); day <= last; day = day.AddDays(1))
            {
                // Three days a week show as much as five, in less time; files come on the fifth.
                if (!Some.Workdays.IsWorkday(day).Value || (day.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Thursday && day.Day is > 12 or < 5)) continue;

                Office.Clock.SetUtcNow(At(day, 8));
                await PeopleAsync(day);
                Office.Clock.SetUtcNow(At(day, 8, 30));
                var run = (await Office.Monitor.RunAsync(day, lookOnly: false, default)).Open();
                if (day.DayOfWeek == DayOfWeek.Monday || day.Month == 4) Outside.Add("console", JsonSerializer.Serialize(JsonOutput.Check(run.Imported, run.Check), _plain));
                await DeliverAsync();
                if (day.DayOfWeek == DayOfWeek.Monday)
                {
                    Office.Clock.SetUtcNow(At(day, 9));
                    await Office.Digest.RunAsync($"weekly@{day:yyyy-MM-dd}", day, default);
                    await DeliverAsync();
                }

                if (IsReportDay(day))
                {
                    foreach (var report in Office.Settings.Reports) await Office.Reports.RunAsync(report.Name, $"{report.Name}@{day:yyyy-MM-dd}", day, default);
                    await DeliverAsync();
                }

                Office.Clock.SetUtcNow(At(day, 16));
                await DeliverAsync();
            }

            await LookAsync();
        }

        public async Task<List<string>> NumbersAsync(string code)
        {
            await using var db = Office.Store.Context();
            return await db.Alerts.Where(alert => alert.Key.Contains("/" + code + "/")).Select(alert => alert.Number).ToListAsync();
        }

        /// <summary>Every word and every figure of a project that is found.</summary>
        public IEnumerable<string> Found(SecretProject project) => new[] { project.Code, project.Name, project.Word }
            .Concat(Words.Amounts[project].SelectMany(SecretOffice.Printed))
            .SelectMany(Outside.Find);

        public ValueTask DisposeAsync() => Office.DisposeAsync();

        private static bool IsReportDay(DateOnly day) => day.Month is 4 or 10 && day == Some.Workdays.NextOnOrAfter(new DateOnly(2024, day.Month, 10)).Value;

        private static DateTimeOffset At(DateOnly day, int hour, int minute = 0) => new(day.Year, day.Month, day.Day, hour, minute, 0, TimeSpan.FromHours(8));

        /// <summary>What people do before the check of a day.</summary>
        private async Task PeopleAsync(DateOnly day)
        {
            var fifth = Some.Workdays.NextOnOrAfter(new DateOnly(day.Year, day.Month, 5)).Value;
            if (day == fifth && day.Month > 1)
            {
                Office.Drop($"执行-{day.Month - 1:00}.csv", Words.Execution(day.Month - 1));
                Office.Drop($"指标完成-{day.Month - 1:00}.csv", SecretOffice.Readings(day.Month - 1));
            }

            if (day == new DateOnly(2024, 3, 8)) Office.Drop("监控任务.csv", "文号,任务名称,截止月份,报送截止日期\n示财绩〔2024〕2号,1—3月绩效运行监控,2024-03,2024-04-10\n示财绩〔2024〕9号,1—10月绩效运行监控,2024-10,2024-10-30\n");
            if (day == new DateOnly(2024, 7, 10)) Office.Drop("填报数.csv", SecretOffice.Stated);
            if (day == new DateOnly(2024, 3, 18))
            {
                var head = new Word("业务股负责人", "business.head@example.com", "合同已签，等待付款");
                foreach (var code in new[] { "ZX7719", "ZX8826", "P17" }) await Office.Overlays.AddAsync(SilenceKind.Silence, new SilenceScope(code, null, "target-lag", null, null), head, day, day.AddDays(14), Office.Clock.GetUtcNow(), default);
            }

            if (day == new DateOnly(2024, 5, 20)) await ReplyAsync();
        }

        /// <summary>Somebody answers to the mail that brought a number, and names the project in the answer.</summary>
        private async Task ReplyAsync()
        {
            var numbers = await NumbersAsync(SecretOffice.Heron.Code);
            var mail = Office.Sent.LastOrDefault(mail => mail.Recipient == "business@example.com" && numbers.Exists(number => mail.Subject.Contains(number, StringComparison.Ordinal)));
            if (mail is null) return;

            Answered = numbers.First(number => mail.Subject.Contains(number, StringComparison.Ordinal));
            var letter = $"From: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("业务股责任人"))}?= <business@example.com>\r\nTo: monitor@example.com\r\nMessage-ID: <heron@example.net>\r\nIn-Reply-To: <{mail.MessageId}>\r\n"
                + $"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("回复：" + mail.Subject))}?=\r\nDate: Mon, 20 May 2024 09:00:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + $"{Answered}\r\n偏差原因：招标流标\r\n整改措施：白鹭专项866.2827万元重新招标\r\n预计完成日期：2024年6月30日\r\n";
            await Office.Intaking.HandleAsync(new MailboxMail("imap:monitor", 1, "1", Encoding.UTF8.GetBytes(letter), letter.Length), default);
        }

        private async Task DeliverAsync()
        {
            await Office.Compose.RunAsync(default);
            var until = Office.Clock.GetUtcNow().AddMinutes(1);
            await Office.Deliver.RunAsync(until, until, default);
        }

        /// <summary>Gathers what has left, and has the rest made that a person could ask for as a file.</summary>
        private async Task LookAsync()
        {
            foreach (var mail in Office.Sent) Outside.Add(mail);
            var state = await Office.Audit.VerifyAsync(null, default);
            var withheld = await Office.Facts.LoadWithheldAsync(Office.Settings.Routes.Disclosure, default);
            await using (var file = File.Create(Path.Combine(Office.Folder, "audit.xlsx")))
                await new AuditExport(Office.Audit, Office.Settings, Office.Clock).WriteAsync(file, new AuditRange(null, null, null, null), state, new AuditDisclosing(withheld), default);
            var disks = new DiskWatch(new MonitorOptions(), Office.Store, Office.Watch, _ => new Volume("/", 1L << 40), NullLogger<DiskWatch>.Instance);
            var reader = new HealthReader(Office.TroubleStore, new HealthStore(Office.Store), Office.Undelivered, Office.Facts, Office.Mailboxes, Office.Board, disks, [], Office.Settings, Office.Clock);
            HealthFile.Write(Path.Combine(Office.Folder, "health.json"), await reader.ReadAsync(null, default));
            foreach (var path in Directory.EnumerateFiles(Office.Folder, "*", SearchOption.AllDirectories))
            {
                // The store, and what people have handed in themselves.
                var name = Path.GetRelativePath(Office.Folder, path);
                if (name.StartsWith("monitor.db", StringComparison.Ordinal) || name.StartsWith("archive", StringComparison.Ordinal) || name.StartsWith("inbox", StringComparison.Ordinal)) continue;
                Outside.Add(name, name);
                Outside.Unpack(name, await File.ReadAllBytesAsync(path));
            }
        }
    }
}
