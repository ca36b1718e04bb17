using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Jobs;

/// <summary>What a run did, as the service prints it: its output goes to the system's journal, which is not the store.</summary>
internal static class OpenCheck
{
    public static MonitorRunResult Open(this MonitorRunResult result)
    {
        var (check, withheld) = (result.Check, result.Check.Withheld);
        var rows = new RowDisclosing(withheld);
        var imported = result.Imported.Select(rows.Of).ToList();
        if (withheld.IsEmpty) return result with { Imported = imported };

        var whole = check.Judgement;
        var judgement = new Judgement(
            whole.AsOf,
            whole.FiscalYear,
            whole.Rules,
            [.. whole.Positions.Where(judged => IsOpen(judged.Position.Key.EntityCode, judged.Position.Key.ProjectCode))],
            [.. whole.Goals.Where(judged => IsOpen(judged.Goals.Key.EntityCode, judged.Goals.Key.ProjectCode))],
            [.. whole.Statements.Where(verdict => !withheld.Touch(verdict))],
            [.. whole.Unmatched.Where(fact => IsOpen(null, fact.ProjectCode))]);
        return result with
        {
            Imported = imported,
            Check = check with
            {
                Judgement = judgement,
                Changes = [.. check.Changes.Where(change => new FormerSubject(change.Key).Line is not var (entity, project) || IsOpen(entity, project))],
                Refused = [.. check.Refused.Select(refused => (refused.File, refused.Problem.WithoutContent(RowDisclosing.NotTold, "见 check")))],
            },
        };

        bool IsOpen(string? entity, string project) => withheld.Of(entity, project) == Disclosure.Full;
    }
}
