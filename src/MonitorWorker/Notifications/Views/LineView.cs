using System.Globalization;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>
/// <c>line</c> in a template: one budget line, every figure already in print. What is not known is null, so that a
/// template can leave its sentence out. Amounts are in the unit of the language (万元, yuan), rates percent, gaps percentage points.
/// </summary>
internal sealed class LineView(LineSnapshot line, MailWords words, int longestName = 200)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public string Rule { get; } = line.Rule;

    public string? RuleWord { get; } = words.Rule(line.Rule);

    public string Reason { get; } = line.Reason;

    public string Level { get; } = LevelWords.Of(line).Code;

    public string Symbol { get; } = LevelWords.Of(line).Symbol;

    public string LevelWord { get; } = words.Level(LevelWords.Of(line));

    public string? PreviousWord { get; } = Previous(line, words);

    /// <summary>It ends because nothing judges it any more.</summary>
    public bool Withdrawn { get; } = line.Withdrawn;

    /// <summary>Why it is told now; null where the reason says it all.</summary>
    public DetailsView? Details { get; } = DetailsView.Of(line.Details, line.Rule, words, line.Rate);

    public string? Number { get; } = Plain.Line(line.Number, 40);

    public string FiscalYear { get; } = line.FiscalYear.ToString(Invariant);

    public string? ProjectCode { get; } = Plain.Line(line.ProjectCode, 60);

    public string? ProjectName { get; } = Plain.Line(line.ProjectName, longestName) ?? Plain.Line(line.ProjectCode, 60);

    public string? Place { get; } = Plain.Line(string.Join(" · ", new[] { line.EntityName, line.Section }.Where(part => !string.IsNullOrWhiteSpace(part))), 120);

    public string? Category { get; } = words.Word(Plain.Line(line.Category, 40));

    public string? Fund { get; } = words.Word(Plain.Line(line.Fund, 40));

    public bool Procurement { get; } = line.Procurement;

    public string? MonthsSoFar { get; } = words.Months.SoFar(line.Period);

    public string? MonthsLeft { get; } = words.Months.Left(line.Period);

    public string? JudgedDay { get; } = words.Months.Day(line.JudgedDay);

    public string? Original { get; } = words.Figures.Amount(line.Original);

    /// <summary>Change of the budget within the year; null where there was none.</summary>
    public string? Adjusted { get; } = line.Adjusted == 0 ? null : words.Figures.Amount(line.Adjusted);

    public string? Revised { get; } = words.Figures.Amount(line.Revised);

    public string? Executed { get; } = words.Figures.Amount(line.Executed);

    public string? Rate { get; } = Figures.Percent(line.Rate);

    public string ScheduleWord { get; } = line.Schedule switch
    {
        "month" or "day" or "plan" or "milestone" or "steps" => words["schedule." + line.Schedule],
        _ => Plain.Line(line.Schedule, 40) ?? words["schedule.month"],
    };

    public string? Scheduled { get; } = Figures.Percent(line.Scheduled);

    public string? ScheduledAmount { get; } = words.Figures.Amount(line.ScheduledAmount);

    /// <summary>Executed less what the schedule asks for: below zero is behind.</summary>
    public string? Difference { get; } = words.Figures.Amount(line.Executed - line.ScheduledAmount);

    public string? Gap { get; } = Figures.Signed(line.Gap);

    /// <summary>The gap without its sign, for a sentence with <see cref="GapWord"/>; null where there is none.</summary>
    public string? GapPoints { get; } = Figures.Number(line.Gap) is { } gap && gap != 0 ? Figures.Percent(Math.Abs(gap).ToString(Invariant)) : null;

    public string? GapWord { get; } = Figures.Number(line.Gap) switch
    {
        < 0 => words["gap.below"],
        > 0 => words["gap.above"],
        _ => null,
    };

    public string? Pace { get; } = Figures.Percent(line.Pace);

    /// <summary>Why nobody is asked to catch up any more, where payments of the year are over; null before.</summary>
    public string? Closed { get; } = line.ClosedOn switch
    {
        null => null,
        { Month: 12, Day: 31 } => words.Say("closed.year", ("year", line.FiscalYear.ToString(Invariant))),
        { } day => words.Say("closed.day", ("day", words.Months.Day(day))),
    };

    public string? CatchUp { get; } = words.Figures.ToSpend(Asked(line, line.CatchUp));

    /// <summary>More spending would help: false where the finding is that money goes too fast, and once payments of the year are over.</summary>
    public bool MoneyBehind { get; } = line.ClosedOn is null && (line.Rule == "execution-lag"
        || (line.CatchUp > 0 && line.Rule is "idle-funds" or "forecast-shortfall" or "forecast-not-credible"));

    /// <summary>Ends the lag's own warning; null where the lag is not among the findings, which other amounts would end.</summary>
    public string? ToClear { get; } = LagLevel(line) is null ? null : words.Figures.ToSpend(Asked(line, line.ToClear));

    public string? ToLower { get; } = LagLevel(line) is null ? null : words.Figures.ToSpend(Asked(line, line.ToLower));

    /// <summary>Level that <see cref="ToLower"/> leads to.</summary>
    public string? LowerWord { get; } = LagLevel(line) == "red" ? words.Level(LevelWords.Of("yellow")) : null;

    public string? Left { get; } = words.Figures.Amount(Positive(line.Revised - line.Executed));

    /// <summary>What each month left may take, down to the yuan: rounded up, twelve of them could overspend.</summary>
    public string? AllowedPerMonth { get; } = words.Figures.Within(Asked(line, line.Revised - line.Executed) / Months.CountLeft(line.Period));

    public string? OverBudget { get; } = words.Figures.Amount(Positive(line.Executed - line.Revised));

    public string? ToFinish { get; } = words.Figures.ToSpend(Asked(line, line.Revised - line.Executed));

    public string? RequiredPerMonth { get; } = words.Figures.ToSpend(Asked(line, line.RequiredPerMonth));

    public string? SpentPerMonth { get; } = words.Figures.Precise(line.SpentPerMonth);

    /// <summary>How many times the average so far every month left has to be.</summary>
    public string? Multiple { get; } = Figures.Multiple(Asked(line, line.RequiredPerMonth), line.SpentPerMonth);

    /// <summary>What the forecast goes by: 1—8月平均进度, or 各笔资金自己的进度.</summary>
    public string? OutturnBy { get; } = line.ForecastBy is null or "平均进度" ? words.Say("forecast.by-average", ("months", words.Months.SoFar(line.Period))) : words.Word(Plain.Line(line.ForecastBy, 40));

    public string? Outturn { get; } = words.Figures.Amount(line.ForecastOutturn);

    public string? OutturnRate { get; } = Figures.Share(line.ForecastOutturn, line.Revised);

    /// <summary>What would be left of the budget at the end of the year; null where it would be used up.</summary>
    public string? OutturnLeft { get; } = words.Figures.Amount(Positive(line.Revised - line.ForecastOutturn));

    public string? OutturnOver { get; } = words.Figures.Amount(Positive(line.ForecastOutturn - line.Revised));

    public string? Stated { get; } = words.Figures.Amount(line.StatedOutturn);

    public string? StatedRate { get; } = Figures.Share(line.StatedOutturn, line.Revised);

    /// <summary>The unit expects more than its own average leads to.</summary>
    public bool StatedIsHigher { get; } = line.StatedOutturn > line.ForecastOutturn;

    public string? LastKnownMonth { get; } = words.Months.Month(line.LastKnownPeriod);

    public string? LastKnownExecuted { get; } = words.Figures.Amount(line.LastKnownExecuted);

    public string? Message { get; } = words.Finding(line.Rule, Plain.Line(line.Message));

    public string? RuleText { get; } = words.Finding(line.Rule, Plain.Line(line.RuleText, 400));

    public string? RuleSet { get; } = Plain.Line(line.RuleSet, 80);

    public string? SourceFile { get; } = Plain.Line(line.SourceFile, 120);

    public string? SourceSheet { get; } = Plain.Line(line.SourceSheet, 60);

    public string? SourceRow { get; } = line.SourceRow > 0 ? line.SourceRow.ToString(Invariant) : null;

    public string? ImportedAt { get; } = words.Months.Minute(Plain.Line(line.ImportedAt, 60));

    public BarView? Bar { get; } = BarView.Of(line);

    /// <summary>What else was found about this line, worst first.</summary>
    public IReadOnlyList<AlsoView> Also { get; } = [.. line.Also.Select(also => new AlsoView(also, words))];

    private static long? Positive(long? fen) => fen > 0 ? fen : null;

    /// <summary>What is still to be spent, while anything can be.</summary>
    private static long? Asked(LineSnapshot line, long? fen) => line.ClosedOn is null ? Positive(fen) : null;

    private static string? Previous(LineSnapshot line, MailWords words) => line.PreviousLevel is { } level ? words.Level(LevelWords.Of(level, line.Rule)) : null;

    private static string? LagLevel(LineSnapshot line) =>
        line.Rule == "execution-lag" ? line.Level : line.Also.FirstOrDefault(also => also.Rule == "execution-lag")?.Level;
}
