using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Health;

/// <summary>
/// Notices every write that fails because a disk is full, whoever catches the error: then nothing can be stored, so log and
/// health file are the only ways to tell.
/// </summary>
internal sealed class DiskFullWatch : IDisposable
{
    /// <summary>A writer tries again within minutes: without another failure there is room.</summary>
    private static readonly TimeSpan _memory = TimeSpan.FromMinutes(10);

    private readonly MonitorStore _store;
    private readonly TroubleBoard _board;
    private readonly TimeProvider _clock;
    private readonly ILogger<DiskFullWatch> _log;
    private long _lastTicks;

    public DiskFullWatch(MonitorStore store, TroubleBoard board, TimeProvider clock, ILogger<DiskFullWatch> log)
    {
        (_store, _board, _clock, _log) = (store, board, clock, log);
        AppDomain.CurrentDomain.FirstChanceException += Notice;
    }

    /// <summary>Ends the trouble when no write has failed for a while.</summary>
    public void Look()
    {
        if (_clock.GetUtcNow().UtcTicks - Volatile.Read(ref _lastTicks) < _memory.Ticks) return;
        if (_board.TakeDown(TroubleKind.Disk, _store.DatabaseFile)) _log.LogInformation(ServiceEvents.DiskHasRoom, "Writes work again: the disk has room");
    }

    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= Notice;

    private void Notice(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (!DiskFull.Is(thrown.Exception)) return;
        var now = _clock.GetUtcNow();
        Volatile.Write(ref _lastTicks, now.UtcTicks);
        if (_board.Post(new PostedTrouble(TroubleKind.Disk, _store.DatabaseFile, now, "磁盘已满，写入失败：" + thrown.Exception.Message)))
            _log.LogCritical(ServiceEvents.DiskFull, "A write failed because the disk is full: {Reason}", thrown.Exception.Message);
    }
}
