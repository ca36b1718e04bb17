using Npgsql;

namespace MonitorWorker.AcceptanceTests.Servers;

/// <summary>
/// A real PostgreSQL cluster of its own on a free loopback port, in a temporary folder that goes with it. PostgreSQL refuses to
/// run as root, so root hands it to the user that the package made.
/// </summary>
/// <remarks>
/// As a fixture it starts once for all tests that share it. Each test first calls <see cref="Require"/>: without the package it
/// is skipped, or failed where MONITORWORKER_REQUIRE_SERVERS is 1.
/// </remarks>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string User = "monitor";
    public const string Password = "s3cret-ledger";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private string? _root;
    private string? _missing;
    private string? _failure;
    private string _programs = "";

    /// <summary>Without a password, as the configuration wants it.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>File whose first line is the password.</summary>
    public string PasswordFile => Path.Combine(_root!, "password");

    private string Data => Path.Combine(_root!, "data");

    /// <summary>Skips (or fails) the calling test when there can be no PostgreSQL on this machine.</summary>
    public void Require()
    {
        if (_failure is not null)
            Assert.Fail(_failure);
        if (_missing is null)
            return;
        if (Environment.GetEnvironmentVariable("MONITORWORKER_REQUIRE_SERVERS") == "1")
            Assert.Fail(_missing);
        Assert.Skip(_missing);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Password={Password};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string table)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Password={Password};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT COUNT(*) FROM {table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask InitializeAsync()
    {
        _missing = Missing(out _programs);
        if (_missing is not null)
            return;
        try
        {
            // A port that was free a moment ago may be somebody's now: once more with another.
            for (var attempt = 1; !await TryCreateAsync(); attempt++)
            {
                var log = await LogAsync();
                await DisposeAsync();
                if (attempt == 3)
                    throw new InvalidOperationException("PostgreSQL did not come up.\n" + log);
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
        if (_root is not { } root)
            return;
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w");
        _root = null;
        Directory.Delete(root, recursive: true);
    }

    private static string? Missing(out string programs)
    {
        programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb"))) ?? ""
            : "";
        return programs.Length > 0 ? null : "Needs PostgreSQL: apt-get install postgresql";
    }

    private async Task<bool> TryCreateAsync()
    {
        _root = Directory.CreateTempSubdirectory("mw-pg-").FullName;
        var port = FreePorts.Take(1)[0];
        ConnectionString = $"Host=127.0.0.1;Port={port};Database=postgres;Username={User}";
        await File.WriteAllTextAsync(PasswordFile, Password + "\n");
        if (Environment.IsPrivilegedProcess)
            Expect(await Tool.RunAsync(Output("chown"), Deadline, "chown", "-R", "postgres", _root));
        Expect(await RunAsync("initdb", "-D", Data, "-U", User, "-A", "scram-sha-256", "--pwfile", PasswordFile, "-E", "UTF8", "--no-locale", "--no-sync"));
        var started = await RunAsync(
            "pg_ctl", "start", "-D", Data, "-w", "-t", "30", "-l", Path.Combine(_root, "server.log"), "-o", $"-F -p {port} -k {_root} -c listen_addresses=127.0.0.1");
        return started.Code == 0;
    }

    private Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? Tool.RunAsync(Output(program), Deadline, "runuser", ["-u", "postgres", "--", path, .. arguments])
            : Tool.RunAsync(Output(program), Deadline, path, arguments);
    }

    private string Output(string program) => Path.Combine(_root!, $"{program}-{Environment.TickCount64}.out");

    private static void Expect((int Code, string Said) ended)
    {
        if (ended.Code != 0)
            throw new InvalidOperationException(ended.Said);
    }

    private async Task<string> LogAsync() =>
        string.Join('\n', await Task.WhenAll(Directory.GetFiles(_root!).Where(file => file.EndsWith(".log", StringComparison.Ordinal) || file.EndsWith(".out", StringComparison.Ordinal)).Select(file => File.ReadAllTextAsync(file))));
}
