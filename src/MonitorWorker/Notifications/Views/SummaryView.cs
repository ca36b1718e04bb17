using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>summary</c> in a template: where a leader's part stands, on one screen and a half of a telephone.</summary>
internal sealed class SummaryView
{
    private const int MostParts = 8;
    private const int MostSilences = 5;
    private const int MostNumbers = 5;

    public SummaryView(SummarySnapshot summary, MailWords words)
    {
        MonthsSoFar = words.Months.SoFar(summary.Period);
        JudgedDay = words.Months.Day(summary.JudgedDay);
        Whole = new SumView(summary.Whole with { Name = words.Word(summary.Whole.Name)?.Replace("、", words["list.separator"], StringComparison.Ordinal) }, words);
        Tiles = [.. summary.Levels.Select(level => new TileView(level.NotReported ? LevelWords.NotReported : LevelWords.Of(level.Level), level.Count, level.Revised, words))];
        IndicatorsLagging = CountOf(summary.IndicatorsLagging);
        IndicatorsRed = CountOf(summary.IndicatorsRed);
        IndicatorsUnknown = CountOf(summary.IndicatorsUnknown);
        IndicatorsOverachieved = CountOf(summary.IndicatorsOverachieved);
        Statements = CountOf(summary.Statements);
        Verdict = summary.Levels.All(level => level.Level == "grey") ? "no_data"
            : summary.Levels.Any(level => level.Level != "green") || summary.IndicatorsLagging + summary.IndicatorsUnknown + summary.IndicatorsOverachieved + summary.Statements > 0 ? null : "well";
        ByEntity = summary.ByEntity;
        Parts = summary.Parts.Count > 1 ? [.. summary.Parts.Take(MostParts).Select(sum => new SumView(sum, words))] : [];
        MoreParts = CountOf(summary.Parts.Count - MostParts);
        MorePartsRed = CountOf(summary.Parts.Skip(MostParts).Sum(sum => sum.Red));
        HasPrevious = summary.HasPrevious;
        Worse = [.. summary.Worse.Items.Select(movement => new MovementView(movement, words))];
        WorseCount = CountOf(summary.Worse.Count);
        Better = [.. summary.Better.Items.Select(movement => new MovementView(movement, words))];
        BetterCount = CountOf(summary.Better.Count);
        Longest = [.. summary.Longest.Select(alert => new OpenAlertView(alert, words))];
        OpenCount = CountOf(summary.Open);
        Unanswered = CountOf(summary.Unanswered);
        LongUnanswered = CountOf(summary.LongUnanswered.Count);
        LongUnansweredNumbers = words.List(summary.LongUnanswered.Take(MostNumbers));
        Silences = [.. summary.Silences.Take(MostSilences).Select(silence => new SilenceView(silence, words))];
        MoreSilences = CountOf(summary.Silences.Count - MostSilences);
        Withheld = CountOf(summary.Withheld);
    }

    public string? MonthsSoFar { get; }

    /// <summary>How many projects of the part are not in it, because they may not leave the store; null where none.</summary>
    public string? Withheld { get; }

    public string? JudgedDay { get; }

    /// <summary>well, or no_data where no line can be judged; null where something is open.</summary>
    public string? Verdict { get; }

    public SumView Whole { get; }

    public IReadOnlyList<TileView> Tiles { get; }

    public string? IndicatorsLagging { get; }

    public string? IndicatorsRed { get; }

    public string? IndicatorsUnknown { get; }

    public string? IndicatorsOverachieved { get; }

    public string? Statements { get; }

    public bool ByEntity { get; }

    /// <summary>Worst first; none where the part is one.</summary>
    public IReadOnlyList<SumView> Parts { get; }

    public string? MoreParts { get; }

    public string? MorePartsRed { get; }

    public bool HasPrevious { get; }

    public IReadOnlyList<MovementView> Worse { get; }

    public string? WorseCount { get; }

    public IReadOnlyList<MovementView> Better { get; }

    public string? BetterCount { get; }

    public IReadOnlyList<OpenAlertView> Longest { get; }

    public string? OpenCount { get; }

    public string? Unanswered { get; }

    /// <summary>How many were reminded of time and again without an answer; null where none.</summary>
    public string? LongUnanswered { get; }

    public string LongUnansweredNumbers { get; }

    public IReadOnlyList<SilenceView> Silences { get; }

    public string? MoreSilences { get; }

    private static string? CountOf(int count) => count > 0 ? Figures.Count(count) : null;
}
