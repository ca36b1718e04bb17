using System.Globalization;

namespace MonitorWorker.Mailboxes;

/// <summary>
/// A folder into which somebody else drops mails as .eml files. What was taken in is moved into its subfolder done. A file that is still being written
/// waits for the next look. A link is not followed: what it leads to is none of the mailbox's. The folder is not made: where it is missing, a share may be.
/// </summary>
internal sealed class FolderReader(MailboxPlace place, TimeProvider clock) : IMailboxReader
{
    private const string DoneFolder = "done";

    /// <summary>More than any header has; a file without an end of its header is not read further.</summary>
    private const int LongestHeader = 256 << 10;

    private readonly string _folder = place.Folder ?? throw new ArgumentException("mailbox.folder is missing; name the folder with the mails.");
    private readonly Dictionary<string, string> _paths = [];

    public async Task<IReadOnlyList<MailboxEntry>> ListAsync(MailboxMark mark, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_folder)) throw new MailboxException(MailboxTrouble.Unreachable, $"The folder {_folder} (mailbox.folder) is missing. Make it, or name the folder with the mails.");
        try
        {
            var before = Files();
            if (before.Count > 0 && place.Quiet > TimeSpan.Zero) await Task.Delay(place.Quiet, clock, cancellationToken).ConfigureAwait(false);
            var settled = place.Quiet > TimeSpan.Zero ? Files().Where(before.Contains).ToList() : before;
            _paths.Clear();
            var entries = new List<MailboxEntry>();
            foreach (var file in settled)
            {
                var entry = new MailboxEntry(null, file.Uid, file.Length);
                _paths[entry.Uid] = Path.Combine(_folder, file.Name);
                entries.Add(entry);
            }

            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MailboxException(MailboxTrouble.Unreachable, $"The folder {_folder} (mailbox.folder) cannot be read: {e.Message}", e);
        }
    }

    public async Task<MailboxMail?> ReadAsync(MailboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!_paths.TryGetValue(entry.Uid, out var path)) return null;
        if (IsLink(new FileInfo(path)))
            throw new MailboxException(MailboxTrouble.OneMail, $"The file {Path.GetFileName(path)} is a link, and links are not followed. Put the mail itself into {_folder} (mailbox.folder).");
        if (!File.Exists(path)) return null;
        try
        {
            // Who is still writing is not disturbed, and what he has not written yet is not missed.
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new byte[file.Length > place.LargestBytes ? LongestHeader : file.Length];
            var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return new MailboxMail(place.Name, null, entry.Uid, file.Length > place.LargestBytes ? Header(bytes.AsSpan(0, read)) : bytes[..read], file.Length);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MailboxException(MailboxTrouble.OneMail, $"The file {Path.GetFileName(path)} cannot be read: {e.Message}", e);
        }
    }

    public Task SettleAsync(MailboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!_paths.Remove(entry.Uid, out var path) || !File.Exists(path)) return Task.CompletedTask;
        try
        {
            var done = Directory.CreateDirectory(Path.Combine(_folder, DoneFolder)).FullName;
            File.Move(path, Free(done, Path.GetFileName(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays where it is, and is known.
        }

        return Task.CompletedTask;
    }

    public bool Hides => false;

    public Task RestAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> TryWaitAsync(TimeSpan longest, CancellationToken stop) => Task.FromResult(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static byte[] Header(ReadOnlySpan<byte> bytes)
    {
        var (unix, dos) = (bytes.IndexOf("\n\n"u8), bytes.IndexOf("\r\n\r\n"u8));
        if (dos >= 0 && (unix < 0 || dos < unix)) return bytes[..(dos + 4)].ToArray();
        return unix >= 0 ? bytes[..(unix + 2)].ToArray() : bytes.ToArray();
    }

    /// <summary>A name that nothing in the folder has.</summary>
    private static string Free(string folder, string name)
    {
        var (stem, ending) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        var path = Path.Combine(folder, name);
        for (var number = 2; File.Exists(path); number++) path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{stem}({number}){ending}"));
        return path;
    }

    private List<Dropped> Files() =>
    [
        .. new DirectoryInfo(_folder)
            .EnumerateFiles()
            .Where(file => file.Extension.Equals(".eml", StringComparison.OrdinalIgnoreCase) && !file.Name.StartsWith('.') && !file.Name.StartsWith('~'))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => new Dropped(file.Name, IsLink(file) ? 0 : file.Length, file.LastWriteTimeUtc)),
    ];

    private static bool IsLink(FileInfo file) => file.LinkTarget is not null;

    private sealed record Dropped(string Name, long Length, DateTime Written)
    {
        /// <summary>Another mail may come under the same name.</summary>
        public string Uid => string.Create(CultureInfo.InvariantCulture, $"{Name} {Length} {Written:yyyyMMdd'T'HHmmss.fffffff}");
    }
}
