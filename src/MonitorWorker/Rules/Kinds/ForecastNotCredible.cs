using Fractions;
using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>forecast-not-credible: the outturn that the unit states needs the rest of the year to run many times faster than it did so far.</summary>
/// <param name="yellow">Times the pace so far, from which on.</param>
/// <param name="red">Times the pace so far, from which on.</param>
public sealed class ForecastNotCredible(decimal yellow = 2, decimal red = 4, int fromMonth = 3) : IRule
{
    public string Id => "forecast-not-credible";

    public Finding Judge(BudgetPosition position)
    {
        var times = Forecast.TimesFaster(position, out var endless);
        Level? level = position is not { CannotJudge: null, Rate: not null, StatedOutturn: not null } || Forecast.MonthsOfData(position) < fromMonth ? null
            : endless ? Level.Red
            : times is not { } factor ? Level.Green
            : factor >= (Fraction)red ? Level.Red : factor >= (Fraction)yellow ? Level.Yellow : Level.Green;
        return Of(Id, position, level, () => Words(position, level, times, endless));
    }

    private FindingWords Words(BudgetPosition position, Level? level, Fraction? times, bool endless)
    {
        var needed = position is { StatedOutturn: { } stated, Executed: { } executed, Period: { Month: < 12 } period } && stated > executed
            ? Money.RoundUp((stated - executed).ToFraction() / (12 - period.Month)).ToString()
            : null;
        var soFar = Outlook.SpentPerMonth(position)?.ToString();
        return InWords(
            level is null ? "没有填报全年预计，或数据还不足"
                : endless && position.Period!.Value.Month == 12 ? $"填报全年预计执行{position.StatedOutturn}元，到年底只执行了{position.Executed}元"
                : endless ? $"填报全年预计执行{position.StatedOutturn}元，今后每月须执行{needed}元，而此前没有支出"
                : times is null ? "填报的全年预计不需要加快支出"
                : Forecast.GoesByOwnClocks(position) ? $"填报全年预计执行{position.StatedOutturn}元，按各笔资金自己的进度，今后须为此前的{Number(times)}倍"
                : $"填报全年预计执行{position.StatedOutturn}元，今后每月须执行{needed}元，是此前每月{soFar}元的{Number(times)}倍",
            $"要达到填报的全年预计，今后的支出速度须为此前的{Say(yellow)}倍以上为黄色，{Say(red)}倍以上为红色",
            ("statedOutturn", position.StatedOutturn?.ToString()),
            ("straightLineOutturn", Outlook.StraightLineOutturn(position)?.ToString()),
            ("neededPerMonth", needed),
            ("spentPerMonth", soFar),
            ("times", Number(times)),
            ("threshold", Limit(level == Level.Red ? red : yellow)));
    }
}
