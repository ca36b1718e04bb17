using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Reloading;
using MonitorWorker.Tests.Hosting.Configuration;

namespace MonitorWorker.Tests.Hosting.Reloading;

/// <summary>When a change of the configuration's files is read, and what becomes of files in every state that editors and people leave them in.</summary>
public sealed class ReloadWatchTests : IDisposable
{
    private const string Main = """{ "officeName": "示例县财政局", "include": ["mail.json"] }""";
    private const string Mail = """{ "mail": { "retryHours": 24 } }""";

    private readonly FakeTimeProvider _clock = new(Some.Noon);
    private readonly ConfigOnDisk _config = new(Main);
    private readonly ReloadWatch _watch;
    private int _reads;
    private Action _whileReading = () => { };

    public ReloadWatchTests()
    {
        _config.Write("mail.json", Mail);
        _config.Write("calendars/cn-2024.json", """{ "year": 2024, "holidays": [{ "name": "元旦", "days": ["2024-01-01"] }] }""");
        _watch = new ReloadWatch(
            () =>
            {
                _reads++;
                var reading = Read();
                _whileReading();
                return reading;
            },
            _clock);
        // Written long ago, as far as the service can tell.
        _watch.Starts(Read().Config!, DateTimeOffset.MaxValue);
    }

    public void Dispose() => _config.Dispose();

    [Fact]
    public void Files_that_stay_as_they_are_are_never_read_again()
    {
        Assert.Equal(["", "", ""], Looks(3));
        Assert.Equal(0, _reads);
    }

    [Theory]
    [InlineData("mail.json", """{ "mail": { "retryHours": 48 } }""")]
    [InlineData("monitor.json", """{ "officeName": "示例县财政局办公室", "include": ["mail.json"] }""")]
    [InlineData("rules/default.json", """{ "name": "default", "effectiveFrom": "2001-01-01", "rules": { "missing-data": {} } }""")]
    [InlineData("calendars/cn-2024.json", """{ "year": 2024, "holidays": [{ "name": "元旦", "days": ["2024-01-01", "2024-01-02"] }] }""")]
    [InlineData("calendars/cn-2025.json", """{ "year": 2025, "holidays": [{ "name": "元旦", "days": ["2025-01-01"] }] }""")]
    [InlineData("../templates/warning.txt", "{{ 1 + 1 }}")]
    public void A_change_is_taken_when_two_looks_in_a_row_find_it(string file, string text)
    {
        _config.Write(file, text);
        Assert.Equal(["", "good", "", ""], Looks(4));
        Assert.Equal(1, _reads);
    }

    [Theory]
    [InlineData("rules/draft.json", "nothing that can be read")]
    [InlineData("inbox/预算.csv", "项目编码")]
    [InlineData("../templates/~$warning.txt", "held by an editor")]
    [InlineData("../templates/.warning.txt.swp", "held by an editor")]
    public void What_the_configuration_does_not_name_is_none_of_it(string file, string text)
    {
        _config.Write(file, text);
        Assert.Equal(["", "", ""], Looks(3));
        Assert.Equal(0, _reads);
    }

    [Theory]
    [InlineData("monitor.json", """{ "officeName": "示例县财政局", "inc""", "monitor.json:1")]
    [InlineData("monitor.json", "", "monitor.json:1")]
    [InlineData("monitor.json", null, "there is no such file")]
    [InlineData("mail.json", """{ "mail": { "retryHours": 2""", "mail.json:1")]
    [InlineData("mail.json", null, "there is no such file")]
    [InlineData("mail.json", """{ "mail": { "retryHours": 9999 } }""", "mail.retryHours")]
    [InlineData("rules/default.json", "{", "rules/default.json:1")]
    [InlineData("rules/default.json", null, "there is no such rule set")]
    [InlineData("calendars/cn-2024.json", "[", "calendars/cn-2024.json:1")]
    [InlineData("../templates/warning.txt", "{{ if }}", "templates/warning.txt(1")]
    public void What_cannot_be_used_is_told_once_and_going_back_ends_it(string file, string? text, string told)
    {
        var before = File.ReadAllBytes(_config.At(file));
        if (text is null) File.Delete(_config.At(file));
        else _config.Write(file, text);
        var looks = Looks(6);
        Assert.Contains(told, Assert.Single(looks, look => look.Length > 0), StringComparison.Ordinal);

        _config.Write(file, before);
        Assert.Equal("back", string.Concat(Looks(6)));
        Assert.Equal("", string.Concat(Looks(3)));
    }

    [Fact]
    public void A_half_written_file_that_is_whole_by_the_next_look_is_no_mistake()
    {
        _config.Write("mail.json", """{ "mail": { "retry""");
        Assert.Equal([""], Looks(1));
        _config.Write("mail.json", """{ "mail": { "retryHours": 48 } }""");
        Assert.Equal(["", "good"], Looks(2));
    }

    [Fact]
    public void Files_that_go_to_and_fro_are_waited_for()
    {
        for (var turn = 0; turn < 6; turn++)
        {
            _config.Write("mail.json", turn % 2 == 0 ? """{ "mail": { "retryHours": 48 } }""" : """{ "mail": { "retryHours": 36 } }""");
            Assert.Equal([""], Looks(1));
        }

        Assert.Equal(0, _reads);
        Assert.Equal("good", string.Concat(Looks(3)));
    }

    [Fact]
    public void A_file_that_is_touched_or_saved_as_it_was_is_no_change()
    {
        File.SetLastWriteTimeUtc(_config.At("mail.json"), new DateTime(2024, 9, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(["", "", ""], Looks(3));
        File.Delete(_config.At("mail.json"));
        _config.Write("mail.json", Mail);
        Assert.Equal(["", "", ""], Looks(3));
        Assert.Equal(0, _reads);
    }

    [Fact]
    public void What_is_changed_while_it_is_read_is_read_again()
    {
        _config.Write("mail.json", """{ "mail": { "retryHours": 48 } }""");
        _whileReading = () =>
        {
            _config.Write("rules/default.json", """{ "name": "default", "effectiveFrom": "2001-01-01", "rules": { "missing-data": {} } }""");
            _whileReading = () => { };
        };
        Assert.Equal(["", "", "good", ""], Looks(4));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void A_file_that_the_change_takes_in_is_watched_from_then_on()
    {
        _config.Write("more.json", """{ "contactPhone": "000-1" }""");
        _config.Write("monitor.json", """{ "officeName": "示例县财政局", "include": ["mail.json", "more.json"] }""");
        // Read, found to be made of other files, and read once more.
        Assert.Equal(["", "", "good", ""], Looks(4));
        _config.Write("more.json", """{ "contactPhone": "000-2" }""");
        Assert.Equal(["", "good"], Looks(2));
    }

    [Fact]
    public void What_was_refused_for_something_beside_its_files_is_tried_again_after_a_while()
    {
        _config.Write("mail.json", """{ "mail": { "user": "monitor", "passwordFile": "secret" } }""");
        Assert.Contains("mail.passwordFile", string.Concat(Looks(4)), StringComparison.Ordinal);
        _config.Write("secret", "not a file of the configuration");
        Assert.Equal("", string.Concat(Looks(3)));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("good", string.Concat(Looks(2)));
    }

    [Fact]
    public void Who_asks_need_not_wait_for_a_second_look()
    {
        _config.Write("more.json", """{ "contactPhone": "000-1" }""");
        _config.Write("monitor.json", """{ "officeName": "示例县财政局", "include": ["mail.json", "more.json"] }""");
        Assert.Equal("good", Said(_watch.LookNow()));
        Assert.Equal("", Said(_watch.LookNow()));
        _config.Write("more.json", "{");
        Assert.Contains("more.json:1", Said(_watch.LookNow()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_while_the_service_started_is_read_again()
    {
        _watch.Starts(Read().Config!, DateTimeOffset.MinValue);
        Assert.Equal(["good", ""], Looks(2));
    }

    [Fact]
    public void A_template_that_was_broken_at_the_start_stands_in_no_change_s_way()
    {
        _config.Write("../templates/warning.txt", "{{ if }}");
        _watch.Starts(Read().Config!, DateTimeOffset.MaxValue);
        _config.Write("mail.json", """{ "mail": { "retryHours": 48 } }""");
        Assert.Equal("good", string.Concat(Looks(3)));
    }

    private ConfigReading Read() => ConfigReading.Read(_config.Folder, null, new Dictionary<string, string?>());

    private List<string> Looks(int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        _clock.Advance(TimeSpan.FromSeconds(10));
        return Said(_watch.Look());
    })];

    private string Said(ReloadLook look)
    {
        if (look is ReloadLook.Good good) _watch.Runs(good.Config, good.Print);
        return look switch
        {
            ReloadLook.Good => "good",
            ReloadLook.Back => "back",
            ReloadLook.Bad bad => string.Join('\n', bad.Problems),
            _ => "",
        };
    }
}
