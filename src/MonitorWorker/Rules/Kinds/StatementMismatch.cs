using MonitorWorker.Budgets;

namespace MonitorWorker.Rules.Kinds;

/// <summary>statement-mismatch: a stated figure is not what the data give, at its own precision and within what rounding can do.</summary>
public sealed class StatementMismatch(Level level = Level.Yellow) : IStatementRule
{
    public string Id => "statement-mismatch";

    public IEnumerable<StatementVerdict> Judge(StatementBook book) => book.Figures.Select(Judge);

    private StatementVerdict Judge(RecomputedFigure stated)
    {
        var figure = stated.Figure;
        var what = StatedValues.What(figure);
        var (outcome, found, message) = (stated.Agrees, stated.Recomputed) switch
        {
            (null, _) or (_, null) => (Outcome.Unknown, Level.Grey, $"{what}填报{figure.Written}，无法复核：{stated.Unknown}"),
            (true, _) => (Outcome.Clear, Level.Green, $"{what}填报{figure.Written}，与重新计算的一致"),
            (_, { } recomputed) => (Outcome.Breached, level, $"{what}填报{figure.Written}，重新计算为{figure.Print(recomputed)}，相差{figure.Print(figure.Exact - recomputed)}"),
        };
        return new StatementVerdict(stated.EntityCode, StatedValues.Compare(stated, stated.Recomputed, null), new Finding(
            Id,
            outcome,
            found,
            stated.Key,
            message,
            "填报的数按其自身的小数位与重新计算的数比较，超出四舍五入所能造成的误差即为不符",
            StatedValues.Of(stated, stated.Recomputed),
            figure.Source));
    }
}
