using System.Globalization;
using System.Net;
using System.Text;
using MonitorWorker.Notifications.Views;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications;

/// <summary>
/// The words used where a template fails: plain, complete, without a template engine. All figures are in it, since it
/// may be the only warning that somebody gets.
/// </summary>
internal sealed class BuiltInMail(MailWords words)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public RenderedMail OfLine(string kind, MailContext context, LineSnapshot snapshot)
    {
        var line = new LineView(snapshot, words);
        var head = kind == MailKind.Resolved ? words["plain.over"] : line.LevelWord;
        return Make(kind, Tagged(line.Reason, Subject(head, line.ProjectName + About(line) + Bracketed(line.Number))), context, Describe(line, kind == MailKind.Resolved));
    }

    public RenderedMail OfDigest(MailContext context, DigestView digest)
    {
        List<string> parts = [.. digest.Tiles.Select(Count)];
        if (digest.Statements is { } wrong) parts.Add(words.Say("plain.statements", ("count", wrong.Count)));
        if (digest.Mended is { } mended) parts.Add(words.Say("plain.mended", ("count", mended.Count)));
        if (digest.Indicators is { } goals) parts.Add(words.Say("plain.indicators", ("count", goals.Count)));
        var counts = VerdictOf(digest.Verdict, digest.JudgedDay) ?? (digest.Verdict == "no_budget" ? digest.YearNote! : words.List(parts));
        var text = new StringBuilder().AppendLine(counts).AppendLine();
        foreach (var part in new[] { digest.Attention, digest.Missing, digest.Unjudged, digest.Resolved, digest.Normal }.OfType<SectionView>())
        {
            foreach (var line in part.Items) text.Append(Describe(line, part == digest.Resolved)).AppendLine();
            if (part.MoreCount is not null) text.AppendLine(words.Say("plain.more-lines", ("count", part.MoreCount), ("amount", part.MoreAmount))).AppendLine();
        }

        foreach (var part in new[] { digest.Statements, digest.Mended }.OfType<StatementsView>())
        {
            foreach (var statement in part.Items) text.AppendLine(Describe(statement));
            if (part.MoreCount is not null) text.AppendLine(words.Say("plain.more-statements", ("count", part.MoreCount)));
        }

        foreach (var part in new[] { digest.Indicators?.Lagging, digest.Indicators?.Missing, digest.Indicators?.Unjudged, digest.Indicators?.Overachieved, digest.Indicators?.Resolved }.OfType<IndicatorGroupView>())
        {
            foreach (var indicator in part.Items) text.AppendLine(Describe(indicator));
            if (part.MoreCount is not null) text.AppendLine(words.Say("plain.more-indicators", ("count", part.MoreCount)));
        }

        foreach (var sum in new[] { digest.Sections, digest.Categories }.OfType<RollupsView>().SelectMany(sums => sums.Items))
            text.AppendLine(Describe(sum));

        foreach (var silence in digest.Silences) text.AppendLine(Describe(silence));
        var head = words[digest.Escalated is not null ? "plain.escalated" : digest.Reminded is not null ? "plain.reminded" : "plain.digest"];
        return Make(MailKind.Digest, Subject(head, digest.MonthsSoFar is { } months ? words.Say("plain.digest-subject", ("months", months), ("counts", counts)) : counts), context, text.ToString());
    }

    public RenderedMail OfSummary(MailContext context, SummaryView summary)
    {
        var head = VerdictOf(summary.Verdict, summary.JudgedDay) ?? words.List(summary.Tiles.Select(Count));
        var text = new StringBuilder().AppendLine(head).AppendLine();
        foreach (var sum in summary.Parts.Prepend(summary.Whole)) text.AppendLine(Describe(sum));
        if (summary.MoreParts is { } more) text.AppendLine(words.Say("plain.more-parts", ("count", more)));
        Add(text, "indicators-lagging", summary.IndicatorsLagging, "items");
        Add(text, "indicators-unknown", summary.IndicatorsUnknown, "items");
        Add(text, "statements-wrong", summary.Statements, "items");
        foreach (var movement in summary.Worse) text.AppendLine(Describe("plain.worse", movement));
        foreach (var movement in summary.Better) text.AppendLine(Describe("plain.better", movement));
        foreach (var alert in summary.Longest)
            text.AppendLine(words.Say("plain.longest", ("level", Marked(alert.Symbol, alert.LevelWord)), ("name", alert.Name), ("rule", alert.RuleWord), ("since", alert.Since)) + Bracketed(alert.Number));
        Add(text, "unanswered", summary.Unanswered, "alerts");
        foreach (var silence in summary.Silences) text.AppendLine(Describe(silence));
        var part = summary.MonthsSoFar is { } months ? words.Say("plain.part", ("name", summary.Whole.Name), ("months", months)) : summary.Whole.Name;
        return Make(MailKind.Summary, Subject(words["plain.summary"], words.Say("plain.summary-subject", ("part", part), ("counts", head))), context, text.ToString());
    }

    public RenderedMail OfTest(MailContext context) => Make(MailKind.Test, Subject(words["plain.test"], words["plain.test-subject"]), context, words["plain.test-text"] + "\n");

    public RenderedMail OfEnding(MailContext context, EndingNotice notice)
    {
        var ending = new EndingView(notice, words);
        var text = new StringBuilder();
        Add(text, "covers", ending.Covers);
        Add(text, "author", ending.Author);
        Add(text, "reason", ending.Reason);
        Add(text, "until", words.Say("plain.until-day", ("day", ending.Until)));
        Add(text, "open", ending.Open is null ? null : words.Say("plain.open-numbers", ("count", ending.Open), ("numbers", ending.Numbers)));
        return Make(MailKind.Ending, Subject(words.Say("plain.ending", ("kind", ending.Kind)), words.Say("plain.ending-subject", ("covers", ending.Covers), ("day", ending.Until))), context, text.ToString());
    }

    public RenderedMail OfNote(MailContext context, NoteNotice notice)
    {
        var note = new NoteView(notice, words);
        var text = new StringBuilder().AppendLine(note.Lead);
        foreach (var item in note.Items) text.AppendLine("· " + item);
        Add(text, "more", note.More, "items");
        Add(text, "cure", note.Ask);
        return Make(MailKind.Note, Subject(words["plain.note"], note.Subject), context, text.ToString());
    }

    public RenderedMail OfTrouble(MailContext context, TroubleNotice notice)
    {
        var trouble = new TroubleView(notice, words);
        var what = trouble.Name is null ? trouble.KindWord : $"{trouble.KindWord} {trouble.Name}";
        var text = new StringBuilder().AppendLine(what);
        Add(text, "began", trouble.Since);
        Add(text, "ended", trouble.Until);
        Add(text, "reason", trouble.Reason);
        Add(text, "cure", trouble.Cure);
        Add(text, "detail", trouble.Detail);
        Add(text, "last-good", trouble.LastGoodAt);
        var subject = trouble.Over ? Subject(words["plain.trouble-over"], what) : Subject(words["plain.trouble"], words.Say("plain.trouble-subject", ("what", what), ("reason", trouble.Reason)));
        return Make(MailKind.Trouble, subject, context, text.ToString());
    }

    public RenderedMail OfUndelivered(MailContext context, UndeliveredNotice notice)
    {
        var undelivered = new UndeliveredView(notice, words);
        var text = new StringBuilder().AppendLine(words["plain.undelivered-text"]).AppendLine();
        foreach (var letter in undelivered.Items)
        {
            text.AppendLine(Line(letter.Recipient, letter.Subject));
            Add(text, "alert-numbers", letter.Alerts);
            Add(text, "written", letter.WrittenAt);
            Add(text, "server-said", letter.Reason);
        }

        if (undelivered.MoreCount is { } more) text.AppendLine(words.Say("plain.more-mails", ("count", Figures.Count(more))));
        return Make(MailKind.Undelivered, Subject(words["plain.undelivered"], words.Say("plain.undelivered-subject", ("count", Figures.Count(undelivered.Count)))), context, text.ToString());
    }

    public RenderedMail OfAnswer(MailContext context, AnswerNotice notice)
    {
        var answer = new AnswerView(notice, words);
        var what = words[answer.Purpose switch
        {
            AnswerPurpose.Confirm => "plain.answer-confirm",
            AnswerPurpose.Check => "plain.answer-check",
            AnswerPurpose.Unclear => "plain.answer-unclear",
            AnswerPurpose.Recorded => "plain.answer-recorded",
            _ => "plain.answer-received",
        }];
        var text = new StringBuilder();
        Add(text, "answered-by", answer.By is null || answer.ByAddress is null ? answer.By : words.Say("plain.noted", ("text", answer.By), ("note", answer.ByAddress)));
        Add(text, "answered-via", answer.Via is null || answer.RecordedBy is null ? answer.Via : words.Say("plain.via-recorded", ("via", answer.Via), ("by", answer.RecordedBy)));
        foreach (var said in answer.Items)
        {
            text.AppendLine(Line((said.Project ?? words["plain.an-alert"]) + Bracketed(said.Number), AnswerWords.Of(said.Result, words)));
            Add(text, "cause", said.Cause);
            Add(text, "measure", said.Measure);
            Add(text, "due", said.Due);
            Add(text, "no-day", said.DueWritten is null || said.DueProblem is null ? said.DueWritten : words.Say("plain.noted", ("text", said.DueWritten), ("note", said.DueProblem)));
            Add(text, "promised", Percent(said.Rate));
            Add(text, "lacking", said.Missing);
            Add(text, "rests-until", said.RestsUntil);
            Add(text, "to-hand-over", said.To);
            Add(text, "says", said.Says);
            if (said.Line is { } line) text.Append(Describe(line, resolved: false));
        }

        if (answer.Purpose == AnswerPurpose.Confirm) text.AppendLine(words["plain.ask-confirmation"]);
        if (answer.OnlyRed) text.AppendLine(words["plain.chose-red"]);
        if (answer.AllAgain) text.AppendLine(words["plain.chose-all"]);
        return Make(MailKind.Answer, Subject(words["plain.answer"], what + Bracketed(answer.Number)), context, text.ToString());
    }

    public RenderedMail OfReceipt(MailContext context, ReceiptNotice notice)
    {
        var receipt = new ReceiptView(notice, words);
        var text = new StringBuilder().AppendLine(Line(words["plain.file"], receipt.File));
        Add(text, "accepted", receipt.Accepted, "rows");
        Add(text, "refused", receipt.Refused, "rows");
        Add(text, "held", receipt.Held);
        foreach (var problem in receipt.Problems)
        {
            text.Append("- ").AppendLine(words.Say(
                "plain.problem",
                ("sheet", problem.Sheet),
                ("place", problem.Place),
                ("column", problem.Column),
                ("value", problem.Value),
                ("reason", problem.Reason),
                ("expected", problem.Expected)));
        }

        foreach (var remark in receipt.Remarks) text.AppendLine(Invariant, $"- {remark}");
        foreach (var change in receipt.Changes.Concat(receipt.Falls).Concat(receipt.Slips))
        {
            text.Append("- ").AppendLine(words.Say(
                "plain.change", ("table", change.Table), ("project", change.Project), ("period", change.Period), ("before", change.Before), ("after", change.After)));
        }

        Add(text, "missing-projects", receipt.MissingCount, "projects");
        var subject = words.Say("plain.receipt-subject", ("file", receipt.File), ("accepted", receipt.Accepted), ("refused", receipt.Refused ?? "0"));
        return Make(MailKind.Receipt, Subject(words["plain.receipt"], subject), context, text.ToString());
    }

    public RenderedMail OfReminder(MailContext context, ReminderView reminder)
    {
        var text = new StringBuilder();
        foreach (var item in reminder.Items)
        {
            text.AppendLine(words.Say(
                "plain.task-item",
                ("entity", item.Entity),
                ("month", item.Month),
                ("document", item.Document),
                ("deadline", item.Deadline),
                ("left", item.Left),
                ("due", item.Due),
                ("missing", item.Missing)));
            foreach (var line in item.Lines) text.Append("- ").AppendLine(words.Say("plain.task-line", ("project", $"{line.Code} {line.Name} {line.Fund}")));
            Add(text, "more-projects", item.MoreLines, "projects");
            foreach (var indicator in item.Indicators) text.Append("- ").AppendLine(words.Say("plain.task-indicator", ("project", indicator.Project), ("name", indicator.Name)));
            Add(text, "more-goals", item.MoreIndicators, "projects");
            Add(text, "attachment", item.Attachment);
        }

        Add(text, "more-items", reminder.MoreItems, "projects");
        var subject = words.Say("plain.task-reminder-subject", ("month", reminder.Month), ("what", reminder.What), ("deadline", reminder.Deadline), ("missing", reminder.Missing));
        return Make(MailKind.TaskReminder, Subject(words["plain.task-reminder"], subject), context, text.ToString());
    }

    public RenderedMail OfTaskList(MailContext context, TaskListView task)
    {
        var text = new StringBuilder()
            .AppendLine(words.Say("plain.task", ("document", task.Document), ("deadline", task.Deadline), ("left", task.Left)))
            .AppendLine(words.Say("plain.task-counts", ("entities", task.EntityCount), ("due", task.Due), ("reported", task.Reported), ("missing", task.Missing)));
        foreach (var entity in task.Open)
        {
            text.Append("- ").AppendLine(words.Say(
                "plain.task-entity", ("name", entity.Name), ("due", entity.Due), ("reported", entity.Reported), ("missing", entity.Missing), ("contact", entity.Contact)));
        }

        Add(text, "more-entities", task.MoreOpen, "projects");
        Add(text, "complete", Names(task.CompleteNames, task.MoreComplete));
        Add(text, "without-budget", Names(task.WithoutBudget, task.MoreWithoutBudget));
        var subject = words.Say("plain.task-list-subject", ("month", task.Month), ("entities", task.EntityCount), ("complete", task.CompleteCount));
        return Make(MailKind.TaskList, Subject(words["plain.task-list"], subject), context, text.ToString());
    }

    public RenderedMail OfReport(MailContext context, ReportView report)
    {
        var about = report.Entity ?? (report.EntityCount is { } count ? words.Say("plain.report-entities", ("count", count)) : null);
        var text = new StringBuilder();
        Add(text, "report-failed", report.FailedCount, "report-files");
        foreach (var gap in report.Failed) text.Append("- ").AppendLine(words.Say("plain.report-gap", ("name", gap.Name), ("why", gap.Why)));
        foreach (var matter in report.Matters)
        {
            text.Append("- ").AppendLine(words.Say($"plain.report-{matter.Kind}", ("count", matter.Count), ("names", matter.Names), ("amount", matter.Amount), ("since", matter.Since)));
            if (matter.Stated is not null) text.Append("  ").AppendLine(words.Say("plain.report-figure", ("item", matter.Item), ("stated", matter.Stated), ("recomputed", matter.Recomputed)));
            if (matter.Rate is not null) text.Append("  ").AppendLine(words.Say("plain.report-rate", ("rate", matter.Rate), ("scheduled", matter.Scheduled), ("amount", matter.CatchUp ?? words.Figures.Amount(0))));
        }

        foreach (var file in report.Files) Add(text, "attachment", words.Say("plain.report-file", ("name", file.Name), ("size", file.Size)));
        Add(text, "report-left-out", report.LeftOutCount, "report-files");
        Add(text, "report-rules", report.RuleSet);
        var subject = words.Say("plain.report-subject", ("year", report.Year), ("months", report.Months), ("title", report.Title), ("about", about));
        return Make(MailKind.Report, report.FailedCount is null ? subject : Subject(words["plain.report-in-part"], subject), context, text.ToString());
    }

    private RenderedMail Make(string kind, string subject, MailContext context, string body)
    {
        var mail = new MailView(context, words);
        var text = new StringBuilder()
            .AppendLine(mail.OfficeName)
            .AppendLine(subject)
            .AppendLine()
            .Append(body)
            .AppendLine()
            .AppendLine(words.Say("plain.why-you", ("why", mail.WhyYou), ("address", mail.FromAddress)))
            .AppendLine(mail.ContactPhone is null ? null : words.Say("plain.phone", ("phone", mail.ContactPhone)))
            .AppendLine(mail.RunId is null
                ? words.Say("plain.made-alone", ("time", mail.GeneratedAt), ("day", mail.DataAsOf))
                : words.Say("plain.made", ("time", mail.GeneratedAt), ("day", mail.DataAsOf), ("run", mail.RunId)))
            .Replace("\r\n", "\n")
            .ToString();
        var html = "<!DOCTYPE html>\n<html lang=\"" + mail.Language + "\">\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n<title>"
            + WebUtility.HtmlEncode(subject) + "</title>\n</head>\n<body>\n<p style=\"font-size:14px;line-height:22px;\">"
            + WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal) + "</p>\n</body>\n</html>\n";
        return new RenderedMail(kind, Plain.Line(subject, 400) ?? kind, text, html, null);
    }

    private string Describe(LineView line, bool resolved)
    {
        var text = new StringBuilder().AppendLine(Invariant, $"{Marked(line.Symbol, resolved ? words["plain.over"] : line.LevelWord)} {line.ProjectName}{Bracketed(line.Number)}");
        Add(text, "place", line.Place);
        Add(text, "data-as-of", line.JudgedDay);
        Add(text, "previous", line.PreviousWord);
        Add(text, "original", Amount(line.Original));
        Add(text, "adjusted", Amount(line.Adjusted));
        Add(text, "revised", Amount(line.Revised));
        Add(text, "executed", Amount(line.Executed) ?? words["plain.not-reported"]);
        Add(text, "last-known", line.LastKnownExecuted is null ? null : words.Say("plain.amount-of", ("amount", line.LastKnownExecuted), ("month", line.LastKnownMonth)));
        Add(text, "rate", Percent(line.Rate));
        Add(text, "scheduled", line.Scheduled is null ? null : words.Say("plain.scheduled-by", ("percent", line.Scheduled), ("schedule", line.ScheduleWord)));
        Add(text, "due-amount", Amount(line.ScheduledAmount));
        Add(text, "difference", Amount(line.Difference));
        Add(text, "gap", line.Gap is null ? null : words.Say("plain.points", ("points", line.Gap)));
        Add(text, "pace", Percent(line.Pace));
        Add(text, "catch-up", Amount(line.CatchUp));
        Add(text, "to-lower", Amount(line.ToLower));
        Add(text, "to-clear", Amount(line.ToClear));
        Add(text, "to-finish", Amount(line.ToFinish));
        Add(text, "required", Amount(line.RequiredPerMonth));
        Add(text, "spent", Amount(line.SpentPerMonth));
        Add(text, "multiple", line.Multiple is null ? null : words.Say("plain.times", ("times", line.Multiple)));
        AddLine(text, words.Say("plain.outturn", ("method", line.OutturnBy)), AmountWithRate(line.Outturn, line.OutturnRate));
        Add(text, "stated-outturn", AmountWithRate(line.Stated, line.StatedRate));
        Add(text, "conclusion", line.Message);
        AddDetails(text, line.Details, line.Rate);
        foreach (var found in line.Also)
            AddLine(text, words[resolved ? "plain.also-over" : "plain.also"], $"{Marked(found.Symbol, found.LevelWord)} {found.RuleWord} {found.Message}{Bracketed(found.Number)}");
        Add(text, "rule-text", line.RuleText is null ? null : words.Say("plain.rule-of-set", ("rule", line.RuleText), ("set", line.RuleSet)));
        foreach (var found in line.Also) Add(text, "rule-text", found.RuleText);
        Add(text, "source", words.Say("plain.source-row", ("file", line.SourceFile), ("sheet", line.SourceSheet), ("row", line.SourceRow), ("imported", line.ImportedAt)));
        return text.ToString();
    }

    private string Describe(StatementView statement) =>
        Marked(statement.Symbol, statement.Reason == NoticeReason.Resolved ? words["plain.over"] : statement.LevelWord) + " "
        + words.Say("plain.statement", ("month", statement.Month), ("scope", statement.Scope), ("item", statement.Item))
        + (statement.Denominator is null ? "" : words.Say("plain.denominator", ("item", statement.Denominator)))
        + words.Say("plain.stated", ("figure", statement.Stated))
        + (statement.Parts is null ? "" : words.Say("plain.parts", ("parts", statement.Parts)))
        + words.Say("plain.recomputed", ("figure", statement.Recomputed ?? words["plain.unknown"]), ("difference", statement.Difference ?? words["plain.unknown"]))
        + InRow(statement.SourceFile, statement.SourceSheet, statement.SourceRow) + Bracketed(statement.Number);

    private string Describe(IndicatorView indicator) =>
        $"{Marked(indicator.Symbol, indicator.IsOver ? words["plain.over"] : indicator.LevelWord)} {indicator.RuleWord} "
        + words.Say(
            "plain.indicator",
            ("project", indicator.ProjectName),
            ("name", indicator.Name),
            ("target", indicator.Operator + (indicator.Target ?? words["plain.not-written"])),
            ("month", indicator.Month),
            ("value", indicator.Value ?? words["plain.not-reported"]))
        + (indicator.Attainment is null ? "" : words.Say("plain.of-year", ("percent", indicator.Attainment)))
        + (indicator.AgainstSchedule is null ? "" : words.Say("plain.of-due", ("percent", indicator.AgainstSchedule)))
        + words["plain.stop"] + indicator.Message + words["plain.stop"] + InRow(indicator.SourceFile, indicator.SourceSheet, indicator.SourceRow) + Bracketed(indicator.Number);

    /// <summary>No data is not good news.</summary>
    private string? VerdictOf(string? verdict, string? day) => verdict switch
    {
        "well" => words.Say("plain.well", ("day", day)),
        "owner_well" => words.Say("plain.owner-well", ("day", day)),
        "no_red" => words["plain.no-red"],
        "no_data" => words["plain.no-data"],
        _ => null,
    };

    private string Describe(SilenceView silence) => words.Say(
        "plain.silence",
        ("covers", silence.Covers),
        ("from", silence.From),
        ("until", silence.Until),
        ("soon", silence.EndsSoon ? words["plain.soon"] : ""),
        ("author", silence.Author),
        ("reason", silence.Reason));

    private string Describe(string key, MovementView movement) =>
        words.Say(key, ("name", movement.Name), ("rule", movement.RuleWord), ("before", movement.Before), ("now", movement.Now));

    private string Describe(SumView sum) =>
        Sum(sum.Name, sum.Count, sum.Revised, sum.Executed, sum.Rate)
        + words.Say("plain.sum-scheduled", ("percent", Percent(sum.Scheduled) ?? words["plain.unknown"]))
        + (sum.MissingCount is null ? "" : words.Say("plain.sum-unknown", ("count", sum.MissingCount)))
        + (sum.RedNames is null ? "" : words.Say("plain.sum-red", ("names", sum.RedNames)));

    private string Describe(RollupView sum) =>
        Sum(sum.Name, sum.Count, sum.Revised, sum.Executed, sum.Rate)
        + (sum.MissingCount is null ? "" : words.Say("plain.sum-missing", ("count", sum.MissingCount)))
        + (sum.RedNames is null ? "" : words.Say("plain.sum-red", ("names", sum.RedNames)));

    private string Sum(string? name, string count, string? revised, string? executed, string? rate) => words.Say(
        "plain.sum",
        ("name", name ?? words["plain.unnamed"]),
        ("count", count),
        ("revised", revised),
        ("executed", Amount(executed) ?? words["plain.not-reported"]),
        ("rate", Percent(rate) ?? words["plain.unknown"]));

    private string Marked(string symbol, string word) => words.Say("plain.level", ("symbol", symbol), ("word", word));

    private string Count(TileView tile) => words.Say("plain.count", ("word", tile.Word), ("count", tile.Count), ("amount", tile.Amount));

    /// <summary>The lag is what such a mail is about where nothing else is said.</summary>
    private string About(LineView line) => line.Rule == "execution-lag" || line.RuleWord is null ? "" : words.Say("plain.about", ("rule", line.RuleWord));

    private string? Names(IReadOnlyList<string> names, string? more) => names.Count == 0 ? null
        : more is null ? words.List(names)
        : words.Say("plain.names-more", ("names", words.List(names)), ("count", more));

    private string InRow(string? file, string? sheet, string? row) => words.Say("plain.in-row", ("file", file), ("sheet", sheet), ("row", row));

    private string? Amount(string? amount) => amount is null ? null : words.Say("plain.amount", ("amount", amount));

    private string? AmountWithRate(string? amount, string? rate) => amount is null ? null : words.Say("plain.amount-rate", ("amount", amount), ("percent", rate));

    private static string? Percent(string? percent) => percent is null ? null : percent + "%";

    private string Subject(string head, string? text) => words.Say("plain.subject", ("head", head), ("text", text));

    private string Line(string? label, string? value) => words.Say("plain.line", ("label", label), ("value", value));

    /// <param name="key">Of the label.</param>
    /// <param name="counted">Word in which a count is put.</param>
    private void Add(StringBuilder text, string key, string? value, string? counted = null) =>
        AddLine(text, words["plain." + key], value is null || counted is null ? value : words.Say("plain." + counted, ("count", value)));

    private void AddLine(StringBuilder text, string label, string? value)
    {
        if (value is not null) text.Append("  ").AppendLine(Line(label, value));
    }

    private void AddDetails(StringBuilder text, DetailsView? details, string? rate)
    {
        if (details is null) return;

        var unknown = words["plain.unknown"];
        if (details.Correction is { } wrong)
        {
            text.Append("  ").AppendLine(words.Say(
                "plain.corrected",
                ("month", wrong.Month),
                ("old", wrong.OldExecuted ?? wrong.OldValue ?? words["plain.not-reported"]),
                ("oldRate", wrong.OldRate ?? unknown),
                ("oldLevel", wrong.OldWord),
                ("new", wrong.NewExecuted ?? wrong.NewValue ?? words["plain.not-reported"]),
                ("newRate", wrong.NewRate ?? unknown),
                ("newLevel", wrong.NewWord)));
        }

        Add(text, "rules-before", details.RulesBefore);
        Add(text, "days-open", details.WorkdaysOpen is null ? null : words.Say("plain.days-open-value", ("days", details.WorkdaysOpen)));
        if (details.RepliesUnread) text.Append("  ").AppendLine(words["plain.replies-unread"]);
        if (details.Promise is { } promise)
        {
            text.Append("  ").AppendLine(
                words.Say("plain.promise", ("by", promise.By), ("on", promise.On), ("due", promise.Due))
                + (promise.Rate is null ? "" : words.Say("plain.promised-rate", ("promised", promise.Rate), ("now", rate ?? unknown))));
        }

        Add(text, "handed-over-by", details.HandedOverBy);
        if (details.Heard is { } heard)
        {
            Add(text, "heard", heard.By is null ? null : words.Say("plain.noted", ("text", heard.By), ("note", heard.On)));
            Add(text, "cause", heard.Cause);
            Add(text, "measure", heard.Measure);
            Add(text, "due", heard.Due);
            Add(text, "promised", Percent(heard.Rate));
            Add(text, "handed-to", heard.HandedTo);
            Add(text, "disputed", heard.DisputedBy is null ? null : words.Say("plain.checked-until", ("by", heard.DisputedBy), ("day", heard.DisputedUntil)));
            Add(text, "read-by", heard.ReadBy);
        }

        foreach (var said in details.StepSays) text.AppendLine(Invariant, $"  {said}");
    }

    /// <summary>What sort of follow-up it is stands before its subject.</summary>
    private string Tagged(string? reason, string subject) => reason switch
    {
        NoticeReason.Reminder => Subject(words["plain.reminded"], subject),
        NoticeReason.Escalation => Subject(words["plain.escalated"], subject),
        NoticeReason.Correction => Subject(words["plain.correction"], subject),
        _ => subject,
    };

    private static string Bracketed(string? number) => number is null ? "" : $" [{number}]";
}
