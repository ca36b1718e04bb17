using System.Security.Cryptography;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>What one file was when it was looked at.</summary>
/// <param name="Hash">SHA-256 of its contents; null where it is not there, or cannot be read.</param>
/// <param name="Text">Its bytes, where it is small: what was changed in it can then be said.</param>
internal sealed record FilePrint(long Length, DateTime WrittenAt, string? Hash, byte[]? Text);

/// <summary>
/// The contents of all that a configuration is read from at one moment. Contents are read again only where length or time of a file have moved, and
/// only contents count: a file that was merely touched, or saved as it was, is no change.
/// </summary>
internal sealed class ConfigPrint
{
    private const int LargestText = 200_000;

    private ConfigPrint(IReadOnlyDictionary<string, FilePrint> files, bool isLocked) => (Files, IsLocked) = (files, isLocked);

    public static ConfigPrint None { get; } = new(new Dictionary<string, FilePrint>(), false);

    /// <summary>By full path.</summary>
    public IReadOnlyDictionary<string, FilePrint> Files { get; }

    /// <summary>Somebody else has one of the files open, and may be writing it.</summary>
    public bool IsLocked { get; }

    /// <param name="before">An earlier look, which spares reading what has not moved.</param>
    public static ConfigPrint Of(ConfigFootprint footprint, ConfigPrint before)
    {
        var files = new Dictionary<string, FilePrint>(StringComparer.Ordinal);
        var isLocked = false;
        try
        {
            foreach (var path in footprint.Paths()) files[path] = Of(path, before.Files.GetValueOrDefault(path), ref isLocked);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A share that is away: what was seen of it so far equals nothing that was ever taken.
            isLocked = true;
        }

        return new ConfigPrint(files, isLocked);
    }

    public bool IsSameAs(ConfigPrint other) =>
        Files.Count == other.Files.Count && Files.All(file => other.Files.TryGetValue(file.Key, out var theirs) && theirs.Hash == file.Value.Hash);

    /// <summary>Paths whose contents are others, or that only one of both has; sorted.</summary>
    public IReadOnlyList<string> Changed(ConfigPrint before) =>
    [
        .. Files.Keys.Union(before.Files.Keys)
            .Where(path => Files.GetValueOrDefault(path)?.Hash != before.Files.GetValueOrDefault(path)?.Hash)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>One word for all contents together.</summary>
    public string Word => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
        string.Join('\n', Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {file.Value.Hash}")))))[..16];

    private static FilePrint Of(string path, FilePrint? before, ref bool isLocked)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists) return new FilePrint(-1, default, null, null);
            if (before is { Hash: not null } && before.Length == info.Length && before.WrittenAt == info.LastWriteTimeUtc) return before;

            // Beside whoever has it open: office programs keep what they show open for hours.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > LargestText) return new FilePrint(info.Length, info.LastWriteTimeUtc, Convert.ToHexStringLower(SHA256.HashData(file)), null);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return new FilePrint(info.Length, info.LastWriteTimeUtc, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes);
        }
        catch (UnauthorizedAccessException)
        {
            // Lasts until somebody changes the rights: reading the configuration tells of it.
            return new FilePrint(-1, default, null, null);
        }
        catch (Exception e) when (e is IOException)
        {
            isLocked = true;
            return new FilePrint(-1, default, null, null);
        }
    }
}
