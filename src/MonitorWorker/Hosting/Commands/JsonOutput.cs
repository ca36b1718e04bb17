using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Jobs;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary>
/// The JSON of the contract: amounts are yuan as strings with two decimals, rates percent as strings with two decimals,
/// what is not known is null. Fields are only ever added.
/// </summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>Piece by piece: the answer about all lines of a province is longer than what is worth holding in memory.</summary>
    public static void Write(object answer)
    {
        using var output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, answer, _options);
        output.Write(Encoding.UTF8.GetBytes(Environment.NewLine));
    }

    public static object Import(IReadOnlyList<ImportedFile> files) => new
    {
        files = files.Select(file => new
        {
            file = file.Reading.File,
            unchanged = file.Unchanged,
            tables = file.Reading.Tables.Select(table => new
            {
                table = table.Table,
                sheet = table.Sheet,
                rows = table.Rows,
                accepted = file.Rejected ? 0 : table.Accepted,
                refused = table.Refused,
                note = table.Note,
                headerRow = table.HeaderRow,
                map = table.Map,
                layout = table.Layout.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            }),
            problems = file.Reading.Problems.Select(Problem),
            held = file.Review.HeldReason,
            changes = file.Review.Changes.Select(Change),
            falls = file.Review.Falls.Select(Change),
            unitSlips = file.Review.UnitSlips.Select(Change),
            remarks = file.Reading.Remarks.Select(remark => new { sheet = remark.Sheet, row = remark.Row, column = remark.Column, value = remark.Value, text = remark.Text }),
        }),
    };

    private static object Change(FigureChange change) => new
    {
        table = change.Table,
        entity = change.EntityCode,
        project = change.ProjectCode,
        fund = change.Fund,
        period = change.Period,
        beforePeriod = change.BeforePeriod,
        before = change.Before.ToString(),
        after = change.After.ToString(),
        sheet = change.Sheet,
        row = change.Row,
    };

    public static object Check(IReadOnlyList<ImportedFile> files, CheckResult check) => new
    {
        asOf = Day(check.Judgement.AsOf),
        fiscalYear = check.Judgement.FiscalYear,
        ruleSet = check.Judgement.Rules.Name,
        run = check.RunId,
        positions = Positions(check),
        findings = check.Judgement.Breaches.Select(Finding),
        notices = check.Changes
            .SelectMany(change => change.Notices.Select(notice => (notice.Recipient.Address, notice.Reason, change.Key)))
            .GroupBy(notice => (notice.Address, notice.Reason), notice => notice.Key)
            .Select(group => new { to = group.Key.Address, reason = group.Key.Reason, alerts = group }),
        problems = files
            .SelectMany(file => file.Reading.Problems.Select(problem => (file.Reading.File, Problem: problem)))
            .Concat(check.Refused)
            // What this run refused stands in the store as well.
            .DistinctBy(refused => (refused.File, refused.Problem.AsStored()))
            .Select(refused => FileProblem(refused.File, refused.Problem))
            .Concat(check.Judgement.Unmatched.Select(fact => FileProblem(
                fact.Source.File,
                fact.ProjectCode.Length == 0
                    ? new RowProblem(fact.Source.Sheet, fact.Source.Row, "填报单位", null, fact.Reason, fact.Expected)
                    : new RowProblem(fact.Source.Sheet, fact.Source.Row, "项目编码", fact.ProjectCode, fact.Reason, fact.Expected))))
            .Concat(check.NotRecomputed.Select(verdict => FileProblem(
                verdict.Finding.Source.File,
                new RowProblem(
                    verdict.Finding.Source.Sheet,
                    verdict.Finding.Source.Row,
                    "填报值",
                    verdict.Compared.Stated,
                    verdict.Finding.Message,
                    "补齐数据后再检查")))),
        rollups = check.Judgement.Rollups.Select(Rollup),
    };

    public static object Outbox(IReadOnlyList<OutboxEntry> mails) => mails.Select(mail => new
    {
        id = mail.Id,
        to = mail.To,
        subject = mail.Subject,
        kind = mail.Kind,
        state = mail.State.ToString().ToLowerInvariant(),
        attempts = mail.Attempts,
        nextAttempt = mail.NextAttempt,
        lastError = mail.LastError,
        messageId = mail.MessageId,
        alerts = mail.Alerts,
    });

    public static object Alert(AlertEntry alert) => new
    {
        key = alert.Key,
        number = alert.Number,
        rule = alert.Rule,
        project = alert.Project.Length == 0 ? null : alert.Project,
        level = alert.Level.Code(),
        // Whoever asks from outside knows three states: what ended with its year is over as well.
        state = (alert.State == AlertState.Ended ? AlertState.Resolved : alert.State).ToString().ToLowerInvariant(),
        endedWithYear = alert.State == AlertState.Ended,
        since = Day(alert.Since),
        lastTold = alert.LastTold,
        silencedUntil = alert.SilencedUntil is { } until ? Day(until) : null,
        acknowledgedBy = alert.Acknowledged?.Author,
        answer = alert.Answer is { } answer ? Answer(answer) : null,
        disputedUntil = alert.Disputed is { } dispute ? Day(dispute.Until) : null,
        handedOverTo = alert.HandedOver?.ToName,
        readBy = alert.ReadBy,
        episode = alert.Episode,
    };

    public static object Case(Case book, IReadOnlyList<CaseFigure> figures) => new
    {
        alert = Alert(book.Alert),
        events = book.Events.Select(happened => new
        {
            at = happened.At,
            asOf = happened.AsOf is { } day ? Day(day) : null,
            kind = happened.Kind.ToString().ToLowerInvariant(),
            episode = happened.Episode,
            level = happened.Level.Code(),
            reason = happened.Reason,
            by = happened.Actor,
            ruleSet = happened.RuleSet,
            message = happened.Message,
            values = happened.Values,
            mails = happened.Mails.Select(mail => new
            {
                to = mail.Address,
                reason = mail.Reason,
                route = mail.Route,
                subject = mail.Subject,
                state = mail.State?.ToString().ToLowerInvariant(),
                settledAt = mail.SettledAt,
            }),
        }),
        checks = book.Checks.Select(check => new { asOf = Day(check.AsOf), at = check.At, ruleSet = check.RuleSet }),
        figures = figures.Select(figure => new { asOf = Day(figure.AsOf), period = figure.Period, rate = figure.Rate, scheduled = figure.Scheduled, executed = figure.Executed, revised = figure.Revised }),
        answers = book.Answers.Select(Answer),
        silences = book.Silences.Select(entry => Silence(entry, null)),
        incoming = book.Incoming.Select(Incoming),
    };

    public static object Incoming(IncomingEntry mail) => new
    {
        id = mail.Id,
        at = mail.At,
        from = mail.FromAddress,
        name = mail.FromName,
        subject = mail.Subject,
        outcome = mail.Outcome,
        detail = mail.Detail,
        alerts = mail.Alerts,
        size = mail.Size,
        receipt = mail.AnsweredBy,
    };

    public static object Silence(SilenceEntry entry, string? state) => new
    {
        id = entry.Silence.Id,
        kind = entry.Silence.Kind.ToString().ToLowerInvariant(),
        state,
        project = entry.Silence.Scope.Project,
        entity = entry.Silence.Scope.Entity,
        rule = entry.Silence.Scope.Rule,
        level = entry.Silence.Scope.Level?.Code(),
        alert = entry.Silence.Scope.AlertKey,
        author = entry.Silence.Author,
        reason = entry.Silence.Reason,
        from = Day(entry.Silence.From),
        until = Day(entry.Silence.Until),
        endedAt = entry.EndedAt,
        endedBecause = entry.EndedBecause,
    };

    private static object Answer(Answer answer) => new
    {
        cause = answer.Cause,
        measure = answer.Measure,
        dueDate = answer.DueDate is { } due ? Day(due) : null,
        by = answer.By,
        at = answer.At,
        promisedRate = answer.PromisedRate is { } rate ? Rounding.TwoDecimals(rate) : null,
        via = answer.Via,
        recordedBy = answer.RecordedBy,
    };

    private static IEnumerable<object> Positions(CheckResult check)
    {
        var goals = check.Judgement.Goals.ToDictionary(judged => (judged.Goals.Key.EntityCode, judged.Goals.Key.ProjectCode));
        return check.Judgement.Positions.Select(judged => Position(judged, goals.GetValueOrDefault((judged.Position.Key.EntityCode, judged.Position.Key.ProjectCode))));
    }

    private static object Position(JudgedPosition judged, JudgedGoals? goals)
    {
        var position = judged.Position;
        var remedy = Remedy.Of(position, judged.Lag);
        return new
        {
            project = position.Key.ProjectCode,
            name = position.ProjectName,
            entity = position.EntityName ?? position.Key.EntityCode,
            section = position.Section,
            period = position.Period?.ToString(),
            category = position.Category.Name(),
            fund = position.Fund.Length == 0 ? null : position.Fund,
            original = position.HasTwoOriginals ? null : position.Original.ToString(),
            adjusted = position.Adjusted.ToString(),
            revised = position.HasTwoOriginals ? null : position.Revised.ToString(),
            executed = position.Executed?.ToString(),
            rate = Rounding.Percent(position.Rate),
            schedule = position.Schedule.Code(),
            scheduled = Rounding.Percent(position.Scheduled),
            gap = Rounding.Percent(position.Gap),
            pace = position.Pace is { } pace ? Rounding.TwoDecimals(pace) : null,
            straightLineOutturn = Outlook.StraightLineOutturn(position)?.ToString(),
            statedOutturn = position.StatedOutturn?.ToString(),
            catchUp = remedy.CatchUp?.ToString(),
            toClear = remedy.ToClear?.ToString(),
            toLower = remedy.ToLower?.ToString(),
            requiredPerMonth = Outlook.RequiredPerMonth(position)?.ToString(),
            light = judged.Light.Code(),
            attainment = Rounding.Percent(goals?.Goals.Attainment),
            goalLight = goals?.Light.Code(),
            next = Remedy.Next(position, judged.Lag) is { } next
                ? new
                {
                    date = Day(next.By),
                    scheduled = Rounding.Percent(next.Scheduled),
                    catchUp = next.CatchUp?.ToString(),
                    toClear = next.ToClear?.ToString(),
                    toLower = next.ToLower?.ToString(),
                }
                : null,
            forecasts = new
            {
                straightLine = Outturn(position, ForecastMethod.StraightLine),
                lastThreeMonths = Outturn(position, ForecastMethod.LastThreeMonths),
                planAdjusted = Outturn(position, ForecastMethod.PlanAdjusted),
                seasonal = Outturn(position, ForecastMethod.Seasonal),
            },
            timesFaster = Forecast.TimesFaster(position, out _) is { } times ? Rounding.TwoDecimals(times) : null,
            ruleSet = judged.Rules.Name,
            indicators = goals?.Goals.Indicators.Select(indicator => new
            {
                name = indicator.Indicator.Name,
                target = GoalWords.Target(indicator.Indicator),
                actual = GoalWords.Value(indicator),
                period = indicator.DueMonth?.ToString(),
                attainment = Rounding.Percent(indicator.Attainment),
                againstSchedule = indicator.AgainstSchedule is { } due ? Rounding.TwoDecimals(due) : null,
                light = goals.Limits.LightOf(indicator).Code(),
                cannotJudge = indicator.CannotJudge,
            }),
        };
    }

    private static string? Outturn(BudgetPosition position, ForecastMethod method) =>
        Forecast.Outturn(position, method) is { } outturn ? Money.Round(outturn).ToString() : null;

    private static object Rollup(Rollup rollup) => new
    {
        by = rollup.By,
        name = rollup.Name,
        lines = rollup.Lines,
        revised = rollup.Revised.ToString(),
        judgedLines = rollup.JudgedLines,
        judgedRevised = rollup.JudgedRevised.ToString(),
        executed = rollup.Executed?.ToString(),
        rate = Rounding.Percent(rollup.Rate),
        scheduled = Rounding.Percent(rollup.Scheduled),
        gap = Rounding.Percent(rollup.Gap),
        pace = rollup.Pace is { } pace ? Rounding.TwoDecimals(pace) : null,
        light = rollup.Light.Code(),
        lights = rollup.Lights.ToDictionary(pair => pair.Key.Code(), pair => pair.Value),
        behind = rollup.Behind.Select(judged => new { project = judged.Position.Key.ProjectCode, name = judged.Position.ProjectName, light = judged.Light.Code() }),
    };

    private static object Finding(Finding finding) => new
    {
        rule = finding.Rule,
        level = finding.Level.Code(),
        key = AlertKey.For(finding.Rule, finding.Subject),
        project = finding.Subject.ProjectCode,
        message = finding.Message,
        values = finding.Values,
        exception = finding.Exception,
        source = new { file = finding.Source.File, sheet = finding.Source.Sheet, row = finding.Source.Row },
    };

    private static object Problem(RowProblem problem) => new
    {
        sheet = problem.Sheet,
        row = problem.Row,
        column = problem.Column,
        value = problem.Value,
        reason = problem.Reason,
        expected = problem.Expected,
    };

    private static object FileProblem(string file, RowProblem problem) => new
    {
        file,
        sheet = problem.Sheet,
        row = problem.Row,
        column = problem.Column,
        value = problem.Value,
        reason = problem.Reason,
        expected = problem.Expected,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

}
