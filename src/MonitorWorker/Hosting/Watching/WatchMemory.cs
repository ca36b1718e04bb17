using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting.Watching;

/// <summary>A mail that has not left yet.</summary>
/// <param name="Key">What it tells: the same makes the same Message-ID.</param>
internal sealed record WaitingMail(string Key, string Place, string To, NoteNotice Note, DateTimeOffset At);

/// <summary>What a watcher remembers from look to look and over its own end.</summary>
internal sealed record WatchMemory
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public IReadOnlyList<WatchedService> Services { get; init; } = [];

    public IReadOnlyList<WaitingMail> Waiting { get; init; } = [];

    /// <summary>A file that cannot be understood is nothing remembered: to tell a silence twice is better than not at all.</summary>
    public static WatchMemory Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<WatchMemory>(File.ReadAllBytes(file), _options) ?? new WatchMemory();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return new WatchMemory();
        }
    }

    /// <exception cref="IOException">It cannot be written; the old one stays.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old one stays.</exception>
    public void Write(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var temporary = file + ".part";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this, _options));
        File.Move(temporary, file, overwrite: true);
    }
}
