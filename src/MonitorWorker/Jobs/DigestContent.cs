using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>One thing that a digest can tell: an open finding, or a line about which nothing was found.</summary>
/// <param name="EntityCode">Null or empty where it is of no one entity.</param>
/// <param name="Level">Of the finding; null where nothing was found.</param>
/// <param name="Alert">Null where nobody was told: it could not be looked up.</param>
/// <param name="Frozen">Its figures.</param>
/// <param name="IsSeenAt">May whoever reads mails at an address be shown it?</param>
internal sealed record DigestItem(string? EntityCode, string? Section, string? ProjectCode, Level? Level, Alert? Alert, NewNotice Frozen, Func<string, bool> IsSeenAt)
{
    /// <summary>What a mail to an address may say of it.</summary>
    public required Func<string, Disclosure> LevelAt { get; init; }
}

/// <summary>Where everything stands, frozen once for all who are told a part of it.</summary>
internal sealed class DigestContent
{
    private const int MostMovements = 5;
    private const int MostLongest = 3;

    private readonly Judgement _judgement;
    private readonly Router _router;
    private readonly IReadOnlyDictionary<string, Answer> _answers;
    private readonly Overlays _overlays;

    /// <param name="nobody">Stands for the recipient while nobody is chosen.</param>
    public DigestContent(Judgement judgement, FindingNotices findings, Router router, AlertBook memory, Recipient nobody)
    {
        (_judgement, _router, _answers, _overlays) = (judgement, router, memory.Overlays.Answers, memory.Overlays);
        Items =
        [
            .. findings.Of((_, _) => false).Select(tellable =>
            {
                var alert = memory.Alerts.GetValueOrDefault(AlertKey.For(tellable.Finding.Rule, tellable.Finding.Subject)) is { Told: not null } told ? told : null;
                var frozen = tellable.Notice(nobody, NoticeReason.Digest, tellable.Finding.Level, null, alert?.Number);
                if (alert is not null) frozen = frozen.Dated(alert.Since, null);
                if (alert is not null && Heard.Of(_overlays, alert.Key, judgement.AsOf) is { } heard) frozen = frozen.With(new NoticeDetails { Heard = heard });
                var section = frozen.Lines.Select(line => line.Section).Concat(frozen.Indicators.Select(indicator => indicator.Section)).FirstOrDefault();
                return new DigestItem(tellable.EntityCode, section, tellable.Finding.Subject.ProjectCode, tellable.Finding.Level, alert, frozen, tellable.IsSeenAt) { LevelAt = tellable.LevelAt };
            }),
            .. judgement.Positions.Where(judged => judged.Breaches.Count == 0).Select(judged => new DigestItem(
                judged.Position.Key.EntityCode,
                judged.Position.Section,
                judged.Position.Key.ProjectCode,
                null,
                null,
                new NewNotice(nobody, NoticeReason.Digest, [findings.Quiet(judged)]),
                address => router.Sees(address, judged.Position))
            {
                LevelAt = address => router.LevelAt(address, judged.Position),
            }),
        ];
    }

    public IReadOnlyList<DigestItem> Items { get; }

    public static NewNotice Notice(Recipient reader, IReadOnlyList<DigestItem> items, DigestNote note) =>
        new(reader, NoticeReason.Digest, [.. items.SelectMany(item => item.Frozen.Lines)])
        {
            Indicators = [.. items.SelectMany(item => item.Frozen.Indicators)],
            Statements = [.. items.SelectMany(item => item.Frozen.Statements)],
            Note = note,
        };

    public SummarySnapshot Summary(LeaderPart leader, DigestHistory past)
    {
        // A sum with hidden money in it would tell of it.
        var address = leader.Recipient.Address;
        var items = Items.Where(item => leader.Covers(item.EntityCode, item.Section, item.ProjectCode) && item.LevelAt(address) == Disclosure.Full).ToList();
        var open = items.Where(item => item is { Level: Level.Red or Level.Yellow, Alert.State: AlertState.Firing }).ToList();
        var moved = past.Changed
            .Select(change => (Key: new FormerSubject(change.Key), change.Value.Before, change.Value.Now))
            .Where(change => change.Before != change.Now && (change.Key.FiscalYear == _judgement.FiscalYear) && Covers(leader, change.Key) && IsFull(change.Key, address))
            .OrderByDescending(change => change.Now > change.Before ? change.Now : change.Before)
            .ThenBy(change => change.Key.Key, StringComparer.Ordinal)
            .ToList();
        return SummarySnapshot.Of(
            NameOf(leader, items),
            LineFolding.Fold([.. items.SelectMany(item => item.Frozen.Lines)]),
            [.. items.SelectMany(item => item.Frozen.Statements)],
            [.. items.SelectMany(item => item.Frozen.Indicators)]) with
        {
            Withheld = _judgement.Positions.Where(judged => leader.Covers(judged.Position.Key.EntityCode, judged.Position.Section, judged.Position.Key.ProjectCode)
                    && _router.LevelAt(address, judged.Position) != Disclosure.Full)
                .Select(judged => (judged.Position.Key.EntityCode, judged.Position.Key.ProjectCode)).Distinct().Count(),
            HasPrevious = past.Since is not null,
            Worse = Movements([.. moved.Where(change => change.Now > change.Before)]),
            Better = Movements([.. moved.Where(change => change.Now < change.Before)]),
            Open = open.Count,
            Unanswered = open.Count(item => !_answers.ContainsKey(item.Alert!.Key)),
            LongUnanswered = [.. open.Where(item => FollowUp.IsLongUnanswered(item.Alert!)).Select(item => item.Alert!.Number).Order(StringComparer.Ordinal)],
            Longest =
            [
                .. open.OrderBy(item => item.Alert!.Since)
                    .ThenByDescending(item => item.Level)
                    .ThenBy(item => item.Alert!.Number, StringComparer.Ordinal)
                    .Take(MostLongest)
                    .Select(item => new OpenAlert(
                        NameOf(new FormerSubject(item.Alert!.Key)), new FormerSubject(item.Alert.Key).Rule, item.Alert.Level.Code(), item.Alert.Since, item.Alert.Number)
                    {
                        Heard = Heard.Of(_overlays, item.Alert.Key, _judgement.AsOf),
                    }),
            ],
        };
    }

    private Movements Movements(List<(FormerSubject Key, Level Before, Level Now)> moved) => new(
        moved.Count,
        [.. moved.Take(MostMovements).Select(change => new Movement(NameOf(change.Key), change.Key.Rule, change.Before.Code(), change.Now.Code()))]);

    /// <summary>What is about no line is of the whole office.</summary>
    private bool Covers(LeaderPart leader, FormerSubject key) => key.Line is var (entity, project)
        ? leader.Covers(entity, _judgement.LinesOf(entity, project).Select(line => line.Position.Section).FirstOrDefault(), project)
        : leader.IsWhole;

    /// <summary>What is about no line is named by nothing but its kind.</summary>
    private bool IsFull(FormerSubject key, string address) => key.Line is not var (entity, project)
        ? _router.GetsAll(address)
        : _judgement.LinesOf(entity, project) is [var line, ..] && _router.LevelAt(address, line.Position) == Disclosure.Full;

    private string NameOf(FormerSubject key) => key.Line is var (entity, project)
        ? _judgement.LinesOf(entity, project).Select(line => line.Position.ProjectName).FirstOrDefault() ?? project
        : "填报数";

    private string NameOf(LeaderPart leader, List<DigestItem> items) => leader.IsWhole
        ? "全部单位"
        : string.Join('、', leader.Rows
            .Select(row => row.ProjectCode is { } project ? items.Find(item => item.ProjectCode == project)?.Frozen.Lines.Select(line => line.ProjectName).FirstOrDefault() ?? "负责的项目"
                : row.Section ?? _judgement.Positions.FirstOrDefault(judged => judged.Position.Key.EntityCode == row.EntityCode)?.Position.EntityName ?? row.EntityCode!)
            .Distinct());
}
