using System.Text.Json;
using MonitorWorker.Alerts;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>One notice as a mail tells it.</summary>
internal sealed record ToldNotice(
    NoticeRow Row, IReadOnlyList<LineSnapshot> Lines, IReadOnlyList<StatementSnapshot> Statements, IReadOnlyList<IndicatorSnapshot> Indicators);

/// <summary>
/// What one mail tells a person of the notices that have come together for it. An alert that changed several times is told once: as it is now,
/// beside the level that the person knew before. One that is again what the person knew is not told. In a digest of everything a change stands
/// in place of what the digest says of the same alert.
/// </summary>
/// <param name="Covered">Told by the same mail, since a later notice of their alert is.</param>
/// <param name="CameAndWent">Of each alert that is not told, the notices that cancel each other out.</param>
internal sealed record Bundle(IReadOnlyList<ToldNotice> Told, IReadOnlyList<long> Covered, IReadOnlyList<IReadOnlyList<long>> CameAndWent)
{
    /// <param name="notices">With their transitions, oldest first.</param>
    public static Bundle Of(IReadOnlyList<NoticeRow> notices)
    {
        var told = new List<ToldNotice>();
        var covered = new List<long>();
        var cameAndWent = new List<IReadOnlyList<long>>();
        foreach (var about in notices.GroupBy(notice => (Alert: notice.Transition?.AlertId, Alone: notice.Transition is null ? notice.Id : 0)))
        {
            var changes = about.ToList();
            if (changes.Count > 1 && IsAsBefore(changes))
            {
                cameAndWent.Add([.. changes.Select(notice => notice.Id)]);
                continue;
            }

            told.Add(changes.Count == 1 ? Read(changes[0]) : ReadLast(changes));
            covered.AddRange(changes.SkipLast(1).Select(notice => notice.Id));
        }

        return new Bundle([.. Once(told).OrderBy(notice => notice.Row.Id)], covered, cameAndWent);
    }

    private static IEnumerable<ToldNotice> Once(List<ToldNotice> told)
    {
        var changed = told.Where(notice => notice.Row.Transition is not null)
            .SelectMany(notice => notice.Lines.Select(line => line.Number)
                .Concat(notice.Statements.Select(statement => statement.Number))
                .Concat(notice.Indicators.Select(indicator => indicator.Number)))
            .OfType<string>()
            .ToHashSet();
        return changed.Count == 0 ? told : told.Select(notice => notice.Row.Transition is not null ? notice : notice with
        {
            Lines = [.. notice.Lines.Where(line => !IsChanged(line.Number))],
            Statements = [.. notice.Statements.Where(statement => !IsChanged(statement.Number))],
            Indicators = [.. notice.Indicators.Where(indicator => !IsChanged(indicator.Number))],
        });

        bool IsChanged(string? number) => number is not null && changed.Contains(number);
    }

    private static Level Before(List<NoticeRow> changes) => changes[0].Transition!.From ?? Level.Green;

    private static Level Now(List<NoticeRow> changes) => changes[^1].Transition! is { Kind: not TransitionKind.Resolved } last ? last.To : Level.Green;

    /// <summary>A reminder of what is open is told although no level has changed.</summary>
    private static bool IsAsBefore(List<NoticeRow> changes) =>
        Before(changes) == Now(changes)
        && (Now(changes) == Level.Green || changes.TrueForAll(notice => notice.Transition!.Kind is TransitionKind.Opened or TransitionKind.Raised or TransitionKind.Lowered or TransitionKind.Resolved));

    private static ToldNotice ReadLast(List<NoticeRow> changes)
    {
        var (before, now, last) = (Before(changes), Now(changes), Read(changes[^1]));
        var reason = before == Level.Green ? NoticeReason.FirstNotice
            : last.Row.Transition!.Kind == TransitionKind.Corrected ? last.Row.Reason
            : now == Level.Green ? NoticeReason.Resolved
            : now > before ? NoticeReason.Raised
            : now < before ? NoticeReason.Lowered
            : last.Row.Reason;
        var previous = changes[0].Transition!.From?.Code();
        return last with
        {
            Lines = [.. last.Lines.Select(line => line with { Reason = reason, PreviousLevel = previous })],
            Statements = [.. last.Statements.Select(statement => statement with { Reason = reason, PreviousLevel = previous })],
            Indicators = [.. last.Indicators.Select(indicator => indicator with { Reason = reason, PreviousLevel = previous })],
        };
    }

    private static ToldNotice Read(NoticeRow row) => new(row, Read<LineSnapshot>(row.Lines), Read<StatementSnapshot>(row.Statements), Read<IndicatorSnapshot>(row.Indicators));

    private static List<T> Read<T>(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<T>>(json, StoredJson.Options)!;
}
