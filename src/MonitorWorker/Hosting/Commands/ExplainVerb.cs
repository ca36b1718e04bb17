using MonitorWorker.Jobs;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>explain</c>: a project's verdict so that a hand calculator gives the same.</summary>
internal static class ExplainVerb
{
    public static async Task<int> RunAsync(GlobalOptions global, string project, DateOnly? at, string? ruleSet, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, ruleSet, onCopy: true, global.VerbLogLevel, stop);
        var office = session.Get<OfficeSettings>();
        var asOf = office.JudgeAsOf(at, session.Get<TimeProvider>().GetUtcNow());
        var judgement = Judgement.Of(await session.Get<FactStore>().LoadAsync(asOf, stop), office.Rules, asOf);
        var found = judgement.Positions.Where(judged => judged.Position.Key.ProjectCode == project).ToList();
        if (found.Count == 0)
        {
            var codes = string.Join("、", judgement.Positions.Select(judged => judged.Position.Key.ProjectCode).Distinct().Take(20));
            ConsoleOutput.WriteError($"截至{asOf:yyyy-MM-dd}没有项目编码“{project}”。现有：{(codes.Length == 0 ? "（还没有读入预算，先运行 check 或 import）" : codes)}");
            return ExitCodes.Failed;
        }

        foreach (var judged in found)
        {
            var key = judged.Position.Key;
            new Explanation(judged, office.Zone, office.Years, await PastAlertWords.LoadAsync(session, key.FiscalYear, key.EntityCode, key.ProjectCode, asOf, stop)).Write();
        }

        foreach (var goals in judgement.Goals.Where(goals => goals.Goals.Key.ProjectCode == project)) new GoalExplanation(goals, office.Zone).Write();
        return ExitCodes.Good;
    }
}
