using MonitorWorker.Hosting;
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
    [InlineData("imap", "tls", 993)]
    [InlineData("imap", "startTls", 143)]
    [InlineData("pop3", "tls", 995)]
    [InlineData("pop3", "none", 110)]
    public void The_port_follows_from_protocol_and_security(string protocol, string security, int expected) =>
        Assert.Equal(expected, MailboxPlace.UsualPort(protocol, security));
}
