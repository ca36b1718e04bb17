using System.Globalization;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>digest</c> in a template: any number of lines, worst first, in parts that each have a bounded length.</summary>
internal sealed class DigestView
{
    public const int DefaultLimit = 60;

    private const int MostNamed = 8;
    private const int MostRules = 16;

    /// <summary>So many lines are taken in at a glance and need no sums.</summary>
    private const int FewLines = 3;

    /// <param name="lines">Folded: one entry for a line.</param>
    /// <param name="limit">Most lines shown; the rest is counted and added up.</param>
    /// <param name="note">Of a digest of everything; null where changes are told.</param>
    public DigestView(
        IReadOnlyList<LineSnapshot> lines,
        IReadOnlyList<StatementSnapshot> statements,
        IReadOnlyList<IndicatorSnapshot> indicators,
        MailWords words,
        int limit = DefaultLimit,
        DigestNote? note = null)
    {
        var resolved = lines.Where(line => line.IsOver).ToList();
        var open = lines.Except(resolved, ReferenceEqualityComparer.Instance).Cast<LineSnapshot>().ToList();
        var parts = new[]
        {
            ByUrgency(open.Where(line => LevelWords.Of(line).Code is "red" or "yellow" or "blue")),
            ByAmount(open.Where(line => LevelWords.Of(line) == LevelWords.NotReported)),
            ByAmount(open.Where(line => LevelWords.Of(line) == LevelWords.Of("grey"))),
            ByAmount(resolved),
            ByAmount(open.Where(line => LevelWords.Of(line).Code == "green")),
        };
        var shown = Share(parts, limit);
        (Attention, Missing, Unjudged, Resolved, Normal) =
            (Part(parts[0], shown[0], words), Part(parts[1], shown[1], words), Part(parts[2], shown[2], words), Part(parts[3], shown[3], words), Part(parts[4], shown[4], words));
        Red = Part(ByUrgency(parts[0].Where(line => line.Level == "red")), 0, words);
        Yellow = Part(ByUrgency(parts[0].Where(line => line.Level == "yellow")), 0, words);
        Blue = Part(ByUrgency(parts[0].Where(line => line.Level == "blue")), 0, words);

        var mended = statements.Where(statement => statement.Reason == NoticeReason.Resolved).ToList();
        Statements = Part([.. statements.Except(mended, ReferenceEqualityComparer.Instance).Cast<StatementSnapshot>()], limit / 3, words);
        Mended = Part(mended, limit / 3, words);
        Indicators = indicators.Count == 0 ? null : new IndicatorsView(indicators, limit / 3, words);
        if (open.Count > FewLines && open.Exists(line => line.Executed is not null))
        {
            Categories = new RollupsView(open, line => words.Word(line.Category), words);
            Sections = open.Exists(line => line.Section is not null) ? new RollupsView(open, line => line.Section, words) : null;
        }

        var period = lines.Select(line => line.Period)
            .Concat(statements.Select(statement => statement.Period))
            .Concat(indicators.Select(indicator => indicator.Period))
            .Max(StringComparer.Ordinal);
        MonthsSoFar = words.Months.SoFar(period);
        var days = lines.Select(line => line.JudgedDay)
            .Concat(statements.Select(statement => statement.JudgedDay))
            .Concat(indicators.Select(indicator => indicator.JudgedDay))
            .ToList();
        JudgedDay = days.Count == 0 ? null : words.Months.Day(days.Max());
        HasLines = lines.Count > 0;
        LineCount = Figures.Count(lines.DistinctBy(LineSums.Key).Count());
        Total = words.Figures.Amount(LineSums.Revised(lines));
        MissingShare = Figures.Share(LineSums.Revised(parts[1]), LineSums.Revised(lines));
        Scheduled = SameForAll(lines.Where(line => line.Scheduled is not null).Select(line => Figures.Percent(line.Scheduled)));
        Rules =
        [
            .. lines.Select(line => (line.Rule, line.RuleText, line.RuleSet))
                .Concat(lines.SelectMany(line => line.Also.Select(also => (also.Rule, also.RuleText, line.RuleSet))))
                .Concat(statements.Select(statement => (statement.Rule, RuleText: (string?)statement.RuleText, statement.RuleSet)))
                .Concat(indicators.Select(indicator => (indicator.Rule, indicator.RuleText, indicator.RuleSet)))
                .Where(rule => !string.IsNullOrWhiteSpace(rule.RuleText))
                .DistinctBy(rule => (rule.RuleText, rule.RuleSet))
                .Take(MostRules)
                .Select(rule => new RuleView(rule.Rule, rule.RuleText, rule.RuleSet, words)),
        ];
        var sources = lines.Select(line => new SourceView(line.SourceFile, line.SourceSheet, line.ImportedAt, words))
            .Concat(statements.Select(statement => new SourceView(statement.SourceFile, statement.SourceSheet, statement.ImportedAt, words)))
            .Concat(indicators.Select(indicator => new SourceView(indicator.SourceFile, indicator.SourceSheet, indicator.ImportedAt, words)))
            .Distinct()
            .Take(MostNamed + 1)
            .ToList();
        Sources = [.. sources.Take(MostNamed)];
        MoreSources = sources.Count > MostNamed;
        Tiles = TileView.Of(open, words);
        CountsApart = Tiles.Count > 0 && (indicators.Count + statements.Count > 0 || open.Exists(line => line.Also.Count > 0));
        OnlyRed = note?.OnlyRed == true;
        IsWhole = note is { OnlyRed: false };
        YearNote = note?.MissingBudget is { } budget ? NoteOf(budget, lines.Count > 0, words) : null;
        Verdict = note is null ? null
            : note.MissingBudget is { IsOld: true } && lines.Count + statements.Count + indicators.Count == 0 ? "no_budget"
            : OnlyRed ? (parts[0].Count + indicators.Count + statements.Count > 0 ? null : "no_red")
            : !open.Exists(line => LevelWords.Of(line).Code != "grey") ? "no_data"
            : parts[0].Count + parts[1].Count + parts[2].Count + indicators.Count + statements.Count > 0 ? null
            : note.ToOwner ? "owner_well" : "well";
        Silences = [.. (note?.Silences ?? []).Select(silence => new SilenceView(silence, words))];
        Escalated = Told(NoticeReason.Escalation);
        Reminded = Told(NoticeReason.Reminder);
        HasNumbers = parts[0].Concat(parts[1]).Any(line => line.Number is not null || line.Also.Any(also => also.Number is not null))
            || Statements?.Items.Any(statement => statement.Number is not null) == true
            || Indicators?.Lagging?.Items.Any(indicator => indicator.Number is not null) == true;

        string? Told(string reason) =>
            lines.Count(line => line.Reason == reason || line.Also.Any(also => also.Reason == reason))
            + statements.Count(statement => statement.Reason == reason)
            + indicators.Count(indicator => indicator.Reason == reason) is > 0 and var count ? Figures.Count(count) : null;
    }

    public string? MonthsSoFar { get; }

    public string? JudgedDay { get; }

    public string LineCount { get; }

    public string? Total { get; }

    /// <summary>The schedule's progress where it is the same for all lines.</summary>
    public string? Scheduled { get; }

    /// <summary>The rules that judged, in their own words.</summary>
    public IReadOnlyList<RuleView> Rules { get; }

    public IReadOnlyList<SourceView> Sources { get; }

    public bool MoreSources { get; }

    public IReadOnlyList<TileView> Tiles { get; }

    public SectionView? Red { get; }

    public SectionView? Yellow { get; }

    public SectionView? Blue { get; }

    /// <summary>Red, yellow and blue lines together, worst first.</summary>
    public SectionView? Attention { get; }

    public SectionView? Missing { get; }

    public string? MissingShare { get; }

    public SectionView? Unjudged { get; }

    public SectionView? Resolved { get; }

    public SectionView? Normal { get; }

    /// <summary>Stated figures that do not agree with the data.</summary>
    public StatementsView? Statements { get; }

    /// <summary>Stated figures that agree again.</summary>
    public StatementsView? Mended { get; }

    /// <summary>Performance indicators.</summary>
    public IndicatorsView? Indicators { get; }

    /// <summary>Sums by responsible section; null where the lines are few or none names its section.</summary>
    public RollupsView? Sections { get; }

    /// <summary>Sums by spending category; null where the lines are few.</summary>
    public RollupsView? Categories { get; }

    /// <summary>The reader wants red ones alone.</summary>
    public bool OnlyRed { get; }

    /// <summary>A digest of everything, whose reader may ask for red ones alone.</summary>
    public bool IsWhole { get; }

    /// <summary>Of a digest of everything: well, owner_well, no_red to a reader who wants red ones alone, no_data where no line can be judged, or no_budget where the year before is over and this year's budget is not there; null where something is open, or changes are told.</summary>
    public string? Verdict { get; }

    /// <summary>Whose budget of this year is not there yet, in one sentence; null where all are.</summary>
    public string? YearNote { get; }

    /// <summary>Silences in force, the soonest end first.</summary>
    public IReadOnlyList<SilenceView> Silences { get; }

    /// <summary>True where the tiles leave out something that the mail lists beside the lines' own levels.</summary>
    public bool CountsApart { get; }

    public bool HasLines { get; }

    public bool HasNumbers { get; }

    /// <summary>How many entries are there because nobody answered and the next role is told; null where none.</summary>
    public string? Escalated { get; }

    /// <summary>How many entries are there because nobody answered; null where none.</summary>
    public string? Reminded { get; }

    private static string NoteOf(MissingBudget budget, bool hasLines, MailWords words)
    {
        var (year, before) = (budget.Year.ToString(CultureInfo.InvariantCulture), (budget.Year - 1).ToString(CultureInfo.InvariantCulture));
        if (budget.IsOld) return words.Say(hasLines ? "year.none-yet" : "year.none", ("year", year), ("before", before));
        var names = words.List(budget.Entities.Take(MostNamed).Select(name => Plain.Line(name, 60)));
        return words.Say(budget.Entities.Count > MostNamed ? "year.some-of" : "year.some", ("year", year), ("names", names), ("count", Figures.Count(budget.Entities.Count)));
    }

    private static StatementsView? Part(List<StatementSnapshot> statements, int shown, MailWords words) => statements.Count == 0
        ? null
        : new StatementsView([.. statements.OrderBy(statement => LevelWords.UrgencyOf(statement.Level))], shown, words);

    private static SectionView? Part(List<LineSnapshot> lines, int shown, MailWords words) => lines.Count == 0 ? null : new SectionView(lines, shown, words);

    private static List<LineSnapshot> ByUrgency(IEnumerable<LineSnapshot> lines) =>
        [.. lines.OrderBy(line => LevelWords.UrgencyOf(LevelWords.Of(line).Code)).ThenByDescending(line => line.CatchUp ?? 0).ThenByDescending(line => line.Revised ?? 0).ThenBy(line => line.ProjectCode, StringComparer.Ordinal)];

    private static List<LineSnapshot> ByAmount(IEnumerable<LineSnapshot> lines) =>
        [.. lines.OrderByDescending(line => line.Revised ?? 0).ThenBy(line => line.ProjectCode, StringComparer.Ordinal)];

    /// <summary>Every part gets a few places; the rest goes to the most urgent, so that green lines never push out red ones.</summary>
    private static int[] Share(List<LineSnapshot>[] parts, int limit)
    {
        var shown = parts.Select(part => Math.Min(part.Count, limit / (2 * parts.Length))).ToArray();
        var left = limit - shown.Sum();
        for (var part = 0; part < parts.Length; part++)
        {
            var more = Math.Min(left, parts[part].Count - shown[part]);
            shown[part] += more;
            left -= more;
        }

        return shown;
    }

    private static string? SameForAll(IEnumerable<string?> values) => values.Distinct().Take(2).ToList() is [{ } only] ? only : null;
}
