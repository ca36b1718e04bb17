using System.Reflection;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Service;

namespace MonitorWorker.Tests.Hosting.Service;

/// <summary>What <c>service install</c> writes and runs, and what packages bring of it.</summary>
public sealed class ServiceInstallTests
{
    private const string Home = "/opt/monitorworker";

    private static readonly MonitorOptions _options = new()
    {
        Database = new DatabaseOptions { ConnectionString = $"Data Source={Home}/data/monitor.db" },
        Inbox = new InboxOptions { Folder = "/srv/budget/inbox", Archive = "/srv/budget/archive" },
        Mail = new MailOptions { Folder = $"{Home}/out/mail" },
        Health = new HealthOptions { File = $"{Home}/data/health.json" },
        Log = new LogOptions { Folder = $"{Home}/data/log" },
    };

    private static ServiceSetup Setup(MonitorOptions options) => new()
    {
        Name = "monitorworker",
        User = "monitorworker",
        Program = [$"{Home}/MonitorWorker"],
        ConfigFolder = $"{Home}/config",
        Places = ServicePlaces.Of(options),
    };

    /// <summary>Handed out with each package for Linux: for who installs by hand what <c>service install</c> would write for a package in /opt/monitorworker.</summary>
    [Fact]
    public void The_unit_of_the_packages_is_what_the_program_writes()
    {
        var packaged = Setup(_options with { Inbox = new InboxOptions { Folder = $"{Home}/inbox", Archive = $"{Home}/archive" } });
        Golden.Matches("../../src/packaging/service/monitorworker.service", SystemdUnit.Text(packaged));
        Golden.Matches("../../src/packaging/service/monitorworker.sysusers", SystemdUnit.Sysusers(packaged));
    }

    [Fact]
    public void Systemd_is_told_step_by_step()
    {
        var setup = Setup(_options with
        {
            Mail = new MailOptions { Delivery = "smtp", PasswordFile = "/etc/monitorworker/mail password" },
            Mailbox = new MailboxOptions { Host = "imap.example.com", TokenKeyFile = $"{Home}/keys/token.key" },
            Retention = new RetentionOptions { BackupFolder = "/mnt/50%/backup" },
        });
        var steps = SystemdInstall.Install(setup, userExists: false, folder => folder.EndsWith("inbox", StringComparison.Ordinal));
        Golden.Matches("Hosting/Service/Golden/systemd-install.txt", Shown(steps));
    }

    [Fact]
    public void Windows_is_told_step_by_step()
    {
        var setup = new ServiceSetup
        {
            Name = "MonitorWorker",
            User = WindowsInstall.VirtualAccount("MonitorWorker"),
            Program = [@"C:\Program Files\MonitorWorker\MonitorWorker.exe"],
            ConfigFolder = @"C:\Program Files\MonitorWorker\config",
            Places = new ServicePlaces([@"D:\monitor\data", @"D:\monitor\mail"], [@"D:\monitor\inbox"], [@"D:\monitor\secrets\mail"]),
        };
        Golden.Matches("Hosting/Service/Golden/windows-install.txt", Shown(WindowsInstall.Install(setup)));
        Golden.Matches("Hosting/Service/Golden/windows-uninstall.txt", Shown(WindowsInstall.Uninstall("MonitorWorker")));
    }

    [Theory]
    [InlineData("/opt/monitorworker", "/opt/monitorworker")]
    [InlineData("/srv/预算 监控", "\"/srv/预算 监控\"")]
    [InlineData("/srv/50%", "/srv/50%%")]
    [InlineData("/srv/a\"b\\c", "\"/srv/a\\\"b\\\\c\"")]
    public void A_folder_is_read_back_by_systemd_as_it_is_called(string folder, string written) => Assert.Equal(written, SystemdUnit.Quoted(folder));

    [Theory]
    [InlineData("/root/mw/data/monitor.db", "/root/mw/data 不在允许的位置：/home、/root、/tmp 和系统文件夹不行。请把它移到别处，如 /opt/monitorworker，并相应改正配置。")]
    [InlineData("/tmp/monitor.db", "/tmp 不在允许的位置：/home、/root、/tmp 和系统文件夹不行。请把它移到别处，如 /opt/monitorworker，并相应改正配置。")]
    [InlineData("/opt/monitor.db", "/opt 不在允许的位置：/home、/root、/tmp 和系统文件夹不行。请在配置中写明一个专用的文件夹，如 /var/lib/monitorworker。")]
    [InlineData("/var/lib/monitor.db", "/var/lib 不在允许的位置：/home、/root、/tmp 和系统文件夹不行。请在配置中写明一个专用的文件夹，如 /var/lib/monitorworker。")]
    [InlineData("/opt/monitorworker/monitor.db", "/opt/monitorworker 要写入，里面却有程序或配置。请在配置中为它另写一个专用的文件夹，如 /var/lib/monitorworker。")]
    public void A_place_that_no_service_should_own_is_refused(string database, string told)
    {
        var setup = Setup(_options with
        {
            Database = new DatabaseOptions { ConnectionString = $"Data Source={database}" },
        });
        Assert.Equal([told], setup.Problems());
    }

    /// <summary>A whole office in a home is one folder to move, whatever lies in it.</summary>
    [Fact]
    public void What_lies_within_a_refused_folder_is_not_refused_again()
    {
        var options = _options with { Database = new DatabaseOptions { ConnectionString = "Data Source=/root/mw/data/monitor.db" }, Health = new HealthOptions { File = "/root/mw/data/health.json" } };
        var setup = Setup(options) with { Program = ["/root/mw/MonitorWorker"], ConfigFolder = "/root/mw/config" };
        Assert.StartsWith("/root/mw 不在允许的位置", Assert.Single(setup.Problems()), StringComparison.Ordinal);
        Assert.Equal("/root", ServiceSetup.ClosedPlace("/root/mw"));
        Assert.Null(ServiceSetup.ClosedPlace("/srv/rooted"));
    }

    [Fact]
    public void The_usual_places_are_taken() => Assert.Empty(Setup(_options).Problems());

    /// <summary>A new path that is written to has to be let through by the service, or it fails on the day that it is used.</summary>
    [Fact]
    public void Each_path_of_the_configuration_is_known_as_written_or_only_read()
    {
        string[] written = ["Archive", "File", "BackupFolder", "TokenKeyFile", "Folder of MailOptions", "Folder of MailboxOptions", "Folder of LogOptions"];
        string[] read = ["Maps", "ReportTexts", "Folder of CalendarOptions"];
        var paths = typeof(MonitorOptions).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(MonitorOptions).Namespace)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.GetCustomAttribute<ConfigPathAttribute>()?.Kind is PathKind.NewFile or PathKind.NewFolder)
            .Select(property => property.Name == "Folder" ? $"Folder of {property.DeclaringType!.Name}" : property.Name);
        Assert.Equal(written.Concat(read).Order(StringComparer.Ordinal), paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_folder_is_let_through_once_and_an_inbox_only_where_files_are_moved_out_of_it()
    {
        Assert.Equal([$"{Home}/data", $"{Home}/out/mail", "/srv/budget/inbox", "/srv/budget/archive"], ServicePlaces.Of(_options).Written);
        Assert.Equal([$"{Home}/data", $"{Home}/out/mail"], ServicePlaces.Of(_options with { Inbox = new InboxOptions { Folder = "/srv/budget/inbox" } }).Written);
        Assert.Equal(
            [$"{Home}/data", "/srv/budget"],
            ServicePlaces.Of(_options with { Mail = new MailOptions { Delivery = "smtp" }, Inbox = new InboxOptions { Folder = "/srv/budget", Archive = "/srv/budget/archive" } }).Written);
    }

    [Fact]
    public void What_systemd_says_of_a_unit_is_told_in_words()
    {
        Assert.Equal("系统服务monitorworker：没有安装", SystemdState.Describe("monitorworker", "LoadState=not-found\nActiveState=inactive\n"));
        Assert.Equal(
            "系统服务monitorworker：出错后等待重新启动（exit-code）；开机自动启动；自动重启过7次",
            SystemdState.Describe("monitorworker", "LoadState=loaded\nActiveState=activating\nSubState=auto-restart\nUnitFileState=enabled\nResult=exit-code\nNRestarts=7\nStatusText=\n"));
        Assert.Equal(
            "系统服务monitorworker：正在运行（进程42，Mon 2026-11-30 08:00:00 CST起）；开机不会自动启动；ok: nothing checked yet",
            SystemdState.Describe(
                "monitorworker",
                "LoadState=loaded\nActiveState=active\nSubState=running\nUnitFileState=disabled\nMainPID=42\nNRestarts=0\nStatusText=ok: nothing checked yet\nActiveEnterTimestamp=Mon 2026-11-30 08:00:00 CST\n"));
    }

    private static string Shown(IEnumerable<ServiceStep> steps) => string.Concat(steps.Select(step => ServiceStep.Show(step) + "\n"));
}
