using MonitorWorker.Budgets;
using MonitorWorker.Jobs;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>explain</c>: a project's verdict so that a hand calculator gives the same.</summary>
internal static class ExplainVerb
{
    public static async Task<int> RunAsync(GlobalOptions global, string project, DateOnly? at, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: true, global.VerbLogLevel, stop);
        var office = session.Get<OfficeSettings>();
        var asOf = office.JudgeAsOf(at, session.Get<TimeProvider>().GetUtcNow());
        var book = PositionBook.Build(await session.Get<FactStore>().LoadAsync(asOf, stop), asOf);
        var found = book.Positions.Where(position => position.Key.ProjectCode == project).ToList();
        if (found.Count == 0)
        {
            var codes = string.Join("、", book.Positions.Select(position => position.Key.ProjectCode).Distinct().Take(20));
            ConsoleOutput.WriteError($"截至{asOf:yyyy-MM-dd}没有项目编码“{project}”。现有：{(codes.Length == 0 ? "（还没有读入预算，先运行 check 或 import）" : codes)}");
            return ExitCodes.Failed;
        }

        foreach (var position in found) Explain(position, office);
        return ExitCodes.Good;
    }

    private static void Explain(BudgetPosition position, OfficeSettings office)
    {
        ConsoleOutput.WriteLine($"{position.Key.ProjectCode} {position.ProjectName}（{position.Category.Name()}，{position.Fund}）");
        ConsoleOutput.WriteLine($"单位：{position.EntityName ?? position.Key.EntityCode}  责任股室：{position.Section ?? "—"}");
        ConsoleOutput.WriteLine($"判断到：{position.JudgedDay:yyyy-MM-dd}  已报送月份：{position.Period?.ToString() ?? "无"}");
        ConsoleOutput.WriteTable(
            ["数据项", "日期", ">金额（元）", "出处", "导入时间"],
            position.Evidence.Select(evidence => new[]
            {
                evidence.What + (evidence.Note is null ? "" : $" {evidence.Note}"),
                evidence.When ?? "",
                evidence.Amount.ToString(),
                $"{evidence.Source.File} {evidence.Source.Sheet} 第{evidence.Source.Row}行",
                $"{TimeZoneInfo.ConvertTime(evidence.Source.ImportedAt, office.Zone):yyyy-MM-dd HH:mm}",
            }));
        ConsoleOutput.WriteLine($"调整后预算数 = {position.Original} + {position.Adjusted} = {position.Revised}");
        if (position.CannotJudge is { } reason) ConsoleOutput.WriteLine($"不作判断：{reason}");
        if (position.Rate is { } rate) ConsoleOutput.WriteLine($"执行率 = {position.Executed} ÷ {position.Revised} = {Rounding.Percent(rate)}%");
        if (position.Scheduled is { } scheduled)
        {
            ConsoleOutput.WriteLine(
                $"序时进度（{position.Schedule.Code()}）= {scheduled.Numerator}/{scheduled.Denominator} = {Rounding.Percent(scheduled)}%，应支出 {Money.Round(position.DueFen!.Value)}");
        }

        if (position is { Gap: { } gap, Pace: { } pace })
            ConsoleOutput.WriteLine($"差额 = {Rounding.Percent(gap)} 个百分点；进度比 = 执行率 ÷ 序时进度 × 100 = {Rounding.TwoDecimals(pace)}");
        if (Outlook.CatchUp(position) is { } catchUp)
        {
            var thresholds = office.Rules.PaceThresholds;
            ConsoleOutput.WriteLine(
                $"赶上序时进度还需 {catchUp}；解除预警还需 {Remedy.ToClear(position, thresholds)}；降一级还需 {Remedy.ToLower(position, thresholds)}");
            ConsoleOutput.WriteLine($"完成全年预算每月还需 {Outlook.RequiredPerMonth(position)?.ToString() ?? "—"}；按平均进度全年 {Outlook.StraightLineOutturn(position)}");
        }

        ConsoleOutput.WriteLine($"规则集：{office.Rules.Name}（{office.Rules.Description}；SHA-256 {office.Rules.Hash[..12]}）");
        ConsoleOutput.WriteLine($"灯：{Light.Of(position, office.Rules.PaceThresholds).Code()}");
        ConsoleOutput.WriteTable(
            ["规则", "结论", "等级", "说明", "规定"],
            office.Rules.Judge(position).Select(finding => new[]
            {
                finding.Rule,
                finding.Outcome.ToString().ToLowerInvariant(),
                finding.Outcome == Outcome.Breached ? finding.Level.Code() : "—",
                finding.Message,
                finding.RuleText,
            }));
    }
}
