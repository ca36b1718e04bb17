using MonitorWorker.Budgets;
using MonitorWorker.Jobs;
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
        var book = PositionBook.Build(await session.Get<FactStore>().LoadAsync(asOf, stop), asOf);
        var found = book.Positions.Where(position => position.Key.ProjectCode == project).ToList();
        if (found.Count == 0)
        {
            var codes = string.Join("、", book.Positions.Select(position => position.Key.ProjectCode).Distinct().Take(20));
            ConsoleOutput.WriteError($"截至{asOf:yyyy-MM-dd}没有项目编码“{project}”。现有：{(codes.Length == 0 ? "（还没有读入预算，先运行 check 或 import）" : codes)}");
            return ExitCodes.Failed;
        }

        var rules = office.Rules.At(asOf);
        foreach (var position in found) new Explanation(rules.Judge(position), office.Zone).Write();
        return ExitCodes.Good;
    }
}
