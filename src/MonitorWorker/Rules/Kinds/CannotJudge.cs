using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>cannot-judge: the budget itself allows no verdict (not above zero, given twice, without a plan that adds up to it).</summary>
public sealed class CannotJudge : IRule
{
    public string Id => "cannot-judge";

    public Finding Judge(BudgetPosition position) => Of(
        Id,
        position,
        position.CannotJudge is null ? Level.Green : Level.Grey,
        () => InWords(
            position.CannotJudge ?? "预算可以判断",
            "调整后预算数不大于零、同一预算行有两个年初预算数、用款计划缺少或与年初预算数不符、缺少节点日期或节点日期不在预算年度之内时，不作判断",
            ("revised", position.HasTwoOriginals ? null : position.Revised.ToString()),
            ("reason", position.CannotJudge)));
}
