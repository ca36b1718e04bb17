using Microsoft.Extensions.Logging;
using MonitorWorker.Alerts;
using MonitorWorker.Calendar;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>What a check decides about all alerts.</summary>
/// <param name="Changes">What is written into the alerts' histories, told or not.</param>
/// <param name="Memories">What only the next check must know of.</param>
/// <param name="Broken">Waivers that have ended because something got worse, with the alert that did.</param>
internal sealed record CheckDecisions(IReadOnlyList<AlertChange> Changes, IReadOnlyList<AlertChange> Memories, IReadOnlyDictionary<long, string> Broken);

/// <summary>
/// Three questions about each finding, in this order, each a pure function: what becomes of the alert (<see cref="AlertLifecycle"/>), what people are told
/// of it (<see cref="Telling"/>), and what follows where there is nothing new (<see cref="FollowUp"/>). Every answer has a reason, also "nothing".
/// </summary>
internal sealed class AlertDecider(
    FindingNotices findings, AlertBook memory, RevisedPast past, WorkdayCalendar workdays, FiscalYearDays years, PastYears earlier, DateOnly asOf, bool repliesUnread, ILogger log)
{
    /// <summary>Leaders get a summary with each digest, which tells what they have not answered.</summary>
    public bool HaveLeadersSummaries { get; init; }

    /// <summary>Where better figures come because they were reported at last, nobody was wrong.</summary>
    private static readonly HashSet<string> _neverWrong = ["missing-data", "stale-data", "cannot-judge", "statement-mismatch", "total-mismatch"];

    private readonly Dictionary<int, int> _numbers = new(memory.LastNumbers);

    public async Task<CheckDecisions> DecideAsync(int? fiscalYear, bool followsUp, CancellationToken cancellationToken)
    {
        var items = Judge(fiscalYear, followsUp || memory.Overlays.Answers.Count > 0);
        var broken = Broken(items);
        var overlays = memory.Overlays with { Silences = [.. memory.Overlays.Silences.Where(silence => !broken.ContainsKey(silence.Id))] };
        var better = items.Where(IsBetterThanTold).ToList();
        var wrong = better.Count == 0
            ? new Dictionary<string, ChangedFigures>()
            : await past.WhatWasWrongAsync([.. better.Select(item => (item.Key, item.Alert!.Belief!, item.JudgedDay, item.Rules!.Hash))], cancellationToken);
        var (changes, memories) = (new List<AlertChange>(), new List<AlertChange>());
        foreach (var item in items)
        {
            if (Tell(item, overlays, wrong) is not { } change) continue;
            (change.Event is null ? memories : changes).Add(change);
        }

        return new CheckDecisions(changes, memories, broken);
    }

    /// <summary>
    /// The last decisions about what a year has left open, by its final figures: what they put right is told, all else ends with the year. Nothing new is opened.
    /// </summary>
    public CheckDecisions EndYear(int fiscalYear)
    {
        var open = memory.Alerts.Values.Where(alert => IsLeft(alert) && new FormerSubject(alert.Key).FiscalYear == fiscalYear).ToDictionary(alert => alert.Key);
        var found = findings.Of((rule, subject) => open.ContainsKey(AlertKey.For(rule, subject)))
            .Select(tellable => (Key: AlertKey.For(tellable.Finding.Rule, tellable.Finding.Subject), Tellable: tellable))
            .Where(last => open.ContainsKey(last.Key))
            .DistinctBy(last => last.Key)
            .ToDictionary(last => last.Key, last => last.Tellable);
        var changes = new List<AlertChange>();
        foreach (var alert in open.Values.OrderBy(alert => alert.Number, StringComparer.Ordinal))
        {
            var last = found.GetValueOrDefault(alert.Key);
            var finding = last?.Finding ?? FindingNotices.Gone(alert.Key);
            var decision = AlertLifecycle.EndYear(alert, finding);
            var item = new Item(alert.Key, alert, finding, decision, last, last?.Notice);
            log.LogDebug("{Key}: {Transition} ({Reason})", alert.Key, decision.Transition?.ToString() ?? "nothing", decision.Reason);
            changes.Add(decision.Transition == TransitionKind.Resolved && Tell(item, memory.Overlays, new Dictionary<string, ChangedFigures>()) is { Belief: not null } told
                ? told
                : Change(item, [], TransitionKind.YearEnded, decision.Reason) with { Belief = new Belief(Level.Green, asOf, item.JudgedDay, item.Rules?.Name, item.Rules?.Hash) });
        }

        return new CheckDecisions(changes, [], new Dictionary<long, string>());
    }

    /// <summary>True of what is open, waits, or is believed to be.</summary>
    public static bool IsLeft(Alert alert) => alert.State is AlertState.Pending or AlertState.Firing || alert.IsBelieved;

    /// <summary>What becomes of each alert; those of which nothing more can be asked are left out.</summary>
    private List<Item> Judge(int? fiscalYear, bool followsUp)
    {
        var judged = new HashSet<string>();
        var items = new List<Item>();
        foreach (var tellable in findings.Of((rule, subject) => memory.Alerts.ContainsKey(AlertKey.For(rule, subject))))
        {
            var finding = tellable.Finding;
            var key = AlertKey.For(finding.Rule, finding.Subject);
            judged.Add(key);
            var alert = memory.Alerts.GetValueOrDefault(key);
            var decision = AlertLifecycle.Decide(alert, finding, asOf);
            log.LogDebug("{Key}: {Transition} ({Reason})", key, decision.Transition?.ToString() ?? "nothing", decision.Reason);
            var item = new Item(key, alert, finding, decision, tellable, tellable.Notice);
            // No data is neither good news nor bad: nothing is told on its word, not even what a silence held back.
            if (decision.Memory is not null || (finding.Outcome != Outcome.Unknown && alert is not null && (item.Differs || (followsUp && alert.State == AlertState.Firing)))) items.Add(item);
        }

        foreach (var alert in memory.Alerts.Values.Where(alert => !judged.Contains(alert.Key) && IsLeft(alert)))
        {
            var (finding, notice) = findings.Closed(alert.Key);
            // Last year's alerts are not this year's to close.
            if (finding is null || finding.Subject.FiscalYear != fiscalYear) continue;
            items.Add(new Item(alert.Key, alert, finding, AlertLifecycle.Close(alert), null, notice));
        }

        return items;
    }

    private Dictionary<long, string> Broken(List<Item> items)
    {
        var waivers = memory.Overlays.Silences.Where(silence => silence.Kind == SilenceKind.Waiver && silence.Holds(asOf)).ToList();
        var broken = new Dictionary<long, string>();
        if (waivers.Count == 0) return broken;
        foreach (var item in items.Where(item => item.State == AlertState.Firing))
        {
            foreach (var waiver in waivers.Where(waiver => waiver.IsBrokenBy(item.Key, item.Decision.Level))) broken.TryAdd(waiver.Id, item.Key);
        }

        return broken;
    }

    /// <summary>Better than what people believe, by the same rules: put right since, or never wrong at all.</summary>
    private bool IsBetterThanTold(Item item) =>
        item is { Rules: not null, Alert.Belief: { Day: not null } belief, Finding.Outcome: not Outcome.Unknown }
        && !_neverWrong.Contains(item.Finding.Rule)
        && belief.RuleSetHash == item.Rules.Hash
        && (item.State == AlertState.Resolved ? item.Alert.IsBelieved : item.State == AlertState.Firing && item.Decision.Level < belief.Level);

    /// <returns>Null where there is nothing to write down.</returns>
    private AlertChange? Tell(Item item, Overlays overlays, IReadOnlyDictionary<string, ChangedFigures> wrong)
    {
        var (alert, decision, level) = (item.Alert, item.Decision, item.Decision.Level);
        var mute = item.State == AlertState.Firing || alert is { IsBelieved: true } ? overlays.Mute(item.Key, Worse(level, alert?.Told), asOf) : null;
        var telling = Telling.Decide(alert?.Told, item.State, level, mute, wrong.ContainsKey(item.Key), decision.Memory is { State: AlertState.Firing, Streak: not null });
        log.LogDebug("{Key}: tell {News} ({Reason})", item.Key, telling.News?.ToString() ?? "nothing", telling.Reason);
        if (telling.News is null) return decision.Memory is null ? Follow(item, overlays, mute) : Change(item, [], decision.Transition, mute is null ? decision.Reason : telling.Reason);

        var news = telling.News.Value;
        var reason = NoticeReason.For(news);
        // A route is for a level: better news goes by the one that the worse went by.
        var routed = item.Tellable?.Route(Worse(level, alert?.Told));
        // Better news goes to exactly those who had the worse, as far as they may still see it.
        var had = news is TransitionKind.Lowered or TransitionKind.Resolved or TransitionKind.Corrected ? memory.Told.GetValueOrDefault(item.Key) ?? [] : [];
        var recipients = item switch
        {
            { Notice: null } => [],
            { Tellable: null } => [.. findings.Still(item.Key, had).Select(findings.AsOfToday)],
            _ when had.Count > 0 => [.. item.Tellable.Still(had, Worse(level, alert?.Told)).Select(findings.AsOfToday)],
            _ => routed!.Recipients,
        };
        var handovers = overlays.Handovers.GetValueOrDefault(item.Key);
        if (item.Notice is not null) recipients = InPlaceOf(item, recipients, handovers, keepsAll: had.Count > 0);
        var details = DetailsOf(item, news == TransitionKind.Corrected ? wrong[item.Key] : null, news == TransitionKind.Opened ? earlier.Sentence(item.Key, found => LevelWords.Of(found.Code(), item.Finding.Rule).Word) : null);
        var notices = recipients.Select(recipient => InItsTime(Freeze(item, recipient, reason, level, alert?.Told, details, routed?.Route), routed, handovers)).Select(AtFirst).ToList();
        // A change that nothing but the end of a silence brings about has a name of its own.
        var happened = news == TransitionKind.Corrected ? news : decision.Transition ?? TransitionKind.Told;
        return Change(item, notices, happened, decision.Transition is null || news == TransitionKind.Corrected ? telling.Reason : decision.Reason) with
        {
            Belief = new Belief(item.State == AlertState.Firing ? level : Level.Green, asOf, item.JudgedDay, item.Rules?.Name, item.Rules?.Hash),
            RestartsClock = true,
        };
    }

    private AlertChange? Follow(Item item, Overlays overlays, Silence? mute)
    {
        if (item is not { Alert: { State: AlertState.Firing } alert, Tellable: { } tellable, Finding.Outcome: not Outcome.Unknown }) return null;

        var routed = tellable.Route(alert.Level);
        var acting = InPlaceOf(item, routed.Recipients, overlays.Handovers.GetValueOrDefault(item.Key), keepsAll: false);
        var followUp = FollowUp.Decide(
            alert,
            routed.Route.Reminders,
            routed.Route.Escalation,
            mute,
            overlays.Acknowledgements.GetValueOrDefault(item.Key),
            overlays.Answers.GetValueOrDefault(item.Key),
            workdays,
            asOf,
            repliesUnread,
            overlays.Disputes.GetValueOrDefault(item.Key),
            years.IsClosed(item.Finding.Subject.FiscalYear, asOf),
            SuccessorsSince(item.Key, tellable, acting));
        log.LogDebug("{Key}: follow up {Event} ({Reason})", item.Key, followUp.Event?.ToString() ?? "nothing", followUp.Reason);
        if (followUp.Event is not { } happened) return null;

        var details = new NoticeDetails
        {
            WorkdaysOpen = followUp.WorkdaysOpen,
            RepliesUnread = repliesUnread,
            StepSays = [.. followUp.Steps.Select(step => step.Says).OfType<string>()],
            Promise = followUp.Broken is { DueDate: { } due } kept
                ? new Promise(kept.By, kept.On, due, kept.PromisedRate is { } rate ? Budgets.Rounding.TwoDecimals(rate) : null, kept.Measure)
                : null,
            Heard = Heard.Of(overlays, item.Key, asOf, withAnswer: followUp.Broken is null),
        };
        var next = followUp.Steps.SelectMany(tellable.Next).DistinctBy(recipient => recipient.Address).ToList();
        // What six mails did not bring about, a seventh does not: a leader finds it in the summary.
        if (HaveLeadersSummaries && FollowUp.IsLongUnanswered(alert)) acting = [.. acting.Where(recipient => !findings.LeadsOnly(recipient.Address))];
        var reminded = acting.Where(recipient => !next.Exists(other => other.Address == recipient.Address));
        List<NewNotice> notices =
        [
            .. next.Select(recipient => Freeze(item, recipient, NoticeReason.Escalation, alert.Level, null, details, routed.Route)),
            .. reminded.Select(recipient => Freeze(item, recipient, NoticeReason.Reminder, alert.Level, null, details, routed.Route)),
        ];
        return notices.Count == 0 ? null : Change(item, notices, happened, followUp.Reason) with { StepsTaken = followUp.StepsTaken, RestartsClock = true };
    }

    /// <summary>The first day in office of those who act for an alert, where none of them was told of it yet.</summary>
    private DateOnly? SuccessorsSince(string key, TellableFinding tellable, IReadOnlyList<Recipient> acting)
    {
        var told = memory.Told.GetValueOrDefault(key) ?? [];
        return acting.Any(recipient => told.Any(other => other.Address.Equals(recipient.Address, StringComparison.OrdinalIgnoreCase)) || tellable.InOfficeSince(recipient.Address) is null)
            ? null
            : acting.Max(recipient => tellable.InOfficeSince(recipient.Address));
    }

    /// <summary>Whoever an alert was handed over to is told in the other's place, and beside the other until there is a reply; nobody who has left.</summary>
    /// <param name="keepsAll">True of better news, which all get who had the worse.</param>
    private IReadOnlyList<Recipient> InPlaceOf(Item item, IReadOnlyList<Recipient> recipients, IReadOnlyList<Handover>? handovers, bool keepsAll)
    {
        if (handovers is null) return recipients;
        var told = recipients.ToList();
        foreach (var handover in handovers)
        {
            if (handover.IsOfOffice)
            {
                // The address book says who is told what is new; better news goes to whoever has the office of those who had the worse.
                var isSeen = item.Tellable?.IsSeenAt(handover.ToAddress) ?? findings.IsSeenAt(handover.ToAddress, item.Key);
                if (keepsAll && isSeen && !told.Exists(recipient => Is(recipient, handover.ToAddress))) told.Add(new Recipient(handover.ToName, handover.ToAddress, $"接替{handover.FromName}"));
                continue;
            }

            if (!findings.Reaches(handover.ToAddress)) continue;
            if (handover.Accepted && !keepsAll) told.RemoveAll(recipient => Is(recipient, handover.FromAddress));
            if (!told.Exists(recipient => Is(recipient, handover.ToAddress))) told.Add(new Recipient(handover.ToName, handover.ToAddress, $"由{handover.FromName}转办"));
        }

        return told;

        static bool Is(Recipient recipient, string address) => recipient.Address.Equals(address, StringComparison.OrdinalIgnoreCase);
    }

    private NewNotice Freeze(Item item, Recipient recipient, string reason, Level level, Level? before, NoticeDetails? details, Route? route) =>
        item.Notice!(recipient, reason, level, before, NumberOf(item)).With(details).Beside(item.StillOpen ??= StillOpen(item)) with
        {
            Route = route?.Name,
            // A clock that has run out waits for no digest.
            Timing = reason is NoticeReason.Reminder or NoticeReason.Escalation ? Timing.Now : route?.Timing ?? Timing.Now,
        };

    /// <summary>What people know to be open of the same line: better news of one finding must not read as if all were well.</summary>
    private List<AlsoFound> StillOpen(Item item) =>
    [
        .. (item.Tellable?.Beside ?? [])
            .Select(finding => (finding, alert: memory.Alerts.GetValueOrDefault(AlertKey.For(finding.Rule, finding.Subject))))
            .Where(beside => beside.alert is { State: AlertState.Firing, IsBelieved: true })
            .Select(beside => new AlsoFound(
                beside.finding.Rule, beside.alert!.Level.Code(), null, NoticeReason.Digest, beside.alert.Number, beside.finding.Message, beside.finding.RuleText)),
    ];

    /// <summary>Whom only an escalation told gets the better news with everything else of the day: it can wait, and they get a summary or digest besides.</summary>
    private static NewNotice InItsTime(NewNotice notice, Routed? routed, IReadOnlyList<Handover>? handovers) =>
        routed is null
        || notice.Timing != Timing.Now
        || routed.Recipients.Any(recipient => recipient.Address == notice.Recipient.Address)
        || handovers?.Any(handover => handover.ToAddress.Equals(notice.Recipient.Address, StringComparison.OrdinalIgnoreCase)) == true ? notice : notice with { Timing = Timing.Daily };

    /// <summary>The first check in earnest tells everybody everything in one mail, which says so.</summary>
    private NewNotice AtFirst(NewNotice notice) => memory.IsFirstInEarnest ? notice with { Timing = Timing.Now, Note = new DigestNote { GoesLive = true } } : notice;

    private AlertChange Change(Item item, IReadOnlyList<NewNotice> notices, TransitionKind? happened, string reason) =>
        new(item.Alert, NumberOf(item), item.Finding, item.Decision, notices)
        {
            Event = happened,
            Reason = reason,
            Rules = item.Rules,
            JudgedDay = item.JudgedDay,
        };

    /// <summary>That other rules judge now is said where it is the news.</summary>
    private static NoticeDetails? DetailsOf(Item item, ChangedFigures? correction, string? earlierYears)
    {
        var before = item.Alert?.Belief is { RuleSetHash: { } hash } belief && item.Rules is { } rules && hash != rules.Hash && belief.Level != Level.Green
            ? belief.RuleSet == rules.Name ? $"{belief.RuleSet}（修改前）" : belief.RuleSet
            : null;
        return before is null && correction is null && earlierYears is null ? null : new NoticeDetails { RulesBefore = before, Correction = correction, EarlierYears = earlierYears };
    }

    private string NumberOf(Item item) => item.Number ??= item.Alert?.Number
        ?? AlertNumber.Format(item.Finding.Subject.FiscalYear, _numbers[item.Finding.Subject.FiscalYear] = _numbers.GetValueOrDefault(item.Finding.Subject.FiscalYear) + 1);

    /// <summary>A silence of a level covers news from or to that level.</summary>
    private static Level Worse(Level level, Level? told) => told is { } believed && believed > level ? believed : level;

    /// <summary>One finding on its way through the three questions.</summary>
    /// <param name="Tellable">Null of what nothing judges any more.</param>
    /// <param name="Notice">Null where nobody is told.</param>
    private sealed record Item(
        string Key,
        Alert? Alert,
        Finding Finding,
        AlertDecision Decision,
        TellableFinding? Tellable,
        FreezeNotice? Notice)
    {
        public DateOnly? JudgedDay => Tellable?.JudgedDay;

        public RuleSet? Rules => Tellable?.Rules;

        public string? Number { get; set; }

        /// <summary>What else people know to be open of its line; null until somebody is told.</summary>
        public IReadOnlyList<AlsoFound>? StillOpen { get; set; }

        /// <summary>State after the decision.</summary>
        public AlertState State => Decision.Memory?.State ?? Alert?.State ?? AlertState.Resolved;

        /// <summary>People believe something else than what is.</summary>
        public bool Differs => State != AlertState.Pending
            && (Alert is { IsBelieved: true } ? State != AlertState.Firing || Alert.Told != Decision.Level : State == AlertState.Firing);
    }
}
