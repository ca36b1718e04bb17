using MonitorWorker.Budgets;
using MonitorWorker.Delivery;
using MonitorWorker.Import;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>What of a receipt may leave: of rows of withheld projects nothing but their place, and no copy of a file in which one stands.</summary>
internal sealed class ReceiptDisclosing(WithheldProjects withheld)
{
    private const string Reason = "内容不通过邮件提供";
    private const string Expected = "请在报送的原文件中核对这一行";
    private const string WhyNoCopy = "文件中有按规定不外发的项目";

    public PendingReceipt Of(PendingReceipt receipt)
    {
        var content = receipt.Content;
        var isTouched = content.Problems.Any(IsHidden) || (!withheld.IsEmpty && receipt.AllProjects.Concat(content.Projects).Any(IsHidden));
        if (withheld.IsEmpty && !isTouched) return receipt;

        var marked = !isTouched && receipt.Marked is { } copy && !withheld.AreNamedIn(AttachmentText.Of(receipt.MarkedName ?? "", copy)) ? receipt.Marked : null;
        return receipt with
        {
            Marked = marked,
            Content = content with
            {
                Problems = [.. content.Problems.Select(problem => IsHidden(problem) || (isTouched && problem.Project is null && problem.Row > 0) || withheld.AreNamedIn(problem.Value) ? problem.WithoutContent(Reason, Expected) : problem)],
                // They speak of sums and neighbours as well.
                Remarks = isTouched ? [.. content.Remarks.Select(remark => remark with { Column = null, Value = null, Text = Reason })] : content.Remarks,
                Review = content.Review with
                {
                    Changes = Open(content.Review.Changes),
                    Falls = Open(content.Review.Falls),
                    UnitSlips = Open(content.Review.UnitSlips),
                    HeldReason = content.Review.HeldReason is null || !isTouched ? content.Review.HeldReason : Reason,
                },
                WhyNoCopy = receipt.Marked is not null && marked is null ? WhyNoCopy : content.WhyNoCopy,
            },
        };
    }

    private bool IsHidden(RowProblem problem) => problem.IsWithheld || (problem.Project is { } project && withheld.Of(problem.Entity, project) != Disclosure.Full) || (problem.Project is { } code && IsHidden(code));

    /// <summary>By its code alone: a row that names a wrong entity is still of that project.</summary>
    private bool IsHidden(string project) => withheld.Of(null, project) != Disclosure.Full;

    private List<FigureChange> Open(IReadOnlyList<FigureChange> changes) => [.. changes.Where(change => !IsHidden(change.ProjectCode))];
}
