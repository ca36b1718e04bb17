using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>What of a receipt may leave: of rows of withheld projects nothing but their place, and no copy of a file in which one stands.</summary>
internal sealed class ReceiptDisclosing(WithheldProjects withheld)
{
    private const string WhyNoCopy = "文件中有按规定不外发的项目";

    private readonly RowDisclosing _rows = new(withheld);

    public PendingReceipt Of(PendingReceipt receipt)
    {
        var content = receipt.Content;
        var isTouched = content.Problems.Any(_rows.IsHidden) || (!withheld.IsEmpty && receipt.AllProjects.Concat(content.Projects).Any(_rows.IsHidden));
        if (withheld.IsEmpty && !isTouched) return receipt;

        var marked = !isTouched && receipt.Marked is { } copy && !withheld.AreNamedIn(AttachmentText.Of(receipt.MarkedName ?? "", copy)) ? receipt.Marked : null;
        return receipt with
        {
            Marked = marked,
            Content = content with
            {
                Problems = _rows.Of(content.Problems, isTouched),
                Remarks = RowDisclosing.Of(content.Remarks, isTouched),
                Review = _rows.Of(content.Review),
                WhyNoCopy = receipt.Marked is not null && marked is null ? WhyNoCopy : content.WhyNoCopy,
            },
        };
    }
}
