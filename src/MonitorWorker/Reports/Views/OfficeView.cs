using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Reports.Overview;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>All entities together, for whoever leads: where they stand, what moved, what is promised and what is at risk.</summary>
internal sealed class OfficeView
{
    private const int MostListed = 3;
    private const int MostEntities = 4;

    public OfficeView(ReportBook book)
    {
        var (lines, usual) = (book.Now.Positions, book.Now.Rules.General.Lag.Standard);
        var entities = EntityStanding.Of(book);
        EntityCount = Print.Count(entities.Count);
        Whole = new EntityRowView("合计", lines, book.LastPeriod?.Positions ?? [], book.LastYear?.Positions ?? [], usual);
        Lights = [.. LightView.Of(lines)];
        Entities = [.. entities.Select(entity => new EntityRowView(entity, usual))];
        Worst = [.. Entities.Take(MostEntities)];
        MoreEntities = Print.CountIfAny(Math.Max(0, entities.Count - MostEntities));
        MoreEntitiesRed = Print.CountIfAny(entities.Skip(MostEntities).Sum(entity => entity.Lines.Count(line => line.Light == Level.Red)));

        var changes = LightChange.Between(book.LastPeriod, book.Now);
        LastMonths = Print.Months.SoFar(PeriodOf(book.LastPeriod)?.ToString());
        (TurnedRed, TurnedRedCount) = Listed(changes.Where(change => change.Now == Level.Red));
        (Recovered, RecoveredCount) = Listed(changes.Where(change => change is { Before: Level.Red or Level.Yellow, Now: Level.Green or Level.Blue }));
        (WentMissing, WentMissingCount) = Listed(changes.Where(change => change.Now == Level.Grey));

        var promises = PromiseStanding.Of(book).ToLookup(promise => promise.State);
        PromisesKept = Print.CountIfAny(promises[PromiseState.Kept].Count());
        PromisesLate = Print.CountIfAny(promises[PromiseState.Late].Count());
        PromisesBroken = Print.CountIfAny(promises[PromiseState.Broken].Count());
        PromisesPending = Print.CountIfAny(promises[PromiseState.Pending].Count());
        PromisesUnverified = Print.CountIfAny(promises[PromiseState.Unverified].Count());
        BrokenPromises = [.. promises[PromiseState.Broken].Take(MostListed).Select(promise => new PromiseView(promise, book.Now))];

        var unanswered = book.Alerts.Where(alert => alert is { State: AlertState.Firing, Level: Level.Red or Level.Yellow, Answer: null, LastTold: not null, SilencedUntil: null }).OrderBy(alert => alert.Since).ThenBy(alert => alert.Number, StringComparer.Ordinal).ToList();
        UnansweredCount = Print.CountIfAny(unanswered.Count);
        Unanswered = [.. unanswered.Take(MostListed).Select(alert => new UnansweredView(alert, book.Now))];

        Risk = new RiskView(YearEndRisk.Of(lines), Money.Sum(lines.Where(line => !line.Position.HasTwoOriginals).Select(line => line.Position.Revised)), MostListed);
        Waivers = [.. book.Silences.Where(silence => silence.Kind == SilenceKind.Waiver).OrderBy(silence => silence.Until).Select(silence => new OfficeWaiverView(silence, book.Now))];
        WaiverCount = Print.CountIfAny(Waivers.Count);

        var curve = SpendingCurve.Of(book);
        Curve = [.. curve.Points.Select(point => new CurveView(point))];
        CurveLeftOutCount = Print.CountIfAny(curve.LeftOutLines);
        CurveLeftOut = curve.LeftOutLines == 0 ? null : Print.Amount(curve.LeftOut);
        Bars = [.. (entities.Count > 1 ? Entities : ByCategory(lines, usual)).Take(MostEntities)];
        IsTold = book.Alerts.Any(alert => alert.LastTold is not null);
    }

    public string EntityCount { get; }

    /// <summary>All entities together.</summary>
    public EntityRowView Whole { get; }

    /// <summary>Worst first; lights that no line has are left out.</summary>
    public IReadOnlyList<LightView> Lights { get; }

    /// <summary>All of them, those with the most red money first.</summary>
    public IReadOnlyList<EntityRowView> Entities { get; }

    /// <summary>The first few of them, for a page.</summary>
    public IReadOnlyList<EntityRowView> Worst { get; }

    /// <summary>How many the first few leave out; null where none.</summary>
    public string? MoreEntities { get; }

    /// <summary>Red lines of those; null where there is none.</summary>
    public string? MoreEntitiesRed { get; }

    /// <summary>Months that are compared with, 1—7月; null where there is nothing to compare with.</summary>
    public string? LastMonths { get; }

    /// <summary>Lines that are red now and were not, the largest first; at most three.</summary>
    public IReadOnlyList<ChangeView> TurnedRed { get; }

    public string? TurnedRedCount { get; }

    /// <summary>Lines that were red or yellow and are on schedule.</summary>
    public IReadOnlyList<ChangeView> Recovered { get; }

    public string? RecoveredCount { get; }

    /// <summary>Lines that had a light and cannot be judged now.</summary>
    public IReadOnlyList<ChangeView> WentMissing { get; }

    public string? WentMissingCount { get; }

    /// <summary>Red and yellow alerts that nobody has answered, the longest open first; at most three.</summary>
    public IReadOnlyList<UnansweredView> Unanswered { get; }

    public string? UnansweredCount { get; }

    public string? PromisesKept { get; }

    /// <summary>Kept, but not by their day.</summary>
    public string? PromisesLate { get; }

    public string? PromisesBroken { get; }

    public string? PromisesPending { get; }

    /// <summary>Their day has passed, and no figure of that day has come in.</summary>
    public string? PromisesUnverified { get; }

    /// <summary>At most three.</summary>
    public IReadOnlyList<PromiseView> BrokenPromises { get; }

    public RiskView Risk { get; }

    /// <summary>In force, the soonest end first.</summary>
    public IReadOnlyList<OfficeWaiverView> Waivers { get; }

    public string? WaiverCount { get; }

    /// <summary>Twelve months; none where no line can be judged.</summary>
    public IReadOnlyList<CurveView> Curve { get; }

    /// <summary>Lines that are not in the curve; null where all are.</summary>
    public string? CurveLeftOutCount { get; }

    /// <summary>Their revised budget.</summary>
    public string? CurveLeftOut { get; }

    /// <summary>True once people were told of anything: before that nobody can have answered.</summary>
    public bool IsTold { get; }

    /// <summary>The worst entities; of a single one its categories.</summary>
    public IReadOnlyList<EntityRowView> Bars { get; }

    /// <summary>Newest month that was reported.</summary>
    internal static YearMonth? PeriodOf(Judgement? judgement) => judgement?.Positions.Max(line => line.Position.Period);

    private static IEnumerable<EntityRowView> ByCategory(IReadOnlyList<JudgedPosition> lines, LagLimits usual) => lines
        .GroupBy(line => line.Position.Category)
        .OrderBy(category => category.Key)
        .Select(category => new EntityRowView(category.Key.Name(), [.. category], [], [], usual));

    private static (IReadOnlyList<ChangeView> First, string? Count) Listed(IEnumerable<LightChange> changes)
    {
        var all = changes.ToList();
        return ([.. all.Take(MostListed).Select(change => new ChangeView(change))], Print.CountIfAny(all.Count));
    }
}
