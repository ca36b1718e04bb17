using System.Globalization;
using Microsoft.Extensions.Logging;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Judges all lines as of a day and stores what changed, with the notices that tell of it.</summary>
public sealed class CheckJob(FactStore facts, AlertStore alerts, MailboxStore mailboxes, OfficeSettings office, TimeProvider clock, ILogger<CheckJob> log)
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
        var runId = Guid.CreateVersion7(now).ToString("N");
        var phases = new PhaseLog(clock, log);
        var (judgement, withheld) = await JudgeAsync(asOf, phases, cancellationToken);
        var rules = judgement.Rules.General;
        if (rules.EffectiveFrom > asOf)
        {
            log.LogWarning(
                "Rule set {RuleSet} is in force from {From:yyyy-MM-dd}, and {AsOf:yyyy-MM-dd} is judged by it: name the set of that day (rules.ruleSet), or correct effectiveFrom",
                rules.Name,
                rules.EffectiveFrom,
                asOf);
        }

        var router = new Router(await facts.LoadContactsAsync(cancellationToken), asOf, office.CatchAll, office.Routes);
        foreach (var (name, address) in router.Outside) log.LogWarning("{Name} is not told at {Address}: its domain is not among mail.allowedDomains; others are told instead", name, address);
        var findings = new FindingNotices(judgement, router, withheld, office.Zone);
        var past = new RevisedPast(facts, alerts, office.Rules, router, office.Zone);
        var repliesUnread = await AreRepliesUnreadAsync(now, cancellationToken);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var memory = await alerts.LoadAsync(cancellationToken);
            phases.Done("load alerts");
            if (memory.LastAsOf > asOf && !mayLookBack)
            {
                throw new CheckRefusedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The last stored check judged {memory.LastAsOf:yyyy-MM-dd}; one of {asOf:yyyy-MM-dd} would turn alerts back. Use --dry-run to look at an earlier day."));
            }

            var decider = new AlertDecider(findings, memory, past, office.Workdays, asOf, repliesUnread, log);
            var decided = await decider.DecideAsync(judgement.FiscalYear, office.Routes.FollowsUp, cancellationToken);
            phases.Done("decide");
            var changes = decided.Changes;
            var decision = new CheckDecision(runId, asOf, now, rules, memory.Generation, judgement.Positions.Count, judgement.FindingCount, changes)
            {
                Memories = decided.Memories,
                BrokenWaivers = decided.Broken,
            };
            var committed = await alerts.TryCommitAsync(decision, cancellationToken);
            phases.Done("commit");
            if (!committed) continue;

            foreach (var (waiver, key) in decided.Broken) log.LogWarning("Waiver {Waiver} is over, because {Alert} is worse than when it was given", waiver, findings.LevelOf(key) == Disclosure.Full ? key : FindingNotices.Withheld);
            var states = memory.Alerts.Values.ToDictionary(alert => alert.Key, alert => alert.State);
            var before = WithheldNote.Count(states.Select(alert => (alert.Key, alert.Value)), withheld);
            foreach (var change in changes.Concat(decided.Memories).Where(change => change.Decision.Memory is not null)) states[change.Key] = change.Decision.Memory!.State;
            var result = new CheckResult(runId, judgement, changes)
            {
                Refused = await facts.LoadProblemsAsync(cancellationToken),
                Withheld = withheld,
                WithheldOpen = WithheldNote.Count(states.Select(alert => (alert.Key, alert.Value)), withheld),
                WithheldBefore = before,
            };
            log.LogInformation(
                "Check {Run} as of {AsOf:yyyy-MM-dd} by rule set {RuleSet}: {Positions} lines, {Breaches} findings, {Changes} changes, {Notices} notices",
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
    }

    /// <summary>By the day on which the check runs, whatever day it judges.</summary>
    private async Task<bool> AreRepliesUnreadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (office.Mailbox is not { } mailbox || (await mailboxes.LoadAsync(mailbox, cancellationToken)).FailingSince is not { } since) return false;
        var unread = FollowUp.AreRepliesUnread(office.Today(since), office.Workdays, office.Today(now));
        if (unread) log.LogWarning("{Mailbox} cannot be read since {Since:u}: nothing escalates for want of an answer", mailbox, since);
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
