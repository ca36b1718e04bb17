using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MonitorWorker.Jobs;

/// <summary>
/// Files of the inbox that cannot be read: they are tried again for ever, and an administrator is told once of one that
/// stays so for a while.
/// </summary>
public sealed class InboxTrouble(TroubleWatch watch, OfficeSettings office, TimeProvider clock, ILogger<InboxTrouble> log)
{
    /// <summary>What people drop by mistake and no reader knows; other strange files are nobody's report.</summary>
    private static readonly HashSet<string> _documents = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pdf", ".ofd", ".doc", ".docx", ".wps", ".ppt", ".pptx", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".rar", ".7z",
    };

    private readonly ConcurrentDictionary<string, DateTimeOffset> _since = new();

    public static bool IsUnreadableDocument(string file) => _documents.Contains(Path.GetExtension(file));

    /// <summary>It could not be opened, or what it holds could not be read.</summary>
    public async Task FailsAsync(string file, string reason, string cure, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = _since.GetOrAdd(file, now);
        if (now - since >= office.InboxPatience) await watch.FailsAsync(Named(file), reason, cure, null, reason, cancellationToken);
    }

    public async Task WorksAsync(string file, CancellationToken cancellationToken)
    {
        _since.TryRemove(file, out _);
        await watch.WorksAgainAsync(Named(file), cancellationToken);
    }

    /// <summary>A document that no reader will ever know: waiting would not help.</summary>
    public async Task IsNoneAsync(string file, CancellationToken cancellationToken)
    {
        if (!_since.TryAdd(file, clock.GetUtcNow())) return;
        log.LogWarning("{File} in the inbox is of a kind that cannot be read", file);
        const string Reason = "不是能读的文件类型";
        await watch.FailsAsync(Named(file), Reason, "另存为.xlsx或.csv后放入；原文件请移出收件文件夹", null, Reason, cancellationToken);
    }

    private static string Named(string file) => "文件 " + file;
}
