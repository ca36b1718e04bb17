using System.Text;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Mailboxes;
using MonitorWorker.Tests.Delivery;

namespace MonitorWorker.Tests.Mailboxes;

public sealed class Pop3ReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pop3-");
    private readonly FakeTimeProvider _clock = new(TestCertificates.Now);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Mails_are_known_by_their_uidl_and_stay_on_the_server()
    {
        await using var server = ScriptedPop3Server.Start();
        server.Mails.Add(("u1", SomeMail.Reply("a@example.com")));
        server.Mails.Add(("u2", SomeMail.Reply("b@example.com", "第二封\n.带点的行")));
        await using var reader = Reader(server);
        var entries = await reader.ListAsync(MailboxMark.None, default);
        Assert.Equal(["u1", "u2"], entries.Select(entry => entry.Uid));
        var mail = (await reader.ReadAsync(entries[1], default))!;
        Assert.Contains("\r\n.带点的行", Encoding.UTF8.GetString(mail.Raw));
        Assert.Equal("pop3:monitor@example.com@localhost", mail.Mailbox);
        await reader.SettleAsync(entries[1], default);
        await reader.RestAsync(default);
        Assert.Equal("QUIT", server.Commands.Last());
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("DELE", StringComparison.Ordinal));

        // Each look sees what came since.
        server.Mails.RemoveAt(0);
        server.Mails.Add(("u3", SomeMail.Reply("c@example.com")));
        entries = await reader.ListAsync(MailboxMark.None, default);
        Assert.Equal(["u2", "u3"], entries.Select(entry => entry.Uid));
        Assert.Contains("c@example.com", Encoding.UTF8.GetString((await reader.ReadAsync(entries[1], default))!.Raw));
        Assert.Null(await reader.ReadAsync(new MailboxEntry(null, "u1", 1), default));
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_huge_mail_the_header_alone_is_fetched(bool hasTop)
    {
        await using var server = ScriptedPop3Server.Start();
        if (!hasTop) server.Capabilities = ["UIDL", "USER"];
        if (!hasTop) server.Faults["TOP"] = "-ERR no TOP";
        server.Mails.Add(("u1", SomeMail.Reply(text: "附件很大")));
        await using var reader = Reader(server, place => place with { LargestBytes = 10 });
        var mail = (await reader.ReadAsync((await reader.ListAsync(MailboxMark.None, default))[0], default))!;
        Assert.Contains(hasTop ? "Subject: Re: YJ-2024-0007" : "X-UIDL: u1", Encoding.UTF8.GetString(mail.Raw));
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("RETR", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-ERR Unable to log on", MailboxTrouble.LoginRefused)]
    [InlineData("-ERR [AUTH] Authentication failed.", MailboxTrouble.LoginRefused)]
    [InlineData("-ERR [IN-USE] mailbox is in use", MailboxTrouble.Unreachable)]
    [InlineData(ScriptedServer.Close, MailboxTrouble.Unreachable)]
    public async Task A_login_is_tried_once_and_told_for_what_it_is(string answer, MailboxTrouble expected)
    {
        await using var server = ScriptedPop3Server.Start();
        server.Faults["PASS"] = answer;
        var failure = await Assert.ThrowsAsync<MailboxException>(() => Reader(server).ListAsync(MailboxMark.None, default));
        Assert.True(failure.Trouble == expected, failure.ToString());
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("APOP", StringComparison.Ordinal));
        Assert.Single(server.Commands, command => command.StartsWith("PASS", StringComparison.Ordinal) || command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("STAT", ScriptedServer.Close)]
    [InlineData("UIDL", ScriptedServer.Close)]
    [InlineData("UIDL", "-ERR not here")]
    [InlineData("UIDL", ScriptedServer.Garbage)]
    [InlineData("LIST", ScriptedServer.Garbage)]
    [InlineData("RETR", ScriptedServer.Close)]
    public async Task Whatever_goes_wrong_is_trouble_of_the_mailbox_and_over_with_the_next_look(string verb, string act)
    {
        await using var server = ScriptedPop3Server.Start();
        server.Mails.Add(("u1", SomeMail.Reply()));
        server.Faults[verb] = act;
        await using var reader = Reader(server);
        var failure = await Assert.ThrowsAsync<MailboxException>(async () =>
        {
            foreach (var entry in await reader.ListAsync(MailboxMark.None, default)) await reader.ReadAsync(entry, default);
        });
        Assert.Equal(MailboxTrouble.Unreachable, failure.Trouble);
        server.Faults.Clear();
        Assert.Single(await reader.ListAsync(MailboxMark.None, default));
    }

    [Fact]
    public async Task One_mail_that_the_server_does_not_hand_out_is_trouble_of_its_own()
    {
        await using var server = ScriptedPop3Server.Start();
        server.Mails.Add(("u1", SomeMail.Reply("a@example.com")));
        server.Mails.Add(("u2", SomeMail.Reply("b@example.com")));
        await using var reader = Reader(server);
        var entries = await reader.ListAsync(MailboxMark.None, default);
        server.Faults["RETR"] = "-ERR damaged";
        Assert.Equal(MailboxTrouble.OneMail, (await Assert.ThrowsAsync<MailboxException>(() => reader.ReadAsync(entries[0], default))).Trouble);
        server.Faults.Clear();
        Assert.NotNull(await reader.ReadAsync(entries[1], default));
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("startTls")]
    public async Task The_password_goes_over_tls_alone(string security)
    {
        await using var server = ScriptedPop3Server.Start(TestCertificates.Good, tls: security == "tls");
        server.Mails.Add(("u1", SomeMail.Reply()));
        await using var reader = Reader(server, place => place with { Security = security });
        Assert.Single(await reader.ListAsync(MailboxMark.None, default));
        Assert.DoesNotContain(server.InClear, command => command.StartsWith("PASS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_STLS_nothing_is_told_to_the_server()
    {
        await using var server = ScriptedPop3Server.Start();
        var failure = await Assert.ThrowsAsync<MailboxException>(() => Reader(server, place => place with { Security = "startTls" }).ListAsync(MailboxMark.None, default));
        Assert.Contains("offers no STARTTLS", failure.Message);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("USER", StringComparison.Ordinal));
    }

    private Pop3Reader Reader(ScriptedPop3Server server, Func<MailboxPlace, MailboxPlace>? change = null)
    {
        var place = SomeMail.Pop3(server.Port, _folder.FullName);
        return new Pop3Reader(change?.Invoke(place) ?? place, _clock);
    }
}
