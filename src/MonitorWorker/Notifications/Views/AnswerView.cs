using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>answer</c> in the mail about a reply.</summary>
internal sealed class AnswerView
{
    private const int MostItems = 10;

    public AnswerView(AnswerNotice notice, MailWords words)
    {
        Purpose = notice.Purpose;
        Items = [.. notice.Items.Take(MostItems).Select(item => new AnswerItemView(item, words))];
        MoreItems = notice.Items.Count > MostItems ? Figures.Count(notice.Items.Count - MostItems) : null;
        By = Plain.Line(notice.By, 60);
        ByAddress = Plain.Line(notice.ByAddress, 254);
        Via = words.Word(Plain.Line(notice.Via, 40));
        RecordedBy = Plain.Line(notice.RecordedBy, 60);
        OnlyRed = notice.OnlyRed == true;
        AllAgain = notice.OnlyRed == false;
        var first = Items.Count == 1 ? Items[0] : null;
        Number = first?.Number;
        var projects = notice.Items.Select(item => Plain.Line(item.Project, 120)).OfType<string>().Distinct().ToList();
        Project = projects is [var project] ? project : null;
        ProjectCount = projects.Count > 1 ? Figures.Count(projects.Count) : null;
        Result = notice.Items.Select(item => item.Result).Distinct().ToList() is [var only] ? only : null;
        AsksMore = notice.Items.Any(item => item.Result is AnswerResult.Partial or AnswerResult.Unclear or AnswerResult.NoNumber || (item.Result == AnswerResult.Noted && item.Missing.Count > 0));
        NeedsNumber = notice.Items.Any(item => item.Result is AnswerResult.NoNumber or AnswerResult.UnknownNumber);
    }

    /// <summary>receipt, confirm, check, unclear or recorded.</summary>
    public string Purpose { get; }

    public IReadOnlyList<AnswerItemView> Items { get; }

    public string? MoreItems { get; }

    /// <summary>The result where it is the same of all.</summary>
    public string? Result { get; }

    /// <summary>Its number where there is one thing alone.</summary>
    public string? Number { get; }

    /// <summary>The project where it is the only one.</summary>
    public string? Project { get; }

    /// <summary>How many projects there are; null where there is one, or none is known.</summary>
    public string? ProjectCount { get; }

    public string? By { get; }

    public string? ByAddress { get; }

    public string? Via { get; }

    public string? RecordedBy { get; }

    public bool OnlyRed { get; }

    public bool AllAgain { get; }

    /// <summary>True where the reader is asked to write the three lines.</summary>
    public bool AsksMore { get; }

    public bool NeedsNumber { get; }
}

/// <summary><c>said</c>: one thing that a reply says, and what became of it.</summary>
internal sealed class AnswerItemView(AnswerItem item, MailWords words)
{
    private const int MostNumbers = 10;

    public string Result { get; } = item.Result;

    /// <summary>Numbers of its alerts; null where that is not known.</summary>
    public string? Number { get; } = item.Numbers.Count == 0 ? null : Plain.Line(NumbersOf(item.Numbers, words), 300);

    public string? Project { get; } = Plain.Line(item.Project, 120);

    public string? Cause { get; } = Plain.Line(item.Cause, 400);

    public string? Measure { get; } = Plain.Line(item.Measure, 400);

    public string? Due { get; } = words.Months.Day(item.Due);

    public string? DueWritten { get; } = Plain.Line(item.DueWritten, 60);

    public string? DueProblem { get; } = ProblemOf(Plain.Line(item.DueProblem, 120), words);

    public string? Rate { get; } = Figures.Percent(item.Rate);

    public string? Missing { get; } = item.Missing.Count == 0 ? null : words.List(item.Missing.Select(words.Word));

    /// <summary>Last day without reminders; null where they go on.</summary>
    public string? RestsUntil { get; } = words.Months.Day(item.RestsUntil);

    public string? To { get; } = Plain.Line(item.To, 60);

    public string? Says { get; } = Plain.Line(item.Says, 400);

    public string? SeenBy { get; } = item.SeenBy.Count == 0 ? null : Plain.Line(words.List(item.SeenBy), 200);

    /// <summary>The line's figures as they were told; null where there are none.</summary>
    public LineView? Line { get; } = item.Line is { } line ? new LineView(line, words) : null;

    private static string NumbersOf(IReadOnlyList<string> numbers, MailWords words)
    {
        var first = words.List(numbers.Take(MostNumbers));
        return numbers.Count > MostNumbers ? words.Say("list.more-numbers", ("names", first), ("count", Figures.Count(numbers.Count))) : first;
    }

    /// <summary>In another language without the words that it quotes first: they stand before it, and are no sentence of ours.</summary>
    private static string? ProblemOf(string? problem, MailWords words)
    {
        if (problem is null || words.Locale == MailWords.ChineseLocale || !problem.StartsWith('“')) return words.Sentence(problem);
        return words.Sentence(problem[(problem.LastIndexOf('”') + 1)..]);
    }
}
