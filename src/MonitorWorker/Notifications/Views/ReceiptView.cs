using System.Globalization;
using MonitorWorker.Import;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>receipt</c> in the mail about a file that was read.</summary>
internal sealed class ReceiptView
{
    private const int MostProblems = 40;
    private const int MostOthers = 20;

    public ReceiptView(ReceiptNotice notice, MailWords words)
    {
        var content = notice.Content;
        var review = content.Review;
        File = Plain.Line(content.File, 120) ?? "";
        Accepted = Number(content.Accepted);
        Refused = content.Refused == 0 ? null : Number(content.Refused);
        Rejected = content.Rejected;
        Held = words.Sentence(Plain.Line(review.HeldReason, 300));
        Tables = [.. content.Tables.Select(table => new ReceiptTableView(table, content.Rejected, words))];
        Problems = [.. content.Problems.Take(MostProblems).Select(problem => new ReceiptProblemView(problem, words))];
        MoreProblems = More(content.ProblemCount, Problems.Count);
        Remarks = [.. content.Remarks.Take(MostOthers).Select(remark => Described(remark, words))];
        Changes = [.. review.Changes.Take(MostOthers).Select(change => new ReceiptChangeView(change, words))];
        MoreChanges = More(review.ChangeCount, Changes.Count);
        Falls = [.. review.Falls.Take(MostOthers).Select(change => new ReceiptChangeView(change, words))];
        Slips = [.. review.UnitSlips.Take(MostOthers).Select(change => new ReceiptChangeView(change, words))];
        Missing = [.. notice.Missing.Select(line => new ReceiptMissingView(line))];
        MoreMissing = More(notice.MissingCount, Missing.Count);
        MissingCount = notice.MissingCount == 0 ? null : Number(notice.MissingCount);
        Attachment = Plain.Line(notice.Attachment, 120);
        WhyNoCopy = words.Sentence(Plain.Line(content.WhyNoCopy, 200));
    }

    public string File { get; }

    public string Accepted { get; }

    /// <summary>Null where nothing was.</summary>
    public string? Refused { get; }

    /// <summary>True where a refused row kept the whole file out.</summary>
    public bool Rejected { get; }

    /// <summary>Why it does not count yet; null where it does.</summary>
    public string? Held { get; }

    public IReadOnlyList<ReceiptTableView> Tables { get; }

    public IReadOnlyList<ReceiptProblemView> Problems { get; }

    public string? MoreProblems { get; }

    public IReadOnlyList<string> Remarks { get; }

    public IReadOnlyList<ReceiptChangeView> Changes { get; }

    public string? MoreChanges { get; }

    /// <summary>Cumulative execution that is less than before.</summary>
    public IReadOnlyList<ReceiptChangeView> Falls { get; }

    /// <summary>Figures that are about 10,000 times what they were.</summary>
    public IReadOnlyList<ReceiptChangeView> Slips { get; }

    public IReadOnlyList<ReceiptMissingView> Missing { get; }

    public string? MissingCount { get; }

    public string? MoreMissing { get; }

    public string? Attachment { get; }

    public string? WhyNoCopy { get; }

    private static string Described(RowRemark remark, MailWords words)
    {
        var place = (remark.Sheet.Length == 0 ? "" : words.Say("receipt.sheet", ("sheet", remark.Sheet)))
            + words.Say("receipt.row", ("row", Number(remark.Row)))
            + (remark.Column is null ? "" : " " + remark.Column)
            + (remark.Value is null ? "" : words.Say("receipt.value", ("value", remark.Value)));
        return Plain.Line(words.Say("receipt.remark", ("place", place), ("text", words.Sentence(remark.Text))), words.Room(300))!;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? More(int all, int shown) => all > shown ? Number(all - shown) : null;
}

/// <summary>One table of the file.</summary>
internal sealed class ReceiptTableView(TableReading table, bool rejected, MailWords words)
{
    public string? Name { get; } = words.Word(Plain.Line(table.Table, 40));

    public string? Sheet { get; } = Plain.Line(table.Sheet, 60);

    public string Rows { get; } = table.Rows.ToString(CultureInfo.InvariantCulture);

    public string Accepted { get; } = (rejected ? 0 : table.Accepted).ToString(CultureInfo.InvariantCulture);

    public string Refused { get; } = table.Refused.ToString(CultureInfo.InvariantCulture);

    public string? Note { get; } = words.Sentence(Plain.Line(table.Note, 100));
}

/// <summary>One cell that was refused.</summary>
internal sealed class ReceiptProblemView(RowProblem problem, MailWords words)
{
    public string? Sheet { get; } = Plain.Line(problem.Sheet, 60);

    /// <summary>As the spreadsheet program names it (C7), else the row; null for the file as a whole.</summary>
    public string? Place { get; } = problem.Row == 0 ? null
        : problem.ColumnNumber is { } column ? Import.Formats.CellAddress.Of(problem.Row, column - 1)
        : words.Say("receipt.row", ("row", problem.Row.ToString(CultureInfo.InvariantCulture)));

    public string? Column { get; } = Plain.Line(problem.Column, 40);

    public string? Value { get; } = Plain.Line(problem.Value, 60);

    public string? Reason { get; } = words.Sentence(Plain.Line(problem.Reason, 200));

    /// <summary>Nothing but its place may be told; <see cref="Expected"/> is what to do.</summary>
    public bool IsPlaceAlone { get; } = problem.IsPlaceAlone;

    public string? Expected { get; } = words.Sentence(Plain.Line(problem.Expected, 200));
}

/// <summary>One figure that differs from what was told before, in 万元.</summary>
internal sealed class ReceiptChangeView(FigureChange change, MailWords words)
{
    public string Table { get; } = words.Word(change.Table)!;

    public string? Project { get; } = Plain.Line(change.ProjectCode, 60);

    public string Period { get; } = change.Period;

    public string? BeforePeriod { get; } = words.Word(change.BeforePeriod);

    public string Before { get; } = words.Figures.Precise(change.Before.Fen)!;

    public string After { get; } = words.Figures.Precise(change.After.Fen)!;

    public string Row { get; } = change.Row.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One line that is still missing.</summary>
internal sealed class ReceiptMissingView(MissingLine line)
{
    public string? Code { get; } = Plain.Line(line.ProjectCode, 60);

    public string? Name { get; } = Plain.Line(line.ProjectName, 80);

    public string? Section { get; } = Plain.Line(line.Section, 60);

    public string Period { get; } = line.Period;
}
