using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Import;
using MonitorWorker.Rules;
using MonitorWorker.Scenarios;

namespace MonitorWorker.Tests.Scenarios;

/// <summary>Scenario files as text, one line a row, cells between commas.</summary>
internal static class SomeScenario
{
    public const string File = "场景.csv";

    /// <summary>Lag alone (60, 80), missing data, budgets that cannot be judged, statements and totals.</summary>
    public static readonly RuleBook Rules = Some.RuleBook();

    /// <summary>An equipment budget of 20000.00 yuan, of which something was spent by the end of August: due are 13333.33, red is below 8000.00.</summary>
    public static string Office(string spent = "6000.00") => $"""
        预算年度,项目编码,项目名称,支出类别,年初预算数（元）
        2024,P01,设备购置经费,项目支出,20000.00
        2024,P02,按序时执行,项目支出,20000.00
        累计执行数（元）
        项目编码,2024年8月
        P01,{spent}
        P02,14000
        """;

    /// <summary>A scenario of that office with one expectation under the given header.</summary>
    public static string Of(string header, string expectation, string spent = "6000.00") => $"场景,一\n{Office(spent)}\n{header}\n{expectation}";

    public static IReadOnlyList<Scenario> Read(string text) => Read(new SourceSheet("", Rows(text)));

    public static IReadOnlyList<Scenario> Read(params SourceSheet[] sheets) => new ScenarioReader(new TableCatalog(), Spelling.Nearest).Read(sheets);

    public static ScenarioResult Run(string text, RuleBook? rules = null) => Run(Assert.Single(Read(text)), rules);

    public static ScenarioResult Run(Scenario scenario, RuleBook? rules = null) =>
        new ScenarioRunner(new FileReader(new TableCatalog(), AmountUnit.Named("万元")), _ => new RuleBookAnswer(rules ?? Rules)).Run(File, scenario);

    public static IEnumerable<SourceRow> Rows(string text) => text.ReplaceLineEndings("\n").Split('\n')
        .Select((line, index) => new SourceRow(index + 1, [.. line.Split(',').Select(cell => cell.Trim()).Select(cell => cell.Length == 0 ? null : (object)cell)]))
        .Where(row => row.Cells.Any(cell => cell is not null));
}
