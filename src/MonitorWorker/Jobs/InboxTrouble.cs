using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using MonitorWorker.Import.Marking;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Files of the inbox of which nothing can be used. What may mend itself (a file that is locked, or half copied) is tried
/// again for ever, and an administrator is told once when it stays so for a while; what was read and refused whole is told
/// at once. It is over when a good file of that name, or its corrected copy, is read.
/// </summary>
public sealed class InboxTrouble(TroubleWatch watch, TroubleStore states, OfficeSettings office, TimeProvider clock, ILogger<InboxTrouble> log)
{
    /// <summary>Marks, in what is kept of a trouble, a file that was dealt with and put away: that it is gone from the inbox says nothing.</summary>
    private const string NotUsed = "没有读入：";

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
        if (now - since >= office.InboxPatience) await watch.FailsAsync(TroubleKind.File, file, new Trouble(reason, cure) { Since = since }, cancellationToken);
    }

    /// <summary>It was read, and nothing of it was used. Who reported it gets a receipt that names each row.</summary>
    public Task RefusedAsync(string file, string reason, string cure, CancellationToken cancellationToken) =>
        watch.FailsAsync(TroubleKind.File, file, new Trouble(reason, cure) { Summary = NotUsed + reason }, cancellationToken);

    public async Task WorksAsync(string file, CancellationToken cancellationToken)
    {
        _since.TryRemove(file, out _);
        foreach (var open in await states.LoadOpenAsync(TroubleKind.File, cancellationToken))
        {
            if (open.Name == file || MarkedCopy.NameOf(open.Name) == file) await watch.WorksAsync(TroubleKind.File, open.Name, cancellationToken);
        }
    }

    /// <summary>A document that no reader will ever know: waiting would not help.</summary>
    public async Task IsNoneAsync(string file, CancellationToken cancellationToken)
    {
        if (!_since.TryAdd(file, clock.GetUtcNow())) return;
        log.LogWarning(ImportEvents.FileUnreadable, "{File} in the inbox is of a kind that cannot be read", file);
        await watch.FailsAsync(TroubleKind.File, file, new Trouble("不是能读的文件类型", "另存为.xlsx或.csv后放入；原文件请移出收件文件夹"), cancellationToken);
    }

    /// <summary>Ends the troubles of files that somebody took out of the inbox.</summary>
    /// <param name="files">Names of all that is there now.</param>
    public async Task AreThereAsync(IReadOnlySet<string> files, CancellationToken cancellationToken)
    {
        foreach (var gone in _since.Keys.Where(file => !files.Contains(file))) _since.TryRemove(gone, out _);
        foreach (var open in await states.LoadOpenAsync(TroubleKind.File, cancellationToken))
        {
            var wasPutAway = office.Archive is not null && open.LastError?.StartsWith(NotUsed, StringComparison.Ordinal) == true;
            if (!wasPutAway && !files.Contains(open.Name)) await watch.WorksAsync(TroubleKind.File, open.Name, cancellationToken);
        }
    }
}
