using System.Globalization;
using System.Text;

namespace MonitorWorker.Tests.Hosting.Configuration;

public class ConfigProblemTests
{
    static ConfigProblemTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Each_mistake_is_told_with_its_file_line_key_value_and_cure() =>
        Golden.Matches("Hosting/Configuration/Golden/broken-configs.txt", Messages());

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_language_of_the_machine_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var expected = Messages();
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(expected, Messages());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        Assert.DoesNotContain("hunter2", string.Concat(BrokenConfigs.All.SelectMany(broken => ProblemsOf(broken.Json))), StringComparison.Ordinal);
        using var config = new ConfigOnDisk();
        var problems = config.Problems(("MonitorWorker__mail__password", "hunter2"), ("MonitorWorker__mail__port", "hunter2"), ("MonitorWorker__mail__passwordFile", "hunter2"));
        Assert.Equal(3, problems.Count);
        Assert.DoesNotContain("hunter2", string.Concat(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void The_content_of_a_password_file_is_never_shown()
    {
        using var config = new ConfigOnDisk("""{ "mail": { "user": "m", "passwordFile": "secret", "host": 1 }, "inbox": { "folder": "secret" } }""");
        config.Write("secret", "hunter2");
        Assert.Equal(2, config.Problems().Count);
        Assert.DoesNotContain("hunter2", string.Concat(config.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_come_at_once_over_all_files_and_the_environment()
    {
        using var config = new ConfigOnDisk("""
            {
              "include": ["more/mail.json"],
              "locale": "fr",
              "schedules": [{ "name": "a", "job": "check", "cron": "61 8 * * *" }]
            }
            """);
        config.Write("more/mail.json", "{\n  \"locale\": \"zh-CN\",\n  \"mail\": { \"prot\": 25 }\n}");
        Assert.Equal(
            [
                "monitor.json:3  locale = \"fr\": is not allowed. Expected: one of zh-CN, en",
                "monitor.json:4  schedules[0].cron = \"61 8 * * *\": Minute and Second values must be between 0 and 59. Expected: e.g. 30 8 * * MON-FRI (minute hour day month weekday) or 0 30 8 ? * MON-FRI (Quartz, seconds first)",
                "more/mail.json:2  locale: stands in monitor.json, line 3, as well. Expected: the key in one of the files",
                "more/mail.json:3  mail.prot: is not a key. Expected: did you mean port?",
                "environment  mail.colour: is not a key. Expected: one of delivery, folder, host, port, security, user, passwordFile, from, fromName, mode, rehearsalTo, trustedCertificates, administratorAddress, retryHours, connections, perMinute, perDay, domains, allowedDomains, passwordExpires, fallback",
            ],
            config.Problems(("MonitorWorker__mail__colour", "red")).Select(problem => problem.Replace('\\', '/')));
    }

    [Fact]
    public void A_folder_without_a_configuration_says_where_it_looked()
    {
        using var config = new ConfigOnDisk();
        File.Delete(config.At("monitor.json"));
        Assert.Equal(["monitor.json  there is no such file. Expected: a readable file monitor.json in <config>"], config.Problems());
    }

    [Fact]
    public void A_file_in_the_encoding_of_an_old_editor_names_the_line()
    {
        using var config = new ConfigOnDisk();
        config.Write("monitor.json", Encoding.GetEncoding("GB18030").GetBytes("{\n  \"officeName\": \"示例县财政局\"\n}"));
        Assert.Equal(["monitor.json:2  is not UTF-8 text. Expected: the file saved with the encoding UTF-8"], config.Problems());
    }

    private static string Messages() =>
        string.Join('\n', BrokenConfigs.All.Select(broken => $"### {broken.Name}\n{broken.Json.ReplaceLineEndings("\n")}\n\n{string.Join('\n', ProblemsOf(broken.Json))}\n"));

    private static IReadOnlyList<string> ProblemsOf(string json)
    {
        using var config = new ConfigOnDisk(json);
        config.Write("mail.json", """{ "mail": { "port": 26 } }""");
        var problems = config.Problems();
        Assert.NotEmpty(problems);
        return problems;
    }
}
