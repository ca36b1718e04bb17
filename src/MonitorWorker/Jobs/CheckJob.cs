using System.Globalization;
using Microsoft.Extensions.Logging;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Judges all lines as of a day and stores what changed, with the notices that tell of it.</summary>
public sealed class CheckJob(FactStore facts, AlertStore alerts, MailboxStore mailboxes, YearStore turn, OfficeSettings office, TimeProvider clock, ILogger<CheckJob> log)
{
    private const int Tries = 10;

    /// <summary>
    /// 1. load facts and judge: pure, no lock held; 2. load the memory of alerts and decide; 3. store in one short
    /// transaction, unless another check decided meanwhile: then again from 2. A throw anywhere stores nothing.
    /// </summary>
    /// <exception cref="CheckRefusedException">The day precedes the last stored check.</exception>
    public async Task<CheckResult> RunAsync(DateOnly asOf, bool mayLookBack, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isRehearsal = office.RehearsalTo is not null;
        var runId = Rehearsals.RunId(Guid.CreateVersion7(now), isRehearsal);
        var phases = new PhaseLog(clock, log);
        var (judgement, withheld) = await JudgeAsync(asOf, phases, cancellationToken);
        var rules = judgement.Rules.General;
        if (rules.EffectiveFrom > asOf)
        {
            log.LogWarning(
                CheckEvents.RulesTooNew, "Rule set {RuleSet} is in force from {From:yyyy-MM-dd}, and {AsOf:yyyy-MM-dd} is judged by it: name the set of that day (rules.ruleSet), or correct effectiveFrom",
                rules.Name,
                rules.EffectiveFrom,
                asOf);
        }

        var router = new Router(await facts.LoadContactsAsync(cancellationToken), asOf, office.CatchAll, office.Routes);
        foreach (var (_, address) in router.Outside) log.LogWarning(CheckEvents.OutsideDomain, "Nothing goes to {Address}: its domain is not among mail.allowedDomains; others are told instead", address);
        var past = new RevisedPast(facts, alerts, router, office);
        var years = new OpenYears(facts, office);
        var findings = (await years.JudgedAsync(judgement, cancellationToken)).Select(year => (year.FiscalYear, Notices: new FindingNotices(year, router, withheld, office))).ToList();
        var repliesUnread = await AreRepliesUnreadAsync(now, cancellationToken);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var memory = await alerts.LoadAsync(cancellationToken, isRehearsal);
            phases.Done("load alerts");
            if (memory.LastAsOf > asOf && !mayLookBack)
            {
                throw new CheckRefusedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The last stored check judged {memory.LastAsOf:yyyy-MM-dd}; one of {asOf:yyyy-MM-dd} would turn alerts back. Use --dry-run to look at an earlier day."));
            }

            var earlier = await EarlierYearsAsync(memory, asOf.Year, cancellationToken);
            var decided = new List<CheckDecisions>();
            foreach (var (year, notices) in findings) decided.Add(await Decider(notices, memory, earlier).DecideAsync(year, office.Routes.FollowsUp, cancellationToken));
            foreach (var year in OpenYears.LeftOver(memory, office.Years, asOf))
                decided.Add(Decider(new FindingNotices(await years.FinalAsync(year, cancellationToken), router, withheld, office), memory, earlier).EndYear(year));
            phases.Done("decide");
            List<AlertChange> changes = [.. decided.SelectMany(some => some.Changes)];
            var broken = decided.SelectMany(some => some.Broken).DistinctBy(one => one.Key).ToDictionary();
            var decision = new CheckDecision(runId, asOf, now, rules, memory.Generation, judgement.Positions.Count, judgement.FindingCount, changes)
            {
                Memories = [.. decided.SelectMany(some => some.Memories)],
                BrokenWaivers = broken,
                EndedYear = office.Years.HasEnded(asOf.Year - 1, asOf) ? asOf.Year - 1 : asOf.Year - 2,
                GoesLive = memory.GoesLive,
            };
            var committed = await alerts.TryCommitAsync(decision, cancellationToken);
            phases.Done("commit");
            if (!committed) continue;

            if (memory.GoesLive) log.LogWarning(CheckEvents.GoesLive, "The rehearsal is over: from this check on mails go to the people concerned, who are told of all that is open and that they do not know of");
            foreach (var (waiver, key) in broken)
                log.LogWarning(CheckEvents.WaiverOver, "Waiver {Waiver} is over, because {Alert} is worse than when it was given", waiver, findings.TrueForAll(year => year.Notices.LevelOf(key) == Disclosure.Full) ? key : FindingNotices.Withheld);
            var states = memory.Alerts.Values.ToDictionary(alert => alert.Key, alert => alert.State);
            var before = WithheldNote.Count(states.Select(alert => (alert.Key, alert.Value)), withheld);
            foreach (var change in changes.Concat(decided.SelectMany(some => some.Memories)).Where(change => change.Decision.Memory is not null)) states[change.Key] = change.Decision.Memory!.State;
            var result = new CheckResult(runId, judgement, changes)
            {
                Refused = await facts.LoadProblemsAsync(cancellationToken),
                YearHasEnded = judgement.FiscalYear is { } judged && office.Years.HasEnded(judged, asOf),
                Withheld = withheld,
                WithheldOpen = WithheldNote.Count(states.Select(alert => (alert.Key, alert.Value)), withheld),
                WithheldBefore = before,
            };
            log.LogInformation(
                CheckEvents.Checked, "Check {Run} as of {AsOf:yyyy-MM-dd} by rule set {RuleSet}: {Positions} lines, {Breaches} findings, {Changes} changes, {Notices} notices",
                runId,
                asOf,
                rules.Name,
                judgement.Positions.Count,
                judgement.Breaches.Count(),
                changes.Count,
                changes.Sum(change => change.Notices.Count));
            return result;
        }

        throw new InvalidOperationException($"Another process decided {Tries} checks in a row; stop one of the two and check again.");

        AlertDecider Decider(FindingNotices notices, AlertBook memory, PastYears earlier) =>
            new(notices, memory, past, office.Workdays, office.Years, earlier, asOf, repliesUnread, log) { HaveLeadersSummaries = office.LeadersHaveSummaries };
    }

    /// <summary>Of an office in its first year there is nothing to load.</summary>
    private async Task<PastYears> EarlierYearsAsync(AlertBook memory, int year, CancellationToken cancellationToken) =>
        memory.LastNumbers.Keys.Any(known => known < year)
            ? new PastYears(await turn.LoadChainAsync(cancellationToken), memory.Alerts.Values.Select(alert => (alert.Key, alert.Number, alert.State, alert.Level, alert.Episode)))
            : PastYears.None;

    /// <summary>By the day on which the check runs, whatever day it judges.</summary>
    private async Task<bool> AreRepliesUnreadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (office.Mailbox is not { } mailbox || (await mailboxes.LoadAsync(mailbox, cancellationToken)).FailingSince is not { } since) return false;
        var unread = FollowUp.AreRepliesUnread(office.Today(since), office.Workdays, office.Today(now));
        if (unread) log.LogWarning(CheckEvents.NothingEscalates, "{Mailbox} cannot be read since {Since:u}: nothing escalates for want of an answer", mailbox, since);
        return unread;
    }

    /// <summary>By itself, so that the facts, which are far more than what was found, are not held until the decisions are stored.</summary>
    private async Task<(Judgement Judgement, WithheldProjects Withheld)> JudgeAsync(DateOnly asOf, PhaseLog phases, CancellationToken cancellationToken)
    {
        var known = await facts.LoadAsync(asOf, cancellationToken);
        phases.Done("load facts");
        var withheld = (await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken)).Over(known);
        return (Judgement.Of(known, office.Rules, asOf, phases.Done), withheld);
    }
}
