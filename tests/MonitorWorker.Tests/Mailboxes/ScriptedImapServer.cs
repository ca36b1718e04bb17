using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace MonitorWorker.Tests.Mailboxes;

/// <summary>A mail as the server keeps it.</summary>
internal sealed class ServedMail(uint uid, byte[] raw, DateTimeOffset received)
{
    public uint Uid { get; } = uid;

    public byte[] Raw { get; } = raw;

    public DateTimeOffset Received { get; } = received;

    public string Folder { get; set; } = ScriptedImapServer.Inbox;

    public bool IsSeen { get; set; }

    /// <summary>What the server says of its size; its true one unless a test says otherwise.</summary>
    public long Size { get; init; } = raw.Length;
}

/// <summary>An IMAP server with one mailbox that lives as long as the server, whatever connections come and go.</summary>
internal sealed partial class ScriptedImapServer : ScriptedServer
{
    public const string Inbox = "INBOX";

    /// <summary>已处理 in the alphabet of mailbox names.</summary>
    public const string Done = "&XfJZBHQG-";

    private readonly List<Func<Task>> _idling = [];
    private readonly Lock _lock = new();

    public required string Greeting { get; init; }

    public string Capabilities { get; set; } = "IMAP4rev1 ID IDLE MOVE UIDPLUS NAMESPACE AUTH=PLAIN SASL-IR";

    public uint Validity { get; set; } = 7;

    /// <summary>As 163 does: no folder is opened for who has not said what it is.</summary>
    public bool WantsId { get; init; }

    public string Password { get; set; } = "s3cret-授权码";

    /// <summary>Number of a mail that makes the server fall down.</summary>
    public uint? Poison { get; set; }

    /// <summary>Mails are listed and hold nothing.</summary>
    public bool IsHollow { get; set; }

    /// <summary>Number of a mail that never comes.</summary>
    public uint? Endless { get; set; }

    /// <summary>How often it was waited for.</summary>
    public int WaitedFor { get; private set; }

    public List<ServedMail> Mails { get; private set; } = [];

    public HashSet<string> Folders { get; } = [Inbox];

    public static ScriptedImapServer Start(X509Certificate2? certificate = null, bool tls = false, bool wantsId = false, string greeting = "* OK double IMAP4rev1")
    {
        var server = new ScriptedImapServer { Certificate = certificate, IsImplicitTls = tls, WantsId = wantsId, Greeting = greeting };
        server.Begin();
        return server;
    }

    /// <summary>Puts a mail into the inbox; who waits is told.</summary>
    public ServedMail Deliver(string text, DateTimeOffset? received = null, long? size = null)
    {
        ServedMail mail;
        Func<Task>[] idling;
        lock (_lock)
        {
            var raw = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
            mail = new ServedMail(Mails.Count == 0 ? 1 : Mails.Max(known => known.Uid) + 1, raw, received ?? new DateTimeOffset(2024, 9, 2, 12, 0, 0, TimeSpan.FromHours(8))) { Size = size ?? raw.Length };
            Mails.Add(mail);
            idling = [.. _idling];
        }

        foreach (var tell in idling) _ = tell();
        return mail;
    }

    /// <summary>As after a restore from a backup: the same mails under other numbers.</summary>
    public void Renumber(uint validity)
    {
        Validity = validity;
        Mails = [.. Mails.Select((mail, index) => new ServedMail((uint)index + 101, mail.Raw, mail.Received) { Folder = mail.Folder })];
    }

    protected override async Task TalkAsync(Wire wire)
    {
        var (isIdentified, isIn) = (false, false);
        await wire.SayAsync(Greeting);
        while (await HearAsync(wire) is var (tag, verb, rest))
        {
            if (await FaultAsync(wire, verb, answer => answer.StartsWith('*') ? answer : $"{tag} {answer}")) continue;
            switch (verb)
            {
                case "CAPABILITY":
                    await wire.SayAsync($"* CAPABILITY {Offered(wire)}");
                    break;
                case "STARTTLS":
                    await wire.SayAsync($"{tag} OK go");
                    await wire.SecureAsync();
                    continue;
                case "ID":
                    isIdentified = true;
                    await wire.SayAsync("* ID (\"name\" \"double\")");
                    break;
                case "AUTHENTICATE":
                    if (!rest.Contains(' '))
                    {
                        await wire.SayAsync("+ ");
                        rest += " " + await wire.HearAsync();
                    }

                    isIn = Encoding.UTF8.GetString(Convert.FromBase64String(rest.Split(' ')[1])).Split('\0')[^1] == Password;
                    if (!isIn)
                    {
                        await wire.SayAsync($"{tag} NO [AUTHENTICATIONFAILED] Authentication failed.");
                        continue;
                    }

                    break;
                case "LOGIN":
                    isIn = rest.EndsWith($"\"{Password}\"", StringComparison.Ordinal) || rest.EndsWith(Password, StringComparison.Ordinal);
                    if (!isIn)
                    {
                        await wire.SayAsync($"{tag} NO LOGIN Login error or password error");
                        continue;
                    }

                    break;
                case "NAMESPACE":
                    await wire.SayAsync("* NAMESPACE ((\"\" \"/\")) NIL NIL");
                    break;
                case "LIST":
                    foreach (var folder in Folders.Where(folder => rest.EndsWith($"\"{folder}\"", StringComparison.Ordinal) || rest.EndsWith($" {folder}", StringComparison.Ordinal) || rest.EndsWith("*\"", StringComparison.Ordinal)))
                        await wire.SayAsync($"* LIST () \"/\" \"{folder}\"");
                    break;
                case "CREATE":
                    Folders.Add(rest.Trim('"'));
                    break;
                case "SELECT":
                    if (WantsId && !isIdentified)
                    {
                        await wire.SayAsync($"{tag} NO SELECT Unsafe Login. Please contact kefu@188.com for help");
                        continue;
                    }

                    await wire.SayAsync("* FLAGS (\\Seen \\Deleted)");
                    await wire.SayAsync(Exists());
                    await wire.SayAsync($"* OK [UIDVALIDITY {Validity}] valid");
                    await wire.SayAsync($"{tag} OK [READ-WRITE] open");
                    continue;
                case "NOOP":
                    await wire.SayAsync(Exists());
                    break;
                case "UID SEARCH":
                    await wire.SayAsync("* SEARCH" + string.Concat(Found(rest).Select(uid => $" {uid}")));
                    break;
                case "UID FETCH":
                    await FetchAsync(wire, rest);
                    break;
                case "UID STORE":
                    foreach (var mail in Of(rest)) mail.IsSeen |= rest.Contains("\\Seen", StringComparison.Ordinal);
                    break;
                case "UID MOVE":
                    foreach (var mail in Of(rest))
                    {
                        await wire.SayAsync($"* {Number(mail)} EXPUNGE");
                        mail.Folder = rest.Split(' ')[^1].Trim('"');
                    }

                    break;
                case "IDLE":
                    await IdleAsync(wire);
                    break;
                case "LOGOUT":
                    await wire.SayAsync("* BYE bye");
                    await wire.SayAsync($"{tag} OK out");
                    return;
                default:
                    await wire.SayAsync($"{tag} BAD what?");
                    continue;
            }

            await wire.SayAsync($"{tag} OK done");
        }
    }

    [GeneratedRegex(@"\{(\d+)\+?\}$")]
    private static partial Regex Literal();

    private static async Task<(string Tag, string Verb, string Words)?> HearAsync(Wire wire)
    {
        if (await wire.HearAsync() is not { } line) return null;
        while (Literal().Match(line) is { Success: true } literal)
        {
            if (!literal.Value.Contains('+')) await wire.SayAsync("+ go");
            line = line[..literal.Index] + await wire.HearAsync(int.Parse(literal.Groups[1].Value, CultureInfo.InvariantCulture)) + await wire.HearAsync();
        }

        var words = line.Split(' ', 3);
        // What begins with TLS to a server without it.
        if (words.Length < 2) return null;
        var (verb, rest) = (words[1].ToUpperInvariant(), words.Length > 2 ? words[2] : "");
        if (verb != "UID") return (words[0], verb, rest);
        var inner = rest.Split(' ', 2);
        return (words[0], $"UID {inner[0].ToUpperInvariant()}", inner.Length > 1 ? inner[1] : "");
    }

    private string Offered(Wire wire) => Certificate is null || wire.IsSecure ? Capabilities : Capabilities.Replace("AUTH=PLAIN", "STARTTLS LOGINDISABLED", StringComparison.Ordinal);

    private List<ServedMail> Here()
    {
        lock (_lock) return [.. Mails.Where(mail => mail.Folder == Inbox)];
    }

    private int Number(ServedMail mail) => Here().IndexOf(mail) + 1;

    private string Exists() => $"* {Here().Count} EXISTS";

    private IEnumerable<uint> Found(string query)
    {
        var from = Range().Match(query) is { Success: true } range ? uint.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        var since = Since().Match(query) is { Success: true } day ? DateOnly.ParseExact(day.Groups[1].Value, "d-MMM-yyyy", CultureInfo.InvariantCulture) : DateOnly.MinValue;
        var here = Here();
        // As the protocol has it: a range without an end always holds the highest number.
        return here.Where(mail => mail.Uid >= from || (from > 0 && mail.Uid == here.Max(other => other.Uid)))
            .Where(mail => DateOnly.FromDateTime(mail.Received.UtcDateTime) >= since)
            .Select(mail => mail.Uid);
    }

    [GeneratedRegex(@"UID (\d+):")]
    private static partial Regex Range();

    [GeneratedRegex(@"SINCE ""?(\d+-\w+-\d+)")]
    private static partial Regex Since();

    private List<ServedMail> Of(string rest)
    {
        var numbers = rest.Split(' ')[0].Split(',').SelectMany(part =>
        {
            var ends = part.Split(':').Select(end => end == "*" ? uint.MaxValue : uint.Parse(end, CultureInfo.InvariantCulture)).ToList();
            return Here().Select(mail => mail.Uid).Where(uid => uid >= ends[0] && uid <= ends[^1]);
        }).ToHashSet();
        return [.. Here().Where(mail => numbers.Contains(mail.Uid))];
    }

    private async Task FetchAsync(Wire wire, string rest)
    {
        foreach (var mail in Of(rest))
        {
            if (!rest.Contains("BODY", StringComparison.Ordinal))
            {
                await wire.SayAsync($"* {Number(mail)} FETCH (UID {mail.Uid} RFC822.SIZE {mail.Size})");
                continue;
            }

            if (mail.Uid == Poison) throw new EndedException();
            if (mail.Uid == Endless)
            {
                WaitedFor++;
                await Task.Delay(Timeout.Infinite, End);
            }

            var isHeader = rest.Contains("[HEADER]", StringComparison.Ordinal);
            var bytes = isHeader ? mail.Raw[..(mail.Raw.AsSpan().IndexOf("\r\n\r\n"u8) + 4)] : IsHollow ? [] : mail.Raw;
            await wire.SayAsync([
                .. Encoding.ASCII.GetBytes($"* {Number(mail)} FETCH (UID {mail.Uid} BODY[{(isHeader ? "HEADER" : "")}] {{{bytes.Length}}}\r\n"), .. bytes, .. ")\r\n"u8]);
        }
    }

    private async Task IdleAsync(Wire wire)
    {
        await wire.SayAsync("+ idling");
        Func<Task> tell = () => wire.SayAsync(Exists());
        lock (_lock) _idling.Add(tell);
        try
        {
            // DONE
            await wire.HearAsync();
        }
        finally
        {
            lock (_lock) _idling.Remove(tell);
        }
    }
}
