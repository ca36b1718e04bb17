using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Reports.Overview;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>All entities together, for whoever leads: where they stand, what moved, what is promised and what is at risk. Amounts are in 万元.</summary>
internal sealed class OfficeView
{
    private const int MostListed = 5;
    private const int MostEntities = 8;

    public OfficeView(ReportBook book)
    {
        var lines = book.Now.Positions;
        var entities = EntityStanding.Of(book);
        var limits = book.Now.Rules.General.Lag.Standard;
        Name = Plain.Line(book.OfficeName, 60)!;
        JudgedDay = lines.Count == 0 ? null : Words.Months.Day(lines.Max(line => line.Position.JudgedDay));
        MonthsSoFar = Words.Months.SoFar(lines.Max(line => line.Position.Period)?.ToString());
        EntityCount = Figures.Count(entities.Count);
        Whole = new StandingView(
            "合计", Rollup.Sum("total", null, lines, limits), Whole_(book.LastPeriod), Whole_(book.LastYear), lines.Count(EntityStanding.IsNotReported), Sum(lines.Where(EntityStanding.IsNotReported)));
        Lights = [.. LightView.Of(lines)];
        Entities = [.. entities.Select(entity => new StandingView(entity))];
        Worst = [.. Entities.Take(MostEntities)];
        MoreEntities = CountOf(entities.Count - MostEntities);
        MoreEntitiesRed = CountOf(entities.Skip(MostEntities).Sum(entity => entity.Now.Lights.GetValueOrDefault(Level.Red)));

        var changes = LightChange.Between(book.LastPeriod, book.Now);
        PreviousMonths = book.LastPeriod is { Positions.Count: > 0 } before ? Words.Months.SoFar(before.Positions.Max(line => line.Position.Period)?.ToString()) : null;
        (TurnedRed, TurnedRedCount) = Listed(changes.Where(change => change.Now == Level.Red));
        (Recovered, RecoveredCount) = Listed(changes.Where(change => change is { Before: Level.Red or Level.Yellow, Now: Level.Green or Level.Blue }));
        (WentMissing, WentMissingCount) = Listed(changes.Where(change => change.Now == Level.Grey));

        var promises = PromiseStanding.Of(book);
        PromisesKept = CountOf(promises.Count(promise => promise.State == PromiseState.Kept));
        PromisesPending = CountOf(promises.Count(promise => promise.State == PromiseState.Pending));
        PromisesUnverified = CountOf(promises.Count(promise => promise.State == PromiseState.Unverified));
        var broken = promises.Where(promise => promise.State == PromiseState.Broken).ToList();
        PromisesBroken = CountOf(broken.Count);
        BrokenPromises = [.. broken.Take(MostListed).Select(promise => new PromiseView(promise, book.Now))];

        var unanswered = book.Alerts.Where(alert => alert is { State: Alerts.AlertState.Firing, Level: Level.Red or Level.Yellow, Answer: null, LastTold: not null }).OrderBy(alert => alert.Since).ThenBy(alert => alert.Number, StringComparer.Ordinal).ToList();
        UnansweredCount = CountOf(unanswered.Count);
        Unanswered = [.. unanswered.Take(MostListed).Select(alert => new UnansweredView(alert, book.Now))];

        Risk = new RiskView(YearEndRisk.Of(lines), Sum(lines), MostListed);
        Waivers = [.. book.Silences.Where(silence => silence.Kind == Alerts.SilenceKind.Waiver).OrderBy(silence => silence.Until).Select(silence => new WaiverView(silence))];
        WaiverCount = CountOf(Waivers.Count);

        var curve = SpendingCurve.Of(book);
        Curve = [.. curve.Points.Select(point => new CurveView(point))];
        CurveLeftOutCount = CountOf(curve.LeftOutLines);
        CurveLeftOut = curve.LeftOutLines == 0 ? null : Words.Figures.Amount(curve.LeftOut.Fen);
        Bars = [.. BarsOf(lines, entities, limits).Where(bar => bar.Rate is not null).Take(MostEntities)];

        Rollup? Whole_(Judgement? judgement) => judgement is { Positions.Count: > 0 } ? Rollup.Sum("total", null, judgement.Positions, judgement.Rules.General.Lag.Standard) : null;
    }

    public string Name { get; }

    /// <summary>Day that the newest figures speak for, 2024年8月31日.</summary>
    public string? JudgedDay { get; }

    /// <summary>1—8月 of the newest figures; null where nothing is reported.</summary>
    public string? MonthsSoFar { get; }

    public string EntityCount { get; }

    public StandingView Whole { get; }

    /// <summary>Worst first; lights that no line has are left out.</summary>
    public IReadOnlyList<LightView> Lights { get; }

    /// <summary>All of them, worst first.</summary>
    public IReadOnlyList<StandingView> Entities { get; }

    /// <summary>The first few of <see cref="Entities"/>, for a page.</summary>
    public IReadOnlyList<StandingView> Worst { get; }

    /// <summary>How many <see cref="Worst"/> leaves out.</summary>
    public string? MoreEntities { get; }

    /// <summary>Red lines of those.</summary>
    public string? MoreEntitiesRed { get; }

    /// <summary>Months that are compared with, 1—7月; null where there is nothing to compare with.</summary>
    public string? PreviousMonths { get; }

    public IReadOnlyList<ChangeView> TurnedRed { get; }

    public string? TurnedRedCount { get; }

    /// <summary>Were red or yellow and are on schedule.</summary>
    public IReadOnlyList<ChangeView> Recovered { get; }

    public string? RecoveredCount { get; }

    /// <summary>Had a light and cannot be judged now.</summary>
    public IReadOnlyList<ChangeView> WentMissing { get; }

    public string? WentMissingCount { get; }

    /// <summary>The longest open first.</summary>
    public IReadOnlyList<UnansweredView> Unanswered { get; }

    public string? UnansweredCount { get; }

    public string? PromisesKept { get; }

    public string? PromisesBroken { get; }

    public string? PromisesPending { get; }

    /// <summary>Their day has passed, and no figure of that day has come in.</summary>
    public string? PromisesUnverified { get; }

    public IReadOnlyList<PromiseView> BrokenPromises { get; }

    public RiskView Risk { get; }

    public IReadOnlyList<WaiverView> Waivers { get; }

    public string? WaiverCount { get; }

    /// <summary>Twelve months; none where no line can be judged.</summary>
    public IReadOnlyList<CurveView> Curve { get; }

    /// <summary>Lines that are not in the curve.</summary>
    public string? CurveLeftOutCount { get; }

    public string? CurveLeftOut { get; }

    /// <summary>The worst entities; of a single one its categories.</summary>
    public IReadOnlyList<StandingView> Bars { get; }

    private static MailWords Words => MailWords.Chinese;

    private static IEnumerable<StandingView> BarsOf(IReadOnlyList<JudgedPosition> lines, IReadOnlyList<EntityStanding> entities, LagLimits limits) => entities.Count > 1
        ? entities.Select(entity => new StandingView(entity))
        : lines.GroupBy(line => line.Position.Category).OrderBy(group => group.Key).Select(group =>
        {
            var own = group.ToList();
            return new StandingView(group.Key.Name(), Rollup.Sum("category", group.Key.Name(), own, limits), null, null, own.Count(EntityStanding.IsNotReported), Sum(own.Where(EntityStanding.IsNotReported)));
        });

    private static (IReadOnlyList<ChangeView> First, string? Count) Listed(IEnumerable<LightChange> changes)
    {
        var all = changes.ToList();
        return ([.. all.Take(MostListed).Select(change => new ChangeView(change))], CountOf(all.Count));
    }

    private static Money Sum(IEnumerable<JudgedPosition> lines) =>
        lines.Where(line => !line.Position.HasTwoOriginals).Aggregate(Money.Zero, (sum, line) => sum + line.Position.Revised);

    private static string? CountOf(int count) => count > 0 ? Figures.Count(count) : null;
}
