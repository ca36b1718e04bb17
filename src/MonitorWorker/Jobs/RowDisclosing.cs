using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Notifications;

namespace MonitorWorker.Jobs;

/// <summary>What of the rows of a file may be told outside of the store: of rows of withheld projects nothing but their place.</summary>
internal sealed class RowDisclosing(WithheldProjects withheld)
{
    /// <summary>Stands in place of what is not told.</summary>
    public const string NotTold = "内容不外发";

    private const string Expected = "请在报送的原文件中核对这一行";

    private const string LevelColumn = "外发级别";

    /// <summary>A row is of a withheld project, or asks itself to be.</summary>
    public bool IsHidden(RowProblem problem) => problem.IsWithheld || (problem.Project is { } project && IsHidden(project));

    /// <summary>By its code alone: a row that names a wrong entity is still of that project.</summary>
    public bool IsHidden(string project) => withheld.Of(null, project) != Disclosure.Full;

    /// <param name="isTouched">Rows of withheld projects stand in the file: one that names no project may be of them.</param>
    public IReadOnlyList<RowProblem> Of(IReadOnlyList<RowProblem> problems, bool isTouched) =>
        [.. problems.Select(problem => IsHidden(problem) || (isTouched && problem is { Project: null, Row: > 0 }) || withheld.AreNamedIn(problem.Value) ? Place(problem) : problem)];

    /// <summary>Of the level's own cell its column may be named, or nobody would find what to mend.</summary>
    private static RowProblem Place(RowProblem problem) => problem.Column == LevelColumn
        ? problem.WithoutContent(NotTold, $"{Expected}（{string.Join("、", Disclosures.ByName.Keys)}）", LevelColumn)
        : problem.WithoutContent(NotTold, Expected);

    /// <summary>They speak of sums and of neighbours as well.</summary>
    public static IReadOnlyList<RowRemark> Of(IReadOnlyList<RowRemark> remarks, bool isTouched) =>
        isTouched ? [.. remarks.Select(remark => remark with { Column = null, Value = null, Text = NotTold })] : remarks;

    public ImportReview Of(ImportReview review) => review with { Changes = Open(review.Changes), Falls = Open(review.Falls), UnitSlips = Open(review.UnitSlips) };

    private List<FigureChange> Open(IReadOnlyList<FigureChange> changes) => [.. changes.Where(change => !IsHidden(change.ProjectCode))];

    /// <summary>What became of a file, as logs and the journal may have it. Where anything is withheld, it may be of this file.</summary>
    public ImportedFile Of(ImportedFile file)
    {
        var isTouched = !withheld.IsEmpty || file.Reading.Problems.Any(problem => problem.IsWithheld);
        return isTouched
            ? file with
            {
                Reading = file.Reading with { Problems = Of(file.Reading.Problems, isTouched: true), Remarks = Of(file.Reading.Remarks, isTouched: true) },
                Review = Of(file.Review),
            }
            : file;
    }
}
