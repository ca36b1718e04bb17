using System.Globalization;
using Microsoft.Extensions.Logging;
using MonitorWorker.Alerts;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Judges all lines as of a day and stores what changed, with the notices that tell of it.</summary>
public sealed class CheckJob(FactStore facts, AlertStore alerts, OfficeSettings office, TimeProvider clock, ILogger<CheckJob> log)
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
        var judgement = await JudgeAsync(asOf, phases, cancellationToken);
        var rules = judgement.Rules.General;
        if (rules.EffectiveFrom > asOf)
        {
            log.LogWarning(
                "Rule set {RuleSet} is in force from {From:yyyy-MM-dd}, and {AsOf:yyyy-MM-dd} is judged by it: name the set of that day (rules.ruleSet), or correct effectiveFrom",
                rules.Name,
                rules.EffectiveFrom,
                asOf);
        }

        var router = new Router(await facts.LoadContactsAsync(cancellationToken), office.JudgeAsOf(null, now), office.CatchAll, office.Routes);
        foreach (var (name, address) in router.Outside) log.LogWarning("{Name} is not told at {Address}: its domain is not among mail.allowedDomains; others are told instead", name, address);
        var findings = new FindingNotices(judgement, router, office.Zone);
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

            var (changes, memories) = Decide(findings, judgement.FiscalYear, memory, asOf);
            phases.Done("decide");
            var decision = new CheckDecision(runId, asOf, now, rules, memory.Generation, judgement.Positions.Count, judgement.FindingCount, changes)
            {
                Memories = memories,
            };
            var committed = await alerts.TryCommitAsync(decision, cancellationToken);
            phases.Done("commit");
            if (!committed) continue;

            var result = new CheckResult(runId, judgement, changes) { Refused = await facts.LoadProblemsAsync(cancellationToken) };
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

    /// <summary>By itself, so that the facts, which are far more than what was found, are not held until the decisions are stored.</summary>
    private async Task<Judgement> JudgeAsync(DateOnly asOf, PhaseLog phases, CancellationToken cancellationToken)
    {
        var known = await facts.LoadAsync(asOf, cancellationToken);
        phases.Done("load facts");
        return Judgement.Of(known, office.Rules, asOf, phases.Done);
    }

    /// <returns>What is told, and what is only remembered.</returns>
    private (List<AlertChange> Changes, List<AlertChange> Memories) Decide(FindingNotices findings, int? fiscalYear, AlertBook memory, DateOnly asOf)
    {
        var judged = new HashSet<string>();
        var numbers = new Dictionary<int, int>(memory.LastNumbers);
        var changes = new List<AlertChange>();
        var memories = new List<AlertChange>();
        foreach (var tellable in findings.Of((rule, subject) => memory.Alerts.ContainsKey(AlertKey.For(rule, subject))))
        {
            var (finding, _, recipientsNow, notice) = tellable;
            var key = AlertKey.For(finding.Rule, finding.Subject);
            judged.Add(key);
            var alert = memory.Alerts.GetValueOrDefault(key);
            var decision = AlertLifecycle.Decide(alert, finding, asOf);
            log.LogDebug("{Key}: {Transition} ({Reason})", key, decision.Transition?.ToString() ?? "nothing", decision.Reason);
            if (decision.Memory is null) continue;

            var number = alert?.Number ?? AlertNumber.Format(finding.Subject.FiscalYear, Next(numbers, finding.Subject.FiscalYear));
            if (decision.Transition is not { } transition)
            {
                memories.Add(new AlertChange(alert, number, finding, decision, []));
                continue;
            }

            // Good news goes to exactly those who had the bad and may still see it.
            var recipients = transition == TransitionKind.Resolved && memory.Told.TryGetValue(key, out var told) ? tellable.Still(told) : recipientsNow();
            var reason = NoticeReason.For(transition);
            changes.Add(new AlertChange(
                alert, number, finding, decision, [.. recipients.Select(recipient => notice(recipient, reason, decision.Level, alert?.Told, number))]));
        }

        foreach (var alert in memory.Alerts.Values.Where(alert => alert.State != AlertState.Resolved && !judged.Contains(alert.Key)))
        {
            var (finding, notice) = findings.Closed(alert.Key);
            // Last year's alerts are not this year's to close.
            if (finding is null || finding.Subject.FiscalYear != fiscalYear) continue;
            var decision = AlertLifecycle.Close(alert);
            var recipients = notice is null || decision.Transition is null ? [] : findings.Still(alert.Key, memory.Told.GetValueOrDefault(alert.Key) ?? []);
            var closed = new AlertChange(
                alert, alert.Number, finding, decision, [.. recipients.Select(recipient => notice!(recipient, NoticeReason.Resolved, Level.Green, alert.Told, alert.Number))]);
            (decision.Transition is null ? memories : changes).Add(closed);
        }

        return (changes, memories);
    }

    private static int Next(Dictionary<int, int> numbers, int year) => numbers[year] = numbers.GetValueOrDefault(year) + 1;
}
