using System.Globalization;
using System.Text;

namespace MonitorWorker.Tests.Mailboxes;

/// <summary>A POP3 server with one mailbox.</summary>
internal sealed class ScriptedPop3Server : ScriptedServer
{
    private ScriptedPop3Server()
    {
    }

    public string Password { get; set; } = "s3cret";

    public IReadOnlyList<string> Capabilities { get; set; } = ["TOP", "UIDL", "USER"];

    public List<(string Uidl, string Text)> Mails { get; } = [];

    public static ScriptedPop3Server Start(System.Security.Cryptography.X509Certificates.X509Certificate2? certificate = null, bool tls = false)
    {
        var server = new ScriptedPop3Server { Certificate = certificate, IsImplicitTls = tls };
        server.Begin();
        return server;
    }

    protected override async Task TalkAsync(Wire wire)
    {
        await wire.SayAsync("+OK double <1.2@example.com>");
        while (await wire.HearAsync() is { } line)
        {
            var words = line.Split(' ');
            var verb = words[0].ToUpperInvariant();
            if (await FaultAsync(wire, verb, answer => answer)) continue;
            switch (verb)
            {
                case "CAPA":
                    await AllAsync(wire, [.. Capabilities, .. Certificate is not null && !wire.IsSecure ? ["STLS"] : Array.Empty<string>()]);
                    break;
                case "STLS":
                    await wire.SayAsync("+OK go");
                    await wire.SecureAsync();
                    break;
                case "PASS":
                    await wire.SayAsync(words[1] == Password ? "+OK in" : "-ERR Unable to log on");
                    break;
                case "STAT":
                    await wire.SayAsync($"+OK {Mails.Count} {Mails.Sum(mail => Bytes(mail.Text).Length)}");
                    break;
                case "UIDL":
                    await AllAsync(wire, Mails.Select((mail, number) => $"{number + 1} {mail.Uidl}"));
                    break;
                case "LIST":
                    await AllAsync(wire, Mails.Select((mail, number) => $"{number + 1} {Bytes(mail.Text).Length}"));
                    break;
                case "RETR":
                    await AllAsync(wire, Lines(words[1]));
                    break;
                case "TOP":
                    await AllAsync(wire, [.. Lines(words[1]).TakeWhile(text => text.Length > 0), ""]);
                    break;
                case "QUIT":
                    await wire.SayAsync("+OK bye");
                    return;
                case "USER" or "NOOP":
                    await wire.SayAsync("+OK");
                    break;
                default:
                    await wire.SayAsync("-ERR what?");
                    break;
            }
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    private static async Task AllAsync(Wire wire, IEnumerable<string> lines)
    {
        await wire.SayAsync("+OK");
        foreach (var line in lines) await wire.SayAsync(line.StartsWith('.') ? "." + line : line);
        await wire.SayAsync(".");
    }

    private string[] Lines(string number) => Mails[int.Parse(number, CultureInfo.InvariantCulture) - 1].Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
