using MonitorWorker.Hosting.Logs;

namespace MonitorWorker.Tests.Hosting.Logs;

public sealed class LogFolderTests : IDisposable
{
    private static readonly DateOnly _day = new(2026, 11, 26);
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("log-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Each_day_has_its_file_and_a_full_one_goes_on_in_the_next()
    {
        using (var log = Open(fileBytes: 25))
        {
            foreach (var line in new[] { "line one....", "line two....", "line three", "line four" }) log.Write(_day, line);
            log.Write(_day.AddDays(1), "tomorrow");
            // A clock that is put back finds its file again.
            log.Write(_day, "line five");
        }

        Assert.Equal(
            [
                "monitorworker-2026-11-26-1.log: line three|line four|line five|",
                "monitorworker-2026-11-26.log: line one....|line two....|",
                "monitorworker-2026-11-27.log: tomorrow|",
            ],
            Files());

        using (var again = Open(fileBytes: 25)) again.Write(_day, "after a restart");
        Assert.Contains("monitorworker-2026-11-26-2.log: after a restart|", Files());
    }

    [Fact]
    public void Half_a_line_of_a_process_that_died_is_ended_and_a_file_that_was_taken_away_begins_anew()
    {
        File.WriteAllText(In("monitorworker-2026-11-26.log"), "half a li");
        using var log = Open();
        log.Write(_day, "next");
        Assert.Equal(["monitorworker-2026-11-26.log: half a li|next|"], Files());
        File.Delete(In("monitorworker-2026-11-26.log"));
        log.Write(_day, "anew");
        Assert.Equal(["monitorworker-2026-11-26.log: anew|"], Files());
    }

    [Fact]
    public void What_is_older_than_it_is_kept_goes_but_for_the_newest_files()
    {
        Earlier(300);
        Earlier(400);
        File.WriteAllText(In("monitorworker-notes.log"), "not ours");
        using (var log = Open(keepDays: 200)) log.Write(_day, "few files: all stay");
        Assert.Equal(4, Files().Count);
        foreach (var days in Enumerable.Range(1, 40)) Earlier(days);
        using (var log = Open(keepDays: 200)) log.Write(_day.AddDays(1), "now there are enough");
        Assert.Equal(43, Files().Count);
        Assert.True(File.Exists(In("monitorworker-notes.log")));

        // A clock that jumped by ten years.
        using (var log = Open(keepDays: 200)) log.Write(_day.AddYears(10), "far ahead");
        Assert.Equal(LogFolder.AlwaysKept + 1, Files().Count);
    }

    [Fact]
    public void Beyond_the_size_of_all_the_oldest_go_and_it_is_said_and_today_stays()
    {
        foreach (var days in Enumerable.Range(1, 5)) Earlier(days, bytes: 100);
        using var log = Open(allBytes: 250);
        log.Write(_day, new string('x', 400));
        Assert.Equal(["monitorworker-2026-11-21.log", "monitorworker-2026-11-22.log", "monitorworker-2026-11-23.log"], log.TakeRemovedEarly().Order());
        Assert.Empty(log.TakeRemovedEarly());
        log.Write(_day.AddDays(1), "still written");
        Assert.Equal(["monitorworker-2026-11-27.log: still written|"], Files());
    }

    private LogFolder Open(int keepDays = 200, long fileBytes = 1 << 20, long allBytes = 1 << 20) => new(_root.FullName, new LogLimits(keepDays, fileBytes, allBytes));

    private void Earlier(int days, int bytes = 3) => File.WriteAllText(In($"monitorworker-{_day.AddDays(-days):yyyy-MM-dd}.log"), new string('x', bytes));

    private string In(string name) => Path.Combine(_root.FullName, name);

    private IReadOnlyList<string> Files() =>
        [.. _root.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{file.Name}: {File.ReadAllText(file.FullName).Replace('\n', '|')}")];
}
