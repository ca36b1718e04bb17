using System.Globalization;
using System.Text;

namespace MonitorWorker.Benchmarks;

/// <summary>
/// The tables of a province's August: many entities, most lines on schedule, some behind, some not reported. The same for
/// the same number of lines.
/// </summary>
internal sealed class CheckData(int lines)
{
    public const int Month = 8;

    private const int Entities = 400;
    private const int Sections = 5;

    private static readonly string[] Categories = ["人员支出", "公用支出", "项目支出", "项目支出", "项目支出"];

    private readonly Random _random = new(20240831);

    /// <returns>The files, the budget first.</returns>
    public IReadOnlyList<string> Write(string folder)
    {
        using var budget = new Table(folder, "预算", "预算年度,单位编码,单位名称,责任股室,项目编码,项目名称,支出类别,资金来源,进度口径,年初预算数（元）");
        using var adjustments = new Table(folder, "预算调整", "预算年度,单位编码,项目编码,资金来源,调整日期,文号,调整金额（元）");
        using var execution = new Table(folder, "执行", "预算年度,单位编码,项目编码,资金来源,截止月份,累计执行数（元）");
        using var plans = new Table(folder, "用款计划", "预算年度,单位编码,项目编码,资金来源,截止月份,计划累计比例");
        using var outturns = new Table(folder, "全年预计", "单位编码,项目编码,资金来源,截止月份,全年预计执行数（元）");
        using var indicators = new Table(folder, "绩效指标", "预算年度,单位编码,项目编码,一级指标,二级指标,三级指标,指标性质,年度指标值,计量单位,权重");
        using var readings = new Table(folder, "指标完成", "单位编码,项目编码,三级指标,截止月份,完成值");
        using var contacts = new Table(folder, "通讯录", "姓名,邮箱,角色,单位编码,责任股室");
        for (var entity = 0; entity < Entities; entity++)
        {
            contacts.Add($"财务{entity},finance{entity}@example.com,财务人员,{Code(entity)},");
            for (var section = 1; section <= Sections; section++) contacts.Add($"责任人{entity}-{section},section{entity}-{section}@example.com,责任人,{Code(entity)},业务{section}股");
        }

        for (var line = 0; line < lines; line++)
        {
            var (entity, project) = (Code(line % Entities), $"P{line:000000}");
            var key = $"{entity},{project},一般公共预算";
            var planned = line % 20 == 7;
            var original = line % 500 == 3 ? 0 : _random.Next(1_000_000, 500_000_000);
            budget.Add($"2024,{entity},第{entity}单位,业务{(line / Entities % Sections) + 1}股,{project},第{line}号项目,{Categories[line % 5]},一般公共预算,{(planned ? "用款计划" : "按月")},{Yuan(original)}");
            var (revised, due) = Adjust(adjustments, key, original, line % 500 != 3 && line % 5 == 1);
            if (planned)
            {
                due += original * ((40 / 100m) - (Month / 12m));
                foreach (var (month, percent) in new[] { (3, 10), (6, 40), (9, 70), (12, 100) }) plans.Add($"2024,{key},2024-{month:00},{percent}%");
            }

            Execute(execution, key, due * Pace(line));
            if (line % 10 < 3) outturns.Add($"{key},2024-{Month:00},{Yuan(revised * _random.Next(90, 101) / 100)}");
            if (line % 5 == 2) Promise(indicators, readings, $"{entity},{project}");
        }

        return [budget.Path, adjustments.Path, execution.Path, plans.Path, outturns.Path, indicators.Path, readings.Path, contacts.Path];
    }

    /// <summary>What is spent of what is due: one line in five behind, a few far ahead, some not at all.</summary>
    private decimal Pace(int line) => (line * 7919L % 100) switch
    {
        < 2 => 0,
        < 10 => _random.Next(20, 60) / 100m,
        < 20 => _random.Next(60, 80) / 100m,
        < 22 => _random.Next(155, 170) / 100m,
        _ => _random.Next(92, 108) / 100m,
    };

    /// <returns>Revised budget and what of it is due by month/12 and the additions' own clocks, in fen.</returns>
    private (decimal Revised, decimal Due) Adjust(Table adjustments, string key, decimal original, bool changes)
    {
        var (revised, due) = (original, original * Month / 12);
        if (!changes) return (revised, due);
        var document = 0;
        for (var arrival = _random.Next(2, 5); arrival <= 6; arrival += 3)
        {
            var added = _random.Next(100_000, 50_000_000);
            adjustments.Add($"2024,{key},2024-{arrival:00}-15,文{++document}号,{Yuan(added)}");
            (revised, due) = (revised + added, due + (added * (Month - arrival + 1m) / (13 - arrival)));
        }

        if (_random.Next(3) > 0) return (revised, due);
        var left = _random.Next(80, 100) / 100m;
        var taken = decimal.Truncate(revised * (1 - left));
        adjustments.Add($"2024,{key},2024-07-20,文{++document}号,-{Yuan(taken)}");
        return (revised - taken, due * left);
    }

    private void Execute(Table execution, string key, decimal spent)
    {
        var months = _random.Next(100) == 0 ? Month - 1 : Month;
        for (var month = 1; month <= months; month++) execution.Add($"2024,{key},2024-{month:00},{Yuan(spent * month / Month)}");
    }

    private void Promise(Table indicators, Table readings, string key)
    {
        var done = _random.Next(100) < 85 ? 70 : _random.Next(20, 60);
        indicators.Add($"2024,{key},产出指标,数量指标,办理件数,≥,100,件,60");
        indicators.Add($"2024,{key},产出指标,质量指标,合格率,≥,95,%,40");
        foreach (var month in new[] { 4, Month })
        {
            readings.Add($"{key},办理件数,2024-{month:00},{done * month / Month}");
            readings.Add($"{key},合格率,2024-{month:00},96%");
        }
    }

    private static string Code(int entity) => string.Create(CultureInfo.InvariantCulture, $"{100 + entity}");

    private static string Yuan(decimal fen) => (decimal.Truncate(fen) / 100).ToString("0.00", CultureInfo.InvariantCulture);

    private sealed class Table : IDisposable
    {
        private readonly StreamWriter _file;

        public Table(string folder, string name, string header)
        {
            Path = System.IO.Path.Combine(folder, name + ".csv");
            _file = new StreamWriter(Path, append: false, Encoding.UTF8);
            _file.WriteLine(header);
        }

        public string Path { get; }

        public void Add(FormattableString row) => _file.WriteLine(row.ToString(CultureInfo.InvariantCulture));

        public void Dispose() => _file.Dispose();
    }
}
