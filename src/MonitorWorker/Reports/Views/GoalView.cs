using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Performance;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>What one project has reached of its goals.</summary>
internal sealed class GoalView(JudgedGoals judged)
{
    private readonly ProjectGoals _goals = judged.Goals;

    public string? Code => Print.Name(_goals.Key.ProjectCode);

    public string? Name => Print.Name(_goals.ProjectName);

    /// <summary>1—8月; null where nothing was reported this year.</summary>
    public string? Months => Print.Months.SoFar(_goals.Month?.ToString());

    /// <summary>达成进度 of those that can be judged, percent; null where none can.</summary>
    public string? Attainment => Print.Percent(_goals.Attainment);

    /// <summary>Percentage points between 执行率 and 达成进度, without sign; null where there is no difference, or an indicator is not counted.</summary>
    public string? GapPoints => Print.PointsIfAny(_goals.MoneyAhead / 100);

    /// <summary>The money is ahead of the goals.</summary>
    public bool IsMoneyAhead => _goals.MoneyAhead > Fraction.Zero;

    public string LevelWord => IndicatorRowView.WordOf(judged.Light, _goals.Indicators.All(indicator => indicator.Missing));

    public string Symbol => Notifications.LevelWords.Of(judged.Light.Code()).Symbol;

    /// <summary>In the order of the table.</summary>
    public IReadOnlyList<IndicatorRowView> Indicators { get; } = [.. judged.Goals.Indicators.Select(indicator => new IndicatorRowView(indicator, judged.Limits))];

    /// <summary>Indicators without a value; null where each has one.</summary>
    public string? MissingCount => Print.CountIfAny(_goals.Indicators.Count(indicator => indicator.Missing));
}

/// <summary>One performance indicator beside what was reached of it.</summary>
internal sealed class IndicatorRowView(IndicatorAttainment indicator, GoalLimits limits)
{
    /// <summary>一级指标; null where none is named.</summary>
    public string? Level1 => Print.Name(indicator.Indicator.Level1, 30);

    /// <summary>二级指标; null where none is named.</summary>
    public string? Level2 => Print.Name(indicator.Indicator.Level2, 30);

    /// <summary>三级指标</summary>
    public string? Name => Print.Name(indicator.Indicator.Name);

    /// <summary>年度指标值 with sign and unit; null where none is written.</summary>
    public string? Target => Print.Name(GoalWords.Target(indicator.Indicator));

    /// <summary>完成值; null where it was not reported.</summary>
    public string? Value => Print.Name(GoalWords.Value(indicator));

    /// <summary>权重; null where none is given.</summary>
    public string? Weight => indicator.Indicator.Weight?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Percent of the annual target; null where it is missing or cannot be judged.</summary>
    public string? Attainment => Print.Percent(indicator.Attainment);

    /// <summary>
    /// Percent of the annual target to which the average so far leads by the end of the year; null of limits, states and words, which do not grow with the months.
    /// </summary>
    public string? Expected => indicator is { Prorated: true, CannotJudge: null } ? Print.TwoDecimals(indicator.AgainstSchedule) : null;

    /// <summary>red, yellow, blue, grey or green.</summary>
    public string Level => limits.LightOf(indicator).Code();

    public string Symbol => Notifications.LevelWords.Of(Level).Symbol;

    public string LevelWord => WordOf(limits.LightOf(indicator), indicator.Missing);

    /// <summary>Why it cannot be judged; null where it can, or where nothing but the value is missing.</summary>
    public string? Cannot => Print.Name(indicator.CannotJudge, 200);

    /// <summary>Latest month of which a value is known, where that of the report is missing.</summary>
    public string? LastKnownMonth => Print.Months.Month(indicator.LastKnown?.Month.ToString());

    public string? LastKnown => Print.Name(indicator.LastKnown?.ValueText);

    internal Level Light => limits.LightOf(indicator);

    internal bool IsMissing => indicator.Missing;

    internal static string WordOf(Level light, bool missing) => light == Rules.Level.Grey && missing ? Print.Word(Notifications.LevelWords.NotReported) : Print.Word(light);
}
