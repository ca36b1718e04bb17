using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>
/// Budget and execution of some lines, added up; also of one line, or of none. Rates and lights are of the lines with a figure and a schedule, the judged part, and
/// what that leaves out is said beside it: a rate over money of which nothing was reported would be no rate.
/// </summary>
internal sealed class MoneyView
{
    private readonly Rollup _sum;
    private readonly IReadOnlyList<JudgedPosition> _lines;
    private readonly List<BudgetPosition> _missing;
    private readonly List<BudgetPosition> _cannot;

    /// <param name="name">Of the sum, e.g. 人员支出; null of a project's own money.</param>
    /// <param name="usual">Limits of lines that do not all go by the same.</param>
    public MoneyView(string? name, IReadOnlyList<JudgedPosition> lines, LagLimits usual)
    {
        (Name, _lines, _sum) = (name, lines, Rollup.Sum("", name, lines, usual));
        var known = lines.Select(line => line.Position).Where(position => !position.HasTwoOriginals).ToList();
        var adjustments = known.SelectMany(position => position.Evidence).Where(evidence => evidence.What == "预算调整").Select(evidence => evidence.Amount).ToList();
        _missing = [.. lines.Select(line => line.Position).Where(LeftOut.IsMissing)];
        _cannot = [.. lines.Select(line => line.Position).Where(LeftOut.IsUnjudged)];
        OriginalMoney = Money.Sum(known.Select(position => position.Original));
        AddedMoney = Money.Sum(adjustments.Where(amount => amount > Money.Zero));
        ReducedMoney = -Money.Sum(adjustments.Where(amount => amount < Money.Zero));
        var executed = lines.Select(line => line.Position.Executed).OfType<Money>().ToList();
        ExecutedMoney = executed.Count > 0 || (_missing.Count == 0 && lines.All(line => !line.Position.HasMoney)) ? Money.Sum(executed) : null;
    }

    internal Money OriginalMoney { get; }

    internal Money AddedMoney { get; }

    internal Money ReducedMoney { get; }

    internal Money RevisedMoney => _sum.Revised;

    internal Money? ExecutedMoney { get; }

    internal Fraction? RateShare => _sum.Rate;

    internal Level Light => _sum.Light;

    public string? Name { get; }

    /// <summary>Number of projects, 人员支出 and 公用支出 being counted like projects.</summary>
    public string Count => Print.Count(_lines.DistinctBy(line => line.Position.Key.ProjectCode).Count());

    public bool Any => _lines.Count > 0;

    /// <summary>Null where the only line was given twice; of several, such lines are left out.</summary>
    public string? Original => IsUnknown ? null : Print.Amount(OriginalMoney);

    /// <summary>Added in the year; null where nothing was.</summary>
    public string? Added => Print.AmountIfAny(AddedMoney);

    /// <summary>Taken away in the year, without sign; null where nothing was.</summary>
    public string? Reduced => Print.AmountIfAny(ReducedMoney);

    /// <summary>Net adjustment with its sign; null where there was none.</summary>
    public string? Adjusted => RevisedMoney == OriginalMoney ? null : Print.Signed(RevisedMoney - OriginalMoney);

    /// <summary>Null as <see cref="Original"/>.</summary>
    public string? Revised => IsUnknown ? null : Print.Amount(RevisedMoney);

    /// <summary>Of all lines with a figure; null where none has one.</summary>
    public string? Executed => Print.Amount(ExecutedMoney);

    /// <summary>True where nothing is left out of the rates.</summary>
    public bool IsWhole => _missing.Count == 0 && _cannot.Count == 0 && !_lines.Any(line => line.Position.HasTwoOriginals);

    /// <summary>Null where something is left out, or there is no budget.</summary>
    public string? Rate => IsWhole ? JudgedRate : null;

    /// <summary>Number of lines in the judged part; null where it is empty.</summary>
    public string? JudgedCount => Print.CountIfAny(_sum.JudgedLines);

    public string? JudgedRevised => _sum.JudgedLines == 0 ? null : Print.Amount(_sum.JudgedRevised);

    public string? JudgedExecuted => Print.Amount(_sum.Executed);

    public string? JudgedRate => Print.Percent(_sum.Rate);

    /// <summary>序时进度 of the judged part.</summary>
    public string? Scheduled => Print.Percent(_sum.Scheduled);

    /// <summary>The same in money.</summary>
    public string? ScheduledAmount => Print.Amount(DueFen is { } due ? Money.Round(due) : null);

    /// <summary>Rate less schedule of the judged part, with sign.</summary>
    public string? Gap => Print.Points(_sum.Gap);

    /// <summary>The same without sign; null where there is none.</summary>
    public string? GapPoints => Print.PointsIfAny(_sum.Gap);

    public bool IsBehind => _sum.Gap < Fraction.Zero;

    /// <summary>赶上序时进度还需, up to the yuan; 0.00 where it is not behind.</summary>
    public string? CatchUp => DueFen is { } due && _sum.Executed is { } executed
        ? executed.ToFraction() < due ? Print.ToSpend(Money.RoundUp(due - executed.ToFraction())) : Print.Amount(Money.Zero)
        : null;

    /// <summary>red, yellow, blue, grey or green; a sum that leaves something out is not green.</summary>
    public string Level => Shown.Code();

    public string Symbol => Words.Symbol;

    /// <summary>红色预警, 正常, 未报送数据 …, of a sum also 部分未报送 and 部分无法判断; null where there is nothing to judge.</summary>
    public string? LevelWord => Shown != Light ? LeftOut.Word(_lines) : Light == Rules.Level.Grey && _missing.Count == 0 && _cannot.Count == 0 && !_lines.Any(line => line.Position.HasTwoOriginals) ? null : Print.Word(Words);

    /// <summary>Red lines; null where there is none.</summary>
    public string? RedCount => Lights(Rules.Level.Red);

    public string? YellowCount => Lights(Rules.Level.Yellow);

    /// <summary>Lines with money but without execution figure; null where there is none.</summary>
    public string? MissingCount => Print.CountIfAny(_missing.Count);

    public string MissingRevised => Print.Amount(MissingMoney);

    /// <summary>Percent of the revised budget.</summary>
    public string? MissingShare => Print.Share(MissingMoney, RevisedMoney);

    /// <summary>Lines with a figure that cannot be judged; null where there is none.</summary>
    public string? CannotCount => Print.CountIfAny(_cannot.Count);

    public string CannotRevised => Print.Amount(Money.Sum(_cannot.Where(position => !position.HasTwoOriginals).Select(position => position.Revised)));

    public string CannotExecuted => Print.Amount(Money.Sum(_cannot.Select(position => position.Executed!.Value)));

    /// <summary>Lines whose original budget was given twice, so that no sum holds it; null where there is none.</summary>
    public string? TwiceCount => Print.CountIfAny(_lines.Count(line => line.Position.HasTwoOriginals));

    internal Money MissingMoney => Money.Sum(_missing.Where(position => !position.HasTwoOriginals).Select(position => position.Revised));

    /// <summary>No data is not good news: what was not reported has no light.</summary>
    private Level Shown => Light == Rules.Level.Green && !IsWhole ? Rules.Level.Grey : Light;

    private bool IsUnknown => _lines.Count > 0 && _lines.All(line => line.Position.HasTwoOriginals);

    private Fraction? DueFen => _sum.Scheduled is { } scheduled ? scheduled * _sum.JudgedRevised.ToFraction() : null;

    private LevelWords Words => Light == Rules.Level.Grey && _missing.Count > 0 ? LevelWords.NotReported : LevelWords.Of(Level);

    private string? Lights(Level level) => Print.CountIfAny(_sum.Lights.GetValueOrDefault(level));
}
