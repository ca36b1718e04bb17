using Microsoft.EntityFrameworkCore;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>One occasion of a task that a person is told of.</summary>
/// <param name="Task">The task's key.</param>
/// <param name="EntityCode">Whose report is missing; empty for the list of all, and for the one entity of a budget that names none.</param>
/// <param name="Occasion">Working days from the deadline.</param>
public sealed record TaskTelling(string Task, string EntityCode, string Address, int Occasion);

/// <summary>What was told of the monitoring tasks.</summary>
public sealed class TaskStore(MonitorStore store)
{
    /// <param name="tasks">Keys of tasks.</param>
    public async Task<IReadOnlySet<TaskTelling>> LoadToldAsync(IReadOnlyCollection<string> tasks, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var rows = await db.TaskNotices.AsNoTracking().Where(row => tasks.Contains(row.Task)).ToListAsync(cancellationToken);
        return rows.Select(row => new TaskTelling(row.Task, row.EntityCode, row.RecipientAddress, row.Occasion)).ToHashSet();
    }

    /// <summary>Stores a mail and all that it tells together.</summary>
    /// <param name="told">All of one address.</param>
    /// <param name="on">Day of the check.</param>
    /// <returns>False where another process told some of it first; then nothing is stored.</returns>
    public async Task<bool> TryTellAsync(IReadOnlyList<TaskTelling> told, NewMail mail, DateOnly on, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(told);
        await using var db = store.Context();
        // Immediate: the write lock is taken before it is asked what was told.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (address, tasks) = (told[0].Address, told.Select(telling => telling.Task).Distinct().ToList());
        var known = await db.TaskNotices.AsNoTracking().Where(row => row.RecipientAddress == address && tasks.Contains(row.Task)).ToListAsync(cancellationToken);
        if (told.Any(telling => known.Exists(row => row.Task == telling.Task && row.EntityCode == telling.EntityCode && row.Occasion == telling.Occasion))) return false;

        db.AddRange(told.Select(telling => new TaskNoticeRow
        {
            Task = telling.Task,
            EntityCode = telling.EntityCode,
            RecipientAddress = telling.Address,
            Occasion = telling.Occasion,
            On = on,
            At = now,
            MessageId = mail.MessageId,
        }));
        db.Add(OutboxStore.ToRow(mail, now));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
