using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>How a verb ended.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public Ended Expect(int code)
    {
        Assert.True(Code == code, $"Exit code {Code} instead of {code}.\n{Output}\n{Errors}");
        return this;
    }
}

/// <summary>
/// A copy of the repository's config and templates in a temporary folder in which the program runs: as shipped, on its
/// sample office, or with the environment pointing at an empty inbox, archive, database and mail folder.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>Much more than anything takes on a machine with two cores that is busy otherwise.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mw-work-");

    private WorkFolder(bool sample)
    {
        foreach (var part in new[] { "config", "templates" }) Copy(Path.Combine(Repository, part), In(part));
        if (sample) return;

        Inbox = _root.CreateSubdirectory("inbox").FullName;
        Database = In("store/office.db");
        MailFolder = In("mails");
        Environment["MonitorWorker__inbox__folder"] = Inbox;
        Environment["MonitorWorker__inbox__archive"] = Archive;
        Environment["MonitorWorker__mail__folder"] = MailFolder;
        Environment["MonitorWorker__database__connectionString"] = $"Data Source={Database}";
        KnowWorkdaysOfNextYear();
        // Most tests count what is told of the office's money; those of receipts switch them on.
        Environment["MonitorWorker__import__receipts"] = "never";
    }

    /// <summary>From November on a service tells that the next year's calendar is missing: no test is to depend on the day on which it runs.</summary>
    private void KnowWorkdaysOfNextYear()
    {
        var thisYear = TimeProvider.System.GetUtcNow().Year;
        foreach (var year in new[] { thisYear, thisYear + 1 }.Where(year => !File.Exists(In($"config/calendars/cn-{year}.json"))))
            File.WriteAllText(In($"config/calendars/cn-{year}.json"), $$"""{ "year": {{year}}, "holidays": [{ "name": "元旦", "days": ["{{year}}-01-01"] }] }""");
    }

    /// <summary>The working copy that the tests were built from.</summary>
    public static string Repository { get; } = FindRepository();

    public Dictionary<string, string?> Environment { get; } = new() { ["MONITORWORKER_CONFIG"] = null };

    public string Root => _root.FullName;

    public string Inbox { get; } = "";

    public string Archive => In("archive");

    public string Database { get; } = "";

    public string MailFolder { get; } = "";

    public string ConfigFile => In("config/monitor.json");

    /// <summary>As shipped: the sample office, read in place.</summary>
    public static WorkFolder Sample() => new(sample: true);

    /// <summary>Nothing in it yet.</summary>
    public static WorkFolder Empty() => new(sample: false);

    public string In(string path) => Path.Combine([Root, .. path.Split('/')]);

    public ChildProgram Start(params string[] arguments) => ChildProgram.Start(Root, Environment, arguments);

    public async Task<Ended> RunAsync(params string[] arguments)
    {
        var (code, output, errors) = await ChildProgram.RunAsync(Root, Environment, Deadline, arguments);
        return new Ended(code, output, errors);
    }

    public async Task<Ended> CheckAsync(string? at = null) =>
        await RunAsync(["check", "--output", "json", .. at is null ? Array.Empty<string>() : ["--at", at]]);

    /// <summary>Puts a file into the inbox whole, as a copy across a file system would after its last byte.</summary>
    public void Drop(string name, params string[] lines)
    {
        var written = In(name + ".part");
        File.WriteAllLines(written, lines);
        File.Move(written, Path.Combine(Inbox, name), overwrite: true);
    }

    public async Task<IReadOnlyList<OutboxMail>> OutboxAsync()
    {
        var ended = (await RunAsync("outbox", "list", "--output", "json")).Expect(0);
        return JsonSerializer.Deserialize<List<OutboxMail>>(ended.Output, JsonSerializerOptions.Web)!;
    }

    public void Edit(string file, string what, string by)
    {
        var text = File.ReadAllText(In(file));
        Assert.Contains(what, text);
        File.WriteAllText(In(file), text.Replace(what, by));
    }

    /// <summary>Replaces all schedules of the config.</summary>
    public void Schedule(params string[] schedules)
    {
        var text = File.ReadAllText(ConfigFile);
        var (from, to) = (text.IndexOf("\"schedules\"", StringComparison.Ordinal), text.LastIndexOf(']'));
        File.WriteAllText(ConfigFile, $"{text[..from]}\"schedules\": [{string.Join(",\n", schedules)}{text[to..]}");
    }

    public int Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public long Count(string sql) => Query(sql, row => row.GetInt64(0)).Single();

    /// <summary>Every file below a folder with its checksum; what SQLite shares between processes counts for nothing.</summary>
    public IReadOnlyList<string> Fingerprint() =>
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))
            .Where(file => new FileInfo(file).Length > 0)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(Root, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];

    public IReadOnlyList<string> Mails(string ending = ".eml") => Files(MailFolder, ending);

    public static IReadOnlyList<string> Files(string folder, string ending = "") => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + ending, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Waits until something outside the test is so.</summary>
    public static async Task UntilAsync(Func<bool> condition, string otherwise, Func<string>? more = null, int pause = 50)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > Deadline) throw new TimeoutException($"{otherwise} within {Deadline}.\n{more?.Invoke()}");
            await Task.Delay(pause);
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={(Database.Length > 0 ? Database : In("data/monitor.db"))};Pooling=False;Default Timeout=30");
        connection.Open();
        return connection;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MonitorWorker.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not stand in a working copy.");
        return folder.FullName;
    }
}

/// <summary>One entry of <c>outbox list --output json</c>.</summary>
internal sealed record OutboxMail(
    long Id,
    string To,
    string Subject,
    string Kind,
    string State,
    int Attempts,
    DateTimeOffset? NextAttempt,
    string? LastError,
    string MessageId,
    IReadOnlyList<string> Alerts);
