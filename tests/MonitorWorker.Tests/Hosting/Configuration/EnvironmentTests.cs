namespace MonitorWorker.Tests.Hosting.Configuration;

public class EnvironmentTests
{
    private const string OneSchedule = """
        {
          "asOf": "2024-08-31",
          "mail": { "host": "from-file", "port": 25 },
          "schedules": [{ "name": "morning", "job": "check", "cron": "0 9 * * *" }]
        }
        """;

    [Theory]
    [InlineData("MonitorWorker__mail__host")]
    [InlineData("MONITORWORKER__MAIL__HOST")]
    [InlineData("monitorworker__Mail__hOST")]
    public void A_variable_beats_the_file_in_any_case(string variable)
    {
        using var config = new ConfigOnDisk(OneSchedule);
        Assert.Equal("from-environment", config.LoadGood((variable, "from-environment")).Mail.Host);
    }

    [Fact]
    public void A_section_that_no_file_has_can_come_from_the_environment_alone()
    {
        using var config = new ConfigOnDisk();
        var options = config.LoadGood(("MONITORWORKER__MAIL__HOST", "smtp.example.com"), ("MonitorWorker__mail__PORT", "465"));
        Assert.Equal(("smtp.example.com", 465, config.At("../out/mail")), (options.Mail.Host, options.Mail.Port, options.Mail.Folder));
    }

    [Fact]
    public void Numbers_and_days_and_times_are_read_from_texts()
    {
        using var config = new ConfigOnDisk(OneSchedule);
        var options = config.LoadGood(("MonitorWorker__mail__port", "2525"), ("MonitorWorker__asOf", "2024-09-30"), ("MonitorWorker__schedules__0__maxDelay", "00:30:00"));
        Assert.Equal((2525, new DateOnly(2024, 9, 30), TimeSpan.FromMinutes(30)), (options.Mail.Port, options.AsOf, options.Schedules[0].MaxDelay));
    }

    [Fact]
    public void True_and_false_are_read_from_texts()
    {
        using var config = new ConfigOnDisk("""{ "mailbox": { "host": "imap.example.com", "user": "monitor", "passwordFile": "inbox/readme.txt", "plusAddressing": true } }""");
        var mailbox = config.LoadGood(("MonitorWorker__mailbox__idle", "true"), ("MonitorWorker__mailbox__plusAddressing", "False")).Mailbox;
        Assert.Equal((true, false), (mailbox.Idle, mailbox.PlusAddressing));
        Assert.Contains("true or false", Assert.Single(config.Problems(("MonitorWorker__mailbox__idle", "yes"))));
    }

    [Fact]
    public void A_list_is_reached_by_number_and_grows_by_one()
    {
        using var config = new ConfigOnDisk(OneSchedule);
        var schedules = config.LoadGood(
            ("MonitorWorker__schedules__0__cron", "0 10 * * *"),
            ("MonitorWorker__schedules__1__name", "send"),
            ("MonitorWorker__schedules__1__job", "deliver"),
            ("MonitorWorker__schedules__1__cron", "* * * * *")).Schedules;
        Assert.Equal([("morning", "0 10 * * *"), ("send", "* * * * *")], schedules.Select(schedule => (schedule.Name, schedule.Cron)));
    }

    [Fact]
    public void A_list_can_come_from_the_environment_alone()
    {
        using var config = new ConfigOnDisk();
        var options = config.LoadGood(
            ("MonitorWorker__schedules__0__name", "send"),
            ("MonitorWorker__schedules__0__job", "deliver"),
            ("MonitorWorker__schedules__0__cron", "* * * * *"),
            ("MonitorWorker__import__synonyms__累计执行数__0", "本年支出"));
        Assert.Equal("send", options.Schedules.Single().Name);
        Assert.Equal(["本年支出"], options.Import.Synonyms["累计执行数"]);
    }

    [Fact]
    public void Empty_unsets_what_may_be_unset_and_leaves_the_rest()
    {
        using var config = new ConfigOnDisk(OneSchedule);
        var options = config.LoadGood(
            ("MonitorWorker__asOf", ""), ("MonitorWorker__mail__host", ""), ("MonitorWorker__mail__port", ""), ("MonitorWorker__inbox__folder", null));
        Assert.Equal((null, null, 25, config.At("inbox")), (options.AsOf, options.Mail.Host, options.Mail.Port, options.Inbox.Folder));
    }

    [Fact]
    public void A_good_variable_heals_a_bad_value_of_the_file()
    {
        using var config = new ConfigOnDisk("""{ "mail": { "port": "abc" } }""");
        Assert.Equal(26, config.LoadGood(("MonitorWorker__mail__port", "26")).Mail.Port);
    }

    [Fact]
    public void Relative_paths_are_relative_to_the_config_folder()
    {
        using var config = new ConfigOnDisk("""{ "include": ["site/site.json"] }""");
        config.Write("site/site.json", """{ "inbox": { "archive": "read" }, "database": { "connectionString": "Data Source=x.db" } }""");
        var options = config.LoadGood(("MonitorWorker__inbox__archive", "archive"), ("MonitorWorker__database__connectionString", "Data Source=y.db"));
        Assert.Equal((config.At("archive"), $"Data Source={config.At("y.db")}"), (options.Inbox.Archive, options.Database.ConnectionString));
    }

    [Fact]
    public void What_is_no_key_or_no_value_is_a_problem_of_the_environment()
    {
        using var config = new ConfigOnDisk(OneSchedule);
        Assert.Equal(
            [
                "environment  mail: is not a single value. Expected: MonitorWorker__mail__…",
                "environment  mailbox.password: a password does not belong into the configuration. Expected: mailbox.passwordFile, naming a file whose first line is the password",
                "environment  mail.hots: is not a key. Expected: did you mean host?",
                "environment  mail.password: a password does not belong into the configuration. Expected: mail.passwordFile, naming a file whose first line is the password",
                "environment  officeName: has no keys of its own. Expected: MonitorWorker__officeName",
                "environment  schedules.7: is no place in the list. Expected: a number from 0 to 1",
                "environment  timeZone: is set by two variables that differ in case alone. Expected: one of them",
                "environment  asOf: cannot be read. Expected: a day as \"2024-08-31\"",
                "environment  mail.port: is out of range. Expected: a whole number 1..65535",
                "environment  inbox.folder: there is no such folder. Expected: a folder that is there, relative to <config>",
            ],
            config.Problems(
                ("MonitorWorker__mail", "smtp"),
                ("MonitorWorker__mail__hots", "x"),
                ("MonitorWorker__mail__password", "x"),
                ("MonitorWorker__mailbox__password", "x"),
                ("MonitorWorker__officeName__0", "x"),
                ("MonitorWorker__schedules__7__cron", "x"),
                ("MonitorWorker__timeZone", "Asia/Shanghai"),
                ("MonitorWorker__TimeZone", "UTC"),
                ("MonitorWorker__asOf", "yesterday"),
                ("MonitorWorker__inbox__folder", "nowhere"),
                ("MonitorWorker__mail__port", "0")));
    }

    [Fact]
    public void Variables_of_other_programs_are_none_of_our_business()
    {
        using var config = new ConfigOnDisk();
        config.LoadGood(("MonitorWorker_mail__host", "x"), ("MONITORWORKER_CONFIG", "x"), ("Monitor__mail__port", "abc"), ("PATH", "x"));
    }
}
