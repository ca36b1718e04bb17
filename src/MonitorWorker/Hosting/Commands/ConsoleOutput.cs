using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Jobs;
using MonitorWorker.Rules;
using MonitorWorker.Scheduling;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What a person reads on the terminal: tables, colour only where there is a terminal.</summary>
internal static class ConsoleOutput
{
    /// <summary>What is piped into a file or a search is not broken into lines: a figure split in two is found by nobody.</summary>
    private const int WidthWithoutTerminal = 4000;
    private static readonly Dictionary<string, string> _ways = new() { ["total"] = "全部", ["entity"] = "单位", ["section"] = "股室", ["category"] = "支出类别", ["fund"] = "资金来源" };
    private static readonly IAnsiConsole _out = Create(Console.Out);
    private static readonly IAnsiConsole _error = Create(Console.Error);

    public static void WriteLine(string text) => _out.WriteLine(text);

    public static void WriteError(string text) => _error.WriteLine(text);

    /// <summary>A table; columns whose header starts with ">" are figures and align right.</summary>
    public static void WriteTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        WriteTable(header, rows.Select(row => row.Select(cell => (IRenderable)new Text(cell)).ToArray()));

    public static void WriteImport(IReadOnlyList<ImportedFile> files, bool withLayout = false)
    {
        foreach (var file in files.Where(file => !file.Unchanged))
        {
            var reading = file.Reading;
            _out.WriteLine($"{reading.File}{(file.Rejected ? "：有不合格的行，整个文件未读入" : "")}");
            foreach (var table in reading.Tables)
            {
                var what = table.Table is null ? $"工作表“{table.Sheet}”" : $"{table.Table}（{(table.Sheet.Length == 0 ? "csv" : table.Sheet)}）";
                _out.WriteLine(table.Note is null
                    ? $"  {what}：{table.Rows}行，读入{(file.Rejected ? 0 : table.Accepted)}行，拒收{table.Refused}行"
                    : $"  {what}：{table.Rows}行，{table.Note}");
                if (withLayout) WriteLayout(table);
            }

            foreach (var problem in reading.Problems) _out.WriteLine("  ✗ " + problem.Describe());
            foreach (var remark in reading.Remarks) _out.WriteLine("  ! " + remark.Describe());
            WriteReview(file.Review);
        }

        var unchanged = files.Count(file => file.Unchanged);
        if (unchanged > 0) _out.WriteLine($"{unchanged}个文件或数据源的内容以前已经读入，没有变化");
    }

    private static void WriteReview(ImportReview review)
    {
        const int Most = 20;
        if (review.HeldReason is { } held) _out.WriteLine($"  ! 暂不生效：{held}。核对后用 import release 放行，或用 import undo 撤销");
        foreach (var change in review.Changes.Take(Most)) _out.WriteLine("  ~ 与以前不同：" + change.Describe());
        if (review.ChangeCount > Most) _out.WriteLine($"  ~ 共有{review.ChangeCount}个数与以前不同");
        foreach (var fall in review.Falls.Take(Most)) _out.WriteLine("  ! 累计执行数减少：" + fall.Describe());
        foreach (var slip in review.UnitSlips.Take(Most)) _out.WriteLine("  ! 与以前相差约一万倍，请核对单位：" + slip.Describe());
    }

    /// <summary>How a table would be read: what a person compares with the sheet before trusting it.</summary>
    private static void WriteLayout(TableReading table)
    {
        if (table.HeaderRow > 0) _out.WriteLine($"    表头在第{table.HeaderRow}行{(table.Map is { } map ? $"，按列映射“{map}”" : "")}");
        foreach (var line in table.Layout.Split('\n', StringSplitOptions.RemoveEmptyEntries)) _out.WriteLine("    " + line);
    }

    public static void WriteCheck(CheckResult check, IReadOnlyList<ImportedFile> toldAlready)
    {
        _out.WriteLine();
        _out.WriteLine(check.Judgement.FiscalYear is null
            ? $"截至{check.Judgement.AsOf:yyyy-MM-dd}还没有任何预算。把预算表放进收件文件夹后再检查。"
            : $"{check.Judgement.FiscalYear}年预算执行检查，数据截至{check.Judgement.AsOf:yyyy-MM-dd}，规则集{check.Judgement.Rules.Name}（金额：元）");
        if (check.YearHasEnded) _out.WriteLine($"{check.Judgement.FiscalYear}年度已经终结，{check.Judgement.AsOf.Year}年度预算尚未报送：以下是{check.Judgement.FiscalYear}年度最后的状态，不再预警");
        if (check.Judgement.Positions.Count > 0) WritePositions(check);
        if (check.Judgement.Positions.Count > 1) WriteRollups(check.Judgement.Rollups);
        if (check.Judgement.Goals.Count > 0) WriteGoals(check.Judgement.Goals);
        foreach (var fact in check.Judgement.Unmatched)
            _out.WriteLine($"✗ {fact.Source.File} {fact.Source.Sheet} 第{fact.Source.Row}行（{fact.Table}{(fact.ProjectCode.Length == 0 ? "" : $"，项目编码{fact.ProjectCode}")}）：{fact.Reason}；应为{fact.Expected}");
        foreach (var finding in check.Judgement.Statements.Select(verdict => verdict.Finding).Where(finding => finding.Outcome != Outcome.Clear))
        {
            _out.Write(new Markup(Colour(finding.Level)));
            _out.WriteLine($" {finding.Message}（{finding.Source.File} {finding.Source.Sheet} 第{finding.Source.Row}行）");
        }

        WriteWaiting(check, toldAlready);
        var notices = check.Changes.Sum(change => change.Notices.Count);
        _out.WriteLine($"发现{check.Judgement.Breaches.Count()}项，其中有变化{check.Changes.Count}项，需通知{notices}人次");
    }

    public static void WriteFirings(IReadOnlyList<Firing> firings, TimeZoneInfo zone)
    {
        _out.WriteLine();
        _out.WriteLine(firings.Count == 0 ? "没有排定任何时间表（schedules）" : $"接下来的运行（{zone.Id}）：");
        foreach (var firing in firings)
        {
            var local = TimeZoneInfo.ConvertTime(firing.Due, zone);
            _out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {local:yyyy-MM-dd HH:mm:ss}  {firing.Schedule}（{firing.Job}）{(firing.IsGuess ? "（没有该年的节假日数据，按周一至周五推算）" : "")}"));
        }
    }

    private static void WriteWaiting(CheckResult check, IReadOnlyList<ImportedFile> toldAlready)
    {
        const int most = 20;
        var told = toldAlready.SelectMany(file => file.Reading.Problems.Select(problem => (file.Reading.File, problem.AsStored()))).ToHashSet();
        var waiting = check.Refused.Where(refused => !told.Contains((refused.File, refused.Problem.AsStored()))).ToList();
        if (waiting.Count == 0) return;
        _out.WriteLine($"以前拒收、尚待更正的有{waiting.Count}处：");
        foreach (var (file, problem) in waiting.Take(most)) _out.WriteLine($"  ✗ {file} {problem.Describe()}");
        if (waiting.Count > most) _out.WriteLine($"  其余{waiting.Count - most}处见 check --output json");
    }

    private static void WritePositions(CheckResult check)
    {
        string[] header = ["", "编码", "项目", "责任股室", "截止", ">调整后预算数", ">累计执行数", ">执行率%", ">序时进度%", ">差额", "说明"];
        WriteTable(header, check.Judgement.Positions.OrderByDescending(judged => judged.Light).Select(Row));
    }

    /// <summary>Sums by what the office divides its budget by; one part alone is the whole again.</summary>
    private static void WriteRollups(IReadOnlyList<Rollup> rollups)
    {
        const int Most = 30;
        var shown = rollups.GroupBy(rollup => rollup.By).Where(way => way.Key == "total" || way.Skip(1).Any()).SelectMany(way => way.OrderByDescending(rollup => rollup.Behind.Count).Take(Most)).ToList();
        string[] header = ["", "汇总", "", ">项数", ">调整后预算数", ">已判断项数", ">已判断的预算", ">累计执行数", ">执行率%", ">序时进度%", ">差额", "其中落后的"];
        WriteTable(header, shown.Select(rollup => (IRenderable[])
        [
            new Markup(Colour(rollup.Light)),
            .. new[]
            {
                _ways[rollup.By],
                rollup.By == "total" ? "" : rollup.Name ?? "（未填）",
                $"{rollup.Lines}",
                rollup.Revised.ToString(),
                $"{rollup.JudgedLines}",
                rollup.JudgedRevised.ToString(),
                rollup.Executed?.ToString() ?? "—",
                Percent(rollup.Rate),
                Percent(rollup.Scheduled),
                Percent(rollup.Gap),
                string.Join("、", rollup.Behind.Take(3).Select(judged => Symbol(judged.Light) + judged.Position.ProjectName)) + (rollup.Behind.Count > 3 ? $"等{rollup.Behind.Count}项" : ""),
            }.Select(cell => new Text(cell)),
        ]));
    }

    public static void WriteGoals(IReadOnlyList<JudgedGoals> goals)
    {
        string[] header = ["", "编码", "项目", "绩效指标", "年度指标值", "截止", "完成值", ">占全年%", ">相当于应完成的%", "说明"];
        WriteTable(header, goals.SelectMany(judged => judged.Goals.Indicators.Select(indicator => (judged, indicator, light: judged.Limits.LightOf(indicator))))
            .OrderByDescending(row => row.light)
            .Select(row => (IRenderable[])
            [
                new Markup(Colour(row.light)),
                .. new[]
                {
                    row.judged.Goals.Key.ProjectCode,
                    row.judged.Goals.ProjectName,
                    row.indicator.Indicator.Name,
                    GoalWords.Target(row.indicator.Indicator),
                    row.indicator.DueMonth?.ToString() ?? "—",
                    GoalWords.Value(row.indicator) ?? "未报送",
                    Percent(row.indicator.Attainment),
                    row.indicator.AgainstSchedule is { } due ? Rounding.TwoDecimals(due) : "—",
                    string.Join("；", row.judged.Breaches.Where(verdict => verdict.Indicator == row.indicator).Select(verdict => verdict.Finding.Message)),
                }.Select(cell => new Text(cell)),
            ]));
        foreach (var verdict in goals.SelectMany(judged => judged.Breaches).Where(verdict => verdict.Indicator is null))
        {
            _out.Write(new Markup(Colour(verdict.Finding.Level)));
            _out.WriteLine($" {verdict.Goals.Key.ProjectCode} {verdict.Goals.ProjectName}：{verdict.Finding.Message}");
        }
    }

    private static IRenderable[] Row(JudgedPosition judged)
    {
        var position = judged.Position;
        string[] cells =
        [
            position.Key.ProjectCode,
            position.ProjectName,
            position.Section ?? "",
            position.Period?.ToString() ?? "—",
            position.HasTwoOriginals ? "—" : position.Revised.ToString(),
            position.Executed?.ToString() ?? "未报送",
            Percent(position.Rate),
            Percent(position.Scheduled),
            Percent(position.Gap),
            string.Join("；", judged.Breaches.OrderByDescending(finding => finding.Level).Select(finding => finding.Message)),
        ];
        return [new Markup(Colour(judged.Light)), .. cells.Select(cell => new Text(cell))];
    }

    private static void WriteTable(IReadOnlyList<string> header, IEnumerable<IRenderable[]> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in header)
        {
            var column = new TableColumn(new Text(name.TrimStart('>')));
            if (name.StartsWith('>')) column.RightAligned().NoWrap();
            table.AddColumn(column);
        }

        foreach (var row in rows) table.AddRow(row);
        _out.Write(table);
    }

    private static string Colour(Level level) => level switch
    {
        Level.Red => $"[red]{Symbol(level)} 红[/]",
        Level.Yellow => $"[yellow]{Symbol(level)} 黄[/]",
        Level.Blue => $"[blue]{Symbol(level)} 蓝[/]",
        Level.Grey => $"[grey]{Symbol(level)} 灰[/]",
        _ => $"[green]{Symbol(level)} 绿[/]",
    };

    private static string Symbol(Level level) => level switch
    {
        Level.Red => "■",
        Level.Yellow => "▲",
        Level.Blue => "◆",
        Level.Grey => "○",
        _ => "●",
    };

    private static string Percent(Fractions.Fraction? share) => share is { } value ? Rounding.Percent(value) : "—";

    private static IAnsiConsole Create(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = WidthWithoutTerminal;
        return console;
    }
}
