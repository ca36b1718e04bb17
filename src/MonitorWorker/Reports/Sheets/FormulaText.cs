using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MonitorWorker.Import.Formats;

namespace MonitorWorker.Reports.Sheets;

/// <summary>One end of a reference: a cell, or a whole row where there is no column.</summary>
/// <param name="Column">Letters as written, with a $ where it is fixed; empty for a whole row.</param>
/// <param name="Fixed">Written with a $ before the row.</param>
internal readonly record struct FormulaEnd(string Column, bool Fixed, int Row)
{
    public override string ToString() => Column + (Fixed ? "$" : "") + Row.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Walks through a formula and writes its references anew. It knows where references stand, and nothing of what a formula computes.</summary>
internal static partial class FormulaText
{
    /// <summary>What reaches out of the workbook, or to a place that only the spreadsheet program knows, so that it cannot be moved.</summary>
    private static readonly HashSet<string> _refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "INDIRECT", "OFFSET", "WEBSERVICE", "FILTERXML", "CALL", "REGISTER", "REGISTER.ID", "RTD", "DDE", "EVALUATE", "HYPERLINK", "IMAGE", "CUBEVALUE", "CUBEMEMBER",
    };

    /// <summary>The new text of a reference; the second end is null where it is one cell.</summary>
    /// <param name="sheet">Null where the formula's own sheet is meant.</param>
    public delegate string Rewritten(string? sheet, FormulaEnd from, FormulaEnd? to);

    /// <param name="formula">Without the = before it.</param>
    /// <exception cref="FormulaException">It is no formula, or one of those that cannot be moved.</exception>
    public static string Rewrite(string formula, Rewritten rewritten)
    {
        if (formula.Trim().Length == 0) throw new FormulaException("公式是空的");
        var written = new StringBuilder();
        var depth = 0;
        string? sheet = null;
        for (var at = 0; at < formula.Length;)
        {
            var letter = formula[at];
            if (letter == '"')
            {
                var end = EndOfQuote(formula, at);
                written.Append(formula, at, end - at);
                at = end;
            }
            else if (letter == '\'')
            {
                var end = EndOfQuote(formula, at);
                var name = formula[(at + 1)..(end - 1)].Replace("''", "'", StringComparison.Ordinal);
                if (end == formula.Length || formula[end] != '!') throw new FormulaException("单引号里应是工作表名，其后应有“!”");
                sheet = SheetNamed(name);
                written.Append(formula, at, end + 1 - at);
                at = end + 1;
                continue;
            }
            else if (Token().Match(formula, at) is { Length: > 0 } token)
            {
                at += token.Length;
                if (at < formula.Length && formula[at] == '!')
                {
                    if (written.Length > 0 && written[^1] == ':') throw new FormulaException("不支持跨多张工作表的引用");
                    sheet = SheetNamed(token.Value);
                    written.Append(token.Value).Append('!');
                    at++;
                    continue;
                }

                at = Write(formula, at, token.Value, sheet, rewritten, written);
            }
            else
            {
                depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
                if (depth < 0) throw new FormulaException("多了一个右括号");
                Require(letter);
                written.Append(letter);
                at++;
            }

            sheet = null;
        }

        return depth == 0 ? written.ToString() : throw new FormulaException("少了一个右括号");
    }

    /// <summary>The formula of a cell that lies so many rows and columns further on, as a spreadsheet fills it down.</summary>
    public static string Filled(string formula, int rows, int columns)
    {
        return Rewrite(formula, (_, from, to) => Shifted(from) + (to is { } end ? ":" + Shifted(end) : ""));

        string Shifted(FormulaEnd end)
        {
            var column = end.Column;
            if (columns != 0 && column.Length > 0 && column[0] != '$' && CellAddress.TryParse(column + "1", out _, out var number)) column = CellAddress.ColumnName(number + columns);
            return (end with { Column = column, Row = end.Fixed ? end.Row : end.Row + rows }).ToString();
        }
    }

    /// <returns>Where the walk goes on.</returns>
    private static int Write(string formula, int at, string token, string? sheet, Rewritten rewritten, StringBuilder written)
    {
        if (at < formula.Length && formula[at] == '(')
        {
            var function = token.StartsWith("_xlfn.", StringComparison.OrdinalIgnoreCase) ? token[6..] : token;
            if (_refused.Contains(function)) throw new FormulaException($"函数{function.ToUpperInvariant()}指向哪里无法确定，或会连到外部，不能使用");
            written.Append(token);
            return at;
        }

        var second = at < formula.Length && formula[at] == ':' ? Token().Match(formula, at + 1) : Match.Empty;
        var isSecond = second.Success && second.Length > 0 && (at + 1 + second.Length == formula.Length || formula[at + 1 + second.Length] is not ('(' or '!'));
        if (Cell(token) is { } from)
        {
            var to = isSecond ? Cell(second.Value) : null;
            written.Append(rewritten(sheet, from, to));
            return to is null ? at : at + 1 + second.Length;
        }

        if (isSecond && WholeRow(token) is { } first && WholeRow(second.Value) is { } last)
        {
            written.Append(rewritten(sheet, first, last));
            return at + 1 + second.Length;
        }

        written.Append(token);
        return at;
    }

    private static FormulaEnd? Cell(string token)
    {
        var match = CellPattern().Match(token);
        return match.Success && CellAddress.TryParse(match.Groups[2].Value + match.Groups[4].Value, out var row, out _)
            ? new FormulaEnd(match.Groups[1].Value + match.Groups[2].Value, match.Groups[3].Length > 0, row)
            : null;
    }

    private static FormulaEnd? WholeRow(string token)
    {
        var isFixed = token.StartsWith('$');
        return int.TryParse(token.AsSpan(isFixed ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row is >= 1 and <= CellAddress.LastRow
            ? new FormulaEnd("", isFixed, row)
            : null;
    }

    /// <summary>Behind the closing quote; a doubled one is a letter.</summary>
    private static int EndOfQuote(string formula, int start)
    {
        for (var at = start + 1; at < formula.Length; at++)
        {
            if (formula[at] != formula[start]) continue;
            if (at + 1 == formula.Length || formula[at + 1] != formula[start]) return at + 1;
            at++;
        }

        throw new FormulaException("引号没有成对");
    }

    private static string SheetNamed(string name)
    {
        if (name.Contains('[', StringComparison.Ordinal)) throw new FormulaException("不能引用其他文件");
        return name.Contains(':', StringComparison.Ordinal) ? throw new FormulaException("不支持跨多张工作表的引用") : name;
    }

    private static void Require(char letter)
    {
        var complaint = letter switch
        {
            '[' or ']' => "不能引用其他文件，也不支持表格（列名）引用",
            '|' => "不能调用其他程序",
            '#' => "公式里有错误值（如 #REF!）或“#”",
            '!' => "“!”前面没有工作表名",
            _ when letter < ' ' && letter is not ('\n' or '\r' or '\t') => "公式里有控制字符",
            _ => null,
        };
        if (complaint is not null) throw new FormulaException(complaint);
    }

    [GeneratedRegex(@"\G[\p{L}\p{Nd}_.$\\?]+")]
    private static partial Regex Token();

    [GeneratedRegex(@"^(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})$")]
    private static partial Regex CellPattern();
}
