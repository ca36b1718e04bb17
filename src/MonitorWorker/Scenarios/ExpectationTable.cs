using MonitorWorker.Import;
using MonitorWorker.Rules;

namespace MonitorWorker.Scenarios;

/// <summary>The rows under a header with 检查日: what must come out, day by day and line by line.</summary>
internal sealed class ExpectationTable
{
    /// <summary>What a scenario must have, for whoever forgot it.</summary>
    public const string Expected = "表头含“检查日”和“灯”“绩效灯”“发现”“预警”中至少一列的表，至少一行";

    private const string Day = "检查日";
    private const string Project = "项目编码";
    private const string Entity = "单位编码";
    private const string Fund = "资金来源";
    private const string Light = "灯";
    private const string GoalLight = "绩效灯";
    private const string Findings = "发现";
    private const string Alerts = "预警";
    private static readonly string[] _asked = [Light, GoalLight, Findings, Alerts];
    private static readonly string[] _columns = [Day, Project, Entity, Fund, .. _asked, "说明"];

    private readonly Dictionary<string, int> _indices = [];
    private readonly HashSet<(DateOnly, string?, string?, string?)> _seen = [];
    private readonly string _sheet;
    private readonly Func<string, IEnumerable<string>, string?> _nearest;
    private readonly List<RowProblem> _problems;
    private SourceRow _row;

    public ExpectationTable(SourceRow header, string sheet, Func<string, IEnumerable<string>, string?> nearest, List<RowProblem> problems)
    {
        (_row, _sheet, _nearest, _problems) = (header, sheet, nearest, problems);
        for (var index = 0; index < header.Cells.Count; index++)
        {
            if (CellText.Of(header.Cells[index]) is not { } text) continue;
            var name = CellText.Header(text);
            if (!_columns.Contains(name)) Refuse(text, null, "不是预期表的列", string.Join("、", _columns), index);
            else if (!_indices.TryAdd(name, index)) Refuse(text, null, "同一列有两次", "每列一次", index);
        }

        if (!_asked.Any(_indices.ContainsKey)) Refuse(Day, null, "预期表没有要检查的列", Expected, _indices[Day]);
    }

    public static bool IsHeader(IEnumerable<string> cells) => cells.Any(cell => CellText.Header(cell) == Day);

    /// <returns>Null where the row was refused.</returns>
    public Expectation? Read(SourceRow row)
    {
        _row = row;
        var before = _problems.Count;
        if (Text(Day) is not { } text) Refuse(Day, null, "没有填", "如 2024-08-31", _indices[Day]);
        if (!DateText.TryDay(Raw(Day), Text(Day) ?? "", out var day) && _problems.Count == before)
            Refuse(Day, Text(Day), "不是日期", "如 2024-08-31；其他表写在预期表之前", _indices[Day]);
        var expectation = new Expectation(
            row.Number, day, Text(Project), Text(Entity), Text(Fund), Colour(Light), Colour(GoalLight), Items(Findings, ScenarioWords.Levels), Items(Alerts, ScenarioWords.Changes));
        if (expectation.ProjectCode is null && (expectation.Light ?? expectation.GoalLight) is not null)
            Refuse(Project, null, "没有填，却有灯", "写项目编码；没有项目编码的行只核对填报数和合计的发现、预警", null);
        if (_problems.Count == before && expectation.IsEmpty)
            Refuse(Day, Text(Day), "这一行没有要检查的内容", $"{string.Join("、", _asked)}至少填一项；没有发现写“{ScenarioWords.None}”", null);
        if (_problems.Count == before && !_seen.Add((day, expectation.ProjectCode, expectation.EntityCode, expectation.Fund)))
            Refuse(Project, expectation.ProjectCode, "同一天同一项目写了两行", "每天每个项目一行", null);
        return _problems.Count == before ? expectation : null;
    }

    private ExpectedLight? Colour(string column)
    {
        if (Text(column) is not { } text) return null;
        if (ScenarioWords.Lights.TryGetValue(text, out var level)) return new ExpectedLight(level);
        if (text == ScenarioWords.None && column == GoalLight) return new ExpectedLight(null);
        Refuse(column, text, "不是灯的颜色", "红、黄、绿、蓝、灰" + (column == GoalLight ? "；没有绩效指标写“无”" : "") + "；空白为不检查", _indices[column]);
        return null;
    }

    private List<ExpectedItem>? Items(string column, IReadOnlyDictionary<string, string> words)
    {
        if (Text(column) is not { } text) return null;
        if (text == ScenarioWords.None) return [];
        return [.. text.Split(';', '；').Select(item => item.Trim()).Where(item => item.Length > 0).Select(item => Item(column, item, words)).OfType<ExpectedItem>()];
    }

    private ExpectedItem? Item(string column, string text, IReadOnlyDictionary<string, string> words)
    {
        var parts = text.Replace('：', ':').Split(':', 3, StringSplitOptions.TrimEntries);
        var form = column == Findings ? "规则:等级，如 execution-lag:red" : "规则:变化，如 execution-lag:opened";
        if (parts.Length < 2) Refuse(column, text, "不是“规则:…”的形式", $"{form}；几项用分号隔开，没有写“{ScenarioWords.None}”", _indices[column]);
        else if (!RuleIds.All.Contains(parts[0])) Refuse(column, parts[0], "没有这样的规则", Hint(parts[0], RuleIds.All), _indices[column]);
        else if (!words.TryGetValue(parts[1], out var what)) Refuse(column, parts[1], column == Findings ? "不是发现的等级" : "不是预警的变化", Hint(parts[1], words.Keys), _indices[column]);
        else return new ExpectedItem(parts[0], what, parts.ElementAtOrDefault(2));
        return null;
    }

    private string Hint(string word, IEnumerable<string> known)
    {
        var words = known.ToList();
        return (_nearest(word, words) is { } near ? $"{near}？可用的：" : "") + string.Join("、", words);
    }

    private object? Raw(string column) => _indices.TryGetValue(column, out var index) && index < _row.Cells.Count ? _row.Cells[index] : null;

    private string? Text(string column) => CellText.Of(Raw(column));

    private void Refuse(string column, string? value, string reason, string expected, int? index) =>
        _problems.Add(new RowProblem(_sheet, _row.Number, column, value, reason, expected) { ColumnNumber = index + 1 });
}
