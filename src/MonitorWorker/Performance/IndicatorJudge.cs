using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Performance;

/// <summary>Settles one indicator from its rows and its reported values.</summary>
internal sealed class IndicatorJudge(IndicatorPolicy policy)
{
    private static readonly SourceRef _nowhere = new("", "", 0, default);

    private readonly PolicyWords _words = new(policy);

    /// <param name="rows">All rows of 绩效指标 for it, at least one; the latest import counts.</param>
    /// <param name="readings">All its values of the year up to the day of the check.</param>
    public IndicatorAttainment At(GoalKey key, IReadOnlyList<Indicator> rows, IReadOnlyList<IndicatorReading> readings, YearMonth? due)
    {
        var targets = InForce(rows, row => row.Batch, row => row.Source);
        var values = InForce(readings.Where(value => value.Month == due), value => value.Batch, value => value.Source);
        var indicator = targets[0];
        var reading = values.FirstOrDefault();
        var cannotJudge = TwoTargets(targets) ?? NoTarget(indicator);
        if (reading is not null) cannotJudge ??= TwoValues(values, indicator) ?? NoValue(reading, indicator);
        var prorated = _words.Prorates(indicator);
        var attainment = new IndicatorAttainment
        {
            Key = key,
            Indicator = indicator,
            Reading = reading,
            DueMonth = due,
            Measure = indicator.Operator == IndicatorOperator.Qualitative ? IndicatorMeasure.Grade : prorated ? IndicatorMeasure.Schedule : IndicatorMeasure.Range,
            Prorated = prorated,
            IsPoint = _words.IsPointUnit(Units.Of(indicator)),
            CannotJudge = cannotJudge,
            LastKnown = reading is null ? LastKnown(readings) : null,
        };
        return reading is null || cannotJudge is not null ? attainment : Measured(attainment, reading);
    }

    private IndicatorAttainment Measured(IndicatorAttainment attainment, IndicatorReading reading)
    {
        if (attainment.Indicator is { Operator: var sense, Target: { } target } && sense != IndicatorOperator.Qualitative)
        {
            var (actual, promised) = (Fraction.FromDecimal(reading.Value!.Value), Fraction.FromDecimal(target));
            return attainment with { Attainment = sense.Attainment(actual, promised), InRange = sense.Holds(actual, promised) };
        }

        var grade = _words.GradeOf(reading.ValueText)!.Value;
        return attainment with { Grade = grade, Attainment = Fraction.FromDecimal(_words.PercentOf(grade)) / 100 };
    }

    private static string? NoTarget(Indicator indicator)
    {
        if (indicator.Operator == IndicatorOperator.Qualitative || indicator.Target is not null) return null;
        if (indicator.TargetText is not { } text) return "没有年度指标值";
        return indicator.Unit is { } unit
            ? $"年度指标值{Words.Quote(text)}不是以“{unit}”计的数字"
            : $"年度指标值{Words.Quote(text)}不是数字";
    }

    private string? NoValue(IndicatorReading reading, Indicator indicator)
    {
        if (indicator.Operator == IndicatorOperator.Qualitative)
            return _words.GradeOf(reading.ValueText) is null ? $"定性指标的完成值{Words.Quote(reading.ValueText)}不是可识别的等级（{_words.Understood}）" : null;
        return reading.Value is null ? $"完成值{Words.Quote(reading.ValueText)}不是数字" : Units.Conflict(reading, indicator);
    }

    private static string? TwoTargets(List<Indicator> rows) => rows.Select(Content).Distinct().Skip(1).Any()
        ? $"同一指标给了{rows.Count}次，内容不同（{Places(rows.Select(row => row.Source))}）"
        : null;

    private static string? TwoValues(List<IndicatorReading> values, Indicator indicator) => values.Select(value => Content(value, indicator)).Distinct().Skip(1).Any()
        ? $"{values[0].Month}的完成值给了{values.Count}次，各不相同（{Places(values.Select(value => value.Source))}）"
        : null;

    private static string Places(IEnumerable<SourceRef> sources) => string.Join("；", sources.Select(source => $"{source.Sheet}第{source.Row}行"));

    /// <summary>All that makes two rows say the same: 20 and 20.0, and how the row names its year and entity, make no difference.</summary>
    private static Indicator Content(Indicator row) => row with
    {
        FiscalYear = null,
        EntityCode = null,
        TargetText = row.Target is null ? row.TargetText : null,
        Unit = Units.Of(row),
        Source = _nowhere,
    };

    private static (decimal? Value, string? Text) Content(IndicatorReading value, Indicator indicator) =>
        value.Value is { } number && indicator.Operator != IndicatorOperator.Qualitative
            ? (number, Units.Of(value, indicator))
            : (null, Words.Plain(value.ValueText));

    private static IndicatorReading? LastKnown(IReadOnlyList<IndicatorReading> readings)
    {
        if (readings.Count == 0) return null;
        var newest = readings.Max(value => value.Month);
        return InForce(readings.Where(value => value.Month == newest), value => value.Batch, value => value.Source)[0];
    }

    /// <summary>The rows of the latest import, in the order of its file.</summary>
    private static List<T> InForce<T>(IEnumerable<T> rows, Func<T, long> batch, Func<T, SourceRef> source)
    {
        var all = rows.ToList();
        if (all.Count == 0) return all;
        var latest = all.Max(batch);
        return [.. all
            .Where(row => batch(row) == latest)
            .OrderBy(row => source(row).File, StringComparer.Ordinal)
            .ThenBy(row => source(row).Sheet, StringComparer.Ordinal)
            .ThenBy(row => source(row).Row)];
    }
}
