using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Import.Formats;
using MonitorWorker.Import.Layouts;

namespace MonitorWorker.Import;

/// <summary>
/// One row of a recognised table. Each getter reads one column by the contract's name and notes a problem with the
/// cell, the value and what was expected; a row with a problem is refused as a whole.
/// </summary>
public sealed class RowReader
{
    private readonly TableHeader _header;
    private readonly Twins _twins;
    private List<RowProblem>? _problems;

    internal RowReader(TableHeader header, SourceRow row, SourceRef source, Twins twins)
    {
        _header = header;
        Row = row;
        Source = source;
        _twins = twins;
    }

    internal SourceRow Row { get; }

    /// <summary>File, sheet and row.</summary>
    public SourceRef Source { get; }

    public bool IsRefused => _problems is not null;

    public IReadOnlyList<RowProblem> Problems => _problems ?? (IReadOnlyList<RowProblem>)[];

    /// <summary>True where the row tells cumulative execution as well, so that everything in it is as of a month.</summary>
    public bool IsMonthly => _header.IsMonthly;

    public void Refuse(string column, string reason, string expected, string? value = null) =>
        (_problems ??= []).Add(new RowProblem(Source.Sheet, Source.Row, column, value ?? CellText.Of(Raw(column)), reason, expected)
        {
            ColumnNumber = _header.NumberOf(column),
            Project = Named("项目编码"),
            Entity = Named("单位编码"),
            Asked = Named("外发级别") is { } level ? Disclosures.ByName.GetValueOrDefault(level, Disclosure.None) : Disclosure.Full,
        });

    /// <summary>What stands in a column, good or bad; null where nothing does.</summary>
    private string? Named(string column) => _header.Has(column) ? CellText.Of(Raw(column)) : null;

    /// <summary>True where a form's placeholder stands instead of a value.</summary>
    public bool IsUnfilled(string column) => CellText.Of(Raw(column)) is { } text && !CellText.MeansNothing(text) && Unfilled.Is(text);

    /// <summary>True where the sheet tells this column at all.</summary>
    public bool Has(string column) => _header.Has(column);

    /// <summary>Where this file first told the execution of a line and month; null where this is the first.</summary>
    internal string? FirstPlaceOf((string? Entity, string Project, string? Fund) line, YearMonth month, Money cumulative) =>
        _twins.FirstPlaceOf(line, month, cumulative, Source);

    public string? Text(string column, bool required = false)
    {
        if (IsBroken(column)) return null;
        var text = CellText.Of(Raw(column));
        if (text is null && required) Refuse(column, "没有填", "不能为空");
        return text;
    }

    /// <summary>An error value or bytes that mean no character: what the cell should say is lost, and a blank would hide that.</summary>
    private bool IsBroken(string column)
    {
        var raw = Raw(column);
        if (raw is CellMarks.NotComputed) Refuse(column, "公式没有算出的值", "用表格软件打开、重新计算并保存后再放入");
        else if (CellMarks.IsError(raw)) Refuse(column, "单元格是错误值", "改正公式，或直接填写数值");
        else if (raw is string text && text.Contains('\uFFFD', StringComparison.Ordinal)) Refuse(column, "有无法识别的字符", "另存为.xlsx，或编码为UTF-8的.csv");
        else return false;
        return true;
    }

    /// <summary>A code is text: leading zeros stay, and digits that a spreadsheet has already lost are not guessed.</summary>
    public string? Code(string column, bool required = false)
    {
        var raw = Raw(column);
        var isSpoiled = raw is double number ? Math.Abs(number) >= 1e15 || number % 1 != 0 : raw is string text && DateText.IsSpoiledCode(text);
        if (isSpoiled)
        {
            Refuse(column, "编码是数字格式，超过15位的数字已经失真", "把该列设为“文本”格式后重新填写编码");
            return null;
        }

        return Text(column, required);
    }

    /// <summary>An amount in the unit of its header. Blank, “-” and “—” are not told, which is null and never zero.</summary>
    public Money? Amount(string column, bool required = false)
    {
        const string expected = "数字，如 1234.56，可带千分位逗号";
        if (IsBroken(column)) return null;
        var raw = Raw(column);
        var text = CellText.Of(raw);
        if (CellText.MeansNothing(text) || Unfilled.Is(text!))
        {
            if (required) Refuse(column, "没有填", expected);
            return null;
        }

        if (!CellNumber.TryParse(raw, text!, out var number))
        {
            Refuse(column, "不是数字", expected);
            return null;
        }

        if (_header.Map is not null) number = Net(column, number);
        try
        {
            return _header.UnitOf(column).ToMoney(number);
        }
        catch (OverflowException)
        {
            Refuse(column, "数字太大，不可能是金额", expected);
            return null;
        }
    }

    /// <summary>What a map takes off an amount: a payment that came back, or the other side of an account.</summary>
    private decimal Net(string column, decimal number)
    {
        if (_header.IsPaidBack(Row)) number = -Math.Abs(number);
        var other = CellNumber.Read(_header.Subtracted(Row, column));
        if (other.IsUnreadable) Refuse(column, "应减去的数不是数字", $"“{_header.Map!.Subtract[column]}”列为数字");
        return number - (other.Value ?? 0);
    }

    /// <summary>The unit of an amount column: its header's, else the configured one.</summary>
    public string UnitOf(string column) => _header.UnitOf(column).Name;

    /// <summary>The row's own year; where the sheet has no such column and one is required, that of header, title or names.</summary>
    public int? Year(string column, bool required = false)
    {
        if (required && !_header.Has(column) && _header.Period.Year is { } told) return told;
        var text = Text(column, required);
        if (text is null) return null;
        if (int.TryParse(text.TrimEnd('年', '度'), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2099)
            return year;
        Refuse(column, "不是年度", "四位年份，如 2024");
        return null;
    }

    /// <summary>A month of a year as 1 to 12, 3月, or with the year, which must be that of the row.</summary>
    public int? MonthNumber(string column, int? year)
    {
        var text = Text(column);
        if (text is null) return null;
        if (int.TryParse(text.TrimEnd('月', '份'), NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12)
            return month;
        if (!DateText.TryMonth(Raw(column), text, out var dated)) Refuse(column, "不是月份", "1至12，或如 2024-08、202408、2024年8月");
        else if (year is not null && dated.Year != year) Refuse(column, "不在预算年度之内", $"{year}年的月份");
        else return dated.Month;
        return null;
    }

    /// <summary>The row's own month; where the sheet has no such column, that of header, title or names. A header that says another is a mistake.</summary>
    public YearMonth? Month(string column, bool required = false)
    {
        const string expected = "如 2024-08、202408 或 2024年8月";
        if (!_header.Has(column)) return ToldMonth(column, required);
        var raw = Raw(column);
        if (Text(column, required) is not { } text) return null;
        if (raw is string && DateText.IsAmbiguousMonth(text)) Refuse(column, "看不出是1月还是10月", expected);
        else if (!DateText.TryMonth(raw, text, out var month)) Refuse(column, "不是月份", expected);
        else if (_header.Period.Month is { } told && told != month.Month && _header.PeriodIsOfColumn) Refuse(column, $"与列名的期间（1-{told}月）不一致", $"{month.Year:0000}-{told:00}");
        else return month;
        return null;
    }

    private YearMonth? ToldMonth(string column, bool required)
    {
        var year = _header.Period.Month is null ? null : _header.Period.Year ?? Year("预算年度");
        if (_header.Period.Month is { } month && year is { } told) return new YearMonth(told, month);
        if (required && !IsRefused) Refuse(column, "没有说明截至哪一年哪一月", "“截止月份”列，或列名、标题中的期间，如 截至2024年8月");
        return null;
    }

    public DateOnly? Day(string column)
    {
        var raw = Raw(column);
        if (Text(column) is not { } text) return null;
        if (DateText.TryDay(raw, text, out var day)) return day;
        Refuse(column, "不是日期", "如 2024-08-31、2024/8/31、2024.8.31 或 2024年8月31日");
        return null;
    }

    public T? Choice<T>(string column, IReadOnlyDictionary<string, T> choices, bool required = false)
        where T : struct
    {
        if (Text(column, required) is not { } text) return null;
        if (choices.TryGetValue(text, out var choice)) return choice;
        Refuse(column, "不是可用的值", string.Join("、", choices.Keys));
        return null;
    }

    /// <summary>A value in words or figures; blank, “-”, and what a form shows before it is filled in are not told, which is null.</summary>
    public string? Told(string column)
    {
        var text = Text(column);
        return CellText.MeansNothing(text) || Unfilled.Is(text!) ? null : text;
    }

    /// <summary>A number with what is written behind it (27%, 811.72万元, 12个); its scale is its precision. Null where it is none.</summary>
    public (decimal Value, string Unit)? Measured(string column)
    {
        if (Told(column) is not { } text) return null;
        if (Raw(column) is double) return CellNumber.TryParse(Raw(column), text, out var typed) ? (typed, "") : null;

        return MeasuredIn(text);
    }

    /// <summary>The same of a text that stands in no cell by itself.</summary>
    internal static (decimal Value, string Unit)? MeasuredIn(string? text)
    {
        if (text is null) return null;
        var digits = text.LastIndexOfAny([.. "0123456789."]) + 1;
        return CellNumber.TryParse(null, text[..digits].Trim(), out var number) ? (number, text[digits..].Trim().Replace('％', '%')) : null;
    }

    /// <summary>
    /// A share in percent: 50, 50% and a spreadsheet's 0.5 shown as 50% are half. A bare number up to 1 may mean either
    /// and is refused.
    /// </summary>
    public decimal? Percent(string column)
    {
        const string expected = "0至100的百分数，如 50 或 50%";
        if (Told(column) is null) return null;
        if (Measured(column) is not (var value, var unit) || unit is not ("" or "%"))
        {
            Refuse(column, "不是百分数", expected);
            return null;
        }

        if (value is < 0 or > 100) Refuse(column, "百分数超出范围", expected);
        else if (unit.Length == 0 && value is > 0 and <= 1) Refuse(column, "看不出是百分之几还是几成", $"写明百分号，如 {value * 100:0.##}%");
        else return value;
        return null;
    }

    /// <summary>预算年度 where it is given, else the year of the row's date; both must agree.</summary>
    public int? YearAgreeingWith(DateOnly? date)
    {
        var year = Year("预算年度");
        if (year is not null && date is not null && year != date.Value.Year)
            Refuse("预算年度", $"与本行日期所在的{date.Value.Year}年不一致", $"{date.Value.Year}");
        return year ?? date?.Year;
    }

    private object? Raw(string column) => _header.Raw(Row, column);
}
