using System.Globalization;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Sheets;

/// <summary>部门整体支出监控汇总表: an entity as a whole, by category, by fund and project by project, and what is missing.</summary>
internal sealed class EntityForm
{
    private readonly ReportBook _book;
    private readonly string _entity;
    private readonly IReadOnlyList<JudgedPosition> _lines;
    private readonly IReadOnlyList<Rollup> _sums;

    /// <exception cref="ReportPartException">There is no such entity.</exception>
    public EntityForm(ReportBook book, string entityCode)
    {
        (_book, _entity) = (book, entityCode);
        _lines = [.. book.Now.Positions.Where(judged => judged.Position.Key.EntityCode == entityCode)];
        if (_lines.Count == 0) throw new ReportPartException($"没有单位{entityCode}的预算");
        _sums = Rollup.Of(_lines, book.Now.Rules.General.Lag.Standard);
    }

    private BudgetPosition First => _lines[0].Position;

    public IReadOnlyDictionary<string, object> Model() => new Dictionary<string, object>
    {
        ["report"] = FormModel.Report(_book, First.Period),
        ["entity"] = new Dictionary<string, object?>
        {
            ["code"] = _entity,
            ["name"] = FormModel.NameOf(First),
            ["department"] = FormModel.DepartmentOf(_book, _entity, FormModel.NameOf(First)),
        },
        ["total"] = SummedLines.Names.Zip(SummedLines.Of(0, "合计", _lines, _sums[0])).ToDictionary(pair => pair.First, pair => pair.Second),
        ["categories"] = Sums("category", position => position.Category.Name()),
        ["funds"] = Sums("fund", position => position.Fund.Length == 0 ? null : position.Fund),
        ["projects"] = TemplateRows.Of(SummedLines.LineNames, _lines.Select((line, index) => SummedLines.Of(index + 1, line, AnswersOf(line)))),
        ["missing"] = TemplateRows.Of(["number", "name", "section", "what", "last"], MissingFigures.Of(_book, _entity).Select((one, index) => new object?[] { index + 1, one.Name, one.Section, one.What, one.Last })),
        ["notes"] = TemplateRows.Of(["text"], Notes().Select((note, index) => new object?[] { string.Create(CultureInfo.InvariantCulture, $"{index + 1}．{note}") })),
    };

    private TemplateRows Sums(string by, Func<BudgetPosition, string?> nameOf) => TemplateRows.Of(SummedLines.Names, _sums
        .Where(sum => sum.By == by)
        .OrderBy(sum => by == "category" ? (int)_lines.First(line => nameOf(line.Position) == sum.Name).Position.Category : 0)
        .Select((sum, index) => SummedLines.Of(index + 1, sum.Name?.Replace(";", "、", StringComparison.Ordinal) ?? FormFigures.None, [.. _lines.Where(line => nameOf(line.Position) == sum.Name)], sum)));

    /// <summary>Of the line; what is about the project as a whole stands with its first line.</summary>
    private FormAnswers AnswersOf(JudgedPosition line)
    {
        var others = _book.Now.LinesOf(_entity, line.Position.Key.ProjectCode);
        return new FormAnswers(_book.Alerts.Where(alert =>
            alert.EntityCode == _entity && alert.ProjectCode == line.Position.Key.ProjectCode && (IsOf(alert, line) || (line == others[0] && !others.Any(other => IsOf(alert, other))))));

        static bool IsOf(ReportAlert alert, JudgedPosition line) => alert.Key == AlertKey.For(alert.Rule, line.Position.Key);
    }

    private IEnumerable<string> Notes()
    {
        yield return "执行率＝累计执行数÷调整后预算数。合计、类别和资金来源的执行数与执行率只含已报送且能判断的项目，其调整后预算数见“其中：已报送”列。";
        yield return $"判断依据：{string.Join("、", _lines.Select(line => line.Rules).DistinctBy(rules => rules.Name).Select(rules => $"规则集{rules.Name}{(rules.Basis is { } basis ? $"（{basis}）" : "")}"))}；序时进度按各笔资金自己的进度口径计算。";
        if (_lines.Any(line => line.Position.HasTwoOriginals)) yield return "年初预算数给了两次且不一致的项目记为“无法判断”，不计入合计。";
        yield return $"数据截至{(First.Period is { } period ? FormFigures.Day(period.LastDay) : "（" + FormFigures.NotReported + "）")}，制表时间{_book.MadeAt.ToString("yyyy'年'M'月'd'日' HH:mm", CultureInfo.InvariantCulture)}。";
    }
}
