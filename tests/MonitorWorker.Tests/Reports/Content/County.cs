using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Reports;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Reports.Content;

/// <summary>A county of thirty entities with something of everything: lines that fell behind and caught up, gaps, answers kept and broken, waivers, a year before.</summary>
internal static class County
{
    private const int Entities = 30;

    public static ReportBook Book()
    {
        var facts = Facts(2024);
        var now = Judgement.Of(facts, SampleReport.Rules, Some.August31);
        return SampleReport.Book(facts) with
        {
            LastPeriod = Judgement.Of(facts, SampleReport.Rules, new DateOnly(2024, 7, 31)),
            LastYear = Judgement.Of(Facts(2023), SampleReport.Rules, new DateOnly(2023, 8, 31)),
            Alerts = [.. now.Positions.SelectMany(line => line.Breaches.Select(breach => (line, breach))).Select((found, index) => AlertOf(found.line, found.breach, index))],
            Silences =
            [
                new Silence(1, SilenceKind.Waiver, new SilenceScope("P01", "103", null, Level.Yellow, null), "绩效管理人员", "合同已签，10月付款", new DateOnly(2024, 8, 1), new DateOnly(2024, 10, 31)),
                new Silence(2, SilenceKind.Silence, new SilenceScope(null, "104", null, null, null), "财务人员", "等待下达", new DateOnly(2024, 8, 1), new DateOnly(2024, 9, 30)),
            ],
        };
    }

    private static BudgetFacts Facts(int year) => Some.Facts(
        [.. Each().Select(line => Some.Line(line.Project, line.Budget, entity: line.Entity) with { FiscalYear = year, EntityName = $"示例县第{line.Number + 1}预算单位", ProjectName = $"乡村道路维护工程（第{line.Index + 1}期）" })],
        executions: [.. Each().SelectMany(line => new[] { 7, 8 }.Where(month => IsReported(line.Number, line.Index, month)).Select(month =>
            Some.Spent(decimal.Round(line.Budget * Share(line.Number, line.Index, month, year), 2), month, line.Project, entity: line.Entity, year: year)))]);

    private static IEnumerable<(int Number, int Index, string Entity, string Project, decimal Budget)> Each() =>
        from number in Enumerable.Range(0, Entities)
        from index in Enumerable.Range(0, 4)
        select (number, index, $"{101 + number}", $"P{index + 1:00}", 100m + (number * 37 + index * 53) % 400);

    private static bool IsReported(int number, int index, int month) => (number + index * 2 + month) % 11 != 0;

    /// <summary>From far behind to beyond the budget; some fall back, some catch up.</summary>
    private static decimal Share(int number, int index, int month, int year) => ((number * 7 + index * 3) % 5) switch
    {
        0 => 0.2m,
        1 => month == 7 ? 0.25m : 0.62m,
        2 => month == 7 ? 0.55m : 0.38m,
        3 => month == 7 ? 0.5m : 1.02m,
        _ => (month == 7 ? 0.58m : 0.66m) - (2024 - year) * 0.1m,
    };

    private static ReportAlert AlertOf(JudgedPosition line, Finding breach, int index) => new(
        AlertKey.For(breach.Rule, breach.Subject), AlertNumber.Format(2024, index + 1), breach.Rule, line.Position.Key.EntityCode, line.Position.Key.ProjectCode, breach.Level, AlertState.Firing, new DateOnly(2024, 4 + index % 5, 1))
    {
        LastTold = Some.Noon,
        Answer = (index % 4) switch
        {
            0 => new Answer("流标", "重新招标", new DateOnly(2024, 8, 15), 60, "单位责任人", new DateOnly(2024, 7, 5), Some.Noon),
            1 => new Answer("合同未签", "9月签订", new DateOnly(2024, 9, 30), 75, "单位责任人", new DateOnly(2024, 8, 5), Some.Noon),
            _ => null,
        },
    };
}
