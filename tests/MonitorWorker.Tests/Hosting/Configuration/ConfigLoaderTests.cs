using System.Text;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Jobs;

namespace MonitorWorker.Tests.Hosting.Configuration;

public class ConfigLoaderTests
{
    [Fact]
    public void The_sample_configuration_is_good()
    {
        var result = ConfigLoader.Load(Repository.Config, new Dictionary<string, string?>());
        Assert.Empty(result.Problems);
        var options = result.Options!;
        Assert.Equal(new DateOnly(2024, 8, 31), options.AsOf);
        Assert.Equal(Path.Combine(Repository.Config, "sample"), options.Inbox.Folder);
        Assert.Null(options.Inbox.Archive);
        Assert.Equal($"Data Source={Path.Combine(Repository.Root, "data", "monitor.db")}", options.Database.ConnectionString);
        Assert.Equal(Path.Combine(Repository.Root, "out", "mail"), options.Mail.Folder);
        // A mailbox is looked into by the service itself, and the sample has none.
        Assert.Equal(JobDispatcher.Names.Except(["replies"]).Order(), options.Schedules.Select(schedule => schedule.Job).Distinct().Order());
    }

    [Fact]
    public void An_outside_check_may_point_the_sample_configuration_elsewhere()
    {
        using var elsewhere = new ConfigOnDisk();
        var result = ConfigLoader.Load(Repository.Config, new Dictionary<string, string?>
        {
            ["MonitorWorker__database__connectionString"] = $"Data Source={elsewhere.At("new/monitor.db")}",
            ["MonitorWorker__inbox__folder"] = elsewhere.At("inbox"),
            ["MonitorWorker__inbox__archive"] = elsewhere.At("archive"),
            ["MonitorWorker__mail__folder"] = elsewhere.At("mails"),
        });
        Assert.Empty(result.Problems);
        Assert.Equal(elsewhere.At("inbox"), result.Options!.Inbox.Folder);
        Assert.Equal(elsewhere.At("archive"), result.Options.Inbox.Archive);
    }

    [Fact]
    public void Defaults_are_pinned()
    {
        using var config = new ConfigOnDisk();
        var options = config.LoadGood();
        Assert.Equal(("zh-CN", "Asia/Shanghai", null, "预算绩效运行监控"), (options.Locale, options.TimeZone, options.AsOf, options.OfficeName));
        Assert.Equal(("sqlite", $"Data Source={config.At("../data/monitor.db")}"), (options.Database.Provider, options.Database.ConnectionString));
        Assert.Equal((config.At("inbox"), null), (options.Inbox.Folder, options.Inbox.Archive));
        Assert.Equal(("万元", "skip", 0), (options.Import.AmountUnit, options.Import.OnBadRow, options.Import.Synonyms.Count));
        Assert.Equal((config.At("rules"), "default", config.At("../templates")), (options.Rules.Folder, options.Rules.RuleSet, options.Templates.Folder));
        var mail = options.Mail;
        Assert.Equal(("folder", config.At("../out/mail"), null, 587, "startTls"), (mail.Delivery, mail.Folder, mail.Host, mail.Port, mail.Security));
        Assert.Equal(("monitor@example.com", "live", 120), (mail.From, mail.Mode, mail.RetryHours));
        Assert.Empty(options.Schedules);
        var schedule = new ScheduleOptions { Name = "", Job = "", Cron = "" };
        Assert.Equal((null, null, "once", TimeSpan.FromDays(1)), (schedule.TimeZone, schedule.Calendar, schedule.Missed, schedule.MaxDelay));
        Assert.Equal((config.At("calendars"), "cn"), (options.Calendar.Folder, options.Calendar.Country));
    }

    [Fact]
    public void Comments_trailing_commas_a_schema_and_a_byte_order_mark_are_welcome()
    {
        using var config = new ConfigOnDisk();
        config.Write("monitor.json", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("""
            // a comment
            { "$schema": "./monitor.schema.json", /* another */ "officeName": "示例县财政局", }
            """)]);
        Assert.Equal("示例县财政局", config.LoadGood().OfficeName);
    }

    [Fact]
    public void Paths_are_relative_to_the_file_that_names_them()
    {
        using var config = new ConfigOnDisk("""{ "include": ["site/site.json"], "mail": { "folder": "mails" } }""");
        config.Write("site/drop/readme.txt", "");
        config.Write("site/site.json", """
            {
              "include": ["mail/mail.json"],
              "database": { "connectionString": "Data Source=db/monitor.db;Cache=Shared" },
              "inbox": { "folder": "drop", "archive": "read" }
            }
            """);
        config.Write("site/mail/password", "x");
        config.Write("site/mail/mail.json", """{ "mail": { "user": "m", "passwordFile": "password" } }""");
        var options = config.LoadGood();
        Assert.Equal(config.At("mails"), options.Mail.Folder);
        Assert.Equal($"Data Source={config.At("site/db/monitor.db")};Cache=Shared", options.Database.ConnectionString);
        Assert.Equal((config.At("site/drop"), config.At("site/read")), (options.Inbox.Folder, options.Inbox.Archive));
        Assert.Equal(config.At("site/mail/password"), options.Mail.PasswordFile);
        Assert.Equal(config.At("rules"), options.Rules.Folder);
    }

    [Fact]
    public void A_source_has_its_query_and_its_paths_from_the_file_that_names_it()
    {
        using var config = new ConfigOnDisk("""{ "include": ["site/site.json"] }""");
        config.Write("site/password", "x");
        config.Write("site/ledger.sql", "SELECT 1 AS 项目编码\n");
        config.Write("site/site.json", """
            {
              "sources": [
                { "name": "ledger", "provider": "sqlite", "connectionString": "Data Source=db/ledger.db", "queryFile": "ledger.sql", "timeoutSeconds": 5 },
                { "name": "finance", "provider": "postgres", "connectionString": "Host=db.example.com;Username=monitor", "passwordFile": "password", "query": "SELECT 2" }
              ]
            }
            """);
        var sources = config.LoadGood(("MonitorWorker__sources__1__maxRows", "7")).Sources;
        Assert.Equal(
            ($"Data Source={config.At("site/db/ledger.db")}", "SELECT 1 AS 项目编码\n", 5, 100_000),
            (sources[0].ConnectionString, sources[0].Query, sources[0].TimeoutSeconds, sources[0].MaxRows));
        Assert.Equal(
            ("Host=db.example.com;Username=monitor", config.At("site/password"), "SELECT 2", 60, 7),
            (sources[1].ConnectionString, sources[1].PasswordFile, sources[1].Query, sources[1].TimeoutSeconds, sources[1].MaxRows));
    }

    [Fact]
    public void Every_provider_that_there_is_may_be_named() =>
        Assert.Equal(MonitorWorker.Import.Sources.SourceProviders.All.Select(provider => provider.Name), ConfigKeys.Find(typeof(SourceOptions), "provider")!
            .GetCustomAttributes(false).OfType<System.ComponentModel.DataAnnotations.AllowedValuesAttribute>().Single().Values.Cast<string>());

    [Fact]
    public void Included_sections_are_merged_and_lists_are_joined()
    {
        using var config = new ConfigOnDisk("""
            { "include": ["a.json", "b.json"], "mail": { "port": 25 }, "schedules": [{ "name": "one", "job": "check", "cron": "0 9 * * *" }] }
            """);
        config.Write("a.json", """
            { "$schema": "x", "mail": { "host": "smtp.example.com" }, "schedules": [{ "name": "two", "job": "import", "cron": "0 8 * * *", "maxDelay": "2.00:00:00" }] }
            """);
        config.Write("b.json", """
            { "$schema": "x", "import": { "synonyms": { "累计执行数": ["本年支出"] } }, "schedules": [{ "name": "three", "job": "deliver", "cron": "* * * * *" }] }
            """);
        var options = config.LoadGood();
        Assert.Equal(("smtp.example.com", 25), (options.Mail.Host, options.Mail.Port));
        Assert.Equal(["one", "two", "three"], options.Schedules.Select(schedule => schedule.Name));
        Assert.Equal(TimeSpan.FromDays(2), options.Schedules[1].MaxDelay);
        Assert.Equal(["本年支出"], options.Import.Synonyms["累计执行数"]);
    }

    [Fact]
    public void An_empty_text_means_not_set_where_a_key_may_be_unset()
    {
        using var config = new ConfigOnDisk("""{ "asOf": "", "contactPhone": "", "inbox": { "archive": "" }, "mail": { "host": "", "trustedCertificates": null } }""");
        var options = config.LoadGood();
        Assert.Equal((null, null, null, null, null), (options.AsOf, options.ContactPhone, options.Inbox.Archive, options.Mail.Host, options.Mail.TrustedCertificates));
    }

    [Fact]
    public void Every_job_that_there_is_may_be_named() =>
        Assert.Equal(JobDispatcher.Names, ConfigKeys.Find(typeof(ScheduleOptions), "job")!
            .GetCustomAttributes(false).OfType<System.ComponentModel.DataAnnotations.AllowedValuesAttribute>().Single().Values.Cast<string>());

    [Fact]
    public void The_schema_beside_the_sample_is_made_from_the_options() =>
        Golden.Matches("../../config/monitor.schema.json", ConfigSchema.Write());
}
