using MonitorWorker.Budgets;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Import;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Scenarios;

namespace MonitorWorker.Hosting.Commands;

/// <summary>One sheet of routing cases: input tables as in any file, then the rows under a header with 规则 and 等级.</summary>
internal sealed class RouteCaseSheet
{
    /// <summary>What such a sheet must have, for whoever forgot it.</summary>
    public const string Expected = "表头含“规则”和“等级”的表，至少一行";

    private const string Day = "日期";
    private const string Rule = "规则";
    private const string Grade = "等级";
    private const string Project = "项目编码";
    private const string Entity = "单位编码";
    private const string Category = "支出类别";
    private const string Section = "责任股室";
    private const string Fund = "资金来源";
    private const string Amount = "金额";
    private const string To = "预期收件人";
    private const string When = "预期时机";
    private const string RouteName = "预期路由";
    private const string Note = "说明";
    private static readonly string[] _columns = [Day, Rule, Grade, Project, Entity, Category, Section, Fund, Amount, To, When, RouteName, Note];

    private static readonly Dictionary<string, Timing> _timings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["now"] = Timing.Now,
        ["daily"] = Timing.Daily,
        ["weekly"] = Timing.Weekly,
        ["即时"] = Timing.Now,
        ["每日"] = Timing.Daily,
        ["每周"] = Timing.Weekly,
    };

    private readonly Dictionary<string, int> _indices = [];
    private readonly List<SourceRow> _tables = [];
    private readonly List<RouteCase> _cases = [];
    private readonly List<RowProblem> _problems = [];
    private readonly string _sheet;
    private AmountUnit _unit;
    private readonly SourceRow _row;

    private RouteCaseSheet(SourceSheet sheet, AmountUnit usual)
    {
        (_sheet, _unit, _row) = (sheet.Name, usual, new SourceRow(0, []));
        foreach (var row in sheet.Rows)
        {
            _row = row;
            var told = row.Cells.Select(CellText.Of).OfType<string>().ToList();
            if (told.Count == 0 || told[0] == Note) continue;
            if (_indices.Count > 0) Read();
            else if (told.Select(CellText.Header).Intersect([Rule, Grade]).Count() == 2) ReadHeader();
            else _tables.Add(row);
        }
    }

    /// <summary>The words of the times at which a notice is told.</summary>
    public static string WordOf(Timing timing) => _timings.Last(pair => pair.Value == timing).Key;

    /// <param name="usual">Unit of an amount whose header names none.</param>
    /// <returns>No case and no problem where the sheet has no header of cases.</returns>
    public static (IReadOnlyList<SourceRow> Tables, IReadOnlyList<RouteCase> Cases, IReadOnlyList<RowProblem> Problems) Read(SourceSheet sheet, AmountUnit usual)
    {
        var read = new RouteCaseSheet(sheet, usual);
        return (read._tables, read._cases, read._problems);
    }

    private void ReadHeader()
    {
        for (var index = 0; index < _row.Cells.Count; index++)
        {
            if (CellText.Of(_row.Cells[index]) is not { } text) continue;
            var name = CellText.Header(text);
            if (name.StartsWith(Amount, StringComparison.Ordinal))
            {
                _unit = Array.Find(AmountUnit.All, unit => name == $"{Amount}({unit.Name})") ?? _unit;
                if (name == Amount || name == $"{Amount}({_unit.Name})") name = Amount;
            }

            if (!_columns.Contains(name)) Refuse(text, null, "不是这张表的列", string.Join("、", _columns));
            else if (!_indices.TryAdd(name, index)) Refuse(text, null, "同一列有两次", "每列一次");
        }
    }

    private void Read()
    {
        var before = _problems.Count;
        var rule = Word(Rule, RuleIds.All, "没有这样的规则");
        var level = Word(Grade, ScenarioWords.Levels.Keys, "不是发现的等级");
        DateOnly? day = null;
        if (Text(Day) is { } dayText)
        {
            if (DateText.TryDay(Raw(Day), dayText, out var known)) day = known;
            else Refuse(Day, dayText, "不是日期", "如 2024-08-31；空白为检查的日期");
        }

        decimal? yuan = null;
        if (Text(Amount) is { } amountText)
        {
            if (CellNumber.TryParse(Raw(Amount), amountText, out var number) && Math.Abs(number) < 1e12m) yuan = number * _unit.Yuan;
            else Refuse(Amount, amountText, "不是金额", "一个数，如 20000");
        }

        var category = Text(Category);
        if (category is not null && !SpendingCategories.ByName.ContainsKey(category)) Refuse(Category, category, "不是支出类别", string.Join("、", SpendingCategories.ByName.Keys));
        if (category is null && (Text(Section) ?? Text(Amount)) is not null)
            Refuse(Category, null, "没有填，却有责任股室或金额", "写支出类别，这一行就自己说明一个项目；或者只写项目编码，按预算表查");
        Timing? timing = null;
        if (Word(When, _timings.Keys, "不是通知的时机", isRequired: false) is { } word) timing = _timings[word];
        var to = Text(To)?.Split([';', '；', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (_problems.Count > before) return;
        _cases.Add(new RouteCase(
            _row.Number, day, rule!, Levels.Parse(ScenarioWords.Levels[level!]), Text(Project), Text(Entity), category, Text(Section), Text(Fund), yuan, to, timing, Text(RouteName)));
    }

    private string? Word(string column, IEnumerable<string> known, string reason, bool isRequired = true)
    {
        var words = known.ToList();
        var text = Text(column);
        if (text is null && isRequired) Refuse(column, null, "没有填", string.Join("、", words));
        if (text is null || words.Contains(text, StringComparer.OrdinalIgnoreCase)) return text;
        Refuse(column, text, reason, (Spelling.Nearest(text, words) is { } near ? $"{near}？可用的：" : "") + string.Join("、", words));
        return null;
    }

    private object? Raw(string column) => _indices.TryGetValue(column, out var index) && index < _row.Cells.Count ? _row.Cells[index] : null;

    private string? Text(string column) => CellText.Of(Raw(column));

    private void Refuse(string column, string? value, string reason, string expected) => _problems.Add(new RowProblem(_sheet, _row.Number, column, value, reason, expected));
}
