using System.Text;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Mailboxes;
using MonitorWorker.Tests.Delivery;

namespace MonitorWorker.Tests.Mailboxes;

public sealed class ImapReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imap-");
    private readonly FakeTimeProvider _clock = new(Some.Noon);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_mail_is_read_as_it_came_marked_as_seen_and_moved()
    {
        await using var server = ScriptedImapServer.Start();
        var mail = server.Deliver(SomeMail.Reply());
        await using var reader = Reader(server);
        var entry = Assert.Single(await reader.ListAsync(MailboxMark.None, default));
        Assert.Equal(new MailboxEntry(7, "1", mail.Raw.Length), entry);
        var read = (await reader.ReadAsync(entry, default))!;
        Assert.Equal(("imap:monitor@example.com@localhost/INBOX", 7, "1", mail.Raw.Length), (read.Mailbox, read.Validity, read.Uid, read.Size));
        Assert.Equal(mail.Raw, read.Raw);
        Assert.False(mail.IsSeen);
        await reader.SettleAsync(entry, default);
        Assert.Equal((true, ScriptedImapServer.Done), (mail.IsSeen, mail.Folder));
        Assert.Empty(await reader.ListAsync(new MailboxMark(7, 1), default));
    }

    [Fact]
    public async Task One_session_serves_all_looks_and_only_what_is_behind_the_mark_is_listed()
    {
        await using var server = ScriptedImapServer.Start();
        server.Deliver(SomeMail.Reply("a@example.com"));
        server.Deliver(SomeMail.Reply("b@example.com"));
        await using var reader = Reader(server);
        Assert.Equal(["1", "2"], (await reader.ListAsync(MailboxMark.None, default)).Select(entry => entry.Uid));
        Assert.Equal(["2"], (await reader.ListAsync(new MailboxMark(7, 1), default)).Select(entry => entry.Uid));
        // The highest number answers to a range that begins behind it.
        Assert.Empty(await reader.ListAsync(new MailboxMark(7, 2), default));
        server.Deliver(SomeMail.Reply("c@example.com"));
        Assert.Equal(["3"], (await reader.ListAsync(new MailboxMark(7, 2), default)).Select(entry => entry.Uid));
        Assert.Equal(1, server.Connections);
        Assert.Single(server.Commands, command => command.Contains("LOGIN"));
    }

    [Fact]
    public async Task At_the_first_look_the_mails_of_thirty_days_are_listed()
    {
        await using var server = ScriptedImapServer.Start();
        server.Deliver(SomeMail.Reply("old@example.com"), Some.Noon.AddDays(-31));
        server.Deliver(SomeMail.Reply("new@example.com"), Some.Noon.AddDays(-29));
        await using var reader = Reader(server);
        Assert.Equal("2", Assert.Single(await reader.ListAsync(MailboxMark.None, default)).Uid);
    }

    [Fact]
    public async Task With_another_validity_all_is_listed_again()
    {
        await using var server = ScriptedImapServer.Start();
        server.Deliver(SomeMail.Reply());
        server.Renumber(8);
        await using var reader = Reader(server);
        Assert.Equal(new MailboxEntry(8, "101", server.Mails[0].Size), Assert.Single(await reader.ListAsync(new MailboxMark(7, 500), default)));
        // What was listed before the numbers changed is nobody's any more.
        Assert.Null(await reader.ReadAsync(new MailboxEntry(7, "101", 1), default));
    }

    [Fact]
    public async Task A_server_that_opens_nothing_for_strangers_is_told_who_calls()
    {
        await using var server = ScriptedImapServer.Start(wantsId: true);
        server.Deliver(SomeMail.Reply());
        await using var reader = Reader(server);
        Assert.Single(await reader.ListAsync(MailboxMark.None, default));
        Assert.Contains(server.Commands, command => command.Contains("ID (") && command.Contains("MonitorWorker"));
    }

    [Fact]
    public async Task A_server_that_refuses_the_inbox_is_told_in_its_words()
    {
        await using var server = ScriptedImapServer.Start(wantsId: true);
        server.Capabilities = server.Capabilities.Replace(" ID", "");
        Assert.Contains("Unsafe Login", (await FailsAsync(Reader(server), MailboxTrouble.Unreachable)).Message);
    }

    [Theory]
    [InlineData("COPY of others")]
    [InlineData("NO [OVERQUOTA] full")]
    public async Task A_mail_that_cannot_be_moved_stays_and_is_seen(string why)
    {
        await using var server = ScriptedImapServer.Start();
        if (why.StartsWith("COPY", StringComparison.Ordinal)) server.Capabilities = server.Capabilities.Replace(" MOVE UIDPLUS", "");
        else server.Faults["UID MOVE"] = why;
        var mail = server.Deliver(SomeMail.Reply());
        await using var reader = Reader(server);
        await reader.SettleAsync((await reader.ListAsync(MailboxMark.None, default))[0], default);
        Assert.Equal((true, ScriptedImapServer.Inbox), (mail.IsSeen, mail.Folder));
        Assert.DoesNotContain(server.Commands, command => command.Contains("EXPUNGE") || command.Contains("COPY"));
        Assert.Empty(await reader.ListAsync(new MailboxMark(7, 1), default));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Of_a_huge_mail_the_header_alone_is_fetched()
    {
        await using var server = ScriptedImapServer.Start();
        var mail = server.Deliver(SomeMail.Reply(text: "附件很大"), size: 50 << 20);
        await using var reader = Reader(server);
        var read = (await reader.ReadAsync((await reader.ListAsync(MailboxMark.None, default))[0], default))!;
        Assert.Equal(50 << 20, read.Size);
        Assert.Contains("Subject: Re: YJ-2024-0007", Encoding.UTF8.GetString(read.Raw));
        Assert.DoesNotContain("附件很大", Encoding.UTF8.GetString(read.Raw));
        Assert.DoesNotContain(server.Commands, command => command.Contains("BODY.PEEK[]"));
    }

    [Fact]
    public async Task One_mail_that_the_server_does_not_hand_out_leaves_the_session_open()
    {
        await using var server = ScriptedImapServer.Start();
        server.Deliver(SomeMail.Reply());
        await using var reader = Reader(server);
        var entry = (await reader.ListAsync(MailboxMark.None, default))[0];
        server.Faults["UID FETCH"] = "NO internal error";
        Assert.Equal(MailboxTrouble.OneMail, (await Assert.ThrowsAsync<MailboxException>(() => reader.ReadAsync(entry, default))).Trouble);
        server.Faults["UID FETCH"] = "OK nothing";
        Assert.Null(await reader.ReadAsync(entry, default));
        server.Faults.Clear();
        server.IsHollow = true;
        Assert.Equal(MailboxTrouble.OneMail, (await Assert.ThrowsAsync<MailboxException>(() => reader.ReadAsync(entry, default))).Trouble);
        server.IsHollow = false;
        Assert.NotNull(await reader.ReadAsync(entry, default));
        Assert.Null(await reader.ReadAsync(entry with { Uid = "99" }, default));
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("CAPABILITY", ScriptedServer.Close)]
    [InlineData("CAPABILITY", ScriptedServer.Garbage)]
    [InlineData("LOGIN", ScriptedServer.Close)]
    [InlineData("LOGIN", "* BYE going down")]
    [InlineData("ID", ScriptedServer.Close)]
    [InlineData("ID", "BAD no")]
    [InlineData("SELECT", ScriptedServer.Close)]
    [InlineData("SELECT", "NO not now")]
    [InlineData("NOOP", ScriptedServer.Close)]
    [InlineData("NOOP", ScriptedServer.Garbage)]
    [InlineData("UID SEARCH", ScriptedServer.Close)]
    [InlineData("UID SEARCH", ScriptedServer.Garbage)]
    [InlineData("UID SEARCH", "NO search is off")]
    [InlineData("UID FETCH", ScriptedServer.Close)]
    [InlineData("UID FETCH", ScriptedServer.Garbage)]
    public async Task Whatever_goes_wrong_is_trouble_of_the_mailbox_and_over_with_the_next_call(string verb, string act)
    {
        await using var server = ScriptedImapServer.Start();
        server.Deliver(SomeMail.Reply());
        server.Faults[verb] = act;
        await using var reader = Reader(server);
        await FailsAsync(reader, MailboxTrouble.Unreachable);
        server.Faults.Clear();
        Assert.Single(await reader.ListAsync(MailboxMark.None, default));
    }

    [Theory]
    [InlineData("* BYE too many connections")]
    [InlineData("* NO what")]
    [InlineData("220 this is mail.example.com ESMTP")]
    public async Task A_server_that_greets_otherwise_is_not_ready(string greeting)
    {
        await using var server = ScriptedImapServer.Start(greeting: greeting);
        await FailsAsync(Reader(server), MailboxTrouble.Unreachable);
    }

    [Fact]
    public async Task Nobody_there_is_told()
    {
        int port;
        await using (var server = ScriptedImapServer.Start()) port = server.Port;
        var told = await FailsAsync(new ImapReader(SomeMail.Imap(port, _folder.FullName), _clock), MailboxTrouble.Unreachable);
        Assert.Contains("mailbox.host", told.Message);
    }

    [Fact]
    public async Task A_look_that_is_broken_off_leaves_no_half_answer_behind()
    {
        await using var server = ScriptedImapServer.Start();
        server.Deliver(SomeMail.Reply());
        server.Faults["UID SEARCH"] = ScriptedServer.Hang;
        await using var reader = Reader(server);
        using var patience = new CancellationTokenSource();
        var look = reader.ListAsync(MailboxMark.None, patience.Token);
        await server.Hanging.Task;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
        server.Faults.Clear();
        Assert.Single(await reader.ListAsync(MailboxMark.None, default));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_refused_mechanism_is_not_followed_by_another()
    {
        await using var server = ScriptedImapServer.Start();
        server.Capabilities = "IMAP4rev1 LOGINDISABLED AUTH=PLAIN SASL-IR";
        server.Password = "another";
        await FailsAsync(Reader(server), MailboxTrouble.LoginRefused);
        Assert.Single(server.Commands, command => command.Contains("AUTHENTICATE") || command.Contains("LOGIN"));
    }

    [Theory]
    [InlineData("NO [AUTHENTICATIONFAILED] Authentication failed.", MailboxTrouble.LoginRefused)]
    [InlineData("NO LOGIN Login error or password error", MailboxTrouble.LoginRefused)]
    [InlineData("NO Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy.", MailboxTrouble.LoginRefused)]
    [InlineData("NO [UNAVAILABLE] Temporary authentication failure.", MailboxTrouble.Unreachable)]
    [InlineData("NO 登录过于频繁，请稍后再试", MailboxTrouble.Unreachable)]
    public async Task A_login_is_tried_once_and_told_for_what_it_is(string answer, MailboxTrouble expected)
    {
        await using var server = ScriptedImapServer.Start();
        server.Faults["AUTHENTICATE"] = answer;
        server.Faults["LOGIN"] = answer;
        await FailsAsync(Reader(server), expected);
        Assert.Single(server.Commands, command => command.Contains("AUTHENTICATE") || command.Contains("LOGIN"));
    }

    [Fact]
    public async Task A_password_that_the_server_repeats_is_not_told_further()
    {
        await using var server = ScriptedImapServer.Start();
        var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0monitor@example.com\0{SomeMail.Password}"));
        server.Faults["LOGIN"] = $"NO bad login {SomeMail.Password} {plain}";
        var told = await FailsAsync(Reader(server), MailboxTrouble.LoginRefused);
        Assert.Contains("bad login ***", told.Message);
        Assert.DoesNotContain(SomeMail.Password, told.Message);
        Assert.DoesNotContain(plain, told.Message);
    }

    [Theory]
    [InlineData("IMAP4rev1")]
    [InlineData("IMAP4rev1 LOGINDISABLED AUTH=PLAIN")]
    [InlineData("IMAP4rev1 LOGINDISABLED AUTH=PLAIN SASL-IR")]
    public async Task It_is_logged_into_by_whatever_way_the_server_has(string capabilities)
    {
        await using var server = ScriptedImapServer.Start();
        server.Capabilities = capabilities;
        server.Deliver(SomeMail.Reply());
        await using var reader = Reader(server);
        Assert.Single(await reader.ListAsync(MailboxMark.None, default));
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("startTls")]
    public async Task A_server_of_a_private_authority_is_trusted_by_configuration_and_hears_nothing_in_clear(string security)
    {
        await using var server = ScriptedImapServer.Start(TestCertificates.Good, tls: security == "tls");
        var clock = new FakeTimeProvider(TestCertificates.Now);
        server.Deliver(SomeMail.Reply(), TestCertificates.Now);
        await using var reader = new ImapReader(SomeMail.Imap(server.Port, _folder.FullName) with { Security = security }, clock);
        Assert.Single(await reader.ListAsync(MailboxMark.None, default));
        Assert.DoesNotContain(server.InClear, command => command.Contains("AUTHENTICATE") || command.Contains("LOGIN"));
    }

    [Theory]
    [InlineData("unknown", "mail.trustedCertificates")]
    [InlineData("wrong host", "set mailbox.host")]
    [InlineData("expired", "expired on")]
    [InlineData("no STARTTLS", "offers no STARTTLS")]
    [InlineData("plain", "mailbox.security")]
    public async Task It_never_falls_back_to_a_weaker_way(string what, string told)
    {
        var certificate = what switch { "wrong host" => TestCertificates.WrongHost, "expired" => TestCertificates.Expired, "no STARTTLS" or "plain" => null, _ => TestCertificates.Good };
        await using var server = ScriptedImapServer.Start(certificate);
        var place = SomeMail.Imap(server.Port, _folder.FullName) with { Security = what == "plain" ? "tls" : "startTls" };
        if (what == "unknown") place = place with { TrustedCertificates = null };
        var failure = await FailsAsync(new ImapReader(place, new FakeTimeProvider(TestCertificates.Now)), MailboxTrouble.Unreachable);
        Assert.Contains(told, failure.Message);
        Assert.DoesNotContain(server.Commands, command => command.Contains("AUTHENTICATE") || command.Contains("LOGIN"));
    }

    [Fact]
    public async Task Without_a_password_there_is_no_call()
    {
        await using var server = ScriptedImapServer.Start();
        var place = SomeMail.Imap(server.Port, _folder.FullName) with { PasswordFile = Path.Combine(_folder.FullName, "missing") };
        Assert.Contains("missing", (await FailsAsync(new ImapReader(place, _clock), MailboxTrouble.Unreachable)).Message);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task New_mail_ends_the_wait_and_the_session_goes_on()
    {
        await using var server = ScriptedImapServer.Start();
        await using var reader = Reader(server);
        Assert.False(await reader.TryWaitAsync(TimeSpan.FromMinutes(3), default));
        Assert.Empty(await reader.ListAsync(MailboxMark.None, default));
        var waiting = reader.TryWaitAsync(TimeSpan.FromMinutes(3), default);
        await UntilAsync(() => server.Commands.Any(command => command.Contains("IDLE")));
        server.Deliver(SomeMail.Reply());
        Assert.True(await waiting);
        Assert.Single(await reader.ListAsync(MailboxMark.None, default));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_wait_ends_after_nine_minutes_or_when_it_is_stopped()
    {
        await using var server = ScriptedImapServer.Start();
        await using var reader = Reader(server);
        await reader.ListAsync(MailboxMark.None, default);
        var waiting = reader.TryWaitAsync(TimeSpan.FromHours(1), default);
        await UntilAsync(() => server.Commands.Any(command => command.Contains("IDLE")));
        _clock.Advance(TimeSpan.FromMinutes(8));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await waiting);

        using var stop = new CancellationTokenSource();
        waiting = reader.TryWaitAsync(TimeSpan.FromHours(1), stop.Token);
        await UntilAsync(() => server.Commands.Count(command => command.Contains("IDLE")) == 2);
        await stop.CancelAsync();
        Assert.True(await waiting);
        Assert.Empty(await reader.ListAsync(MailboxMark.None, default));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_breaks_ends_the_wait_and_without_idle_there_is_none()
    {
        await using var server = ScriptedImapServer.Start();
        await using var reader = Reader(server);
        await reader.ListAsync(MailboxMark.None, default);
        server.Faults["IDLE"] = ScriptedServer.Close;
        Assert.True(await reader.TryWaitAsync(TimeSpan.FromMinutes(3), default));
        server.Faults.Clear();
        server.Capabilities = server.Capabilities.Replace(" IDLE", "");
        await reader.ListAsync(MailboxMark.None, default);
        Assert.False(await reader.TryWaitAsync(TimeSpan.FromMinutes(3), default));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(10, patience.Token);
    }

    private static async Task<MailboxException> FailsAsync(ImapReader reader, MailboxTrouble expected)
    {
        var failure = await Assert.ThrowsAsync<MailboxException>(async () =>
        {
            foreach (var entry in await reader.ListAsync(MailboxMark.None, default)) await reader.ReadAsync(entry, default);
        });
        Assert.Equal(expected, failure.Trouble);
        return failure;
    }

    private ImapReader Reader(ScriptedImapServer server) => new(SomeMail.Imap(server.Port, _folder.FullName), _clock);
}
