using System.Globalization;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>report</c> in the mail that brings a report.</summary>
internal sealed class ReportView
{
    private const int MostFiles = 20;
    private const int MostNames = 10;

    public ReportView(ReportNotice notice, MailWords words)
    {
        Name = Plain.Line(notice.Name, 60);
        Title = words.Phrase(Plain.Line(notice.Title, 80));
        Year = notice.FiscalYear?.ToString(CultureInfo.InvariantCulture);
        Months = words.Months.SoFar(notice.Period);
        Entity = notice.EntityNames is [var only] ? Plain.Line(only, 60) : null;
        EntityCount = notice.EntityNames.Count > 1 ? Figures.Count(notice.EntityNames.Count) : null;
        Matters = [.. notice.Matters.Select(matter => new MatterView(matter, words))];
        Files = [.. notice.Files.Select(file => new ReportFileView(file))];
        Failed = [.. notice.Failed.Take(MostFiles).Select(gap => new ReportGapView(gap, words))];
        FailedCount = Count(notice.Failed.Count);
        MoreFailed = Count(notice.Failed.Count - Failed.Count);
        LeftOutCount = Count(notice.LeftOut.Count);
        LeftOut = notice.LeftOut.Count == 0 ? null : words.List(notice.LeftOut.Take(MostNames).Select(name => Plain.Line(name, 120)));
        MoreLeftOut = Count(notice.LeftOut.Count - MostNames);
        RuleSet = Plain.Line(notice.RuleSet, 60);
        Withheld = Count(notice.Withheld);
    }

    public string? Name { get; }

    public string? Title { get; }

    public string? Year { get; }

    public string? Months { get; }

    /// <summary>Null where it is about several.</summary>
    public string? Entity { get; }

    /// <summary>Null where it is about one.</summary>
    public string? EntityCount { get; }

    public IReadOnlyList<MatterView> Matters { get; }

    public IReadOnlyList<ReportFileView> Files { get; }

    public IReadOnlyList<ReportGapView> Failed { get; }

    public string? FailedCount { get; }

    public string? MoreFailed { get; }

    public string? LeftOutCount { get; }

    public string? LeftOut { get; }

    public string? MoreLeftOut { get; }

    public string? RuleSet { get; }

    /// <summary>How many projects are in none of its files, because they may not leave the store; null where none.</summary>
    public string? Withheld { get; }

    private static string? Count(int count) => count <= 0 ? null : Figures.Count(count);
}

/// <summary>One thing that matters.</summary>
internal sealed class MatterView(ReportMatter matter, MailWords words)
{
    public string Kind { get; } = matter.Kind;

    public string Level { get; } = matter.Level;

    public string Symbol { get; } = LevelWords.Of(matter.Level).Symbol;

    public string Count { get; } = Figures.Count(matter.Count);

    public bool Several { get; } = matter.Count > 1;

    public string? Names { get; } = NamesOf(matter, words);

    public string? Amount { get; } = words.Figures.Amount(matter.Fen);

    public string? Share { get; } = Figures.Percent(matter.Share);

    public string? Rate { get; } = Figures.Percent(matter.Rate);

    public string? Scheduled { get; } = Figures.Percent(matter.Scheduled);

    public string? CatchUp { get; } = matter.CatchUp is > 0 ? words.Figures.ToSpend(matter.CatchUp) : null;

    public string? Since { get; } = words.Months.Day(matter.Since);

    public string? Item { get; } = words.Word(Plain.Line(matter.Item, 40));

    public string? Stated { get; } = words.Stated(Plain.Line(matter.Stated, 80));

    public string? Recomputed { get; } = words.Stated(Plain.Line(matter.Recomputed, 80));

    public string? Difference { get; } = words.Stated(Plain.Line(matter.Difference, 80));

    /// <summary>The count stands before them.</summary>
    private static string? NamesOf(ReportMatter matter, MailWords words)
    {
        if (matter.Names.Count == 0) return null;
        var names = words.List(matter.Names.Select(name => words.Quoted(Plain.Line(name, 60))));
        return matter.Count > matter.Names.Count ? words.Say("list.more", ("names", names)) : names;
    }
}

/// <summary>One file of the mail.</summary>
internal sealed class ReportFileView(ReportFileNote file)
{
    public string? Name { get; } = Plain.Line(file.Name, 200);

    public string Size { get; } = file.Bytes >= 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{file.Bytes / 1048576.0:0.0} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (file.Bytes + 512) / 1024)} KB");

    public string? Count { get; } = file.Count == 0 ? null : Figures.Count(file.Count);
}

/// <summary>One file that could not be made.</summary>
internal sealed class ReportGapView(ReportGap gap, MailWords words)
{
    public string? Name { get; } = Plain.Line(gap.Name, 200);

    public string? Why { get; } = words.Sentence(Plain.Line(gap.Why, 300));
}
