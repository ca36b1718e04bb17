using Microsoft.Data.Sqlite;
using MonitorWorker.Delivery;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Unattended;

/// <summary>Something that happens to the program in a year, on a working day. It begins at seven in the morning and is over by seven in the evening.</summary>
/// <param name="Name">What it is called in the story of a failed run.</param>
/// <param name="HappenAsync">Goes through the day from seven to nineteen with the event in it.</param>
internal sealed record YearEvent(string Name, Func<YearOffice, DateOnly, Random, Task> HappenAsync)
{
    /// <summary>Who takes over in the middle of the year, in place of whom.</summary>
    public const string Leaves = "deputy102@example.com", Comes = "deputy102.new@example.com";

    public static IReadOnlyList<YearEvent> All { get; } =
    [
        new("restart", RestartAsync),
        new("reload", ReloadAsync),
        new("mail outage", MailOutageAsync),
        new("database lock", DatabaseLockAsync),
        new("disk full", DiskFullAsync),
        new("clock jump", ClockJumpAsync),
        new("DST zone", DstZoneAsync),
        new("file dropped twice", DroppedTwiceAsync),
        new("wrong month", WrongMonthAsync),
        new("staff change", StaffChangeAsync),
    ];

    /// <summary>Killed at some time, up again some hours later.</summary>
    private static async Task RestartAsync(YearOffice office, DateOnly day, Random random)
    {
        await office.GoToAsync(YearOffice.At(day, 7).AddMinutes(random.Next(1, 600)));
        await office.StopAsync();
        await office.GoToAsync(office.Clock.GetUtcNow().AddMinutes(random.Next(1, 100)));
        await office.StartAsync();
    }

    private static async Task ReloadAsync(YearOffice office, DateOnly day, Random random)
    {
        await office.GoToAsync(YearOffice.At(day, 7).AddMinutes(random.Next(1, 700)));
        office.Configure(minFreeMegabytes: random.Next(1, 2));
        await office.StartAsync(isReload: true);
    }

    private static async Task MailOutageAsync(YearOffice office, DateOnly day, Random random)
    {
        var works = office.Answer;
        var from = YearOffice.At(day, 7).AddMinutes(random.Next(1, 300));
        await office.GoToAsync(from);
        var breaks = random.Next(2) == 0;
        office.Answer = _ => breaks ? new DeliveryOutcome.Broken("connection refused") : new DeliveryOutcome.Deferred("421 4.3.2 not now");
        await office.GoToAsync(from.AddMinutes(random.Next(90, 240)));
        office.Answer = works;
    }

    /// <summary>Somebody holds the database when the check begins, for a moment of real time.</summary>
    private static async Task DatabaseLockAsync(YearOffice office, DateOnly day, Random random)
    {
        await office.GoToAsync(YearOffice.At(day, 8, 29));
        await using var holder = new SqliteConnection($"Data Source={office.Database};Pooling=False");
        await holder.OpenAsync();
        var held = holder.BeginTransaction();
        var check = Task.Run(() => office.GoToAsync(YearOffice.At(day, 9, 1)));
        await Task.WhenAny(check, Task.Delay(random.Next(200, 600)));
        await held.DisposeAsync();
        await check;
    }

    private static async Task DiskFullAsync(YearOffice office, DateOnly day, Random random)
    {
        await office.GoToAsync(YearOffice.At(day, 7).AddMinutes(random.Next(1, 80)));
        await office.ShrinkAsync();
        using (office.Disk.Fill())
        {
            await office.GoToAsync(office.Clock.GetUtcNow().AddMinutes(random.Next(90, 240)));
            await office.LookAsync();
        }
    }

    /// <summary>Ahead after work and back before the next morning, or back while people work.</summary>
    private static async Task ClockJumpAsync(YearOffice office, DateOnly day, Random random)
    {
        if (random.Next(2) == 0)
        {
            await office.GoToAsync(YearOffice.At(day, 10, 20));
            office.Clock.AdjustTime(YearOffice.At(day, 10, 20).AddMinutes(-random.Next(30, 180)));
            return;
        }

        await office.GoToAsync(YearOffice.At(day, 18, 45));
        office.Clock.AdjustTime(YearOffice.At(day, 23));
        await office.LookAsync();
        office.Clock.AdjustTime(YearOffice.At(day, 18, 50));
    }

    /// <summary>A zone that changes its hour, for the schedule that reads files; put back in the evening, when it has read what came.</summary>
    private static async Task DstZoneAsync(YearOffice office, DateOnly day, Random random)
    {
        office.Configure(importZone: random.Next(2) == 0 ? "Europe/Berlin" : "America/Santiago");
        await office.StartAsync(isReload: true);
        await office.GoToAsync(YearOffice.At(day, 18, 50));
        office.Configure();
        await office.StartAsync(isReload: true);
    }

    /// <summary>The same bytes under another name, and under the same.</summary>
    private static async Task DroppedTwiceAsync(YearOffice office, DateOnly day, Random random)
    {
        var read = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(office.Inbox)!, "archive"), "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var again = read[random.Next(read.Count)];
        File.Copy(again, Path.Combine(office.Inbox, Path.GetFileName(again)));
        File.Copy(again, Path.Combine(office.Inbox, "副本" + Path.GetFileName(again)));
        await office.GoToAsync(YearOffice.At(day, 13, 30));
    }

    /// <summary>Figures of a month that is far ahead: held, until somebody looks.</summary>
    private static async Task WrongMonthAsync(YearOffice office, DateOnly day, Random random)
    {
        office.Drop($"执行{SimulatedYear.Entities[0]}-{day:MMdd}.csv", $"项目编码,单位编码,截止月份,累计执行数\nP03,{SimulatedYear.Entities[0]},{SimulatedYear.Year + 3}-{random.Next(1, 13):00},1\n");
        await office.GoToAsync(YearOffice.At(day, 13, 30));
    }

    private static async Task StaffChangeAsync(YearOffice office, DateOnly day, Random random)
    {
        if (office.Sent.Exists(mail => mail.To == Comes)) return;
        office.Drop(
            $"通讯录-{day:MMdd}.csv",
            $"姓名,邮箱,角色,单位编码,责任股室,任职起始日期,离任日期\n102分管领导,{Leaves},分管领导,102,,,{day:yyyy-MM-dd}\n102分管领导,{Comes},分管领导,102,,{day:yyyy-MM-dd},\n");
        await office.GoToAsync(YearOffice.At(day, 13, 30));
    }
}
