using MonitorWorker.Alerts;
using MonitorWorker.Calendar;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>The silences in force as digests list them, the soonest end first.</summary>
internal sealed class SilenceList(IReadOnlyList<Silence> inForce, Judgement judgement, AlertBook memory, WorkdayCalendar workdays)
{
    /// <summary>Those that keep back something of a part; one that names no line is of every part.</summary>
    /// <param name="covers">Asked of entity, section and project.</param>
    public IReadOnlyList<SilenceSnapshot> For(Func<string?, string?, string?, bool> covers) =>
    [
        .. inForce.Where(silence => IsOfPart(silence.Scope, covers))
            .OrderBy(silence => silence.Until)
            .ThenBy(silence => silence.Id)
            .Select(silence => (Silence: silence, Cover: CoverOf(silence.Scope)))
            .Select(listed => new SilenceSnapshot(
                listed.Silence.Id,
                listed.Silence.Kind == SilenceKind.Waiver,
                SilenceWords.Of(listed.Cover),
                listed.Silence.Author,
                listed.Silence.Reason,
                listed.Silence.From,
                listed.Silence.Until,
                workdays.WorkdaysBetween(judgement.AsOf, listed.Silence.Until).Value <= Silence.EndsSoon)
            {
                Cover = listed.Cover,
            }),
    ];

    private static (string? Entity, string? Project) LineOf(SilenceScope scope) =>
        scope.AlertKey is { } key && new FormerSubject(key).Line is var (entity, project) ? (entity, project) : (scope.Entity, scope.Project);

    private bool IsOfPart(SilenceScope scope, Func<string?, string?, string?, bool> covers)
    {
        var (entity, project) = LineOf(scope);
        if (entity is null && project is null) return true;
        return judgement.Positions.Any(judged =>
            (entity is null || judged.Position.Key.EntityCode == entity)
            && (project is null || judged.Position.Key.ProjectCode == project)
            && covers(judged.Position.Key.EntityCode, judged.Position.Section, judged.Position.Key.ProjectCode));
    }

    private SilenceCover CoverOf(SilenceScope scope)
    {
        var (entity, project) = LineOf(scope);
        var line = judgement.Positions.FirstOrDefault(judged =>
            (entity is null || judged.Position.Key.EntityCode == entity) && (project is null || judged.Position.Key.ProjectCode == project))?.Position;
        string?[] names =
        [
            scope.AlertKey is { } key ? memory.Alerts.GetValueOrDefault(key)?.Number ?? key : null,
            scope.Entity is null ? null : line?.EntityName ?? scope.Entity,
            project is null ? null : line?.ProjectName ?? project,
        ];
        return new SilenceCover([.. names.OfType<string>()], scope.AlertKey is { } about ? new FormerSubject(about).Rule : scope.Rule, scope.Level?.Code());
    }
}
