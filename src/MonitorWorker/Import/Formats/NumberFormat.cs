using System.Globalization;

namespace MonitorWorker.Import.Formats;

/// <summary>
/// What a number in a cell is, as far as its format tells: a date, a code whose leading zeros the format shows, a share
/// in percent, or just a number. Formats that show ten thousands change nothing: the value is what was computed with.
/// </summary>
internal readonly record struct NumberFormat(bool IsDate, string? Zeros, bool IsPercent = false)
{
    public static NumberFormat None { get; }

    /// <param name="code">The format in words; null where the file leaves a built-in one to the reader.</param>
    public static NumberFormat Of(int id, string? code)
    {
        if (code is null) return new NumberFormat(IsBuiltInDate(id), null, id is 9 or 10);
        return code.Length > 1 && code.AsSpan().TrimStart('0').IsEmpty ? new NumberFormat(false, code) : new NumberFormat(IsDateCode(code), null, IsPercentCode(code));
    }

    public object Value(double number, bool since1904 = false)
    {
        if (Zeros is not null && number >= 0 && number % 1 == 0) return number.ToString(Zeros, CultureInfo.InvariantCulture);
        // 0.5 shown as 50% is read as people see it: the bare number would be taken for half a percent.
        if (IsPercent && Math.Abs(number) < 1e9) return Hundredfold(number) + "%";
        var serial = since1904 ? number + 1462 : number;
        // Hours and minutes without a day are no date; they stay the fraction that they are.
        return IsDate && serial is >= 1 and < 2958466 ? DateTime.FromOADate(serial) : number;
    }

    /// <summary>27 to 36 and 50 to 58 are the dates of East Asian versions, which no file spells out.</summary>
    private static bool IsBuiltInDate(int id) => id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    private static bool IsPercentCode(string code) => code.Split(';')[0].TrimEnd(' ', '_', ')').EndsWith('%');

    private static string Hundredfold(double number) =>
        (decimal.Parse(number.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) * 100)
        .ToString("0.###############", CultureInfo.InvariantCulture);

    private static bool IsDateCode(string code)
    {
        for (var index = 0; index < code.Length; index++)
        {
            switch (code[index])
            {
                case ';':
                    return false;
                case '"':
                    index = End(code, index, '"');
                    break;
                case '[':
                    var start = index;
                    index = End(code, index, ']');
                    if (code[start..index].TrimStart('[') is "h" or "hh" or "m" or "mm" or "s" or "ss") return true;
                    break;
                case '\\' or '_' or '*':
                    index++;
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    return true;
            }
        }

        return false;
    }

    private static int End(string code, int from, char sign)
    {
        var end = code.IndexOf(sign, from + 1);
        return end < 0 ? code.Length : end;
    }
}
