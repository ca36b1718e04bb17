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
            .Select(silence => new SilenceSnapshot(
                silence.Id,
                silence.Kind == SilenceKind.Waiver,
                Words(silence.Scope),
                silence.Author,
                silence.Reason,
                silence.From,
                silence.Until,
                workdays.WorkdaysBetween(judgement.AsOf, silence.Until).Value <= Silence.EndsSoon)),
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

    private string Words(SilenceScope scope)
    {
        var (entity, project) = LineOf(scope);
        var line = judgement.Positions.FirstOrDefault(judged =>
            (entity is null || judged.Position.Key.EntityCode == entity) && (project is null || judged.Position.Key.ProjectCode == project))?.Position;
        string?[] words =
        [
            scope.AlertKey is { } key ? memory.Alerts.GetValueOrDefault(key)?.Number ?? key : null,
            scope.Entity is null ? null : line?.EntityName ?? scope.Entity,
            project is null ? null : line?.ProjectName ?? project,
            (scope.AlertKey is { } about ? new FormerSubject(about).Rule : scope.Rule) is { } rule ? SilenceWords.Rule(rule) : null,
            scope.Level is { } level ? SilenceWords.UpTo(level) : null,
        ];
        return string.Join(' ', words.OfType<string>());
    }
}
