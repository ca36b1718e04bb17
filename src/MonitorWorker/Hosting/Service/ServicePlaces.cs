using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Service;

/// <summary>What a configuration lets the program touch; everything else a service only reads.</summary>
/// <param name="Own">Folders that are the program's alone.</param>
/// <param name="Shared">Folders that it shares with people, who drop files there or look at them.</param>
/// <param name="Secrets">Files with passwords, which nobody else should read.</param>
internal sealed record ServicePlaces(IReadOnlyList<string> Own, IReadOnlyList<string> Shared, IReadOnlyList<string> Secrets)
{
    /// <summary>All that is written to, each folder once, those within another left out.</summary>
    public IReadOnlyList<string> Written { get; } = Outermost([.. Own, .. Shared]);

    public static ServicePlaces Of(MonitorOptions options)
    {
        var mailbox = options.Mailbox;
        var replies = mailbox.EffectiveProtocol != MailboxOptions.None;
        string?[] own =
        [
            FolderOf(MonitorStore.FileOf(options.Database.ConnectionString)),
            FolderOf(options.Health.File),
            options.Log.Folder,
            options.Mail.Delivery == "folder" ? options.Mail.Folder : null,
            options.Retention.BackupFolder,
            replies ? FolderOf(mailbox.TokenKeyFile) : null,
        ];
        string?[] shared =
        [
            // Files are read in place where they have no archive to go to.
            options.Inbox.Archive is null ? null : options.Inbox.Folder,
            options.Inbox.Archive,
            mailbox.EffectiveProtocol == "folder" ? mailbox.Folder : null,
        ];
        string?[] secrets = [options.Mail.PasswordFile, options.Mail.Fallback.PasswordFile, mailbox.PasswordFile, .. options.Sources.Select(source => source.PasswordFile)];
        return new ServicePlaces(Outermost(own), Each(shared), Each(secrets));
    }

    private static string? FolderOf(string? file) => file is null ? null : Path.GetDirectoryName(Path.GetFullPath(file));

    private static List<string> Each(IEnumerable<string?> paths) => [.. paths.OfType<string>().Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal)];

    private static List<string> Outermost(IEnumerable<string?> paths)
    {
        var each = Each(paths);
        return [.. each.Where(path => !each.Exists(other => other != path && IsWithin(path, other)))];
    }

    internal static bool IsWithin(string path, string folder) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
