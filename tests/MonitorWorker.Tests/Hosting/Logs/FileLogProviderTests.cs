using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Logs;

namespace MonitorWorker.Tests.Hosting.Logs;

public sealed class FileLogProviderTests : IDisposable
{
    private static readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("log-");
    private readonly FakeTimeProvider _clock = new(Some.Noon);

    private string Folder => Path.Combine(_root.FullName, "log");

    private string Today => Path.Combine(Folder, "monitorworker-2024-09-02.log");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void The_services_log_goes_into_the_file_cleaned_with_time_level_and_number()
    {
        using (var services = new ServiceCollection()
            .AddLogging(logging => logging.ToStandardError(LogLevel.Information).ToFiles(new LogOptions { Folder = Folder }, _zone, _clock))
            .BuildServiceProvider())
        {
            var log = services.GetRequiredService<ILogger<FileLogProviderTests>>();
            log.LogDebug("not asked for");
            log.LogInformation(ServiceEvents.Stopped, "Told {Address}\n{Count}", "zhang@example.com", 3);
            log.LogError(ServiceEvents.CannotGoOn, new IOException("Password=x;y"), "It broke");
        }

        var lines = File.ReadAllLines(Today);
        Assert.Equal("2024-09-02 12:00:00.000 +08:00 INFO  1001 FileLogProviderTests: Told z***@example.com\\n3", lines[0]);
        Assert.Equal("2024-09-02 12:00:00.000 +08:00 ERROR 1002 FileLogProviderTests: It broke\\nSystem.IO.IOException: Password=***;y", lines[1]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public void Without_a_folder_there_is_no_file()
    {
        using (var services = new ServiceCollection().AddLogging(logging => logging.ToStandardError(LogLevel.Information).ToFiles(new LogOptions { Folder = null }, _zone, _clock)).BuildServiceProvider())
            services.GetRequiredService<ILogger<FileLogProviderTests>>().LogInformation(ServiceEvents.Stopped, "Nowhere");
        Assert.Empty(_root.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_holds_nobody_up_and_says_later_how_many_lines_are_missing()
    {
        // A file in the place of the folder.
        await File.WriteAllTextAsync(Folder, "in the way");
        var told = new List<string>();
        using (var provider = new FileLogProvider(new LogFolder(Folder, new LogLimits(200, 1 << 20, 1 << 20)), _zone, _clock, told.Add))
        {
            var log = provider.CreateLogger("A.Room.Job");
            log.LogInformation(ServiceEvents.Stopped, "one");
            log.LogInformation(ServiceEvents.Stopped, "two");
            await UntilAsync(() => told.Count > 0);
            File.Delete(Folder);
            // The writer rests before it tries again.
            _clock.Advance(TimeSpan.FromSeconds(6));
            await UntilAsync(() =>
            {
                log.LogInformation(ServiceEvents.Stopped, "three");
                return File.Exists(Today);
            });
        }

        Assert.Single(told);
        var lines = await File.ReadAllLinesAsync(Today);
        Assert.Matches("WARN  1030 FileLogProvider: [23] lines of the log are missing here: it could not be written", lines[0]);
        Assert.EndsWith("INFO  1001 Job: three", lines[1], StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(10, patience.Token);
    }
}
