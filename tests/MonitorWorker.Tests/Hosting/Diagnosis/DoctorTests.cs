using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Hosting.Commands;
using MonitorWorker.Hosting.Diagnosis;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Diagnosis;

/// <summary>Each thing broken on purpose, and the line that tells it.</summary>
public sealed class DoctorTests : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("doctor-");
    private readonly FakeTimeProvider _clock = new(Some.Noon);
    private TestOffice _office = null!;
    private long _freeMegabytes = 10_000;

    private string Main => Path.Combine(_root.FullName, "config", "monitor.json");

    public async ValueTask InitializeAsync()
    {
        _office = await TestOffice.OpenAsync();
        foreach (var (from, to) in new[] { (Repository.Config, "config"), (Repository.Templates, "templates") }) Copy(from, Path.Combine(_root.FullName, to));
        Edit("Data Source=../data/monitor.db", $"Data Source={_office.Store.DatabaseFile};Pooling=False");
        Edit("\"asOf\": \"2024-08-31\",", "");
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        _root.Delete(recursive: true);
    }

    [Fact]
    public async Task A_sound_office_has_nothing_wrong_with_it_and_nothing_is_left_behind()
    {
        _office.DropBudget();
        _office.DropContacts();
        await _office.Intake.RunAsync(keepFiles: false, default);
        var before = Fingerprint();
        var found = await LookAsync(Doctor.All);
        Assert.DoesNotContain(found, line => line.Verdict == Verdict.Bad);
        Assert.Equal(
            ["版本", "配置和模板", "时钟", "时区", "语言", "磁盘", "文件夹", "数据库", "审计记录", "发信", "收信", "密码和密钥", "通讯录", "日历", "日程", "字体", "服务"],
            found.Select(line => line.Name).Distinct());
        Assert.Equal(before, Fingerprint());
        Assert.All(found, line => Assert.Equal(line.Verdict == Verdict.Good, line.Cure is null));
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "typo in the configuration", "✗ 配置和模板：", "check-config" },
        { "broken template", "! 配置和模板：", "check-config" },
        { "year of the clock", "✗ 时钟：现在是1999", "校准机器时钟" },
        { "asOf", "! 时钟：按固定日期2024-08-31判断", "删去asOf" },
        { "disk nearly full", "✗ 磁盘：/剩余100MB，少于500MB", "清理磁盘" },
        { "disk filling", "! 磁盘：/剩余900MB", "及早清理" },
        { "inbox away", "✗ 配置和模板：", "check-config" },
        { "folder that is a file", "✗ 文件夹：mail.folder：", "改用别的文件夹" },
        { "no database", "! 数据库：还没有", "建立" },
        { "no database at all", "✗ 数据库：The database", "restore" },
        { "older database", "✗ 数据库：The database", "restore" },
        { "changed audit", "✗ 审计记录：the trigger", "audit check" },
        { "no mail server", "✗ 发信：127.0.0.1:1，startTls：127.0.0.1:1 cannot be reached", "防火墙" },
        { "no mailbox server", "✗ 收信：imap:monitor@127.0.0.1/INBOX：127.0.0.1:1 cannot be reached", "防火墙" },
        { "password for all", "! 密码和密钥：mail.passwordFile：", "chmod 600" },
        { "empty password", "✗ 密码和密钥：mail.passwordFile：", "第一行写入密码" },
        { "no address book", "! 通讯录：通讯录是空的", "导入" },
        { "no finance", "! 通讯录：1个单位没有在任的财务人员：101", "登记" },
        { "outside the domains", "! 通讯录：3个邮箱不在允许的域名内", "单位邮箱" },
        { "no calendar", "✗ 日历：没有2024年的工作日历", "cn-2024.json" },
        { "no schedule", "! 日程：没有check的日程", "schedules" },
        { "service away", "! 服务：没有运行", "启动服务" },
        { "source away", "✗ 数据源：ledger：", "" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_is_broken_is_told_with_its_cure(string what, string line, string cure)
    {
        await BreakAsync(what);
        var found = await LookAsync(Doctor.All.Where(diagnosis => line[2..].StartsWith(diagnosis.Name, StringComparison.Ordinal)));
        var told = found.Select(one => DoctorVerb.Lines(one).ToList()).Where(lines => lines[0].StartsWith(line, StringComparison.Ordinal)).ToList();
        Assert.True(told.Count > 0, $"{line}\n{string.Join('\n', found.SelectMany(DoctorVerb.Lines))}");
        Assert.Contains(cure, told[0][1]);
        Assert.NotEqual(0, DoctorVerb.CodeOf(found));
    }

    [Fact]
    public async Task One_that_throws_or_hangs_is_bad_and_stops_no_other()
    {
        await using var patient = await Patient.AdmitAsync(Path.GetDirectoryName(Main), _clock, _ => null, default);
        var looking = Doctor.ExamineAsync([new Throws(), new Hangs(), new VersionDiagnosis()], patient, default).ToListAsync().AsTask();
        while (!looking.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        Assert.Equal(
            ["✗ thrown：m***@example.com failed", "  → 按原因处理；加 --verbose 重试可看详情", "✗ hung：10秒内没有结果"],
            (await looking).SelectMany(DoctorVerb.Lines).Take(3));
        Assert.Equal(3, (await looking).Count);
    }

    [Theory]
    [InlineData("Asia/Shanghai", false)]
    [InlineData("UTC", false)]
    [InlineData("Europe/Berlin", true)]
    public void A_zone_has_summer_time_where_its_clocks_are_changed_nowadays(string zone, bool hasDaylight) =>
        Assert.Equal(hasDaylight, ZoneDiagnosis.HasDaylight(TimeZoneInfo.FindSystemTimeZoneById(zone), Some.Noon));

    private async Task BreakAsync(string what)
    {
        switch (what)
        {
            case "typo in the configuration": Edit("\"locale\"", "\"lokale\""); break;
            case "broken template": await File.WriteAllTextAsync(Path.Combine(_root.FullName, "templates", "warning.txt"), "{{ if }}"); break;
            case "year of the clock": _clock.AdjustTime(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(-1)); break;
            case "asOf": Edit("\"officeName\"", "\"asOf\": \"2024-08-31\", \"officeName\""); break;
            case "disk nearly full": _freeMegabytes = 100; break;
            case "disk filling": _freeMegabytes = 900; break;
            case "inbox away": Edit("\"folder\": \"sample\"", "\"folder\": \"nowhere\""); break;
            case "folder that is a file":
                await File.WriteAllTextAsync(Path.Combine(_root.FullName, "out"), "");
                break;
            case "no database": Edit(_office.Store.DatabaseFile, Path.Combine(_root.FullName, "none.db")); break;
            case "no database at all":
                var junk = Path.Combine(_root.FullName, "junk.db");
                await File.WriteAllTextAsync(junk, new string('x', 5000));
                Edit(_office.Store.DatabaseFile, junk);
                break;
            case "older database": Execute("DELETE FROM __EFMigrationsHistory WHERE MigrationId = (SELECT MAX(MigrationId) FROM __EFMigrationsHistory)"); break;
            case "changed audit":
                _office.DropBudget();
                await _office.Intake.RunAsync(keepFiles: false, default);
                Execute("DROP TRIGGER AuditKeepsRows");
                break;
            case "no mail server": Edit("\"delivery\": \"folder\"", "\"delivery\": \"smtp\", \"host\": \"127.0.0.1\", \"port\": 1"); break;
            case "no mailbox server": Edit("\"mail\": {", $"\"mailbox\": {{ \"host\": \"127.0.0.1\", \"port\": 1, \"user\": \"monitor\", \"passwordFile\": \"{Secret("pw", "x")}\" }}, \"mail\": {{"); break;
            case "password for all":
                var open = Secret("pw", "x");
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(open, (UnixFileMode)0b110_100_100);
                Edit("\"delivery\": \"folder\"", $"\"delivery\": \"folder\", \"user\": \"m\", \"passwordFile\": \"{open}\"");
                break;
            case "empty password": Edit("\"delivery\": \"folder\"", $"\"delivery\": \"folder\", \"user\": \"m\", \"passwordFile\": \"{Secret("pw", "")}\""); break;
            case "no address book": break;
            case "no finance":
                _office.DropBudget();
                File.WriteAllLines(Path.Combine(_office.Inbox, "通讯录.csv"), ["姓名,邮箱,角色,单位编码,责任股室", "办公室责任人,office@example.com,责任人,101,办公室"]);
                await _office.Intake.RunAsync(keepFiles: false, default);
                break;
            case "outside the domains":
                _office.DropBudget();
                _office.DropContacts();
                await _office.Intake.RunAsync(keepFiles: false, default);
                Edit("\"delivery\": \"folder\"", "\"delivery\": \"folder\", \"allowedDomains\": [\"gov.example\", \"example.org\"]");
                Edit("admin@example.com", "admin@example.org");
                break;
            case "no calendar": foreach (var file in Directory.GetFiles(Path.Combine(_root.FullName, "config", "calendars"))) File.Delete(file); break;
            case "no schedule":
                var text = await File.ReadAllTextAsync(Main);
                var from = text.IndexOf("\"schedules\"", StringComparison.Ordinal);
                await File.WriteAllTextAsync(Main, $"{text[..from]}\"schedules\": []{text[(text.LastIndexOf(']') + 1)..]}");
                break;
            case "service away": break;
            case "source away": Edit("\"mail\": {", $"\"sources\": [{{ \"name\": \"ledger\", \"provider\": \"sqlite\", \"connectionString\": \"Data Source={_root.FullName}/none.db\", \"query\": \"SELECT 1\" }}], \"mail\": {{"); break;
            default: throw new ArgumentException(what);
        }
    }

    private async Task<List<Diagnosed>> LookAsync(IEnumerable<IDiagnosis> diagnoses)
    {
        await using var patient = await Patient.AdmitAsync(Path.GetDirectoryName(Main), _clock, _ => new Volume("/", _freeMegabytes << 20), default);
        return await Doctor.ExamineAsync(diagnoses, patient, default).ToListAsync();
    }

    private string Secret(string name, string content)
    {
        var file = Path.Combine(_root.FullName, name);
        File.WriteAllText(file, content);
        return file;
    }

    private void Edit(string what, string by)
    {
        var text = File.ReadAllText(Main);
        Assert.Contains(what, text);
        File.WriteAllText(Main, text.Replace(what, by));
    }

    private void Execute(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_office.Store.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>All files but those that SQLite shares between processes.</summary>
    private IReadOnlyList<string> Fingerprint() =>
    [
        .. new[] { _root.FullName, _office.Folder }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && new FileInfo(file).Length > 0)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private sealed class Throws : IDiagnosis
    {
        public string Name => "thrown";

        public Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken) => throw new InvalidOperationException("me@example.com failed");
    }

    private sealed class Hangs : IDiagnosis
    {
        public string Name => "hung";

        public async Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
        {
            // Gives no heed to the token.
            await new TaskCompletionSource().Task;
            return [];
        }
    }
}
