namespace MonitorWorker.Import.Layouts;

/// <summary>What the reading of one file gathers.</summary>
internal sealed class FileRun(string file, DateTimeOffset importedAt, IFactSink facts, IProgress<long>? progress)
{
    private const int ProgressStep = 10_000;
    private long _rows;

    public string File { get; } = file;

    public DateTimeOffset ImportedAt { get; } = importedAt;

    public IFactSink Facts { get; } = facts;

    public Twins Twins { get; } = new();

    public List<TableReading> Tables { get; } = [];

    public List<RowProblem> Problems { get; } = [];

    public List<RowRemark> Remarks { get; } = [];

    public NamedCodes Named { get; } = new();

    public void CountRow()
    {
        if (++_rows % ProgressStep == 0) progress?.Report(_rows);
    }
}
