using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Commands;
using MonitorWorker.Import.Layouts;
using MonitorWorker.Mailboxes;

namespace MonitorWorker.Tests.Hosting.Configuration;

public class MailboxConfigTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData(""" "protocol": "none", "host": "imap.example.com" """, null)]
    [InlineData(""" "host": "imap.example.com" """, "imap:monitor@example.com@imap.example.com/INBOX")]
    [InlineData(""" "host": "imap.example.com", "user": "answers@example.com" """, "imap:answers@example.com@imap.example.com/INBOX")]
    [InlineData(""" "protocol": "pop3", "host": "pop.example.com" """, "pop3:monitor@example.com@pop.example.com")]
    [InlineData(""" "protocol": "folder", "folder": "mails", "host": "imap.example.com" """, "folder:<config>/mails")]
    public void What_is_not_said_of_the_mailbox_is_as_for_sending(string mailbox, string? expected)
    {
        using var config = new ConfigOnDisk($$"""
            {
              "mail": { "user": "monitor@example.com", "passwordFile": "password" },
              "mailbox": { {{mailbox}} }
            }
            """);
        config.Write("password", "s3cret");
        var office = ServiceComposition.Office(config.LoadGood(), Some.RuleBook(), Array.Empty<ColumnMap>());
        Assert.Equal(expected, office.Mailbox?.Replace(config.Folder, "<config>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "mailbox: none, people read the replies")]
    [InlineData(""" "host": "imap.example.com" """, "mailbox: imap:monitor@example.com@imap.example.com/INBOX, tls; looked into each 3 min")]
    [InlineData(""" "host": "imap.example.com", "security": "startTls", "idle": true, "pollMinutes": 10 """,
        "mailbox: imap:monitor@example.com@imap.example.com/INBOX, startTls; looked into each 10 min, and waited for (idle)")]
    [InlineData(""" "protocol": "folder", "folder": "mails" """, "mailbox: folder:<config>/mails; looked into each 3 min")]
    public void The_check_of_the_configuration_says_where_replies_are_read(string mailbox, string expected)
    {
        using var config = new ConfigOnDisk($$"""
            {
              "mail": { "user": "monitor@example.com", "passwordFile": "password" },
              "mailbox": { {{mailbox}} }
            }
            """);
        config.Write("password", "s3cret");
        var options = config.LoadGood();
        var line = CheckConfigVerb.Mailbox(options.Mailbox, ServiceComposition.Office(options, Some.RuleBook(), Array.Empty<ColumnMap>()));
        Assert.Equal(expected, line.Replace(config.Folder, "<config>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789abcdef\nshort", false)]
    [InlineData("short", false)]
    [InlineData("", false)]
    public void A_key_that_signs_nothing_is_a_problem_and_a_missing_one_is_not_made(string? key, bool isGood)
    {
        using var config = new ConfigOnDisk("""{ "mailbox": { "protocol": "folder", "folder": "mails", "tokenKeyFile": "token.key" } }""");
        if (key is not null) config.Write("token.key", key);
        var problems = config.Problems();
        if (isGood) Assert.Empty(problems);
        else Assert.StartsWith("monitor.json:1  mailbox.tokenKeyFile = \"token.key\": holds no key, or one of fewer than 16 characters. Expected: ", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Equal(key is not null, File.Exists(config.At("token.key")));
    }

    [Fact]
    public void Without_a_mailbox_no_key_is_looked_at()
    {
        using var config = new ConfigOnDisk("""{ "mailbox": { "tokenKeyFile": "token.key" } }""");
        config.Write("token.key", "short");
        Assert.Empty(config.Problems());
    }

    [Fact]
    public void A_key_that_somebody_holds_cannot_be_read()
    {
        using var config = new ConfigOnDisk("""{ "mailbox": { "protocol": "folder", "folder": "mails", "tokenKeyFile": "token.key" } }""");
        config.Write("token.key", "0123456789abcdef");
        using (new FileStream(config.At("token.key"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Contains("mailbox.tokenKeyFile = \"token.key\": cannot be read: ", Assert.Single(config.Problems()));
    }

    [Theory]
    [InlineData("imap", "tls", 993)]
    [InlineData("imap", "startTls", 143)]
    [InlineData("pop3", "tls", 995)]
    [InlineData("pop3", "none", 110)]
    public void The_port_follows_from_protocol_and_security(string protocol, string security, int expected) =>
        Assert.Equal(expected, MailboxPlace.UsualPort(protocol, security));
}
