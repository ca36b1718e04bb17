namespace MonitorWorker.Import;

/// <summary>What the receipt of one import says, frozen when it was read.</summary>
/// <param name="Rejected">True where a refused row kept the whole file out.</param>
/// <param name="Problems">The first of what was refused.</param>
/// <param name="ProblemCount">How much was refused in all.</param>
/// <param name="WhyNoCopy">Why no marked copy is attached although something was refused; null where one is, or none is needed.</param>
public sealed record ReceiptContent(
    string File,
    DateTimeOffset ImportedAt,
    bool Rejected,
    IReadOnlyList<TableReading> Tables,
    IReadOnlyList<RowProblem> Problems,
    int ProblemCount,
    IReadOnlyList<RowRemark> Remarks,
    ImportReview Review,
    string? WhyNoCopy)
{
    /// <summary>More would not be read by anybody; the rest stands in the marked copy and in the store.</summary>
    public const int MostShown = 100;

    public static ReceiptContent Of(FileReading reading, bool rejected, ImportReview review, DateTimeOffset importedAt, string? whyNoCopy) => new(
        reading.File,
        importedAt,
        rejected,
        reading.Tables,
        [.. reading.Problems.Take(MostShown)],
        reading.Problems.Count,
        [.. reading.Remarks.Take(MostShown)],
        review,
        whyNoCopy)
    {
        Entities = [.. reading.Named.Entities],
        Projects = [.. reading.Named.Projects],
    };

    /// <summary>单位编码 of all rows, refused ones too.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>项目编码 of rows that name no entity.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    public int Accepted => Rejected ? 0 : Tables.Sum(table => table.Accepted);

    public int Refused => Problems.Select(problem => (problem.Sheet, problem.Row)).Distinct().Count() + Math.Max(0, ProblemCount - Problems.Count);
}
