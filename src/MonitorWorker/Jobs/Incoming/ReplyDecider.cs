using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>
/// What becomes of a person's mail: who is believed (<see cref="SenderCheck"/>), of which alerts it speaks, and what each of its parts does. It may add words,
/// hand over, dispute figures or choose what digests hold, and nothing else. Pure: what it decides is stored elsewhere.
/// </summary>
/// <param name="now">When it came.</param>
internal sealed class ReplyDecider(ReplyCase reply, OfficeSettings office, DateTimeOffset now)
{
    /// <summary>Working days for which reminders wait while figures are looked into.</summary>
    public const int DisputeWorkdays = 3;

    private const int LongestText = 400;
    private const int MostReaders = 6;
    private const int MostRead = 20;

    private static readonly string[] _three = ["偏差原因", "整改措施", "预计完成日期"];

    private readonly List<IncomingEffect> _effects = [];
    private readonly List<AnswerItem> _items = [];
    private readonly List<AnswerMail> _others = [];
    private readonly HashSet<string> _outcomes = [];
    private readonly HashSet<string> _numbers = [];

    /// <summary>What this mail has answered so far, by alert.</summary>
    private readonly Dictionary<long, Answer> _answers = [];
    private bool? _onlyRed;
    private long? _incoming;

    private Sender Sender => reply.Sender;

    /// <param name="confirmed">Of a mail that asks for a confirmation: what is confirmed; null where there is nothing.</param>
    public ReplyDecision Decide(ReplyReading reading, ReplyReading? confirmed)
    {
        var asked = reading.Parts.Where(part => part.Number is not null).Select(part => reply.Desk.Alerts.GetValueOrDefault(part.Number!)).OfType<SpokenAlert>().ToList();
        var about = asked.Count > 0 ? asked : [.. reply.About];
        var mayAnswer = reply.IsRecipient || about.Exists(reply.MayAnswer) || (reply.Found is null && about.Count == 0 && Sender.IsKnown && reading.Parts.All(part => part is ReplyPart.DigestChoice) && reading.Parts.Count > 0);
        var (admission, reason) = SenderCheck.Decide(mayAnswer, reply.Token, reply.IsProven, reply.IsDenied);
        List<string> numbers = [.. about.Select(alert => alert.Number)];
        if (admission == Admission.Refused) return new ReplyDecision(IncomingOutcome.Ignored, reason) { Alerts = numbers, Effects = Lifted() };
        if (admission == Admission.Forwarded) return Forward(reading, about, reason) with { Alerts = numbers };

        if (reading.Parts.Count == 0) NotUnderstood(about);
        foreach (var part in AnswersFirst(reading))
        {
            if (part is ReplyPart.Confirmation && confirmed is { Parts.Count: > 0 } && reply.Found?.Asks is { IsConfirmed: false } asks)
            {
                _incoming = asks.Id;
                foreach (var said in AnswersFirst(confirmed).Where(said => said is not (ReplyPart.DigestChoice or ReplyPart.Confirmation))) Take(said);
                _incoming = null;
            }
            else
            {
                Take(part);
            }
        }

        return Result(numbers);
    }

    private ReplyDecision Result(List<string> about)
    {
        string[] order =
        [
            IncomingOutcome.HandedOver, IncomingOutcome.Disputed, IncomingOutcome.Answered, IncomingOutcome.Partial, IncomingOutcome.Unclear, IncomingOutcome.Chosen, IncomingOutcome.Seen,
        ];
        var outcome = order.FirstOrDefault(_outcomes.Contains) ?? IncomingOutcome.Ignored;
        var told = _items.Count > 0 || _onlyRed is not null;
        var words = _items.Select(item => $"{string.Join("、", item.Numbers)} {AnswerWords.Of(item.Result)}".Trim())
            .Concat(_onlyRed is { } onlyRed ? [onlyRed ? "摘要只列红色预警" : "摘要恢复全部"] : [])
            .Concat(_outcomes.Contains(IncomingOutcome.Seen) ? ["已阅"] : []);
        return new ReplyDecision(outcome, $"{Sender.Name}：{string.Join("；", words)}")
        {
            Alerts = _numbers.Count > 0 ? [.. _numbers] : about,
            Effects = [.. Lifted(), .. _effects],
            Receipt = told ? new AnswerMail(new Recipient(Sender.Name, Sender.Address, "您回复了预警邮件"), new AnswerNotice(AnswerPurpose.Receipt, _items) { OnlyRed = _onlyRed }, true) : null,
            Others = _others,
        };
    }

    private void Take(ReplyPart part)
    {
        switch (part)
        {
            case ReplyPart.DigestChoice(var onlyRed):
                _onlyRed = onlyRed;
                _outcomes.Add(IncomingOutcome.Chosen);
                _effects.Add(new IncomingEffect.Chose(Sender.Addresses, onlyRed, Sender.Name));
                return;
            case ReplyPart.Seen or ReplyPart.Confirmation:
                Read(part.Number);
                return;
        }

        var (targets, failed) = Targets(part);
        if (failed is not null)
        {
            _items.Add(failed);
            // Nothing to do about what is put right is no misunderstanding.
            if (failed.Result != AnswerResult.Closed) _outcomes.Add(IncomingOutcome.Unclear);
            return;
        }

        Accept(targets);
        switch (part)
        {
            case ReplyPart.Statement statement:
                Answer(statement, targets);
                break;
            case ReplyPart.Remark(_, var text):
                Remark(Short(text), targets);
                break;
            case ReplyPart.HandOver(_, var name):
                HandOver(name.Trim(), targets);
                break;
            case ReplyPart.Dispute(_, var says):
                Dispute(Short(says), targets);
                break;
        }
    }

    private static string OverAs(SpokenAlert alert) => alert.State == AlertState.Ended ? AnswerResult.YearEnded : AnswerResult.Closed;

    /// <summary>The open alerts of one line that a part speaks of, or why there are none.</summary>
    private (List<SpokenAlert> Targets, AnswerItem? Failed) Targets(ReplyPart part)
    {
        if (part.Number is { } number)
        {
            if (reply.Desk.Alerts.GetValueOrDefault(number) is not { } named || !reply.IsBelievedAbout(named)) return ([], new AnswerItem(AnswerResult.UnknownNumber, [number]));
            return named.IsOpen ? (Noted([.. reply.Together(named).Where(reply.IsBelievedAbout)]), null) : ([], new AnswerItem(OverAs(named), [number]) { Project = ProjectOf(named) });
        }

        var believed = reply.About.Where(reply.IsBelievedAbout).ToList();
        var open = believed.Where(alert => alert.IsOpen).ToList();
        return open.Select(alert => alert.Subject).Distinct().Count() switch
        {
            1 => (Noted(open), null),
            > 1 => ([], new AnswerItem(AnswerResult.NoNumber, [])),
            _ when believed.Count > 0 => ([], new AnswerItem(OverAs(believed[0]), [.. believed.Select(alert => alert.Number)]) { Project = ProjectOf(believed[0]) }),
            _ => ([], new AnswerItem(reply.Found?.Kind is MailKind.Digest or MailKind.Summary or MailKind.Warning or MailKind.Answer or null ? AnswerResult.NoNumber : AnswerResult.NotAlert, [])),
        };

        List<SpokenAlert> Noted(List<SpokenAlert> targets)
        {
            _numbers.UnionWith(targets.Select(alert => alert.Number));
            return targets;
        }
    }

    /// <summary>Whoever it was handed over to has replied.</summary>
    private void Accept(IEnumerable<SpokenAlert> targets) => _effects.AddRange(targets
        .SelectMany(alert => alert.Handovers)
        .Where(handover => !handover.Accepted && Sender.Has(handover.ToAddress))
        .Select(handover => new IncomingEffect.Accepted(handover.Id)));

    private void Read(string? number)
    {
        var seen = (number is null ? reply.About : reply.About.Where(alert => alert.Number == number)).Where(reply.IsBelievedAbout).ToList();
        _outcomes.Add(IncomingOutcome.Seen);
        _numbers.UnionWith(seen.Select(alert => alert.Number));
        Accept(seen);
        if (seen.Count is 0 or > MostRead) _effects.Add(new IncomingEffect.Seen(null, reply.Found?.Id, Sender.Name, Sender.Address));
        else _effects.AddRange(seen.Select(alert => new IncomingEffect.Seen(alert, reply.Found?.Id, Sender.Name, Sender.Address)));
    }

    private void Answer(ReplyPart.Statement said, List<SpokenAlert> targets)
    {
        var isOver = said.Due?.Day < reply.Today;
        var due = isOver ? null : said.Due?.Day;
        var item = new AnswerItem(AnswerResult.Unclear, [.. targets.Select(alert => alert.Number)])
        {
            Project = ProjectOf(targets[0]),
            DueWritten = due is null ? said.Due?.Written : null,
            DueProblem = due is null ? said.Due?.Problem ?? (isOver ? "日期已过" : null) : null,
        };
        if ((said.Cause, said.Measure, due) is (null, null, null))
        {
            _items.Add(item with { Missing = _three });
            _outcomes.Add(IncomingOutcome.Unclear);
            return;
        }

        Answer? answer = null;
        DateOnly? kept = null;
        foreach (var alert in targets)
        {
            if (due is null && AnswerTo(alert) is { DueDate: { } promised } other && promised >= reply.Today && !IsSenders(other))
            {
                // Another person's promise stands; this is a word beside it.
                kept = promised;
                _effects.Add(new IncomingEffect.Remarked(alert, Sender.Name, string.Join("；", new[] { said.Cause, said.Measure }.OfType<string>().Select(Short))));
                continue;
            }

            // A day that was written and cannot be taken takes the place of the one before: two promises would be none.
            var before = AnswerTo(alert) is { } earlier && IsSenders(earlier) ? earlier : null;
            answer = Whole(said, due, before is not null && said.Due is not null && due is null ? before with { DueDate = null, PromisedRate = null } : before);
            _answers[alert.Id] = answer;
            _effects.Add(new IncomingEffect.Answered(alert, answer, _incoming));
        }

        var isWhole = answer?.IsWhole == true;
        _outcomes.Add(isWhole ? IncomingOutcome.Answered : IncomingOutcome.Partial);
        var (cause, measure) = (answer?.Cause ?? said.Cause, answer is null ? said.Measure : answer.Measure);
        var until = answer?.DueDate >= reply.Today ? answer?.DueDate : kept;
        _items.Add(item with
        {
            Result = isWhole ? AnswerResult.Recorded : AnswerResult.Partial,
            Cause = cause,
            Measure = measure,
            Due = answer?.DueDate,
            Rate = answer?.PromisedRate is { } rate ? Rounding.TwoDecimals(rate) : null,
            Missing = [.. _three.Zip([!string.IsNullOrEmpty(cause), measure is not null, until is not null], (word, given) => given ? null : word).OfType<string>()],
            RestsUntil = until is { } day ? office.Workdays.NextOnOrAfter(day).Value : null,
            SeenBy = SeenBy(targets),
        });
    }

    /// <summary>What was said before by the same person stays where nothing new is said about it.</summary>
    private Answer Whole(ReplyPart.Statement said, DateOnly? due, Answer? earlier) => new(
        Short(said.Cause) ?? earlier?.Cause ?? "",
        Short(said.Measure) ?? earlier?.Measure,
        due ?? earlier?.DueDate,
        said.PromisedRate ?? (due is null ? earlier?.PromisedRate : null),
        Sender.Name,
        reply.Today,
        now)
    {
        ByAddress = Sender.Address,
    };

    /// <summary>A greeting before an answer, and thanks after it, are words beside it.</summary>
    private static IEnumerable<ReplyPart> AnswersFirst(ReplyReading reading) => reading.Parts.OrderBy(part => part is ReplyPart.Remark);

    private Answer? AnswerTo(SpokenAlert alert) => _answers.GetValueOrDefault(alert.Id) ?? alert.Answer;

    private bool IsSenders(Answer answer) => answer.ByAddress is { } address ? Sender.Has(address) : answer.By == Sender.Name;

    private void Remark(string text, List<SpokenAlert> targets)
    {
        foreach (var alert in targets)
        {
            _effects.Add(AnswerTo(alert) is null && !reply.IsLeader
                ? new IncomingEffect.Answered(alert, new Answer(text, null, null, null, Sender.Name, reply.Today, now) { ByAddress = Sender.Address }, _incoming)
                : new IncomingEffect.Remarked(alert, Sender.Name, text));
        }

        // Who has said all that is asked for may add what he likes.
        var asksMore = !reply.IsLeader && targets.Exists(alert => AnswerTo(alert) is not { IsWhole: true });
        _outcomes.Add(asksMore ? IncomingOutcome.Unclear : reply.IsLeader ? IncomingOutcome.Seen : IncomingOutcome.Answered);
        var item = new AnswerItem(AnswerResult.Noted, [.. targets.Select(alert => alert.Number)])
        {
            Project = ProjectOf(targets[0]),
            Says = text,
            Missing = asksMore ? _three : [],
            SeenBy = SeenBy(targets),
        };
        _items.Add(item);
        if (asksMore) Show(item, targets[0]);
    }

    private void NotUnderstood(List<SpokenAlert> about)
    {
        _outcomes.Add(IncomingOutcome.Unclear);
        var open = about.Where(alert => alert.IsOpen && reply.IsBelievedAbout(alert)).ToList();
        var item = new AnswerItem(AnswerResult.Unclear, [.. open.Select(alert => alert.Number)]) { Project = open.Count > 0 ? ProjectOf(open[0]) : null, Missing = _three };
        _items.Add(item);
        if (open.Count > 0) Show(item, open[0]);
    }

    private void HandOver(string name, List<SpokenAlert> targets)
    {
        var found = reply.Router.Named(name, targets[0].Entity).Where(person => !Sender.Has(person.Address)).ToList();
        var item = new AnswerItem(found.Count == 0 ? AnswerResult.UnknownName : AnswerResult.SeveralNames, [.. targets.Select(alert => alert.Number)]) { Project = ProjectOf(targets[0]), To = name };
        if (found is not [var person])
        {
            _outcomes.Add(IncomingOutcome.Unclear);
            _items.Add(item);
            return;
        }

        var to = person with { Why = $"由{Sender.Name}转办" };
        _effects.AddRange(targets.Select(alert => new IncomingEffect.HandedOver(alert, Sender.Name, Sender.Address, to, AlertNotices.Anew(alert, to, new NoticeDetails { HandedOverBy = Sender.Name }))));
        _outcomes.Add(IncomingOutcome.HandedOver);
        _items.Add(item with { Result = AnswerResult.HandedOver, To = person.Name, SeenBy = SeenBy(targets) });
    }

    private void Dispute(string says, List<SpokenAlert> targets)
    {
        var until = office.Workdays.AddWorkdays(reply.Today, DisputeWorkdays).Value;
        // Who disputes time and again does not stop the clock by it.
        _effects.AddRange(targets.Select(alert => new IncomingEffect.Disputed(alert, Sender.Name, Sender.Address, says, alert.WasDisputed ? reply.Today.AddDays(-1) : until)));
        _outcomes.Add(IncomingOutcome.Disputed);
        var item = new AnswerItem(AnswerResult.Disputed, [.. targets.Select(alert => alert.Number)])
        {
            Project = ProjectOf(targets[0]),
            Says = says.Length == 0 ? null : says,
            RestsUntil = targets.Exists(alert => alert.WasDisputed) ? null : until,
        };
        var keepers = Keepers(targets[0]);
        _items.Add(item with { SeenBy = [.. keepers.Select(keeper => keeper.Name)] });
        var check = new AnswerNotice(AnswerPurpose.Check, [item with { Line = LineOf(targets[0]) }]) { By = Sender.Name, ByAddress = Sender.Address };
        _others.AddRange(keepers.Select(keeper => new AnswerMail(keeper, check, false)));
    }

    /// <summary>Words that came from an address that may not speak: kept, and whoever had our mail is asked.</summary>
    private ReplyDecision Forward(ReplyReading reading, List<SpokenAlert> about, string reason)
    {
        var open = about.Where(alert => alert.IsOpen && reply.Found!.Told.Concat(reply.About).Any(told => told.Id == alert.Id)).ToList();
        var items = reading.Parts.Select(part => part switch
        {
            ReplyPart.Statement said => Item() with { Cause = said.Cause, Measure = said.Measure, Due = said.Due?.Day, DueWritten = said.Due is { Day: null } written ? written.Written : null },
            ReplyPart.Dispute said => Item() with { Result = AnswerResult.Disputed, Says = Short(said.Says) },
            ReplyPart.HandOver said => Item() with { Result = AnswerResult.HandedOver, To = said.Name },
            ReplyPart.Remark said => Item() with { Result = AnswerResult.Noted, Says = Short(said.Text) },
            _ => null,
        }).OfType<AnswerItem>().ToList();
        var person = open.SelectMany(alert => alert.Told).FirstOrDefault(told => told.Address.Equals(reply.Found!.Recipient, StringComparison.OrdinalIgnoreCase));
        var to = new Recipient(person?.Name ?? reply.Found!.Recipient, reply.Found!.Recipient, person?.Why ?? "您收到过所回复的邮件");
        // Of words that are none there is nothing to confirm.
        var isEmpty = items.Count == 0 || open.Count == 0;
        return new ReplyDecision(IncomingOutcome.Forwarded, reason + (isEmpty ? "，也没有可以登记的内容" : "，已请收件人确认"))
        {
            Receipt = isEmpty
                ? null
                : new AnswerMail(to, new AnswerNotice(AnswerPurpose.Confirm, items) { By = Sender.Name == Sender.Address ? null : Sender.Name, ByAddress = Sender.Address }, false),
        };

        AnswerItem Item() => new(AnswerResult.Recorded, [.. open.Select(alert => alert.Number)]) { Project = open.Count > 0 ? ProjectOf(open[0]) : null };
    }

    /// <summary>What was not understood is shown to whoever keeps the figures.</summary>
    private void Show(AnswerItem item, SpokenAlert alert) => _others.AddRange(Keepers(alert).Select(keeper =>
        new AnswerMail(keeper, new AnswerNotice(AnswerPurpose.Unclear, [item with { SeenBy = [] }]) { By = Sender.Name, ByAddress = Sender.Address }, false)));

    /// <summary>The finance contacts of the alert's entity, but for the sender; never nobody.</summary>
    private List<Recipient> Keepers(SpokenAlert alert)
    {
        var keepers = reply.Router.ForFigures(alert.Entity).Where(keeper => !Sender.Has(keeper.Address)).ToList();
        return keepers.Count > 0 ? keepers : [.. reply.Router.Administrators().Where(keeper => !Sender.Has(keeper.Address))];
    }

    private List<IncomingEffect> Lifted() => reply.Desk.IsMarked ? [new IncomingEffect.Lifted(Sender.Address, "收到了该邮箱的来信")] : [];

    private IReadOnlyList<string> SeenBy(IEnumerable<SpokenAlert> alerts) =>
    [
        .. alerts.SelectMany(alert => alert.Told).Concat(reply.Router.ForDigest().Select(reader => reader.Recipient))
            .Where(recipient => !Sender.Has(recipient.Address))
            .Select(recipient => recipient.Name)
            .Distinct()
            .Take(MostReaders),
    ];

    private static string? ProjectOf(SpokenAlert alert) =>
        alert.Last?.Lines.Select(line => line.ProjectName).Concat(alert.Last.Indicators.Select(indicator => indicator.ProjectName)).FirstOrDefault() ?? new FormerSubject(alert.Key).ProjectCode;

    private static LineSnapshot? LineOf(SpokenAlert alert) => alert.Last?.Lines is [var line, ..] ? line with { Reason = NoticeReason.Digest, Number = null, Details = null, StillOpen = null } : null;

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Short(string? text) => text is null ? null : text.Length <= LongestText ? text.Trim() : text[..LongestText].Trim() + "…";
}
