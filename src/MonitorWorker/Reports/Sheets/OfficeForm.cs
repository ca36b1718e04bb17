using System.Globalization;
using MonitorWorker.Alerts;
using MonitorWorker.Reports.Overview;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Sheets;

/// <summary>All entities side by side.</summary>
internal sealed class OfficeForm
{
    private static readonly string[] _names = [.. SummedLines.Names, "code", "red", "yellow", "blue", "grey", "green", "period", "unanswered", "last_rate", "last_points", "year_rate", "year_points"];

    private readonly ReportBook _book;

    /// <exception cref="ReportPartException">No budget is known.</exception>
    public OfficeForm(ReportBook book)
    {
        _book = book;
        if (book.Now.Positions.Count == 0) throw new ReportPartException("没有任何单位的预算");
    }

    private IEnumerable<ReportAlert> Unanswered => _book.Alerts.Where(alert => alert is { State: AlertState.Firing, Level: Level.Red or Level.Yellow, Answer: null, SilencedUntil: null });

    public IReadOnlyDictionary<string, object> Model()
    {
        var lines = _book.Now.Positions;
        var entities = lines.GroupBy(line => line.Position.Key.EntityCode).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return new Dictionary<string, object>
        {
            ["report"] = FormModel.Report(_book, lines.Max(line => line.Position.Period)),
            ["total"] = _names.Zip(Row(0, null, "合计", lines)).ToDictionary(pair => pair.First, pair => pair.Second),
            ["entities"] = TemplateRows.Of(_names, entities.Select((group, index) => Row(index + 1, group.Key, FormModel.NameOf(group.First().Position), [.. group]))),
            ["notes"] = TemplateRows.Of(["text"], Notes(entities.Select(group => group.Key).ToHashSet()).Select((note, index) => new object?[] { string.Create(CultureInfo.InvariantCulture, $"{index + 1}．{note}") })),
        };
    }

    private IEnumerable<string> Notes(HashSet<string> entities)
    {
        yield return "执行率＝累计执行数÷调整后预算数，只含已报送且能判断的项目；各单位按自己最近报送的月份判断。";
        yield return $"判断依据：规则集{_book.Now.Rules.Name}。";
        if (Unanswered.Count(alert => alert.EntityCode is not { } entity || !entities.Contains(entity)) is > 0 and var others)
            yield return string.Create(CultureInfo.InvariantCulture, $"另有{others}条未答复的预警不属于某一个单位。");
    }

    /// <param name="code">Null of all entities.</param>
    private object?[] Row(int number, string? code, string name, IReadOnlyList<JudgedPosition> lines)
    {
        var sum = Rollup.Sum("", null, lines, _book.Now.Rules.General.Lag.Standard);
        var entities = lines.Select(line => line.Position.Key.EntityCode).ToHashSet();
        var (last, year) = (RatesOf(_book.LastPeriod), RatesOf(_book.LastYear));
        return
        [
            .. SummedLines.Of(number, name, lines, sum),
            code,
            Count(Level.Red),
            Count(Level.Yellow),
            Count(Level.Blue),
            Count(Level.Grey),
            Count(Level.Green),
            lines.Max(line => line.Position.Period)?.ToString(),
            Unanswered.Count(alert => alert.EntityCode is { } entity && entities.Contains(entity)),
            FormFigures.Percent(last.Then),
            FormFigures.Percent(last.Now - last.Then),
            FormFigures.Percent(year.Then),
            FormFigures.Percent(year.Now - year.Then),
        ];

        ComparableRates RatesOf(Judgement? judgement) => ComparableRates.Of(lines, [.. (judgement?.Positions ?? []).Where(line => entities.Contains(line.Position.Key.EntityCode))]);

        object Count(Level level) => sum.Lights.GetValueOrDefault(level);
    }
}
