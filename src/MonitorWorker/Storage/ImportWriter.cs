using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>
/// One import under way: every fact goes to the database soon after it is read, all within one transaction, so that a long
/// file needs no more memory than a short one and a crash leaves nothing of it. Other writers wait until it ends. Reading and
/// storing go on side by side: facts travel in parcels, a few of which may wait.
/// </summary>
public sealed class ImportWriter : IFactSink, IAsyncDisposable
{
    private const string BeforeFacts = "facts";
    private const int ParcelSize = 1024;
    private const int MostWaiting = 8;
    private readonly BlockingCollection<List<object>> _parcels = new(MostWaiting);
    private readonly Task _storing;
    private List<object> _parcel = new(ParcelSize);
    private readonly MonitorDb _db;
    private readonly IDbContextTransaction _transaction;
    private readonly ImportBatchRow _batch;
    private readonly List<IDisposable> _inserters = [];
    private readonly RowInserter<BudgetLineRow> _lines;
    private readonly RowInserter<AdjustmentRow> _adjustments;
    private readonly RowInserter<ExecutionRow> _executions;
    private readonly RowInserter<StatedOutturnRow> _outturns;
    private readonly RowInserter<SpendingPlanRow> _plan;
    private readonly RowInserter<IndicatorRow> _indicators;
    private readonly RowInserter<IndicatorReadingRow> _readings;
    private readonly RowInserter<StatedFigureRow> _figures;
    private readonly RowInserter<SheetTotalRow> _totals;
    private readonly RowInserter<ContactRow> _contacts;
    private readonly RowInserter<MonitoringTaskRow> _tasks;

    private ImportWriter(MonitorDb db, IDbContextTransaction transaction, ImportBatchRow batch)
    {
        (_db, _transaction, _batch) = (db, transaction, batch);
        _lines = Inserter<BudgetLineRow>();
        _adjustments = Inserter<AdjustmentRow>();
        _executions = Inserter<ExecutionRow>();
        _outturns = Inserter<StatedOutturnRow>();
        _plan = Inserter<SpendingPlanRow>();
        _indicators = Inserter<IndicatorRow>();
        _readings = Inserter<IndicatorReadingRow>();
        _figures = Inserter<StatedFigureRow>();
        _totals = Inserter<SheetTotalRow>();
        _contacts = Inserter<ContactRow>();
        _tasks = Inserter<MonitoringTaskRow>();
        _storing = Task.Factory.StartNew(StoreParcels, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public long Batch => _batch.Id;

    /// <summary>Takes over the context and its transaction.</summary>
    internal static async Task<ImportWriter> BeginAsync(MonitorDb db, IDbContextTransaction transaction, ImportBatchRow batch, CancellationToken cancellationToken)
    {
        db.Add(batch);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CreateSavepointAsync(BeforeFacts, cancellationToken);
        return new ImportWriter(db, transaction, batch);
    }

    public void Add(BudgetLine fact) => Post(fact);

    public void Add(Adjustment fact) => Post(fact);

    public void Add(Execution fact) => Post(fact);

    public void Add(StatedOutturn fact) => Post(fact);

    public void Add(SpendingPlanPoint fact) => Post(fact);

    public void Add(Indicator fact) => Post(fact);

    public void Add(IndicatorReading fact) => Post(fact);

    public void Add(StatedFigure fact) => Post(fact);

    public void Add(SheetTotal fact) => Post(fact);

    public void Add(Contact fact) => Post(fact);

    public void Add(MonitoringTask fact) => Post(fact);

    /// <summary>Stores what was refused beside what was read, and makes all of it count at once.</summary>
    /// <param name="keepFacts">False where the file is refused as a whole: then only its problems are kept.</param>
    /// <param name="receipt">What its sender is told by; null where nobody is.</param>
    public async Task<ImportReview> CommitAsync(FileReading reading, bool keepFacts, OwedReceipt? receipt, CancellationToken cancellationToken)
    {
        await FinishAsync();
        var asked = keepFacts ? [] : await AskedLevel.OfLinesAsync(_db.BudgetLines.Where(line => line.BatchId == Batch), cancellationToken);
        if (!keepFacts) await _transaction.RollbackToSavepointAsync(BeforeFacts, cancellationToken);
        _batch.Accepted = keepFacts ? reading.Tables.Sum(table => table.Accepted) : 0;
        _batch.Refused = reading.Tables.Sum(table => table.Refused);
        using (var problems = new RowInserter<RowProblemRow>(_db))
        {
            foreach (var problem in reading.Problems)
            {
                problems.Insert(new RowProblemRow
                {
                    BatchId = Batch,
                    Sheet = problem.Sheet,
                    Row = problem.Row,
                    Column = problem.Column,
                    Value = problem.Value,
                    Reason = problem.Reason,
                    Expected = problem.Expected,
                });
            }

            foreach (var level in AskedLevel.Of(reading.Problems, Batch).Concat(asked)) problems.Insert(level.ToRow());
        }

        var review = keepFacts ? await ImportReviewer.ReviewAsync(_db, _batch, reading, cancellationToken) : ImportReview.Nothing;
        if (review.HeldReason is { } reason) (_batch.State, _batch.HeldReason) = (ImportState.Held, reason);
        if (receipt is not null && (!receipt.OnlyIfOdd || IsOdd(reading, review)))
        {
            _db.Add(new ReceiptRow
            {
                BatchId = Batch,
                Content = JsonSerializer.Serialize(ReceiptContent.Of(reading, !keepFacts, review, _batch.ImportedAt, receipt.WhyNoCopy), StoredJson.Options),
                MarkedName = receipt.Marked is null ? null : receipt.MarkedName,
                Marked = receipt.Marked,
            });
        }

        await _db.SaveChangesAsync(cancellationToken);
        using (var audit = new AuditWriter(_db))
        {
            audit.Add(new AuditEntry(AuditEvent.Imported, _batch.ImportedAt)
            {
                Reason = !keepFacts ? "rejected" : review.HeldReason is null ? null : "held",
                SourceFile = _batch.File,
                Detail = review.HeldReason,
                Figures = AuditFigures.Write(new ImportFigures(Batch, _batch.Sha256, _batch.Accepted, _batch.Refused)),
            });
        }

        await _transaction.CommitAsync(cancellationToken);
        return review;
    }

    private static bool IsOdd(FileReading reading, ImportReview review) =>
        reading.Problems.Count + reading.Remarks.Count + review.ChangeCount + review.Falls.Count + review.UnitSlips.Count > 0 || review.HeldReason is not null;

    /// <summary>Without a commit nothing of it stays.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await FinishAsync();
        }
        catch (SqliteException)
        {
            // Whoever added or committed was told; here nothing is kept anyway.
        }

        _parcels.Dispose();
        foreach (var inserter in _inserters) inserter.Dispose();
        await _transaction.DisposeAsync();
        await _db.DisposeAsync();
    }

    private void Post(object fact)
    {
        _parcel.Add(fact);
        if (_parcel.Count < ParcelSize) return;
        Send();
    }

    /// <exception cref="SqliteException">An earlier parcel could not be stored.</exception>
    private void Send()
    {
        // A full queue whose other end has failed would be waited for without end.
        while (!_parcels.TryAdd(_parcel, TimeSpan.FromMilliseconds(100)))
        {
            if (_storing.IsFaulted) _storing.GetAwaiter().GetResult();
        }

        _parcel = new List<object>(ParcelSize);
    }

    private async Task FinishAsync()
    {
        if (!_parcels.IsAddingCompleted)
        {
            if (_parcel.Count > 0) Send();
            _parcels.CompleteAdding();
        }

        await _storing;
    }

    private void StoreParcels()
    {
        foreach (var parcel in _parcels.GetConsumingEnumerable())
        {
            foreach (var fact in parcel) Store(fact);
        }
    }

    private void Store(object fact)
    {
        switch (fact)
        {
            case Execution execution:
                _executions.Insert(FactMapping.ToRow(execution, Batch));
                break;
            case BudgetLine line:
                _lines.Insert(FactMapping.ToRow(line, Batch));
                break;
            case Adjustment adjustment:
                _adjustments.Insert(FactMapping.ToRow(adjustment, Batch));
                break;
            case StatedOutturn outturn:
                _outturns.Insert(FactMapping.ToRow(outturn, Batch));
                break;
            case SpendingPlanPoint point:
                _plan.Insert(FactMapping.ToRow(point, Batch));
                break;
            case Indicator indicator:
                _indicators.Insert(FactMapping.ToRow(indicator, Batch));
                break;
            case IndicatorReading reading:
                _readings.Insert(FactMapping.ToRow(reading, Batch));
                break;
            case StatedFigure figure:
                _figures.Insert(FactMapping.ToRow(figure, Batch));
                break;
            case SheetTotal total:
                _totals.Insert(FactMapping.ToRow(total, Batch));
                break;
            case Contact contact:
                _contacts.Insert(FactMapping.ToRow(contact, Batch));
                break;
            case MonitoringTask task:
                _tasks.Insert(FactMapping.ToRow(task, Batch));
                break;
            default:
                throw new NotSupportedException($"{fact.GetType().Name} has no table.");
        }
    }

    private RowInserter<T> Inserter<T>()
        where T : class
    {
        var inserter = new RowInserter<T>(_db);
        _inserters.Add(inserter);
        return inserter;
    }
}

/// <summary>That a receipt is owed, and the copy of the workbook that goes with it.</summary>
/// <param name="Marked">The workbook with its bad cells marked; null where there is none.</param>
/// <param name="WhyNoCopy">Why there is none although something was refused.</param>
/// <param name="OnlyIfOdd">True where a file that is as it should be needs none.</param>
public sealed record OwedReceipt(string? MarkedName, byte[]? Marked, string? WhyNoCopy, bool OnlyIfOdd);
