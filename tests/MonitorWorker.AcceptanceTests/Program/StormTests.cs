using System.Globalization;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>
/// The service, and checks beside it on the same database, killed at random while figures come in that make projects change: each notice is decided once, is in one
/// mail, and no level is told twice in a row. MONITORWORKER_STORM_SECONDS makes it longer, MONITORWORKER_STORM_SEED repeats what was dropped and killed.
/// </summary>
public class StormTests(ITestOutputHelper output)
{
    private const int Projects = 24;
    private const int Sections = 4;
    private const string Seconds = "MONITORWORKER_STORM_SECONDS";
    private const string SeedName = "MONITORWORKER_STORM_SEED";

    [Fact]
    public async Task A_service_and_checks_beside_it_that_are_killed_at_random_decide_each_notice_once()
    {
        var seed = Number(SeedName, 20240831);
        var random = new Random(seed);
        var storm = TimeSpan.FromSeconds(Number(Seconds, 25));
        using var work = WorkFolder.Empty();
        work.Schedule(
            """{ "name": "judge", "job": "check", "cron": "*/2 * * * * ?", "missed": "once", "maxDelay": "00:01:00" }""",
            """{ "name": "send", "job": "deliver", "cron": "* * * * * ?", "missed": "skip" }""");
        DropOffice(work);
        var dropped = 2;
        var (servicesKilled, checksKilled, checksEnded) = (0, 0, 0);
        var service = work.Start("run");
        try
        {
            var begin = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(begin) < storm)
            {
                DropFigures(work, random, dropped++);
                await using var check = work.Start("check");
                await Task.Delay(random.Next(200, 4000));
                if (random.Next(3) == 0)
                {
                    Assert.False(service.HasExited, service.Output + service.Errors);
                    await service.KillAsync();
                    await service.DisposeAsync();
                    servicesKilled++;
                    service = work.Start("run");
                }

                if (random.Next(2) == 0 && !check.HasExited)
                {
                    await check.KillAsync();
                    checksKilled++;
                }
                else
                {
                    var code = await check.WaitAsync(WorkFolder.Deadline);
                    Assert.True(code == 0, $"A check ended with {code} (seed {seed}).\n{check.Output}\n{check.Errors}");
                    checksEnded++;
                }
            }

            Assert.False(service.HasExited, service.Output + service.Errors);
        }
        finally
        {
            await service.DisposeAsync();
        }

        // A check decides on all that came, sends for at most 30 seconds what is due, and may find that the last mail of a killed process is due again.
        (await work.CheckAsync()).Expect(0);
        (await work.CheckAsync()).Expect(0);
        var told = work.Count("SELECT COUNT(*) FROM Notices");
        output.WriteLine($"seed {seed}: {servicesKilled} services and {checksKilled} checks killed, {checksEnded} checks ended, {dropped} files, {told} notices");
        Assert.True(servicesKilled > 0 && checksKilled + checksEnded > 1 && told > Projects / 2, "The storm was none: make it longer.");
        VerifyImports(work, dropped);
        VerifyNotices(work);
        VerifyLevels(work);
        VerifyMails(work);
        (await work.RunAsync("audit", "check")).Expect(0);
    }

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    private static void DropOffice(WorkFolder work)
    {
        work.Drop("预算.csv", ["预算年度,项目编码,项目名称,支出类别,年初预算数（万元）,单位编码,责任股室", .. Enumerable.Range(0, Projects).Select(n => $"2024,P{n:00},项目{n:00},项目支出,{100 + n},101,股室{n % Sections}")]);
        work.Drop("通讯录.csv", ["姓名,邮箱,角色,单位编码,责任股室", .. Enumerable.Range(0, Sections).Select(n => $"责任人{n},section{n}@example.com,责任人,101,股室{n}"), "财务股经办,finance@example.com,财务人员,101,"]);
    }

    /// <summary>August as it is now told: of each project on schedule, yellow or red by chance; no two files are alike.</summary>
    private static void DropFigures(WorkFolder work, Random random, int number) => work.Drop(
        $"执行{number:000}.csv",
        ["项目编码,截止月份,累计执行数（元）", .. Enumerable.Range(0, Projects).Select(n => $"P{n:00},2024-08,{(100 + n) * new[] { 6700, 4700, 2000 }[random.Next(3)] + number}")]);

    private static void VerifyImports(WorkFolder work, int dropped)
    {
        Assert.Empty(WorkFolder.Files(work.Inbox));
        Assert.Equal(dropped, work.Count("SELECT COUNT(*) FROM ImportBatches"));
        Assert.Equal(dropped, WorkFolder.Files(work.Archive, ".csv").Count);
        Assert.Equal(Projects, work.Count("SELECT COUNT(*) FROM BudgetLines"));
        Assert.Equal("ok", work.Query("PRAGMA integrity_check", row => row.GetString(0)).Single());
    }

    /// <summary>Each person once of each transition, and each notice in the book once and in a mail.</summary>
    private static void VerifyNotices(WorkFolder work)
    {
        Assert.Empty(work.Query("SELECT TransitionId || ' ' || RecipientAddress FROM Notices GROUP BY TransitionId, RecipientAddress HAVING COUNT(*) > 1", row => row.GetString(0)));
        Assert.Equal(0, work.Count("SELECT COUNT(*) FROM Notices WHERE TransitionId IS NULL OR OutboxId IS NULL"));
        Assert.Equal(0, work.Count("SELECT COUNT(*) FROM AlertTransitions WHERE Id NOT IN (SELECT TransitionId FROM Notices)"));
        Assert.Equal(work.Count("SELECT COUNT(*) FROM Notices"), work.Count("SELECT COUNT(DISTINCT NoticeId) FROM Audit WHERE Event = 'decided'"));
        Assert.Equal(work.Count("SELECT COUNT(*) FROM Notices"), work.Count("SELECT COUNT(*) FROM Audit WHERE Event = 'decided'"));
    }

    /// <summary>What is told of an alert begins where the last word left it, and is another level each time.</summary>
    private static void VerifyLevels(WorkFolder work)
    {
        Assert.Equal(0, work.Count("SELECT COUNT(*) FROM Alerts WHERE State = 'Firing' AND ToldLevel <> Level"));
        var transitions = work.Query(
            "SELECT AlertId, Kind, \"From\", \"To\" FROM AlertTransitions ORDER BY Id",
            row => (Alert: row.GetInt64(0), Kind: row.GetString(1), From: row.IsDBNull(2) ? null : row.GetString(2), To: row.GetString(3)));
        foreach (var alert in transitions.GroupBy(transition => transition.Alert))
        {
            var believed = "green";
            foreach (var next in alert)
            {
                Assert.Equal(believed, next.From ?? "green");
                Assert.NotEqual(believed, next.To);
                believed = next.To;
            }
        }
    }

    /// <summary>What was stored is what was sent, each mail once and byte for byte, and no Message-ID stands for two mails.</summary>
    private static void VerifyMails(WorkFolder work)
    {
        Assert.Equal(0, work.Count("SELECT COUNT(*) FROM Outbox WHERE State <> 'Sent'"));
        var stored = work.Query("SELECT Id, MessageId, Mime FROM Outbox ORDER BY Id", row => (Id: row.GetInt64(0), MessageId: row.GetString(1), Mime: (byte[])row[2]));
        Assert.Equal(stored.Count, stored.DistinctBy(mail => mail.MessageId).Count());
        Assert.Equal(stored.Count, work.Mails().Count);
        Assert.Equal(2 * stored.Count, WorkFolder.Files(work.MailFolder).Count);
        foreach (var (id, _, mime) in stored)
            Assert.Equal(mime, File.ReadAllBytes(Assert.Single(work.Mails(), file => Path.GetFileName(file).StartsWith($"{id:000000}-", StringComparison.Ordinal))));
    }
}
