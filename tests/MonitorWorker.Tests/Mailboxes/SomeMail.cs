using MonitorWorker.Mailboxes;
using MonitorWorker.Tests.Delivery;

namespace MonitorWorker.Tests.Mailboxes;

/// <summary>Mails that come in, and mailboxes that they come into.</summary>
internal static class SomeMail
{
    public const string Password = "s3cret-授权码";

    public static string Reply(string id = "reply-1@example.com", string text = "已签合同") => $"""
        Message-ID: <{id}>
        From: =?utf-8?B?5byg5pmT5qKF?= <zhang@example.com>
        To: monitor@example.com
        Subject: Re: YJ-2024-0007
        Date: Mon, 2 Sep 2024 12:00:00 +0800
        Content-Type: text/plain; charset=utf-8

        {text}

        """;

    public static MailboxPlace Imap(int port, string folder) => new(
        "imap", "localhost", port, "none", "monitor@example.com", Write(folder, "password", Password), Write(folder, "authority.pem", TestCertificates.AuthorityPem), null, 1 << 20);

    public static MailboxPlace Pop3(int port, string folder) => Imap(port, folder) with { Protocol = "pop3", PasswordFile = Write(folder, "password", "s3cret") };

    public static MailboxPlace Folder(string folder) => new("folder", null, 0, "none", null, null, null, folder, 1 << 20);

    public static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text + "\n");
        return path;
    }
}
