using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Reports.Overview;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>
/// Where an entity, a category or the whole stands. Execution, rate and schedule are of the lines with figures; what has none is said beside them. Amounts are
/// in 万元, rates in percent.
/// </summary>
internal sealed class StandingView
{
    public StandingView(EntityStanding entity)
        : this(entity.Name, entity.Now, entity.Before, entity.LastYear, entity.NotReportedLines, entity.NotReported)
    {
    }

    public StandingView(string name, Rollup now, Rollup? before, Rollup? lastYear, int notReportedLines, Money notReported)
    {
        Name = Plain.Line(name, 60)!;
        Count = Figures.Count(now.Lines);
        Revised = Amount(now.Revised)!;
        JudgedRevised = now.Executed is null ? null : Amount(now.JudgedRevised);
        Executed = Amount(now.Executed);
        Rate = Percent(now.Rate);
        Scheduled = Percent(now.Scheduled);
        Gap = now.Gap is { } gap ? Figures.Signed(Rounding.Percent(gap)) : null;
        var level = LevelWords.Of(now.Light.Code());
        Symbol = level.Symbol;
        Light = level.Word;
        Red = CountOf(now, Level.Red);
        Yellow = CountOf(now, Level.Yellow);
        Green = CountOf(now, Level.Green);
        Blue = CountOf(now, Level.Blue);
        Grey = CountOf(now, Level.Grey);
        NotReportedCount = notReportedLines > 0 ? Figures.Count(notReportedLines) : null;
        NotReported = notReportedLines > 0 ? Amount(notReported) : null;
        NotReportedShare = notReportedLines > 0 ? Figures.Share(notReported.Fen, now.Revised.Fen) : null;
        RateBefore = Percent(before?.Rate);
        RateChange = Change(now.Rate, before?.Rate);
        RateLastYear = Percent(lastYear?.Rate);
        RateChangeLastYear = Change(now.Rate, lastYear?.Rate);
    }

    public string Name { get; }

    /// <summary>How many budget lines.</summary>
    public string Count { get; }

    public string Revised { get; }

    /// <summary>调整后预算数 of the lines with figures; null where there are none.</summary>
    public string? JudgedRevised { get; }

    public string? Executed { get; }

    public string? Rate { get; }

    public string? Scheduled { get; }

    /// <summary>Percentage points with sign; null where nothing is due or known.</summary>
    public string? Gap { get; }

    public string Symbol { get; }

    /// <summary>Of the sum of what is known: a green sum hides lines that lag, so the counts stand beside it.</summary>
    public string Light { get; }

    public string? Red { get; }

    public string? Yellow { get; }

    public string? Green { get; }

    public string? Blue { get; }

    public string? Grey { get; }

    public string? NotReportedCount { get; }

    public string? NotReported { get; }

    /// <summary>Percent of <see cref="Revised"/>.</summary>
    public string? NotReportedShare { get; }

    /// <summary>执行率 of the last period.</summary>
    public string? RateBefore { get; }

    /// <summary>Points since then, with sign.</summary>
    public string? RateChange { get; }

    /// <summary>执行率 of the same month a year before.</summary>
    public string? RateLastYear { get; }

    public string? RateChangeLastYear { get; }

    private static string? Amount(Money? amount) => MailWords.Chinese.Figures.Amount(amount?.Fen);

    private static string? Percent(Fraction? share) => Figures.Percent(Rounding.Percent(share));

    /// <summary>Of the rates as they are printed, so that a reader who subtracts gets the same.</summary>
    private static string? Change(Fraction? now, Fraction? before) =>
        Figures.Number(Rounding.Percent(now)) is { } one && Figures.Number(Rounding.Percent(before)) is { } other ? Figures.Signed(Rounding.TwoDecimals((Fraction)(one - other))) : null;

    private static string? CountOf(Rollup sum, Level level) => sum.Lights.GetValueOrDefault(level) is > 0 and var count ? Figures.Count(count) : null;
}
