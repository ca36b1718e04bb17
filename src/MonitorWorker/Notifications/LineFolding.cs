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
        [.. lines.GroupBy(line => (LineSums.Key(line), line.IsOver)).Select(line => FoldOne([.. line]))];

    private static LineSnapshot FoldOne(List<LineSnapshot> findings)
    {
        if (findings is [{ } only]) return only;

        var ordered = findings.OrderBy(FigureRank).ThenBy(Urgency).ThenBy(RankOf).ThenBy(finding => finding.Rule, StringComparer.Ordinal).ToList();
        return ordered[0] with
        {
            // Whichever finding it is that escalates or was promised, the page is about the line.
            Details = ordered.Select(finding => finding.Details).FirstOrDefault(details => details is not null),
            Also =
            [
                .. ordered.Skip(1).Select(finding => new AlsoFound(
                    finding.Rule, finding.Level, finding.PreviousLevel, finding.Reason, finding.Number, finding.Message, finding.RuleText)),
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
