using Fractions;
using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>What the two rules about the forecast outturn have in common: the method, and silence before there is enough data.</summary>
/// <param name="Method">As asked; a line that it does not fit is measured by its own clocks.</param>
/// <param name="FromMonth">Months of data, from which on.</param>
internal sealed record OutturnForecast(ForecastMethod Method, int FromMonth)
{
    /// <returns>Outturn ÷ revised budget × 100; null where it is too early or nothing is known.</returns>
    public Fraction? Percent(BudgetPosition position, out Fraction outturn, out ForecastMethod used)
    {
        used = Forecast.Fitting(position, Method);
        outturn = Fraction.Zero;
        if (position is not { CannotJudge: null, Rate: not null } || Forecast.MonthsOfData(position) < FromMonth) return null;
        if (Forecast.Outturn(position, used) is not { } expected) return null;
        outturn = expected;
        return expected / position.Revised.ToFraction() * 100;
    }

    public Finding Finding(string rule, BudgetPosition position, Func<Fraction, (Level Level, decimal? Threshold)> judge, Func<string> ruleText)
    {
        var percent = Percent(position, out var outturn, out var used);
        (Level Level, decimal? Threshold)? verdict = percent is { } known ? judge(known) : null;
        return Of(rule, position, verdict?.Level, () => Words(percent, outturn, used, verdict?.Threshold, ruleText()));
    }

    private FindingWords Words(Fraction? percent, Fraction outturn, ForecastMethod used, decimal? threshold, string ruleText)
    {
        var expected = percent is null ? null : Money.Round(outturn).ToString();
        return InWords(
            percent is null ? "数据还不足以测算全年" : $"按{used.Name()}测算全年执行{expected}元，占调整后预算数的{Number(percent)}%",
            $"{ruleText}（按{Method.Name()}{(used == Method ? "" : $"，本项按{used.Name()}")}，有{FromMonth}个月数据起）",
            ("method", used.Code()),
            ("outturn", expected),
            ("outturnRate", Number(percent)),
            ("threshold", threshold is { } limit ? Limit(limit) : null));
    }
}
