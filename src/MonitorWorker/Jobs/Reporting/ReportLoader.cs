using System.Reflection;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Reports;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Reporting;

/// <summary>Loads everything that reports are made of, as of a day. Alerts and what people said of them are as the last stored check left them.</summary>
public sealed class ReportLoader(FactStore facts, ImportLedger imports, CaseBook alerts, OverlayStore overlays, ReportStore more, OfficeSettings office, TimeProvider clock)
{
    /// <summary>As builds name themselves.</summary>
    public static string ProgramVersion { get; } = typeof(ReportLoader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public async Task<ReportBook> LoadAsync(DateOnly asOf, CancellationToken cancellationToken)
    {
        var known = await facts.LoadAsync(asOf, cancellationToken);
        var now = Judgement.Of(known, office.Rules, asOf);
        var newest = now.Positions.Max(judged => judged.Position.Period);
        return new ReportBook
        {
            Now = now,
            LastPeriod = EachAt(now, period => period.Month > 1 ? Judgement.Of(known, office.Rules, new YearMonth(period.Year, period.Month - 1).LastDay) : null),
            LastYear = newest is null ? null : await LastYearAsync(now, known, cancellationToken),
            Facts = known,
            Alerts = now.FiscalYear is { } year ? await AlertsAsync(now, year, asOf, cancellationToken) : [],
            Silences = [.. (await overlays.ListAsync(cancellationToken)).Where(entry => entry.EndedAt is null && entry.Silence.Holds(asOf)).Select(entry => entry.Silence).OrderBy(silence => silence.Until)],
            Sources = await SourcesAsync(known, cancellationToken),
            Refused = [.. (await facts.LoadProblemsAsync(cancellationToken)).GroupBy(problem => problem.File).Select(file => (file.Key, file.Select(refused => (refused.Problem.Sheet, refused.Problem.Row)).Distinct().Count()))],
            Held = [.. (await imports.ListAsync(cancellationToken)).Where(import => import.State == Storage.Rows.ImportState.Held).OrderBy(import => import.Id).Select(import => new HeldFile(import.File, import.HeldReason ?? ""))],
            Years = office.Years,
            Texts = office.Texts,
            OfficeName = office.OfficeName,
            MadeAt = Local(clock.GetUtcNow()),
            Version = ProgramVersion,
        };
    }

    /// <summary>Null where no budget of that year is known: the newest one before it is no comparison.</summary>
    private async Task<Judgement?> LastYearAsync(Judgement now, BudgetFacts known, CancellationToken cancellationToken)
    {
        var year = now.FiscalYear!.Value - 1;
        var before = await facts.LoadAsync(new DateOnly(year, 12, 31), cancellationToken);
        if (!before.Lines.Any(line => line.FiscalYear == year)) return null;
        var then = EachAt(now, period => Judgement.Of(before, office.Rules, new YearMonth(year, period.Month).LastDay));
        return then is null ? null : UnderCodesOf(new Successors(known.Lines), then);
    }

    /// <summary>A project that goes on under another code is compared with itself.</summary>
    private static Judgement UnderCodesOf(Successors now, Judgement then) => then with
    {
        Positions = [.. then.Positions.Select(line => now.Of(line.Position.Key.EntityCode, line.Position.Key.ProjectCode) is var code && code == line.Position.Key.ProjectCode
            ? line
            : line with { Position = line.Position with { Key = line.Position.Key with { ProjectCode = code } } })],
    };

    /// <summary>Entities report at their own pace: each is compared with a time that its own newest month asks for.</summary>
    /// <param name="then">What is judged for those whose newest month this is; null is nothing to compare with.</param>
    private static Judgement? EachAt(Judgement now, Func<YearMonth, Judgement?> then)
    {
        var judged = now.Positions.Where(line => line.Position.Period is not null)
            .GroupBy(line => line.Position.Period!.Value, line => line.Position.Key.EntityCode)
            .OrderByDescending(period => period.Key)
            .Select(period => (Entities: period.ToHashSet(), Judgement: then(period.Key)))
            .Where(period => period.Judgement is not null)
            .ToList();
        return judged.Count == 0 ? null : judged[0].Judgement! with
        {
            Positions = [.. judged.SelectMany(period => period.Judgement!.Positions.Where(line => period.Entities.Contains(line.Position.Key.EntityCode)))],
            Goals = [.. judged.SelectMany(period => period.Judgement!.Goals.Where(goals => period.Entities.Contains(goals.Goals.Key.EntityCode)))],
        };
    }

    private async Task<IReadOnlyList<ReportAlert>> AlertsAsync(Judgement now, int year, DateOnly asOf, CancellationToken cancellationToken)
    {
        var statements = now.Statements.DistinctBy(KeyOf).ToDictionary(KeyOf, verdict => verdict.EntityCode);
        var answers = await more.LoadAnswersAsync(year, cancellationToken);
        return
        [
            .. (await alerts.ListAsync(asOf, cancellationToken))
                .Where(alert => new FormerSubject(alert.Key).FiscalYear == year)
                .Select(alert => new ReportAlert(
                    alert.Key,
                    alert.Number,
                    alert.Rule,
                    new FormerSubject(alert.Key).Line?.Entity ?? statements.GetValueOrDefault(alert.Key),
                    alert.Project.Length == 0 ? null : alert.Project,
                    alert.Level,
                    alert.State,
                    alert.Since)
                {
                    Answer = answers.GetValueOrDefault(alert.Key),
                    Acknowledged = alert.Acknowledged,
                    Dispute = alert.Disputed,
                    SilencedUntil = alert.SilencedUntil,
                    LastTold = alert.LastTold is { } told ? Local(told) : null,
                }),
        ];

        static string KeyOf(StatementVerdict verdict) => AlertKey.For(verdict.Finding.Rule, verdict.Finding.Subject);
    }

    /// <summary>The files that facts of the year came from; one that was handed in twice is there in each of its versions.</summary>
    private async Task<IReadOnlyList<SourceFile>> SourcesAsync(BudgetFacts known, CancellationToken cancellationToken)
    {
        IEnumerable<SourceRef>[] rows =
        [
            known.Lines.Select(fact => fact.Source), known.Adjustments.Select(fact => fact.Source), known.Executions.Select(fact => fact.Source), known.StatedOutturns.Select(fact => fact.Source),
            known.PlanPoints.Select(fact => fact.Source), known.Indicators.Select(fact => fact.Source), known.IndicatorReadings.Select(fact => fact.Source), known.StatedFigures.Select(fact => fact.Source),
            known.SheetTotals.Select(fact => fact.Source), known.LastYear.Select(fact => fact.Source), known.MonitoringTasks.Select(fact => fact.Source),
        ];
        var used = rows.SelectMany(sources => sources).Select(source => (source.File, source.ImportedAt)).ToHashSet();
        return
        [
            .. (await imports.ListAsync(cancellationToken))
                .Where(import => import.State == Storage.Rows.ImportState.Imported && used.Contains((import.File, import.ImportedAt)))
                .OrderBy(import => import.Id)
                .Select(import => new SourceFile(import.File, import.Sha256, Local(import.ImportedAt), import.Accepted, import.Refused)),
        ];
    }

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, office.Zone);
}
