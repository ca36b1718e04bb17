using Microsoft.Data.Sqlite;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Storage;

/// <summary>The book of who was told what: complete, never changed, and found out where somebody changes it all the same.</summary>
public class AuditBookTests
{
    private const string Key = "execution-lag/2024/101/P01/-";
    private const string Values =
        "(At, Event, Actor, PreviousHash, Hash) VALUES ('2024-09-02T04:00:00.000Z', 'sent', 'x', (SELECT Hash FROM Audit ORDER BY Id DESC LIMIT 1), 'h')";

    [Fact]
    public async Task Every_notice_of_a_check_has_an_entry_with_the_figures_that_were_told()
    {
        await using var office = await TestOffice.WithAugustAsync();
        var mail = Assert.Single(await office.RoundAsync());
        var lines = await LinesAsync(office);

        var decided = Of(lines, AuditEvent.Decided);
        Assert.Equal(await CountAsync(office, "SELECT COUNT(*) FROM Notices"), decided.Count);
        var line = Assert.Single(decided, line => line.Entry.AlertKey == Key);
        var told = AuditFigures.Read<ToldFigures>(line);
        Assert.Equal(
            ("YJ-2024-0001", Level.Red, NoticeReason.FirstNotice, "office@example.com", "办公室责任人"),
            (line.Entry.AlertNumber, line.Entry.Level, line.Entry.Reason, line.Entry.RecipientAddress, line.Entry.RecipientName));
        Assert.Equal(
            ("P01", "2024-08", 2_000_000L, 600_000L, "30.00", "66.67", "-36.67", "45.00"),
            (told.Project, told.Period, told.Revised, told.Executed, told.Rate, told.Scheduled, told.Gap, told.Pace));
        Assert.NotEmpty(told.Message!);
        var rules = Some.Rules();
        Assert.Equal((rules.Name, rules.Hash), (line.Entry.RuleSet, line.Entry.RuleSetHash));
        Assert.StartsWith("执行2024-08", line.Entry.SourceFile);
        Assert.Equal(("", 2), (line.Entry.SourceSheet, line.Entry.SourceRow));

        var check = Assert.Single(Of(lines, AuditEvent.Checked));
        Assert.Equal(line.Entry.RunId, check.Entry.RunId);
        Assert.Equal((Some.August31, 2, decided.Count), Checked(check));
        Assert.Equal(["执行2024-08", "通讯录.csv", "预算.csv"], Of(lines, AuditEvent.Imported).Select(import => import.Entry.SourceFile!.Split('-')[0] is var name && name.StartsWith("执行", StringComparison.Ordinal) ? "执行2024-08" : import.Entry.SourceFile).Order(StringComparer.Ordinal));
        var composed = Assert.Single(Of(lines, AuditEvent.Composed));
        Assert.Equal(decided.Select(entry => entry.Entry.NoticeId!.Value), AuditFigures.Read<MailFigures>(composed).Notices);
        var sent = Assert.Single(Of(lines, AuditEvent.Sent));
        Assert.Equal((mail.MessageId, mail.MessageId, "250 ok", mail.Subject), (composed.Entry.MessageId, sent.Entry.MessageId, sent.Entry.Detail, AuditFigures.Read<MailFigures>(sent).Subject));
        Assert.Null((await office.Audit.VerifyAsync(null, default)).Broken);
    }

    [Fact]
    public async Task A_mail_that_is_given_up_and_a_digest_stand_in_the_book()
    {
        await using var office = await TestOffice.WithAugustAsync();
        office.Answer = _ => new DeliveryOutcome.Deferred("450 later");
        await office.RoundAsync();
        Assert.Empty(Of(await LinesAsync(office), AuditEvent.Undelivered));
        office.Clock.Advance(TimeSpan.FromMinutes(2));
        office.Answer = _ => new DeliveryOutcome.Rejected("550 no such user");
        await office.RoundAsync();
        var undelivered = Assert.Single(Of(await LinesAsync(office), AuditEvent.Undelivered), line => line.Entry.Reason == MailKind.Warning);
        Assert.Equal(("office@example.com", "550 no such user"), (undelivered.Entry.RecipientAddress, undelivered.Entry.Detail));

        await office.Digest.RunAsync("weekly@1", Some.August31, default);
        await office.Digest.RunAsync("weekly@1", Some.August31, default);
        var digest = Assert.Single(Of(await LinesAsync(office), AuditEvent.Decided), line => line.Entry.Reason == NoticeReason.Digest);
        var told = AuditFigures.Read<ToldFigures>(digest);
        Assert.Equal(("performance@example.com", "weekly@1", 2, null), (digest.Entry.RecipientAddress, digest.Entry.RunId, told.Lines, told.Project));
        Assert.Equal((1, 1), (told.Levels!["red"], told.Levels["green"]));
    }

    [Fact]
    public async Task Taking_an_import_back_keeps_the_book_and_says_so_in_it()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.Import.RunAsync(false, default);
        await office.Check.RunAsync(Some.August31, false, default);
        await office.Compose.RunAsync(default);
        var before = await LinesAsync(office);
        var ledger = new ImportLedger(office.Store);
        var import = (await ledger.ListAsync(default)).Single(entry => entry.File.StartsWith("执行", StringComparison.Ordinal));

        await ledger.UndoAsync(import.Id, "finance", office.Clock.GetUtcNow(), default);

        Assert.Equal(0, await CountAsync(office, "SELECT COUNT(*) FROM Notices"));
        var after = await LinesAsync(office);
        Assert.Equal(before, after[..^1]);
        var undone = AuditFigures.Read<UndoneFigures>(after[^1]);
        Assert.Equal((AuditEvent.Undone, "finance", import.File), (after[^1].Entry.Event, after[^1].Entry.Actor, after[^1].Entry.SourceFile));
        Assert.Equal(Of(before, AuditEvent.Decided).Select(line => line.Entry.NoticeId!.Value), undone.Notices);
        Assert.Equal((1, 1), (undone.Mails, undone.Checks));
        Assert.Null((await office.Audit.VerifyAsync(null, default)).Broken);
    }

    [Theory]
    [InlineData("UPDATE Audit SET Detail = 'x' WHERE Id = 1", "never changed")]
    [InlineData("UPDATE OR REPLACE Audit SET Id = 1 WHERE Id = 2", "never changed")]
    [InlineData("DELETE FROM Audit WHERE Id = 2", "never deleted")]
    [InlineData("DELETE FROM Audit", "never deleted")]
    [InlineData("INSERT OR REPLACE INTO Audit (Id, At, Event, PreviousHash, Hash) SELECT Id, At, 'x', (SELECT Hash FROM Audit ORDER BY Id DESC LIMIT 1), Hash FROM Audit WHERE Id = 2", "never replaced")]
    [InlineData("REPLACE INTO Audit (Id, At, Event, PreviousHash, Hash) SELECT Id, At, 'x', Hash, Hash FROM Audit ORDER BY Id DESC LIMIT 1", "never replaced")]
    [InlineData("INSERT INTO Audit (Id, At, Event, PreviousHash, Hash) SELECT Id, At, 'x', (SELECT Hash FROM Audit ORDER BY Id DESC LIMIT 1), Hash FROM Audit WHERE Id = 2 ON CONFLICT (Id) DO UPDATE SET Event = 'x'", "never replaced")]
    [InlineData("INSERT INTO Audit (At, Event, PreviousHash, Hash) VALUES ('2024-09-02T04:00:00.000Z', 'sent', 'other', 'h')", "continue its chain")]
    [InlineData("INSERT INTO Audit (At, Event, Hash) VALUES ('2024-09-02T04:00:00.000Z', 'sent', 'h')", "continue its chain")]
    [InlineData("INSERT INTO Audit (Id, At, Event, PreviousHash, Hash) VALUES (-1, '2024-09-02T04:00:00.000Z', 'sent', (SELECT Hash FROM Audit ORDER BY Id DESC LIMIT 1), 'h')", "at its end")]
    public async Task The_database_itself_refuses_to_change_the_book(string sql, string because)
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.RoundAsync();
        var before = await LinesAsync(office);

        Assert.Contains(because, (await Assert.ThrowsAsync<SqliteException>(() => ExecuteAsync(office, sql))).Message);

        Assert.Equal(before, await LinesAsync(office));
        Assert.Null((await office.Audit.VerifyAsync(null, default)).Broken);
    }

    [Theory]
    [InlineData("UPDATE Audit SET Figures = replace(Figures, '600000', '1600000') WHERE AlertKey = '" + Key + "'", null)]
    [InlineData("UPDATE Audit SET RecipientAddress = 'other@example.com' WHERE Id = 5", 5L)]
    [InlineData("UPDATE Audit SET At = '2024-09-01T04:00:00.000Z' WHERE Id = 2", 2L)]
    [InlineData("UPDATE Audit SET Level = 'Red!' WHERE Id = 5", 5L)]
    [InlineData("UPDATE Audit SET Detail = '' WHERE Id = 3", 3L)]
    [InlineData("UPDATE Audit SET SourceSheet = SourceFile, SourceFile = SourceSheet WHERE Id = 1", 1L)]
    [InlineData("UPDATE Audit SET Hash = PreviousHash WHERE Id = 3", 3L)]
    [InlineData("DELETE FROM Audit WHERE Id = 1", 2L)]
    [InlineData("DELETE FROM Audit WHERE Id = 4", 5L)]
    [InlineData("DELETE FROM Audit WHERE Id = 4; UPDATE Audit SET Id = Id - 1 WHERE Id > 4", 4L)]
    [InlineData("UPDATE Audit SET Id = 99 WHERE Id = 2; UPDATE Audit SET Id = 2 WHERE Id = 3; UPDATE Audit SET Id = 3 WHERE Id = 99", 2L)]
    [InlineData("DELETE FROM Audit WHERE Id = (SELECT MAX(Id) FROM Audit)", 0L)]
    [InlineData("DELETE FROM Audit", 0L)]
    [InlineData("INSERT INTO Audit " + Values, null)]
    public async Task What_somebody_changes_without_the_triggers_is_found(string sql, long? at)
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.RoundAsync();
        var triggers = await TextsAsync(office, "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'Audit'");
        foreach (var name in await TextsAsync(office, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'Audit'")) await ExecuteAsync(office, $"DROP TRIGGER {name}");
        Assert.True(await ExecuteAsync(office, sql) > 0);
        Assert.Contains("trigger", (await office.Audit.VerifyAsync(null, default)).Broken!.What);

        foreach (var trigger in triggers) await ExecuteAsync(office, trigger);

        var broken = (await office.Audit.VerifyAsync(null, default)).Broken;
        Assert.NotNull(broken);
        Assert.DoesNotContain("trigger", broken.What);
        if (at is { } expected) Assert.Equal(expected == 0 ? null : expected, broken.Id);
    }

    [Fact]
    public async Task A_hash_that_was_noted_down_shows_a_book_that_was_written_anew()
    {
        await using var office = await TestOffice.WithAugustAsync();
        Assert.Equal(new AuditState(0, 0, null, null), await office.Audit.VerifyAsync(null, default));
        await office.RoundAsync();
        var noted = (await office.Audit.VerifyAsync(null, default)).LastHash!;
        await office.RoundAsync();
        Assert.Null((await office.Audit.VerifyAsync(noted, default)).Broken);

        await using var other = await TestOffice.WithAugustAsync();
        other.Clock.Advance(TimeSpan.FromSeconds(1));
        await other.RoundAsync();
        var state = await other.Audit.VerifyAsync(noted, default);
        Assert.Contains(noted, state.Broken!.What);
    }

    [Theory]
    [InlineData(AuditEvent.Imported, "ImportBatches")]
    [InlineData(AuditEvent.Checked, "CheckRuns")]
    [InlineData(AuditEvent.Decided, "Notices")]
    [InlineData(AuditEvent.Composed, "Outbox")]
    public async Task What_cannot_be_written_into_the_book_does_not_happen(string what, string table)
    {
        await using var office = await TestOffice.WithAugustAsync();
        await ExecuteAsync(office, $"CREATE TRIGGER Fails AFTER INSERT ON Audit WHEN NEW.Event = '{what}' BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        // Imports and mails that fail are logged and tried again, a check tells its caller.
        await Record.ExceptionAsync(() => office.RoundAsync());
        Assert.Equal(0, await CountAsync(office, $"SELECT COUNT(*) FROM {table}"));
        Assert.Empty(Of(await LinesAsync(office), what));

        await ExecuteAsync(office, "DROP TRIGGER Fails");
        Assert.Single(await office.RoundAsync());
        var lines = await LinesAsync(office);
        Assert.Equal(await CountAsync(office, "SELECT COUNT(*) FROM Notices"), Of(lines, AuditEvent.Decided).Count);
        Assert.Equal(await CountAsync(office, "SELECT COUNT(*) FROM CheckRuns"), Of(lines, AuditEvent.Checked).Count);
        Assert.Equal(3, Of(lines, AuditEvent.Imported).Count);
        Assert.Single(Of(lines, AuditEvent.Sent));
    }

    [Fact]
    public async Task A_sender_that_could_not_write_down_that_it_sent_says_so_once_when_it_can()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await ExecuteAsync(office, "CREATE TRIGGER Fails AFTER INSERT ON Audit WHEN NEW.Event = 'sent' BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        await Assert.ThrowsAsync<SqliteException>(() => office.RoundAsync());
        Assert.Equal(OutboxState.Sending, Assert.Single(await office.Outbox.ListAsync(default)).State);

        await ExecuteAsync(office, "DROP TRIGGER Fails");
        Assert.Single(await office.RoundAsync());
        Assert.Single(Of(await LinesAsync(office), AuditEvent.Sent));
        Assert.Single(office.Sent.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task Checks_and_composers_that_run_at_the_same_time_make_one_chain()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.Import.RunAsync(false, default);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => office.Check.RunAsync(Some.August31, false, default))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => office.Compose.RunAsync(default))));
        var lines = await LinesAsync(office);
        Assert.Equal((6, 1), (Of(lines, AuditEvent.Checked).Count, Of(lines, AuditEvent.Composed).Count));
        Assert.Equal(await CountAsync(office, "SELECT COUNT(*) FROM Notices"), Of(lines, AuditEvent.Decided).Count);
        Assert.Equal(new AuditState(lines.Count, lines.Count, lines[^1].Hash, null), await office.Audit.VerifyAsync(null, default));
    }

    [Fact]
    public async Task Whatever_stands_in_a_text_is_read_as_it_was_hashed()
    {
        await using var office = await TestOffice.OpenAsync();
        await using var db = office.Store.Context();
        Assert.Throws<InvalidOperationException>(() => new AuditWriter(db));
        string[] texts = ["", "1:", "\n2:x", "a\0b", "\ud800", "㐀😀", "'; DROP TABLE Audit; --"];
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            using (var audit = new AuditWriter(db))
            {
                foreach (var text in texts) audit.Add(new AuditEntry("acknowledged", Some.Noon) { Actor = text, Detail = text, Level = Level.Blue });
            }

            await transaction.CommitAsync();
        }

        Assert.Equal((texts.Length, null), ((int, AuditBreak?))((int)(await office.Audit.VerifyAsync(null, default)).Count, (await office.Audit.VerifyAsync(null, default)).Broken));
        Assert.Equal("a\uFFFDb", (await LinesAsync(office))[3].Entry.Detail);
    }

    [Fact]
    public void All_columns_are_under_the_hash()
    {
        string[] outside = [nameof(AuditRow.Id), nameof(AuditRow.PreviousHash), nameof(AuditRow.Hash)];
        Assert.Equal(typeof(AuditRow).GetProperties().Select(property => property.Name).Except(outside).Order(), AuditChain.Columns.Order());
    }

    [Fact]
    public async Task Entries_are_asked_for_by_day_project_and_alert()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.RoundAsync();
        Assert.All(await LinesAsync(office, new AuditFilter { Project = "P01" }), line => Assert.Equal("P01", AuditFigures.Read<ToldFigures>(line).Project));
        Assert.Single(await LinesAsync(office, new AuditFilter { AlertNumber = "YJ-2024-0001" }));
        Assert.Empty(await LinesAsync(office, new AuditFilter { Project = "P02" }));
        Assert.Empty(await LinesAsync(office, new AuditFilter { From = Some.Noon.AddSeconds(1) }));
        Assert.Empty(await LinesAsync(office, new AuditFilter { Before = Some.Noon }));
        Assert.NotEmpty(await LinesAsync(office, new AuditFilter { From = Some.Noon, Before = Some.Noon.AddMilliseconds(1) }));
        var all = await LinesAsync(office);
        Assert.Equal(all[^2..], await LinesAsync(office, new AuditFilter { Last = 2 }));
        Assert.Equal(all[..3], await LinesAsync(office, new AuditFilter { UpTo = 3 }));
    }

    private static (DateOnly, int, int) Checked(AuditLine line) => AuditFigures.Read<CheckFigures>(line) is var check ? (check.AsOf, check.Positions, check.Notices) : default;

    private static List<AuditLine> Of(IEnumerable<AuditLine> lines, string what) => [.. lines.Where(line => line.Entry.Event == what)];

    private static async Task<List<AuditLine>> LinesAsync(TestOffice office, AuditFilter? filter = null) => await office.Audit.ReadAsync(filter ?? new AuditFilter(), default).ToListAsync();

    private static async Task<int> ExecuteAsync(TestOffice office, string sql)
    {
        await using var connection = await office.Store.ConnectAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var changed = await command.ExecuteNonQueryAsync();
        return changed;
    }

    private static async Task<int> CountAsync(TestOffice office, string sql) => int.Parse((await TextsAsync(office, sql)).Single(), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<List<string>> TextsAsync(TestOffice office, string sql)
    {
        await using var connection = await office.Store.ConnectAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync()) texts.Add(reader.GetValue(0).ToString()!);
        return texts;
    }
}
