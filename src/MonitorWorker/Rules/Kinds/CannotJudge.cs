using MonitorWorker.Budgets;

namespace MonitorWorker.Rules.Kinds;

/// <summary>cannot-judge: the budget itself allows no verdict (not above zero, given twice, without its plan).</summary>
public sealed class CannotJudge : IRule
{
    public string Id => "cannot-judge";

    public Finding Judge(BudgetPosition position)
    {
        var reason = position.CannotJudge;
        return new Finding(
            Id,
            reason is null ? Outcome.Clear : Outcome.Breached,
            reason is null ? Level.Green : Level.Grey,
            position.Key,
            reason ?? "预算可以判断",
            "调整后预算数不大于零、同一预算行有两个年初预算数、或缺少用款计划和节点日期时，不作判断",
            new Dictionary<string, string?> { ["revised"] = position.HasTwoOriginals ? null : position.Revised.ToString(), ["reason"] = reason },
            position.Source);
    }
}
