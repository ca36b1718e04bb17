using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Jobs;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Tests.Jobs;

public sealed class HousekeepingTests : IAsyncLifetime
{
    private TestOffice _office = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Backups => Path.Combine(Path.GetDirectoryName(_office.Store.DatabaseFile)!, "backups");

    public async ValueTask InitializeAsync()
    {
        _office = await TestOffice.OpenAsync();
        _office.Settings = _office.Settings with { Retention = new RetentionPolicy(24, 12, Backups, 3) };
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Old_mails_keep_their_heading_and_those_of_open_alerts_their_bytes()
    {
        await using (var db = _office.Store.Context())
        {
            var open = Alert("open", "YJ-2024-0001", AlertState.Firing);
            var over = Alert("over", "YJ-2024-0002", AlertState.Resolved);
            db.AddRange(Mail("old of an open alert", 30, open), Mail("old of one that is over", 30, over), Mail("new", 23, over), Mail("old and came back", 30, over), Mail("old and given up", 30, over));
            db.AddRange(Reply("old about an open alert", 13, "YJ-2024-0001"), Reply("old about one that is over", 13, "YJ-2024-0002"), Reply("old about none", 13, null), Reply("young", 11, null));
            await db.SaveChangesAsync(Stop);
            var mails = await db.Outbox.ToListAsync(Stop);
            mails.Single(mail => mail.Subject == "old and came back").BouncedAt = _office.Clock.GetUtcNow();
            mails.Single(mail => mail.Subject == "old and given up").State = OutboxState.Dead;
            await db.SaveChangesAsync(Stop);
        }

        await _office.Housekeeping.RunAsync(Stop);

        await using var after = _office.Store.Context();
        Assert.Equal(["old of one that is over"], await after.Outbox.Where(mail => mail.Mime == Array.Empty<byte>()).Select(mail => mail.Subject).ToListAsync(Stop));
        Assert.Equal(["old about none", "old about one that is over"], await after.Incoming.Where(mail => mail.Raw == Array.Empty<byte>()).Select(mail => mail.Subject).Order().ToListAsync(Stop));
        Assert.Equal(5, await after.Outbox.CountAsync(Stop));
    }

    [Fact]
    public async Task The_file_becomes_smaller_when_much_of_it_is_free()
    {
        await using (var db = _office.Store.Context())
        {
            var over = Alert("over", "YJ-2024-0002", AlertState.Resolved);
            for (var mail = 0; mail < 100; mail++) db.Add(Mail($"{mail}", 30, over, 100_000));
            await db.SaveChangesAsync(Stop);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Stop);
        }

        var before = new FileInfo(_office.Store.DatabaseFile).Length;
        await _office.Housekeeping.RunAsync(Stop);
        Assert.InRange(new FileInfo(_office.Store.DatabaseFile).Length, 1, before / 4);
    }

    [Fact]
    public async Task A_copy_is_made_each_day_and_so_many_are_kept()
    {
        for (var day = 0; day < 5; day++)
        {
            await _office.Housekeeping.RunAsync(Stop);
            await _office.Housekeeping.RunAsync(Stop);
            _office.Clock.Advance(TimeSpan.FromDays(1));
        }

        var today = _office.Settings.Today(_office.Clock.GetUtcNow());
        Assert.Equal(
            [3, 2, 1], Directory.GetFiles(Backups).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).Select(name => today.DayNumber - DateOnly.ParseExact(name!["monitor-".Length..], "yyyy-MM-dd").DayNumber));
    }

    private static AlertRow Alert(string key, string number, AlertState state) => new()
    {
        Key = $"execution-lag/2024/101/{key}/一般公共预算",
        Number = number,
        Rule = "execution-lag",
        ProjectCode = key,
        Level = Level.Red,
        State = state,
        Since = new DateOnly(2024, 1, 1),
        Episode = 1,
    };

    private NoticeRow Mail(string subject, int months, AlertRow alert, int size = 10) => new()
    {
        RunId = "run",
        RecipientName = "责任人",
        RecipientAddress = $"{subject.Replace(' ', '-')}@example.com",
        Why = "责任人",
        Reason = "first-notice",
        Lines = "[]",
        CreatedAt = _office.Clock.GetUtcNow(),
        Transition = new AlertTransitionRow { Alert = alert, At = _office.Clock.GetUtcNow(), RunId = "run", Kind = TransitionKind.Opened, To = Level.Red, Reason = "first breach", Episode = 1 },
        Outbox = new OutboxRow
        {
            Recipient = "a@example.com",
            Subject = subject,
            Kind = "warning",
            MessageId = subject,
            Mime = new byte[size],
            State = OutboxState.Sent,
            CreatedAt = _office.Clock.GetUtcNow().AddMonths(-months),
        },
    };

    private IncomingRow Reply(string subject, int months, string? alert) => new()
    {
        Identity = subject,
        Mailbox = "m",
        Uid = subject,
        At = _office.Clock.GetUtcNow().AddMonths(-months),
        Subject = subject,
        Outcome = "Noted",
        Detail = "",
        Raw = [1],
        Alerts = alert is null ? null : $"[\"{alert}\"]",
    };
}
