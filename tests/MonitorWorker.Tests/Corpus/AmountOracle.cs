using System.Numerics;

namespace MonitorWorker.Tests.Corpus;

/// <summary>
/// What a careful person reads in a cell of amounts, sign by sign and with nothing of the program: a number, nothing, or
/// something that is neither and has to be refused.
/// </summary>
internal static class AmountOracle
{
    private static readonly string[] _nothing = ["", "-", "--", "—", "——", "–", "/", "\\", "无"];

    /// <summary>Fen, rounded half away from zero; null where the cell holds no number that everybody would read alike.</summary>
    public static BigInteger? Fen(string cell, int yuanInUnit)
    {
        var text = Plain(cell);
        if (text.EndsWith('¥') || text.EndsWith('￥')) text = text[..^1].Trim();
        var at = 0;
        if (at < text.Length && text[at] is '¥' or '￥') at++;
        var negative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is '-' or '+') at++;
        if (at < text.Length && text[at] is '¥' or '￥') at++;
        var (whole, parts, places, digits) = (BigInteger.Zero, new List<int> { 0 }, 0, 0);
        var point = false;
        for (; at < text.Length; at++)
        {
            if (text[at] is >= '0' and <= '9')
            {
                whole = (whole * 10) + (text[at] - '0');
                digits++;
                if (point) places++;
                else parts[^1]++;
            }
            else if (text[at] == '.' && !point) point = true;
            else if (text[at] is ',' or '，' && !point) parts.Add(0);
            else return null;
        }

        if (digits == 0 || (parts.Count > 1 && (parts[0] is < 1 or > 3 || parts.Skip(1).Any(part => part != 3)))) return null;
        var (numerator, denominator) = (whole * yuanInUnit * 100, BigInteger.Pow(10, places));
        var fen = ((numerator * 2) + denominator) / (denominator * 2);
        return negative ? -fen : fen;
    }

    /// <summary>True for what people write where there is nothing to tell, and for places of a form that nobody filled in.</summary>
    public static bool IsNothing(string cell)
    {
        var text = Plain(cell);
        if (_nothing.Contains(text) || text.All(sign => sign == '_')) return true;
        // 20xx, xx万元, 约**: a figure that is kept back has its crosses, or it is a share or a hint that nobody replaced.
        var crosses = text.Count(sign => sign is 'x' or 'X' or '×' or '*' or '＊');
        return crosses >= 2 || text.StartsWith('占') || text.Contains("字以内", StringComparison.Ordinal) || text.Contains("字左右", StringComparison.Ordinal);
    }

    private static string Plain(string cell)
    {
        var text = new System.Text.StringBuilder();
        foreach (var sign in cell)
        {
            if (sign is '\uFEFF' or '\u200B') continue;
            text.Append(sign switch
            {
                >= '０' and <= '９' or 'ｘ' or 'Ｘ' => (char)(sign - 0xFEE0),
                '．' => '.',
                '－' or '−' => '-',
                '＋' => '+',
                _ => sign,
            });
        }

        return text.ToString().Trim();
    }
}
