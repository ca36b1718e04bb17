using System.Globalization;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>backup</c> and <c>restore</c>: the database as a file that can be carried away, and back.</summary>
internal static class BackupVerbs
{
    public static async Task<int> BackupAsync(GlobalOptions global, string file, bool force, CancellationToken stop)
    {
        var options = Session.LoadConfig(global.ConfigFolder, null).Options;
        var made = await StoreBackup.MakeAsync(options.Database.ConnectionString, file, force, stop);
        ConsoleOutput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"已备份到 {made.File}（{Size(made.Bytes)}，已检查完好，数据库版本{made.Schema}）"));
        ConsoleOutput.WriteLine($"备份里只有数据库；请同时保存配置、模板和答复密钥（{options.Mailbox.TokenKeyFile}）。");
        return ExitCodes.Good;
    }

    public static async Task<int> RestoreAsync(GlobalOptions global, string file, CancellationToken stop)
    {
        var options = Session.LoadConfig(global.ConfigFolder, null).Options;
        var restored = await StoreBackup.RestoreAsync(options.Database.ConnectionString, file, TimeProvider.System.GetUtcNow(), stop);
        ConsoleOutput.WriteLine($"已恢复：{MonitorStore.FileOf(options.Database.ConnectionString)}");
        if (restored.Kept is { } kept) ConsoleOutput.WriteLine($"原来的数据库保存为 {kept}");
        if (restored.KnownAsSent > 0) ConsoleOutput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"备份之后已经发出的{restored.KnownAsSent}封邮件不再重发"));
        if (restored.Waiting > 0)
            ConsoleOutput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"还有{restored.Waiting}封邮件待发：用 outbox list 查看，不要再发的用 outbox drop 撤下"));
        ConsoleOutput.WriteLine("备份之后导入的文件、预警和答复不在其中：把文件重新放入收件文件夹，再运行 check。备份之后通知过的预警会再通知一次。");
        return ExitCodes.Good;
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB");
}
