using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Rules;

/// <summary>
/// The facts of an office at random, careless as real ones are: lines and figures that were corrected or told twice, funds named here and
/// not there, plans that fall, money taken away before it came. Each row has a place of its own.
/// </summary>
internal sealed class RandomOffice
{
    private static readonly string[] _funds = ["一般公共预算", "政府性基金"];
    private static readonly string?[] _sections = [null, "办公室", "业务股"];

    private readonly Random _random;
    private readonly int _year;
    private readonly List<BudgetLine> _lines = [];
    private readonly List<Adjustment> _adjustments = [];
    private readonly List<Execution> _executions = [];
    private readonly List<Execution> _lastYear = [];
    private readonly List<StatedOutturn> _outturns = [];
    private readonly List<SpendingPlanPoint> _plan = [];
    private readonly List<Indicator> _indicators = [];
    private readonly List<IndicatorReading> _readings = [];
    private readonly List<StatedFigure> _stated = [];
    private int _row;

    private RandomOffice(Random random)
    {
        _random = random;
        _year = random.Next(3) == 0 ? 2025 : 2024;
    }

    public static BudgetFacts Facts(int seed)
    {
        var office = new RandomOffice(new Random(seed));
        string[] entities = office.Chance(4) ? [""] : office.Chance(2) ? ["101"] : ["101", "102"];
        foreach (var entity in entities)
        {
            var month = office._random.Next(2, 13);
            for (var project = office._random.Next(1, 5); project > 0; project--) office.Project(entity, entities.Length > 1 ? $"{entity}-{project}" : $"P0{project}", month);
        }

        foreach (var fund in _funds.Append("其他").Where(_ => office.Chance(2))) office.State(fund);
        return new BudgetFacts(office._lines, office._adjustments, office._executions, office._outturns)
        {
            LastYear = office._lastYear,
            PlanPoints = office._plan,
            Indicators = office._indicators,
            IndicatorReadings = office._readings,
            StatedFigures = office._stated,
        };
    }

    /// <summary>As of the end of the year, by one of the shipped rule sets.</summary>
    public static Judgement Judge(BudgetFacts facts, int seed) => Judgement.Of(facts, new RuleBook(Shipped.Sets[seed & 3], []), DayOf(facts));

    public static DateOnly DayOf(BudgetFacts facts) => new(facts.Lines[0].FiscalYear, 12, 31);

    /// <summary>All lists in another order, but for what was stated, which is told in the order in which it was read.</summary>
    public static BudgetFacts Shuffled(BudgetFacts facts, Random random)
    {
        return new BudgetFacts(Mix(facts.Lines), Mix(facts.Adjustments), Mix(facts.Executions), Mix(facts.StatedOutturns))
        {
            LastYear = Mix(facts.LastYear),
            PlanPoints = Mix(facts.PlanPoints),
            Indicators = Mix(facts.Indicators),
            IndicatorReadings = Mix(facts.IndicatorReadings),
            StatedFigures = facts.StatedFigures,
        };

        List<T> Mix<T>(IReadOnlyList<T> rows)
        {
            var mixed = rows.ToArray();
            random.Shuffle(mixed);
            return [.. mixed];
        }
    }

    private void Project(string entity, string project, int month)
    {
        string[] funds = Chance(6) ? [""] : Chance(3) ? _funds : [_funds[0]];
        var asOne = funds.Length > 1 && Chance(2);
        foreach (var fund in funds) Line(entity, project, fund);
        var lines = _lines.Where(line => line.EntityCode == entity && line.ProjectCode == project).ToList();
        var money = lines.Max(line => line.Original.Fen) is > 0 and var most ? most : 1_000_000;
        foreach (var fund in funds)
        {
            string? named = asOne || Chance(8) ? null : fund.Length > 0 ? fund : Chance(2) ? null : Any(_funds);
            if (Chance(2)) Adjust(entity, project, named, money);
            if (Chance(4)) Adjust(entity, project, named, money);
            Execute(entity, project, named, money, month);
            if (Chance(2)) Expect(entity, project, named, money, month);
            Plan(entity, project, asOne ? null : fund.Length > 0 ? fund : null, lines.FindLast(line => line.Fund == fund)!);
            if (asOne) break;
        }

        for (var goal = Chance(2) ? _random.Next(1, 4) : 0; goal > 0; goal--) Goal(entity, project, $"指标{goal}", month);
    }

    private void Line(string entity, string project, string fund)
    {
        var kind = Any(ScheduleKind.Month, ScheduleKind.Month, ScheduleKind.Day, ScheduleKind.Plan, ScheduleKind.Milestone);
        var start = Chance(3) ? _random.Next(1, 9) : (int?)null;
        var line = new BudgetLine(
            1,
            _year,
            entity,
            entity.Length == 0 ? null : $"单位{entity}",
            project,
            $"项目{project}",
            Any(SpendingCategory.Personnel, SpendingCategory.Operating, SpendingCategory.Project),
            fund,
            Any(_sections),
            Chance(5) ? Money.Zero : new Money(Chance(12) ? -Fen(1_000_000) : Fen(200_000_000)),
            start,
            Chance(4) ? _random.Next(start ?? 1, 13) : null,
            kind,
            kind != ScheduleKind.Milestone || Chance(12) ? null : Day(Chance(12) ? _year + 1 : _year),
            Chance(2),
            Place());
        _lines.Add(line);
        if (Chance(6)) _lines.Add(line with { Batch = 2, Original = new Money(Fen(200_000_000)), Source = Place() });
        if (Chance(14)) _lines.Add(line with { Original = line.Original + new Money(1), Source = Place() });
    }

    private void Adjust(string entity, string project, string? fund, long money)
    {
        var amount = new Money(Chance(3) ? -_random.NextInt64(1, money * 3 / 2) : _random.NextInt64(1, money * 2));
        var day = Day(_year);
        var byMonth = Chance(2);
        var adjustment = new Adjustment(
            1, _year, Named(entity), project, fund, byMonth ? YearMonth.Of(day).LastDay : day, byMonth, amount, Chance(2) ? "预〔1〕号" : null, Place())
        {
            IsCumulative = byMonth && Chance(3),
        };
        _adjustments.Add(adjustment);
        if (Chance(5)) _adjustments.Add(adjustment with { Batch = 2, Amount = new Money(_random.NextInt64(1, money)), Source = Place() });
        if (Chance(5)) _adjustments.Add(adjustment with { Amount = new Money(-_random.NextInt64(1, money)), Source = Place() });
    }

    private void Execute(string entity, string project, string? fund, long money, int month)
    {
        if (Chance(10)) return;
        var by = _random.NextInt64(0, money * 5 / 4);
        foreach (var at in Enumerable.Range(1, month).Where(at => at == month ? !Chance(10) : !Chance(4)))
        {
            var spent = Chance(10) ? 0 : Chance(20) ? -_random.NextInt64(1, 10_000) : by * at / 12;
            var execution = new Execution(1, _year, Named(entity), project, fund, new YearMonth(_year, at), new Money(spent), Place());
            _executions.Add(execution);
            if (Chance(8)) _executions.Add(execution with { Batch = 3, Cumulative = new Money(_random.NextInt64(0, money)), Source = Place() });
        }

        if (!Chance(2)) return;
        foreach (var at in Enumerable.Range(1, 12))
            _lastYear.Add(new Execution(1, _year - 1, Named(entity), project, fund, new YearMonth(_year - 1, at), new Money(money * at / 12), Place()));
    }

    private void Expect(string entity, string project, string? fund, long money, int month)
    {
        foreach (var at in new[] { month, Math.Max(1, month - 2) })
        {
            var outturn = new StatedOutturn(1, Named(entity), project, fund, new YearMonth(_year, at), new Money(_random.NextInt64(0, money * 2)), Place());
            _outturns.Add(outturn);
            if (Chance(4)) _outturns.Add(outturn with { Batch = 2, Outturn = new Money(_random.NextInt64(0, money)), Source = Place() });
        }
    }

    private void Plan(string entity, string project, string? fund, BudgetLine line)
    {
        if (line.Schedule != ScheduleKind.Plan || Chance(8)) return;
        var months = Enumerable.Range(1, 12).Where(_ => Chance(3)).Append(_random.Next(10, 13)).Distinct().Order().ToList();
        var shares = months.Select(_ => (decimal)_random.Next(0, 10_000) / 100).Order().ToList();
        shares[^1] = Chance(10) ? 99.5m : 100;
        if (Chance(10)) shares.Reverse();
        var byAmount = Chance(2) && line.Original > Money.Zero;
        foreach (var (at, share) in months.Zip(shares))
        {
            var amount = share == 100 ? line.Original : new Money((long)(line.Original.Fen * share / 100));
            var point = new SpendingPlanPoint(
                1, _year, Named(entity), project, fund, new YearMonth(_year, at), byAmount ? amount : null, byAmount ? null : share, Place());
            _plan.Add(point);
            if (Chance(20)) _plan.Add(point with { CumulativePercent = share / 2, CumulativeAmount = null, Source = Place() });
            if (Chance(20)) _plan.Add(point with { Batch = 2, Source = Place() });
        }
    }

    private void Goal(string entity, string project, string name, int month)
    {
        var (sense, target) = Any((IndicatorOperator.AtLeast, "100"), (IndicatorOperator.AtMost, "90"), (IndicatorOperator.Equal, "3"), (IndicatorOperator.Qualitative, "提升"), (IndicatorOperator.AtLeast, "若干"));
        var row = new Indicator(
            1, _year, Named(entity), project, "产出指标", Any("数量指标", "质量指标"), name, sense, target, Number(target), "件", Chance(2) ? _random.Next(0, 30) : null, Place());
        _indicators.Add(row);
        if (Chance(15)) _indicators.Add(row with { TargetText = "7", Target = 7, Source = Place() });
        if (Chance(10)) _indicators.Add(row with { Batch = 2, Weight = 5, Source = Place() });
        foreach (var at in new[] { month, Math.Max(1, month - 3) }.Where(_ => !Chance(5)))
        {
            var value = sense == IndicatorOperator.Qualitative ? Any("完成", "部分完成", "未完成", "还行") : Any("3", "20", "55", "80", "89", "130", "完成");
            var reading = new IndicatorReading(1, Named(entity), project, name, new YearMonth(_year, at), value, Number(value), Place());
            _readings.Add(reading);
            if (Chance(10)) _readings.Add(reading with { ValueText = "21", Value = 21, Source = Place() });
        }
    }

    private void State(string fund) => _stated.Add(new StatedFigure(
        1, new YearMonth(_year, _random.Next(6, 13)), $"资金来源={fund}", Any(StatedItem.Original, StatedItem.Executed, StatedItem.Revised), 123.45m, "万元", null, null, "报告", Place()));

    private string? Named(string entity) => entity.Length == 0 || Chance(3) ? null : entity;

    private DateOnly Day(int year) => new DateOnly(year, 1, 1).AddDays(_random.Next(0, 365));

    private SourceRef Place() => new("执行.xlsx", "执行", ++_row, Some.Noon);

    private long Fen(long most) => _random.NextInt64(1, most);

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Any<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private static decimal? Number(string text) => decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>The rule sets of config/rules.</summary>
internal static class Shipped
{
    public static readonly IReadOnlyList<RuleSet> Sets = [.. new[] { "default", "behind-schedule", "quarters", "steps-2025" }.Select(Set)];

    public static RuleSet Set(string name)
    {
        var reading = RuleSetReader.Read(Repository.Config, Path.Combine(Repository.Config, "rules"), name);
        Assert.Empty(reading.Problems);
        return reading.Rules!;
    }
}
