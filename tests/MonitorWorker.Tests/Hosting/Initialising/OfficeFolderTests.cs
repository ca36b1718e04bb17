using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Initialising;

namespace MonitorWorker.Tests.Hosting.Initialising;

/// <summary>A new office's folder is good as it is written, and nothing of it is there before all of it is.</summary>
public sealed class OfficeFolderTests : IDisposable
{
    private static readonly InitAnswers _some = new()
    {
        Office = "示例县“财政局”",
        Admin = "admin@example.com",
        From = "monitor@example.com",
        AllowedDomains = ["example.com"],
        Entities = [new("101", "示例县经济信息科技局")],
    };

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("init-");

    private string Folder => Path.Combine(_root.FullName, "office");

    public static TheoryData<string> Ways => ["folder", "smtp", "login", "file"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_is_written_is_good_and_a_rehearsal(string way)
    {
        var password = Path.Combine(_root.FullName, "password");
        File.WriteAllText(password, "secret");
        Write(_some with
        {
            Smtp = way switch
            {
                "smtp" => new SmtpAnswers("smtp.example.com", 25, "none", null, null, null),
                "login" => new SmtpAnswers("smtp.example.com", 587, "startTls", "monitor@example.com", null, "秘密"),
                "file" => new SmtpAnswers("smtp.example.com", 465, "tls", "monitor@example.com", password, null),
                _ => null,
            },
        });

        var config = Session.LoadConfig(Path.Combine(Folder, "config"), null, strictTemplates: true, new Dictionary<string, string?>());
        var mail = config.Options.Mail;
        Assert.Empty(config.Warnings);
        Assert.Equal(("示例县“财政局”", "rehearsal", "admin@example.com", "admin@example.com"), (config.Options.OfficeName, mail.Mode, mail.RehearsalTo, mail.AdministratorAddress));
        Assert.Equal(way == "folder" ? "folder" : "smtp", mail.Delivery);
        Assert.Equal(Path.Combine(Folder, "inbox"), config.Options.Inbox.Folder);
        Assert.Equal(ConfigSchema.Write(), File.ReadAllText(Path.Combine(Folder, "config", "monitor.schema.json")));
        Assert.Equal(way == "login", File.Exists(Path.Combine(Folder, "data", "smtp-password")));
        Assert.DoesNotContain("秘密", File.ReadAllText(Path.Combine(Folder, "config", "monitor.json")), StringComparison.Ordinal);
        foreach (var part in new[] { "config/rules/default.json", "config/maps/payments.json", "config/calendars/cn-2026.json", "config/escalations/sichuan-2025.json", "data/token.key", BlankWorkbook.FileName })
            Assert.True(File.Exists(Path.Combine(Folder, part)), part);
        Assert.Equal(config.Options.Mailbox.TokenKeyFile, Path.Combine(Folder, "data", "token.key"));
        if (OperatingSystem.IsWindows()) return;
        foreach (var secret in Directory.GetFiles(Path.Combine(Folder, "data"))) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(secret));
    }

    [Fact]
    public void A_failure_in_between_leaves_nothing()
    {
        // Only a part of what the program brings along is there.
        var shipped = _root.CreateSubdirectory("shipped");
        foreach (var part in new[] { "rules", "calendars" }) shipped.CreateSubdirectory(part);
        Assert.Throws<DirectoryNotFoundException>(() => new OfficeFolder(_some, new ShippedFiles(shipped.FullName, Repository.Templates)).Write(Folder));
        Assert.Equal(["shipped"], _root.EnumerateFileSystemInfos().Select(entry => entry.Name));
    }

    [Fact]
    public void Written_anew_it_keeps_key_database_and_files_and_the_configuration_of_before()
    {
        Write(_some);
        var key = File.ReadAllText(Path.Combine(Folder, "data", "token.key"));
        File.WriteAllText(Path.Combine(Folder, "data", "monitor.db"), "database");
        File.WriteAllText(Path.Combine(Folder, "inbox", "执行.csv"), "rows");
        Assert.True(OfficeFolder.IsTaken(Folder));
        Write(_some with { Office = "另一个单位" });

        Assert.Equal(key, File.ReadAllText(Path.Combine(Folder, "data", "token.key")));
        Assert.Equal("database", File.ReadAllText(Path.Combine(Folder, "data", "monitor.db")));
        Assert.Equal("rows", File.ReadAllText(Path.Combine(Folder, "inbox", "执行.csv")));
        Assert.Contains("另一个单位", File.ReadAllText(Path.Combine(Folder, "config", "monitor.json")), StringComparison.Ordinal);
        Assert.Contains("示例县", File.ReadAllText(Path.Combine(Folder, "config", "monitor.json.before-init")), StringComparison.Ordinal);
        Assert.Equal(["office"], _root.EnumerateFileSystemInfos().Select(entry => entry.Name));
    }

    [Fact]
    public void An_empty_folder_is_as_good_as_none()
    {
        Directory.CreateDirectory(Folder);
        Assert.False(OfficeFolder.IsTaken(Folder));
        Write(_some);
        Assert.True(File.Exists(Path.Combine(Folder, "config", "monitor.json")));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void Write(InitAnswers answers) => new OfficeFolder(answers, new ShippedFiles(Repository.Config, Repository.Templates)).Write(Folder);
}
