using System.Globalization;
using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Sheets;

/// <summary>Figures as cells hold them: amounts in 万元 to the fen, percent with two decimals; null is not known.</summary>
internal static class FormFigures
{
    public const string NotReported = "未报送数据";
    public const string CannotJudge = "无法判断";
    public const string None = "—";

    public static decimal Wan(Money amount) => amount.Fen / 1_000_000m;

    public static decimal? Wan(Money? amount) => amount is { } known ? Wan(known) : null;

    /// <summary>A share as percent.</summary>
    public static decimal? Percent(Fraction? share) => share is { } known ? decimal.Parse(Rounding.Percent(known), CultureInfo.InvariantCulture) : null;

    public static decimal? TwoDecimals(Fraction? value) => value is { } known ? decimal.Parse(Rounding.TwoDecimals(known), CultureInfo.InvariantCulture) : null;

    /// <summary>Within a sentence: 0.60 or 0.075 万元, without the unit.</summary>
    public static string Amount(Money amount) => Figures.Wan.Precise(amount.Fen)!;

    /// <summary>1—8月; of January 1月.</summary>
    public static string Months(YearMonth month) => month.Month == 1 ? "1月" : string.Create(CultureInfo.InvariantCulture, $"1—{month.Month}月");

    public static string Day(DateOnly day) => day.ToString("yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture);

    /// <summary>■红色预警: colour alone is lost in print.</summary>
    public static string Light(Level level, bool isReported = true)
    {
        var words = level == Level.Grey && !isReported ? LevelWords.NotReported : LevelWords.Of(level.Code());
        return words.Symbol + words.Word;
    }

    /// <summary>Light of a line.</summary>
    public static string Light(JudgedPosition judged) => Light(judged.Light, judged.Position.Executed is not null || judged.Position.HasTwoOriginals);

    /// <summary>The month for which a heading speaks where nothing was reported: the last that is over.</summary>
    public static YearMonth LastMonth(DateOnly asOf)
    {
        var month = YearMonth.Of(asOf);
        return asOf == month.LastDay || month.Month == 1 ? month : new YearMonth(month.Year, month.Month - 1);
    }
}
