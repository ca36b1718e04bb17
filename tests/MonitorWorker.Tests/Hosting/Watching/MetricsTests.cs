using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using MonitorWorker.Hosting.Watching;
using MonitorWorker.Jobs;
using MonitorWorker.Mailboxes;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Watching;

public sealed partial class MetricsTests : IAsyncLifetime
{
    private WatchedOffice _watched = null!;

    private TestOffice Office => _watched.Office;

    public async ValueTask InitializeAsync() => _watched = await WatchedOffice.OpenAsync();

    public ValueTask DisposeAsync() => _watched.DisposeAsync();

    [Fact]
    public async Task The_numbers_are_those_of_the_office()
    {
        await WorkAsync();
        var text = await _watched.Metrics().ReadAsync(default);
        var read = ExpositionText.Parse(text);
        Assert.Equal(1725249600, read.Values["monitorworker_check_last_success_timestamp_seconds"]);
        Assert.Equal(Midnight(2024, 8, 31), read.Values["monitorworker_check_data_as_of_timestamp_seconds"]);
        Assert.Equal(Midnight(2024, 8, 31), read.Values["monitorworker_data_as_of_timestamp_seconds"]);
        Assert.Equal((1, 0), (read.Values["monitorworker_mails_sent_total"], read.Values["monitorworker_mails_refused_total"]));
        Assert.Equal(1, read.Values["monitorworker_outbox_mails{state=\"sent\"}"]);
        Assert.Equal(1, read.Values["monitorworker_troubles{kind=\"file\"}"]);
        Assert.Equal(0, read.Values["monitorworker_troubles{kind=\"source\"}"]);
        Assert.True(read.Values["monitorworker_alerts_open{level=\"red\"}"] > 0);
        Assert.True(read.Values["monitorworker_database_size_bytes"] > 100_000);
        Assert.Equal(10_000L << 20, read.Values["monitorworker_disk_free_bytes{mount=\"/\"}"]);
        Assert.Equal(12.5, read.Values["monitorworker_schedule_last_run_duration_seconds{job_name=\"check\",schedule=\"morning\"}"]);
        Golden.Matches("Hosting/Watching/Golden/metrics.txt", Steady(text));
    }

    [Fact]
    public async Task No_label_names_a_person_an_entity_or_a_project()
    {
        await WorkAsync();
        var read = ExpositionText.Parse(await _watched.Metrics().ReadAsync(default));
        Assert.Equal(["job_name", "kind", "level", "mount", "runtime", "schedule", "state", "version"], read.Labels.Select(label => label.Name).Distinct().Order());
        Assert.All(read.Labels, label => Assert.All(label.Value, letter => Assert.True(char.IsAscii(letter))));
    }

    [Fact]
    public async Task A_counter_only_rises_and_is_named_as_one()
    {
        await WorkAsync();
        var types = ExpositionText.Parse(await _watched.Metrics().ReadAsync(default)).Types;
        Assert.Equal(types.Where(type => type.Value == "counter").Select(type => type.Key).Order(), types.Keys.Where(name => name.EndsWith("_total", StringComparison.Ordinal)).Order());
        Assert.All(types.Keys, name => Assert.Matches("^(monitorworker|process|dotnet)_[a-z_]+$", name));
        Assert.DoesNotContain(types.Keys, name => name.EndsWith("_minutes", StringComparison.Ordinal) || name.EndsWith("_milliseconds", StringComparison.Ordinal) || name.EndsWith("_megabytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schedule_whose_time_has_long_passed_is_late()
    {
        var memory = new ScheduleStore(Office.Store);
        await memory.ClaimAsync("morning", Some.Noon.AddDays(-1), "first-sight", Some.Noon, default);
        Assert.Equal(1, await LateAsync());
        await memory.ClaimAsync("morning", new DateTimeOffset(2024, 9, 2, 0, 30, 0, TimeSpan.Zero), "running", Some.Noon, default);
        Assert.Equal(0, await LateAsync());

        async Task<double> LateAsync() => ExpositionText.Parse(await _watched.Metrics().ReadAsync(default)).Values["monitorworker_schedule_late{job_name=\"check\",schedule=\"morning\"}"];
    }

    [Fact]
    public async Task A_database_that_does_not_answer_leaves_what_is_known_without_it()
    {
        await using (var connection = new SqliteConnection($"Data Source={Office.Store.DatabaseFile};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE Alerts; DROP TABLE Troubles";
            await command.ExecuteNonQueryAsync();
        }

        var read = ExpositionText.Parse(await _watched.Metrics().ReadAsync(default));
        Assert.Equal((0, 0, 1), (read.Values["monitorworker_store_up"], read.Values["monitorworker_ready"], read.Values["monitorworker_troubles{kind=\"database\"}"]));
        Assert.DoesNotContain("monitorworker_alerts_open", read.Types.Keys);
    }

    [Fact]
    public void Words_are_escaped_as_the_format_wants_it()
    {
        var text = new Exposition();
        text.Gauge("a", "a \\ \n \"b\"", [new Sample(0.5, ("x", "\\ \n \"")), new Sample(double.PositiveInfinity)]);
        text.Gauge("left_out", "not known", (double?)null);
        Assert.Equal("# HELP a a \\\\ \\n \"b\"\n# TYPE a gauge\na{x=\"\\\\ \\n \\\"\"} 0.5\na +Inf\n", text.ToString());
    }

    [Theory]
    [InlineData("# HELP a x\n# TYPE a gauge\na 1", "does not end")]
    [InlineData("# HELP a x\n# TYPE a gauge\na 1\na 2\n", "twice")]
    [InlineData("# HELP a x\n# TYPE a gauge\na{b=\"1\",c=\"2\"} 1\na{c=\"2\",b=\"1\"} 2\n", "twice")]
    [InlineData("# HELP a x\n# TYPE a gauge\n# TYPE a gauge\na 1\n", "twice")]
    [InlineData("# TYPE a gauge\na 1\n", "without help")]
    [InlineData("# HELP a x\n# TYPE a gauge\na{b=\"\"\"} 1\n", "no series")]
    [InlineData("# HELP a x\n# TYPE a gauge\n", "no series")]
    [InlineData("# HELP a x\n# TYPE a gauge\na 1\n# HELP b x\n# TYPE b gauge\nb 1\na{c=\"1\"} 1\n", "pieces")]
    public void The_reader_of_these_tests_refuses_what_prometheus_does(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => ExpositionText.Parse(text)).Message, StringComparison.Ordinal);

    /// <summary>Rules that are shipped ask for metrics that there are, and those of a table in the readme as well.</summary>
    [Fact]
    public async Task Every_metric_that_rules_and_readme_name_is_exported()
    {
        Office.Settings = Office.Settings with { Mailbox = "imap:monitor@imap.example.com/INBOX" };
        await Office.Mailboxes.ReadAsync("imap:monitor@imap.example.com/INBOX", new MailboxMark(7, 12), Some.Noon, default);
        await WorkAsync();
        // Only after a call that was answered.
        var names = ExpositionText.Parse(await _watched.Metrics().ReadAsync(default)).Types.Keys.Append("monitorworker_heartbeat_last_success_timestamp_seconds").ToHashSet();
        var rules = await File.ReadAllTextAsync(Path.Combine(Repository.Config, "alerting", "monitorworker.rules.yml"));
        Assert.Empty(NamePattern().Matches(rules).Select(match => match.Value).Except(names));
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Config, "README.md"));
        var said = NamePattern().Matches(readme).Select(match => match.Value).Concat(ShortPattern().Matches(readme).Select(match => "monitorworker_schedule" + match.Groups[1].Value)).ToHashSet();
        Assert.Equal(names.Order(), said.Where(name => name != "monitorworker_rules").Order());
    }

    private async Task WorkAsync()
    {
        Office.DropBudget();
        Office.DropContacts();
        Office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await Office.Monitor.RunAsync(Some.August31, lookOnly: false, default);
        await Office.Compose.RunAsync(default);
        await Office.Deliver.RunAsync(Office.Clock.GetUtcNow().AddMinutes(10), Office.Clock.GetUtcNow().AddMinutes(15), default);
        var memory = new ScheduleStore(Office.Store);
        var claim = await memory.ClaimAsync("morning", new DateTimeOffset(2024, 9, 2, 0, 30, 0, TimeSpan.Zero), "running", Some.Noon.AddHours(-3), default);
        await memory.FinishAsync(claim!.Value, "done", null, Some.Noon.AddHours(-3).AddSeconds(12.5), default);
        await Office.Watch.FailsAsync(TroubleKind.File, "张三.pdf", new Trouble("读不到", "看看") { CanBeMailed = false }, default);
    }

    private static double Midnight(int year, int month, int day) => new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds();

    /// <summary>What differs from machine to machine and run to run is named and not shown.</summary>
    private static string Steady(string text) => MachinePattern().Replace(VersionPattern().Replace(text, "{version=\"…\",runtime=\"…\"}"), "$1 …");

    [GeneratedRegex("""\{version="[^"]*",runtime="[^"]*"\}""")]
    private static partial Regex VersionPattern();

    [GeneratedRegex("^((?:process|dotnet)_[a-z_]+|monitorworker_database_size_bytes) [0-9.E+]+$", RegexOptions.Multiline)]
    private static partial Regex MachinePattern();

    [GeneratedRegex("(?:monitorworker|process|dotnet)_[a-z_]+[a-z]")]
    private static partial Regex NamePattern();

    [GeneratedRegex("`…(_[a-z_]+)`")]
    private static partial Regex ShortPattern();
}
