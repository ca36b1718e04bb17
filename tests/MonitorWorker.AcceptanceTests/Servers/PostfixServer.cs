using System.Net.Sockets;

namespace MonitorWorker.AcceptanceTests.Servers;

/// <summary>
/// A real Postfix (plain port with STARTTLS, submission port with TLS and login) and Dovecot (logins, mailboxes, IMAP and POP3) on free
/// loopback ports, in a temporary folder that goes with it. Needs root, as both programs do.
/// </summary>
public sealed partial class PostfixServer : IAsyncDisposable
{
    public const string Host = "localhost";
    public const string Warner = "warner@lab.test";
    public const string Zhang = "zhang@lab.test";
    public const string Li = "li@lab.test";
    public const string RefusedForEver = "nouser@lab.test";
    public const string RefusedForNow = "grey@lab.test";
    public const string HangsUp = "drop@lab.test";
    public const string RefusedByPolicy = "policy@lab.test";
    public const string Full = "nospace@lab.test";

    /// <summary>Taken at first, and reported back as not delivered.</summary>
    public const string ComesBack = "later@lab.test";

    /// <summary>A domain of which every address has the same mailbox, filled by Postfix itself.</summary>
    public const string Bulk = "bulk.test";

    /// <summary>A domain whose mails are thrown away.</summary>
    public const string Discarded = "discard.test";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private PostfixFiles? _files;
    private string? _missing;
    private string? _failure;
    private PolicyServer? _greylist;

    /// <summary>No login; STARTTLS offered.</summary>
    public int SmtpPort => Files.SmtpPort;

    /// <summary>STARTTLS, then login, required.</summary>
    public int SubmissionPort => Files.SubmissionPort;

    /// <summary>STARTTLS, before which there is no login.</summary>
    public int ImapPort => Files.ImapPort;

    /// <summary>TLS from the first byte.</summary>
    public int ImapsPort => Files.ImapsPort;

    /// <summary>TLS from the first byte.</summary>
    public int Pop3sPort => Files.Pop3sPort;

    /// <summary>No login, and no STARTTLS.</summary>
    public int NoTlsPort => Files.NoTlsPort;

    /// <summary>STARTTLS with a certificate that has expired.</summary>
    public int ExpiredPort => Files.ExpiredPort;

    /// <summary>STARTTLS with a certificate for another host.</summary>
    public int OtherHostPort => Files.OtherHostPort;

    /// <summary>Each recipient is put off at first, until <see cref="Greylist"/> lets him in.</summary>
    public int GreyPort => Files.GreyPort;

    /// <summary>What the greylisting port asks.</summary>
    internal PolicyServer Greylist => _greylist ?? throw new InvalidOperationException("The mail server is not running; call Require() first.");

    /// <summary>PEM of the authority that signed the server's certificate.</summary>
    public string CaFile { get; private set; } = "";

    /// <summary>Address (which is the login name too) to password.</summary>
    public IReadOnlyDictionary<string, string> Users { get; } = new Dictionary<string, string>
    {
        [Warner] = "s3cret-warner",
        [Zhang] = "s3cret-zhang",
        [Li] = "s3cret-li",
    };

    /// <summary>Why there is no mail server; null where there is one.</summary>
    public string? Problem => _failure ?? _missing;

    private PostfixFiles Files => _files ?? throw new InvalidOperationException("The mail server is not running; call Require() first.");

    public async ValueTask InitializeAsync()
    {
        _missing = Missing();
        if (_missing is not null)
            return;
        try
        {
            // A port that was free a moment ago may be somebody's now: once more with others.
            for (var attempt = 1; !await TryCreateAsync(); attempt++)
            {
                var log = await LogAsync();
                await DisposeAsync();
                if (attempt == 3)
                    throw new InvalidOperationException("The mail server did not come up.\n" + log);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException or IOException)
        {
            _failure = e.Message;
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_files is not { } files)
            return;
        _files = null;
        if (_greylist is not null) await _greylist.DisposeAsync();
        await RunAsync(files, "postfix", "-c", files.PostfixEtc, "stop");
        await RunAsync(files, "doveadm", "-c", files.DovecotConf, "stop");
        await GoneAsync(files);
        try
        {
            Directory.Delete(files.Root, recursive: true);
        }
        catch (IOException)
        {
            // A daemon on its way out still wrote a file: once more, now that it has gone.
            await Task.Delay(500);
            Directory.Delete(files.Root, recursive: true);
        }
    }

    /// <summary>Takes the SMTP server away; mailboxes and ports stay as they are.</summary>
    public async Task StopSmtpAsync()
    {
        await RunAsync(Files, "postfix", "-c", Files.PostfixEtc, "stop");
        await UntilAsync(async () => !await ListensAsync(SmtpPort) && !await ListensAsync(SubmissionPort), "Postfix did not stop");
    }

    public async Task StartSmtpAsync()
    {
        await RunAsync(Files, "postfix", "-c", Files.PostfixEtc, "start");
        await UntilAsync(async () => await ListensAsync(SmtpPort) && await ListensAsync(SubmissionPort), "Postfix did not start");
    }

    /// <summary>Takes the mailboxes away from those who read them; mails and ports stay as they are.</summary>
    public async Task StopDovecotAsync()
    {
        await RunAsync(Files, "doveadm", "-c", Files.DovecotConf, "stop");
        await UntilAsync(async () => !await ListensAsync(ImapsPort), "Dovecot did not stop");
    }

    public async Task StartDovecotAsync()
    {
        await RunAsync(Files, "dovecot", "-c", Files.DovecotConf);
        await UntilAsync(async () => await ListensAsync(ImapsPort) && await ListensAsync(Pop3sPort) && File.Exists(Path.Combine(Files.Queue, "private", "auth")), "Dovecot did not start");
    }

    /// <summary>Empties somebody's mailbox through Dovecot: what is taken away under its feet it may still list for a moment.</summary>
    public Task EmptyAsync(string user) => RunAsync(Files, "doveadm", "-c", Files.DovecotConf, "expunge", "-u", user, "mailbox", "*", "all");

    /// <summary>The messages in a folder of somebody's mailbox; as Dovecot names it on disk.</summary>
    public int CountIn(string user, string folder) =>
        new[] { "new", "cur" }.Select(part => Path.Combine(Files.Mail, user, "." + folder, part)).Where(Directory.Exists).Sum(part => Directory.GetFiles(part).Length);

    /// <summary>The messages in somebody's mailbox, oldest first, as the server stored them.</summary>
    public IReadOnlyList<string> Mailbox(string user)
    {
        var boxes = new[] { "new", "cur" }.Select(part => Path.Combine(Files.Mail, user, part)).Where(Directory.Exists);
        return [.. boxes.SelectMany(Directory.GetFiles).OrderBy(Path.GetFileName, StringComparer.Ordinal).Select(File.ReadAllText)];
    }

    /// <summary>Waits until Postfix has nothing more to do.</summary>
    public Task EmptyQueueAsync() => UntilAsync(
        () => Task.FromResult(!new[] { "incoming", "active", "maildrop" }.Any(part => Directory.EnumerateFiles(Path.Combine(Files.Queue, part), "*", SearchOption.AllDirectories).Any())),
        "Postfix did not empty its queue");

    /// <summary>The files of the mailbox of <see cref="Bulk"/>, one a message.</summary>
    public IReadOnlyList<string> BulkMailbox() => Directory.Exists(Files.BulkMailbox) ? Directory.GetFiles(Files.BulkMailbox) : [];

    /// <summary>Waits until somebody has that many messages; delivery goes on after the server's 250.</summary>
    public async Task<IReadOnlyList<string>> MailboxAsync(string user, int count)
    {
        await UntilAsync(() => Task.FromResult(Mailbox(user).Count >= count), $"{user} did not get {count} messages");
        return Mailbox(user);
    }

    /// <summary>Empties all mailboxes, for a test that counts.</summary>
    public void ClearMailboxes()
    {
        foreach (var user in Users.Keys)
        {
            foreach (var part in new[] { "new", "cur" }.Select(part => Path.Combine(Files.Mail, user, part)).Where(Directory.Exists))
                Directory.GetFiles(part).ToList().ForEach(File.Delete);
        }

        BulkMailbox().ToList().ForEach(File.Delete);
    }

    private static string? Missing()
    {
        if (!OperatingSystem.IsLinux())
            return "Needs Linux with the packages postfix, dovecot-core and dovecot-lmtpd.";
        var packages = new List<string>();
        if (Tool.Find("postfix") is null)
            packages.Add("postfix");
        if (Tool.Find("dovecot") is null)
            packages.Add("dovecot-core");
        foreach (var (program, package) in new[] { ("lmtp", "dovecot-lmtpd"), ("imap", "dovecot-imapd"), ("pop3", "dovecot-pop3d") })
        {
            if (!File.Exists(Path.Combine("/usr/lib/dovecot", program)))
                packages.Add(package);
        }

        if (packages.Count > 0)
            return $"Needs a mail server: apt-get install {string.Join(' ', packages)}";
        return Environment.IsPrivilegedProcess ? null : "Needs to be run as root: Postfix starts as nobody else.";
    }

    private async Task<bool> TryCreateAsync()
    {
        var root = Directory.CreateTempSubdirectory("mw-mail-").FullName;
        var ports = FreePorts.Take(9);
        _greylist = new PolicyServer();
        var files = new PostfixFiles(root, ports[0], ports[1], ports[2], ports[3], ports[4])
        {
            NoTlsPort = ports[5],
            ExpiredPort = ports[6],
            OtherHostPort = ports[7],
            GreyPort = ports[8],
            PolicyPort = _greylist.Port,
        };
        _files = files;
        Directory.CreateDirectory(files.Tls);
        PrivateAuthority.WriteTo(files.Tls, out var authority, out var certificate, out var key);
        CaFile = authority;
        files.Write(Users, certificate, key);
        // Each server's own user must get through to its folder, and nobody else writes there.
        await RunAsync(files, "chmod", "755", root);
        await RunAsync(files, "chown", "postfix", files.Data);
        await RunAsync(files, "chown", "nobody:nogroup", files.Mail);
        await RunAsync(files, "postfix", "-c", files.PostfixEtc, "check");
        await RunAsync(files, "dovecot", "-c", files.DovecotConf);
        await RunAsync(files, "postfix", "-c", files.PostfixEtc, "start");
        try
        {
            await UntilAsync(async () => await ListensAsync(files.SmtpPort) && await ListensAsync(files.SubmissionPort) && await ListensAsync(files.ImapsPort)
                && File.Exists(Path.Combine(files.Queue, "private", "auth")), "not up", TimeSpan.FromSeconds(10));
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task RunAsync(PostfixFiles files, string tool, params string[] arguments)
    {
        // Named by the moment, not by the tool alone: a daemon goes on holding its file.
        var output = Path.Combine(files.Root, $"{tool}-{arguments[^1].Split('/')[^1]}-{Environment.TickCount64}.out");
        await Tool.RunAsync(output, Deadline, tool, arguments);
    }

    private static async Task GoneAsync(PostfixFiles files)
    {
        var pids = new[] { Path.Combine(files.Queue, "pid", "master.pid"), Path.Combine(files.Root, "base", "master.pid") }
            .Where(File.Exists).Select(f => File.ReadAllText(f).Trim()).Where(pid => pid.Length > 0).ToArray();
        await UntilAsync(() => Task.FromResult(!pids.Any(pid => IsOurs(pid, files.Root))), "The mail server did not end");
    }

    // A process id may have gone to somebody else since: only one that works in our folder counts.
    private static bool IsOurs(string pid, string root)
    {
        try
        {
            return Directory.ResolveLinkTarget($"/proc/{pid}/cwd", false)?.FullName.StartsWith(root, StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task<string> LogAsync()
    {
        var logs = Directory.GetFiles(Files.Root, "*.log").Concat(Directory.GetFiles(Files.Root, "*.out")).Where(f => new FileInfo(f).Length > 0);
        return string.Join('\n', await Task.WhenAll(logs.Select(async f => Path.GetFileName(f) + ":\n" + await File.ReadAllTextAsync(f))));
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, string otherwise, TimeSpan? deadline = null)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > (deadline ?? Deadline))
                throw new TimeoutException($"{otherwise} within {deadline ?? Deadline}.");
            await Task.Delay(50);
        }
    }
}
