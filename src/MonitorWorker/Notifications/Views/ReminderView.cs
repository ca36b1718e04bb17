using MonitorWorker.Notifications.Wording;
using MonitorWorker.Tasks;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>reminder</c> in the mail to those who have not reported.</summary>
internal sealed class ReminderView
{
    public const int DefaultLimit = 20;
    private const int MostItems = 10;

    /// <param name="limit">Lines and indicators shown of each entity.</param>
    public ReminderView(ReminderNotice notice, MailWords words, int limit = DefaultLimit)
    {
        var first = notice.Items.OrderBy(item => item.Standing.Deadline).First().Standing;
        Items = [.. notice.Items.Take(MostItems).Select(item => new ReminderItemView(item, limit, words))];
        MoreItems = notice.Items.Count > MostItems ? Figures.Count(notice.Items.Count - MostItems) : null;
        Missing = Figures.Count(notice.Items.Sum(item => item.Report.Missing));
        var (lines, indicators) = (notice.Items.Sum(item => item.Report.MissingLines), notice.Items.Sum(item => item.Report.MissingIndicators));
        What = words[lines == 0 ? "task.indicators" : indicators == 0 ? "task.executions" : "task.both"];
        Month = words.Months.Month(notice.Items.Max(item => item.Standing.Task.Month).ToString())!;
        Entities = notice.Items.Select(item => item.Report.Code).Distinct().Count() is > 1 and var count ? Figures.Count(count) : null;
        Deadline = words.Months.Weekday(first.Deadline);
        Overdue = first.Workdays < 0;
        Today = first.Workdays == 0;
        Left = TaskWords.Left(first, words);
        HasForms = notice.Items.Any(item => item.Attachment is not null);
    }

    public IReadOnlyList<ReminderItemView> Items { get; }

    /// <summary>Null where all are shown.</summary>
    public string? MoreItems { get; }

    public string Missing { get; }

    public string What { get; }

    /// <summary>The newest month asked for.</summary>
    public string Month { get; }

    /// <summary>How many entities it is about; null where it is one.</summary>
    public string? Entities { get; }

    /// <summary>The earliest of the deadlines.</summary>
    public string Deadline { get; }

    public bool Overdue { get; }

    public bool Today { get; }

    public string Left { get; }

    public bool HasForms { get; }
}

/// <summary>One entity and task.</summary>
internal sealed class ReminderItemView(ReminderItem item, int limit, MailWords words)
{
    public string? Document { get; } = Plain.Line(item.Standing.Task.DocumentNumber, 80);

    public string? Title { get; } = Plain.Line(item.Standing.Task.Title, 80);

    public string? Entity { get; } = Plain.Line(item.Report.Name ?? item.Report.Code, 60);

    public string Month { get; } = words.Months.Month(item.Standing.Task.Month.ToString())!;

    public string Deadline { get; } = words.Months.Weekday(item.Standing.Deadline);

    public string Left { get; } = TaskWords.Left(item.Standing, words);

    public bool Overdue { get; } = item.Standing.Workdays < 0;

    /// <summary>True where working days were counted without the holidays of the year.</summary>
    public bool IsGuess { get; } = item.Standing.IsGuess;

    public string Due { get; } = Figures.Count(item.Report.Due);

    public string Reported { get; } = Figures.Count(item.Report.Due - item.Report.Missing);

    public string Missing { get; } = Figures.Count(item.Report.Missing);

    public IReadOnlyList<ReminderLineView> Lines { get; } =
        [.. item.Report.Lines.Where(line => !line.IsReported).OrderByDescending(line => line.Revised).Take(limit).Select(line => new ReminderLineView(line, words))];

    public string? MoreLines { get; } = TaskWords.More(item.Report.MissingLines, limit);

    public IReadOnlyList<ReminderIndicatorView> Indicators { get; } =
        [.. item.Report.Indicators.Where(indicator => !indicator.IsReported).Take(limit).Select(indicator => new ReminderIndicatorView(indicator, words))];

    public string? MoreIndicators { get; } = TaskWords.More(item.Report.MissingIndicators, limit);

    public string? Attachment { get; } = Plain.Line(item.Attachment, 120);
}

/// <summary>One budget line without execution, in 万元.</summary>
internal sealed class ReminderLineView(ReportLine line, MailWords words)
{
    public string? Code { get; } = Plain.Line(line.ProjectCode, 60);

    public string? Name { get; } = Plain.Line(line.ProjectName, 80);

    public string? Fund { get; } = words.Word(Plain.Line(line.Fund, 60));

    public string? Revised { get; } = words.Figures.Amount(line.Revised.Fen);

    public string? KnownMonth { get; } = words.Months.Month(line.KnownMonth?.ToString());

    public string? Known { get; } = words.Figures.Amount(line.Known?.Fen);
}

/// <summary>One performance indicator without a completed value.</summary>
internal sealed class ReminderIndicatorView(ReportIndicator indicator, MailWords words)
{
    public string? Project { get; } = Plain.Line(indicator.ProjectName, 80);

    public string? Name { get; } = Plain.Line(indicator.Name, 80);

    public string? Target { get; } = Plain.Line(indicator.Target, 60);

    public string? KnownMonth { get; } = words.Months.Month(indicator.KnownMonth?.ToString());

    public string? Known { get; } = Plain.Line(indicator.Known, 60);
}

/// <summary>Words that both mails about a task use.</summary>
internal static class TaskWords
{
    public static string Left(TaskStanding standing, MailWords words)
    {
        var key = standing.Workdays switch
        {
            0 => "task.today",
            1 => "task.left-one",
            > 1 => "task.left",
            -1 => "task.over-one",
            _ => "task.over",
        };
        return words.Say(key, ("days", Figures.Count(Math.Abs(standing.Workdays))));
    }

    public static string? More(int all, int shown) => all > shown ? Figures.Count(all - shown) : null;
}
