using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Reports;
using MonitorWorker.Rules;

namespace MonitorWorker.Jobs.Reporting;

/// <summary>Chooses the things that a reader of a report has to know first.</summary>
internal static class ReportMatters
{
    /// <summary>What a person keeps in mind.</summary>
    public const int Most = 3;

    private const int MostNames = 3;

    /// <summary>The most urgent ones, at most <see cref="Most"/>; none where all is well.</summary>
    /// <param name="sees">Asked with the code of an entity; null asks for what is of no one entity.</param>
    public static IReadOnlyList<ReportMatter> Of(ReportBook book, Predicate<string?> sees)
    {
        var lines = book.Now.Positions.Where(judged => sees(judged.Position.Key.EntityCode)).ToList();
        var isClosed = book.Now.FiscalYear is { } year && book.Years.IsClosed(year, book.Now.AsOf);
        var isMany = lines.Select(judged => judged.Position.Key.EntityCode).Distinct().Skip(1).Any();
        return
        [
            .. new[]
            {
                Behind(ReportMatterKind.Red, Level.Red, lines, isMany, isClosed),
                Over(lines, isMany),
                Missing(lines, isMany),
                Stated(book.Now.Statements.Where(verdict => sees(verdict.EntityCode))),
                Unanswered(book.Alerts.Where(alert => sees(alert.EntityCode)), lines, isMany),
                Behind(ReportMatterKind.Yellow, Level.Yellow, lines, isMany, isClosed),
                Unjudged(lines, isMany),
            }.OfType<ReportMatter>().Take(Most),
        ];
    }

    /// <param name="isClosed">Payments of the year are over: nobody is asked to catch up.</param>
    private static ReportMatter? Behind(string kind, Level level, List<JudgedPosition> lines, bool isMany, bool isClosed)
    {
        var behind = lines.Where(judged => judged.Light == level).OrderByDescending(judged => judged.Position.Revised).ToList();
        if (behind.Count == 0) return null;
        var first = behind[0].Position;
        return Make(kind, level.Code(), behind, isMany) with
        {
            Rate = Rounding.Percent(first.Rate),
            Scheduled = Rounding.Percent(first.Scheduled),
            CatchUp = isClosed ? 0 : behind.Sum(judged => Remedy.Of(judged.Position, judged.Lag).CatchUp?.Fen ?? 0),
        };
    }

    private static ReportMatter? Over(List<JudgedPosition> lines, bool isMany)
    {
        var over = lines.Where(judged => judged.Light == Level.Blue).OrderByDescending(Beyond).ToList();
        return over.Count == 0 ? null : Make(ReportMatterKind.Over, "blue", over, isMany) with { Fen = over.Sum(Beyond) };

        static long Beyond(JudgedPosition judged) => (judged.Position.Executed!.Value - judged.Position.Revised).Fen;
    }

    private static ReportMatter? Missing(List<JudgedPosition> lines, bool isMany)
    {
        var missing = lines.Where(judged => judged.Position is { Executed: null, HasMoney: true }).OrderByDescending(judged => judged.Position.Revised).ToList();
        if (missing.Count == 0) return null;
        var whole = lines.Where(judged => !judged.Position.HasTwoOriginals).Sum(judged => judged.Position.Revised.Fen);
        var matter = Make(ReportMatterKind.Missing, "grey", missing, isMany);
        return whole <= 0 || matter.Fen is not { } fen ? matter : matter with { Share = Rounding.Percent(new Fractions.Fraction(fen, whole)) };
    }

    private static ReportMatter? Stated(IEnumerable<StatementVerdict> verdicts)
    {
        var wrong = verdicts.Where(verdict => verdict.Finding.Outcome == Outcome.Breached).OrderByDescending(verdict => verdict.Finding.Level).ToList();
        return wrong.Count == 0 ? null : new ReportMatter(ReportMatterKind.Stated, wrong[0].Finding.Level.Code(), wrong.Count)
        {
            Item = wrong[0].Compared.Item,
            Stated = wrong[0].Compared.Stated,
            Recomputed = wrong[0].Compared.Recomputed,
            Difference = wrong[0].Compared.Difference,
        };
    }

    private static ReportMatter? Unanswered(IEnumerable<ReportAlert> alerts, List<JudgedPosition> lines, bool isMany)
    {
        var open = alerts
            .Where(alert => alert is { State: AlertState.Firing, Level: Level.Red or Level.Yellow, Answer: null, SilencedUntil: null })
            .OrderByDescending(alert => alert.Level).ThenBy(alert => alert.Since)
            .ToList();
        if (open.Count == 0) return null;
        var names = lines.GroupBy(judged => (judged.Position.Key.EntityCode, judged.Position.Key.ProjectCode)).ToDictionary(same => same.Key, same => NameOf(same.First().Position, isMany));
        return new ReportMatter(ReportMatterKind.Unanswered, open[0].Level.Code(), open.Count)
        {
            Names = [.. open.Select(alert => names.GetValueOrDefault((alert.EntityCode ?? "", alert.ProjectCode ?? "")) ?? alert.Number).Distinct().Take(MostNames)],
            Since = open.Min(alert => alert.Since),
        };
    }

    private static ReportMatter? Unjudged(List<JudgedPosition> lines, bool isMany)
    {
        var unjudged = lines.Where(judged => judged.Position.CannotJudge is not null).ToList();
        return unjudged.Count == 0 ? null : Make(ReportMatterKind.Unjudged, "grey", unjudged, isMany);
    }

    private static ReportMatter Make(string kind, string level, List<JudgedPosition> lines, bool isMany) => new(kind, level, lines.Count)
    {
        Names = [.. lines.Select(judged => NameOf(judged.Position, isMany)).Distinct().Take(MostNames)],
        Fen = lines.Where(judged => !judged.Position.HasTwoOriginals).Sum(judged => judged.Position.Revised.Fen),
    };

    private static string NameOf(BudgetPosition position, bool isMany) => isMany ? $"{position.ProjectName}（{position.EntityName ?? position.Key.EntityCode}）" : position.ProjectName;
}
