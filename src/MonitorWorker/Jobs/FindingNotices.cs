using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>One finding with who would be told of it now, and what the mail would say.</summary>
/// <param name="EntityCode">Whose it is; null or empty where it is not one entity's.</param>
/// <param name="JudgedDay">Day for which its figures speak; null where it has none.</param>
/// <param name="Rules">The rule set that judged it.</param>
/// <param name="Route">How it is told at a level, and to whom.</param>
/// <param name="Next">Who is told at a step of an escalation.</param>
internal sealed record TellableFinding(
    Finding Finding,
    string? EntityCode,
    DateOnly? JudgedDay,
    RuleSet Rules,
    Func<Level, Routed> Route,
    Func<EscalationStep, IReadOnlyList<Recipient>> Next,
    FreezeNotice Notice)
{
    /// <summary>The budget line that it stands with; null of indicators and statements.</summary>
    public JudgedPosition? Line { get; init; }

    /// <summary>What else was found of the same line.</summary>
    public IEnumerable<Finding> Beside => Line is null ? [] : Line.Breaches.Where(breach => breach.Rule != Finding.Rule);

    /// <summary>May whoever reads mails at an address be shown it?</summary>
    public required Func<string, bool> IsSeenAt { get; init; }

    /// <summary>Since when whoever reads mails at an address has had to do with it; null where that is always.</summary>
    public required Func<string, DateOnly?> InOfficeSince { get; init; }

    /// <summary>Those of the people who were told that may be told more; where all have left, those who are told today.</summary>
    public IReadOnlyList<Recipient> Still(IReadOnlyList<Recipient> told, Level level) =>
        told.Where(recipient => IsSeenAt(recipient.Address)).ToList() is { Count: > 0 } still ? still : Route(level).Recipients;
}

/// <summary>Freezes the figures for one person.</summary>
/// <param name="level">Level after the decision.</param>
/// <param name="before">Level before it; null where there was none.</param>
/// <param name="number">预警编号; null where there is no alert.</param>
internal delegate NewNotice FreezeNotice(Recipient recipient, string reason, Level level, Level? before, string? number);

/// <summary>Makes all findings of a judgement tellable, alike, whatever they are about.</summary>
internal sealed class FindingNotices(Judgement judgement, Router router, OfficeSettings office)
{
    private readonly Snapshots _snapshots = new(office.Zone, office.Years);

    /// <summary>All breaches, and what else was found that is of interest.</summary>
    /// <param name="isOfInterest">Asked of rule and subject; that a rule is kept interests nobody but its alert.</param>
    public IEnumerable<TellableFinding> Of(Func<string, IFindingSubject, bool> isOfInterest) => judgement.Positions
        .SelectMany(judged => judged.FindingsWhere(rule => isOfInterest(rule, judged.Position.Key)).Select(finding => OfLine(judged, finding)))
        .Concat(judgement.Goals.SelectMany(judged => OfGoals(judged, isOfInterest)))
        .Concat(judgement.Statements.Where(verdict => IsToTell(verdict.Finding, isOfInterest)).Select(OfStatement));

    /// <summary>A line about which nothing was found, for a digest.</summary>
    public LineSnapshot Quiet(JudgedPosition judged) => _snapshots.Of(judged, NoticeReason.Digest, null, judged.Light, null, null);

    /// <summary>
    /// What an open alert comes to that nothing judges any more. Nobody is told where the same is found of the project under another
    /// key: that finding tells itself.
    /// </summary>
    /// <returns>The finding, and how to say it, null where it is said to nobody; no finding where nothing can be said: no data is not good news.</returns>
    public (Finding? Finding, FreezeNotice? Notice) Closed(string key)
    {
        var former = new FormerSubject(key);
        var lines = former.Line is var (entity, project) ? judgement.LinesOf(entity, project) : [];
        var now = lines.SelectMany(judged => judged.FindingsWhere(rule => rule == former.Rule)).Where(found => found.Rule == former.Rule).ToList();
        if (now.Count > 0 && now.TrueForAll(found => found.Outcome == Outcome.Unknown)) return (null, null);
        former = former with { IsJudgedOtherwise = now.Count > 0 };
        var finding = new Finding(
            former.Rule,
            Outcome.Clear,
            Level.Green,
            former,
            former.IsJudgedOtherwise ? "这个项目的资金来源现在合起来或分开判断，按新的口径没有这个问题" : "规则集已不再判断这一项",
            "不再判断",
            new Dictionary<string, string?>(),
            lines.Count > 0 ? lines[0].Position.Source : new SourceRef("", "", 0, default));
        return lines.Count == 0 || now.Exists(found => found.Outcome == Outcome.Breached)
            ? (finding, null)
            : (finding, (recipient, reason, level, before, number) => new NewNotice(recipient, reason, [_snapshots.Of(lines[0], reason, finding, level, before, number)]));
    }

    /// <summary>What is left to say of an alert of a year that is over where its final figures say nothing of it.</summary>
    public static Finding Gone(string key)
    {
        var former = new FormerSubject(key);
        return new Finding(former.Rule, Outcome.Unknown, Level.Grey, former, "年度已经结束，这一项没有最后的数据", "不再判断", new Dictionary<string, string?>(), new SourceRef("", "", 0, default));
    }

    /// <summary>Those who were told of an alert that nothing judges any more and may still see its line; where all have left, those who are told today.</summary>
    public IReadOnlyList<Recipient> Still(string key, IReadOnlyList<Recipient> told)
    {
        var former = new FormerSubject(key);
        if (former.Line is not var (entity, project) || judgement.LinesOf(entity, project) is not [var judged, ..]) return [];
        var still = told.Where(recipient => router.Sees(recipient.Address, judged.Position)).ToList();
        return still.Count > 0 || told.Count == 0 ? still : router.For(former.Rule, judged.Position);
    }

    /// <inheritdoc cref="Router.LeadsOnly"/>
    public bool LeadsOnly(string address) => router.LeadsOnly(address);

    /// <inheritdoc cref="Router.AsOfToday"/>
    public Recipient AsOfToday(Recipient told) => router.AsOfToday(told);

    /// <summary>May an address be mailed at all: whoever has left is told nothing more, good news neither.</summary>
    public bool Reaches(string address) => router.Reaches(address);

    /// <summary>May whoever reads mails at an address be shown what an alert was about that nothing judges any more?</summary>
    public bool IsSeenAt(string address, string key) => new FormerSubject(key).Line is var (entity, project)
        && judgement.LinesOf(entity, project) is [var judged, ..] && router.Sees(address, judged.Position);

    private static bool IsToTell(Finding finding, Func<string, IFindingSubject, bool> isOfInterest) =>
        finding.Outcome == Outcome.Breached || isOfInterest(finding.Rule, finding.Subject);

    private TellableFinding OfLine(JudgedPosition judged, Finding finding) => new(
        finding,
        judged.Position.Key.EntityCode,
        judged.Position.JudgedDay,
        judged.Rules,
        level => router.RouteLine(finding.Rule, level, judged.Position),
        step => router.ForStep(step, judged.Position, judged.Position.Key.EntityCode),
        (recipient, reason, level, before, number) => new NewNotice(recipient, reason, [_snapshots.Of(judged, reason, finding, level, before, number)]))
    {
        Line = judged,
        IsSeenAt = address => router.Sees(address, judged.Position),
        InOfficeSince = address => router.InOfficeSince(address, judged.Position),
    };

    /// <summary>What is found about a project's goals as a whole stands with its money where that is one line.</summary>
    private IEnumerable<TellableFinding> OfGoals(JudgedGoals judged, Func<string, IFindingSubject, bool> isOfInterest)
    {
        var lines = judgement.LinesOf(judged.Goals.Key);
        return judged.Verdicts.Where(verdict => IsToTell(verdict.Finding, isOfInterest)).Select(verdict => verdict.Indicator is null && lines.Count == 1
            ? OfLine(lines[0], verdict.Finding)
            : new TellableFinding(
                verdict.Finding,
                judged.Goals.Key.EntityCode,
                judged.Goals.Month?.LastDay,
                judged.Rules,
                level => router.RouteLine(verdict.Finding.Rule, level, lines[0].Position),
                step => router.ForStep(step, lines[0].Position, judged.Goals.Key.EntityCode),
                (recipient, reason, level, before, number) =>
                    new NewNotice(recipient, reason, []) { Indicators = [_snapshots.Of(verdict, judged, judgement.AsOf, reason, level, before, number)] })
            {
                IsSeenAt = address => router.Sees(address, lines[0].Position),
                InOfficeSince = address => router.InOfficeSince(address, lines[0].Position),
            });
    }

    private TellableFinding OfStatement(StatementVerdict verdict) => new(
        verdict.Finding,
        verdict.EntityCode,
        verdict.Compared.Month.LastDay,
        judgement.Rules.General,
        level => router.RouteStatement(verdict.Finding.Rule, level, verdict.EntityCode),
        step => router.ForStep(step, null, verdict.EntityCode),
        (recipient, reason, level, before, number) =>
            new NewNotice(recipient, reason, []) { Statements = [_snapshots.Of(verdict, judgement.Rules.General, reason, level, before, number)] })
    {
        IsSeenAt = address => router.SeesStatement(address, verdict.EntityCode),
        InOfficeSince = address => router.InOfficeSinceOfStatement(address, verdict.EntityCode),
    };
}
