namespace MonitorWorker.Notifications.Views;

/// <summary><c>digest</c> in a template: any number of lines, worst first, in parts that each have a bounded length.</summary>
internal sealed class DigestView
{
    public const int DefaultLimit = 60;

    private const int MostNamed = 8;

    /// <param name="limit">Most lines shown; the rest is counted and added up.</param>
    public DigestView(IReadOnlyList<LineSnapshot> lines, IReadOnlyList<StatementSnapshot> statements, int limit = DefaultLimit)
    {
        var resolved = lines.Where(line => line.Reason == NoticeReason.Resolved).ToList();
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
            (Part(parts[0], shown[0]), Part(parts[1], shown[1]), Part(parts[2], shown[2]), Part(parts[3], shown[3]), Part(parts[4], shown[4]));
        Red = Part(ByUrgency(parts[0].Where(line => line.Level == "red")), 0);
        Yellow = Part(ByUrgency(parts[0].Where(line => line.Level == "yellow")), 0);
        Blue = Part(ByUrgency(parts[0].Where(line => line.Level == "blue")), 0);

        var mended = statements.Where(statement => statement.Reason == NoticeReason.Resolved).ToList();
        Statements = Part([.. statements.Except(mended, ReferenceEqualityComparer.Instance).Cast<StatementSnapshot>()], limit / 3);
        Mended = Part(mended, limit / 3);

        var period = lines.Select(line => line.Period).Concat(statements.Select(statement => statement.Period)).Max(StringComparer.Ordinal);
        MonthsSoFar = Months.SoFar(period);
        var days = lines.Select(line => line.JudgedDay).Concat(statements.Select(statement => statement.JudgedDay)).ToList();
        JudgedDay = days.Count == 0 ? null : Months.Day(days.Max());
        HasLines = lines.Count > 0;
        LineCount = Figures.Count(lines.DistinctBy(LineSums.Key).Count());
        Total = Figures.Amount(LineSums.Revised(lines));
        MissingShare = Figures.Share(LineSums.Revised(parts[1]), LineSums.Revised(lines));
        Scheduled = SameForAll(lines.Where(line => line.Scheduled is not null).Select(line => Figures.Percent(line.Scheduled)));
        Rules =
        [
            .. lines.Where(line => line.RuleText is not null).Select(line => new RuleView(line.RuleText, line.RuleSet))
                .Concat(statements.Select(statement => new RuleView(statement.RuleText, statement.RuleSet)))
                .Distinct()
                .Take(MostNamed),
        ];
        var sources = lines.Select(line => new SourceView(line.SourceFile, line.SourceSheet, line.ImportedAt))
            .Concat(statements.Select(statement => new SourceView(statement.SourceFile, statement.SourceSheet, statement.ImportedAt)))
            .Distinct()
            .Take(MostNamed + 1)
            .ToList();
        Sources = [.. sources.Take(MostNamed)];
        MoreSources = sources.Count > MostNamed;
        Tiles = [.. MakeTiles(open)];
        HasNumbers = parts[0].Any(line => line.Number is not null) || Statements?.Items.Any(statement => statement.Number is not null) == true;
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

    public bool HasLines { get; }

    public bool HasNumbers { get; }

    private static StatementsView? Part(List<StatementSnapshot> statements, int shown) => statements.Count == 0
        ? null
        : new StatementsView([.. statements.OrderBy(statement => LevelWords.All.TakeWhile(level => level.Code != statement.Level).Count())], shown);

    private static SectionView? Part(List<LineSnapshot> lines, int shown) => lines.Count == 0 ? null : new SectionView(lines, shown);

    private static List<LineSnapshot> ByUrgency(IEnumerable<LineSnapshot> lines) =>
        [.. lines.OrderBy(Urgency).ThenByDescending(line => line.CatchUp ?? 0).ThenByDescending(line => line.Revised ?? 0).ThenBy(line => line.ProjectCode, StringComparer.Ordinal)];

    private static List<LineSnapshot> ByAmount(IEnumerable<LineSnapshot> lines) =>
        [.. lines.OrderByDescending(line => line.Revised ?? 0).ThenBy(line => line.ProjectCode, StringComparer.Ordinal)];

    private static int Urgency(LineSnapshot line)
    {
        var code = LevelWords.Of(line).Code;
        return LevelWords.All.TakeWhile(level => level.Code != code).Count();
    }

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

    /// <summary>A line with several findings counts once, at its worst.</summary>
    private static IEnumerable<TileView> MakeTiles(List<LineSnapshot> open)
    {
        var worst = open.GroupBy(LineSums.Key).Select(line => line.MinBy(Urgency)!).ToList();
        return worst
            .GroupBy(LevelWords.Of)
            .OrderBy(group => Urgency(group.First()))
            .ThenBy(group => group.Key == LevelWords.NotReported ? 0 : 1)
            .Select(group => new TileView(group.Key, group.Count(), LineSums.Revised(group)));
    }

    private static string? SameForAll(IEnumerable<string?> values) => values.Distinct().Take(2).ToList() is [{ } only] ? only : null;
}
