using MonitorWorker.Notifications.Views;

namespace MonitorWorker.Notifications;

/// <summary>
/// Makes one entry of all that was found about one budget line: a person reads about projects, not about rules. What has
/// ended stays apart from what is open. Where there is no figure, that comes first, since no other finding can be trusted
/// without it; else the worst level leads, and among equals the rule that asks for action soonest.
/// </summary>
public static class LineFolding
{
    private static readonly string[] WithoutFigure = ["cannot-judge", "missing-data"];

    private static readonly string[] Rank =
    [
        "over-execution", "execution-lag", "idle-funds", "forecast-shortfall", "forecast-overrun", "forecast-not-credible", "execution-ahead", "stale-data", "goal-money-gap",
    ];

    /// <returns>In the order in which the lines first appear, each with the findings beside its lead, worst first.</returns>
    public static IReadOnlyList<LineSnapshot> Fold(IReadOnlyList<LineSnapshot> lines) =>
    [
        .. lines.GroupBy(LineSums.Key).SelectMany(line =>
        {
            var told = line.Select(finding => finding.Rule).ToHashSet();
            return line.GroupBy(finding => finding.IsOver).Select(findings => FoldOne([.. findings], told));
        }),
    ];

    /// <param name="told">Rules of which the mail tells anyway.</param>
    private static LineSnapshot FoldOne(List<LineSnapshot> findings, HashSet<string> told)
    {
        // That something was wrong is said of what was wrong, before anything else.
        var ordered = findings.OrderBy(finding => finding.IsOver && finding.Reason == NoticeReason.Correction ? 0 : 1)
            .ThenBy(FigureRank)
            .ThenBy(Urgency)
            .ThenBy(RankOf)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ToList();
        return ordered[0] with
        {
            // Whichever finding it is that escalates or was promised, the page is about the line; what was corrected is about one finding.
            Details = ordered[0].Details ?? ordered.Select(finding => finding.Details).FirstOrDefault(details => details is { Correction: null, RulesBefore: null }),
            Also =
            [
                .. ordered.Skip(1).Select(finding => new AlsoFound(
                    finding.Rule, finding.Level, finding.PreviousLevel, finding.Reason, finding.Number, finding.Message, finding.RuleText)),
                .. ordered.SelectMany(finding => finding.StillOpen ?? [])
                    .Where(open => !told.Contains(open.Rule))
                    .DistinctBy(open => open.Rule)
                    .OrderBy(open => LevelWords.UrgencyOf(open.Level))
                    .ThenBy(open => open.Rule, StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>That a figure has come in says nothing of the line's progress: among what has ended it leads last.</summary>
    private static int FigureRank(LineSnapshot line)
    {
        var place = Array.IndexOf(WithoutFigure, line.Rule);
        return place < 0 ? WithoutFigure.Length : line.IsOver ? WithoutFigure.Length + 1 : place;
    }

    private static int Urgency(LineSnapshot line) => LevelWords.UrgencyOf(line.IsOver ? line.PreviousLevel ?? line.Level : line.Level);

    private static int RankOf(LineSnapshot line) => Array.IndexOf(Rank, line.Rule) is var place and >= 0 ? place : Rank.Length;
}
