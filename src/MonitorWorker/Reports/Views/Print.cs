using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>Figures, days and words as official documents print them: 万元 and percent with two decimals, nothing between thousands, a true minus; what is not known stays null.</summary>
internal static class Print
{
    private const int LongestName = 100;

    public static Months Months => MailWords.Chinese.Months;

    public static string Amount(Money amount) => Figures.Document.Amount(amount.Fen)!;

    public static string? Amount(Money? amount) => amount is { } known ? Amount(known) : null;

    /// <summary>Null where it is nothing: for what is only told where it is there.</summary>
    public static string? AmountIfAny(Money amount) => amount == Money.Zero ? null : Amount(amount);

    /// <summary>With its sign: +1.10, −0.73.</summary>
    public static string? Signed(Money? amount) => amount is { } known ? (known > Money.Zero ? "+" : "") + Amount(known) : null;

    /// <summary>With up to two decimals more where it needs them.</summary>
    public static string? Precise(Money? amount) => Figures.Document.Precise(amount?.Fen);

    /// <summary>Money that must yet be spent, up to the next whole yuan.</summary>
    public static string? ToSpend(Money? amount) => Figures.Document.ToSpend(amount?.Fen);

    /// <summary>A share as percent.</summary>
    public static string? Percent(Fraction? share) => Minus(Rounding.Percent(share));

    /// <summary>A share as percentage points with its sign.</summary>
    public static string? Points(Fraction? share) => Percent(share) is { } points ? (share > Fraction.Zero && points != "0.00" ? "+" : "") + points : null;

    /// <summary>The same without its sign; null where there is nothing to tell.</summary>
    public static string? PointsIfAny(Fraction? share) => share is { } known && Percent(known.Abs()) is var points && points != "0.00" ? points : null;

    public static string? TwoDecimals(Fraction? value) => value is { } known ? Minus(Rounding.TwoDecimals(known)) : null;

    /// <summary>Null where there is nothing in the whole.</summary>
    public static string? Share(Money part, Money whole) => Percent(ShareOf(part, whole));

    public static Fraction? ShareOf(Money? part, Money whole) => part is { } some && whole > Money.Zero ? some.ToFraction() / whole.ToFraction() : null;

    public static string Count(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Null where there is none: for what is only told where it is there.</summary>
    public static string? CountIfAny(int count) => count == 0 ? null : Count(count);

    /// <summary>A name or another short text of the data, on one line.</summary>
    public static string? Name(string? text, int longest = LongestName) => Plain.Line(text, longest);

    /// <summary>A figure of somebody else as it was written, with a true minus.</summary>
    public static string? Stated(string? text) => Minus(Name(text));

    public static string Word(LevelWords level) => MailWords.Chinese.Level(level);

    public static string Word(Level level) => Word(LevelWords.Of(level.Code()));

    private static string? Minus(string? figure) => figure?.Replace('-', '−');
}
