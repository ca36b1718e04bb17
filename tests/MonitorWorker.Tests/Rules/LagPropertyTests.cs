using Fractions;
using FsCheck;
using FsCheck.Xunit;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Rules;

/// <summary>Whatever the limits and the schedule: more spending never makes a light worse, and what is told to clear or lower it does so to the fen.</summary>
public class LagPropertyTests
{
    [Property(MaxTest = 200)]
    public void More_spending_never_makes_a_light_worse(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        foreach (var position in Judged(seed.Item))
        {
            var limits = Limits(random);
            var spending = Enumerable.Range(0, 8).Select(_ => random.NextInt64(-position.Revised.Fen / 2, position.Revised.Fen * 3 / 2)).Order().ToList();
            Assert.Equal(spending.Count, spending.Zip(spending.Skip(1)).Count(pair => Badness(position, limits, pair.First) >= Badness(position, limits, pair.Second)) + 1);
        }
    }

    [Property(MaxTest = 200)]
    public void What_clears_a_flag_takes_it_away_and_one_fen_less_does_not(DoNotSize<int> seed) => ForEach(seed.Item, (position, limits) =>
    {
        HoldsToTheFen(position, limits, Remedy.Of(position, limits));
        if (Remedy.Next(position, limits) is { } next) HoldsToTheFen(position with { JudgedDay = next.By, Scheduled = position.ScheduledBy(next.By) }, limits, next);
        else Assert.Equal(12, position.Period!.Value.Month);
    });

    [Property(MaxTest = 100)]
    public void What_catches_up_is_on_schedule_and_one_fen_less_is_not(DoNotSize<int> seed) => ForEach(seed.Item, (position, _) =>
    {
        var catchUp = Outlook.CatchUp(position)!.Value;
        var spent = new Fraction(position.Executed!.Value.Fen + catchUp.Fen);
        Assert.True(spent >= position.DueFen);
        Assert.True(catchUp == Money.Zero || spent - Fraction.One < position.DueFen);
    });

    [Property(MaxTest = 100)]
    public void What_is_required_a_month_finishes_the_budget_and_one_fen_less_does_not(DoNotSize<int> seed) => ForEach(seed.Item, (position, _) =>
    {
        if (Outlook.RequiredPerMonth(position) is not { } month)
        {
            Assert.Equal(12, position.Period!.Value.Month);
            return;
        }

        var (left, months) = ((position.Revised - position.Executed!.Value).Fen, 12 - position.Period!.Value.Month);
        Assert.True(month.Fen * months >= left);
        Assert.True(month == Money.Zero || (month.Fen - 1) * months < left);
    });

    [Property(MaxTest = 200)]
    public void The_limits_that_are_told_are_the_ones_that_were_breached(DoNotSize<int> seed) => ForEach(seed.Item, (position, limits) =>
    {
        var level = limits.LevelOf(position);
        if (level is not (Level.Red or Level.Yellow)) return;
        var told = limits.Breached(position, level);
        var set = new[] { ("pace", limits.Pace), ("gap", limits.Gap), ("yuan", limits.Yuan) }.Where(measure => measure.Item2?.At(level) is not null).ToList();
        Assert.NotEmpty(told);
        if (limits.Both) Assert.Equal(set.Select(measure => measure.Item1), told.Select(limit => limit.Measure));
        foreach (var (measure, limit) in told)
        {
            // By the words of the rule and not by its arithmetic.
            Assert.True(measure switch
            {
                "gap" => -position.Gap!.Value * 100 > (Fraction)limit,
                "yuan" => (position.DueFen!.Value - position.Executed!.Value.ToFraction()) / 100 > (Fraction)limit,
                _ => position.Pace!.Value < (Fraction)limit,
            });
        }
    });

    /// <summary>The properties would hold of lights that are always green.</summary>
    [Fact]
    public void The_random_limits_reach_every_light_and_measure()
    {
        var reached = new Dictionary<string, int>();
        for (var seed = 0; seed < 150; seed++)
        {
            ForEach(seed, (position, limits) =>
            {
                var level = Light.Of(position, limits);
                Count($"{level}");
                Count($"{level} {(limits.Both ? "both" : "either")}");
                foreach (var (measure, _) in limits.Breached(position, level)) Count($"{level} {measure}");
                if (level != Level.Red) return;
                Count(Light.Of(position with { Executed = position.Executed + Remedy.Of(position, limits).ToLower!.Value }, limits) == Level.Yellow ? "red to yellow" : "red to green");
            });
        }

        string[] expected =
        [
            "Red", "Yellow", "Green", "Blue", "Red both", "Red either", "Yellow both", "Yellow either", "Red pace", "Red gap", "Red yuan", "Yellow pace", "Yellow gap", "Yellow yuan",
            "red to yellow", "red to green",
        ];
        Assert.Equal([], expected.Where(name => reached.GetValueOrDefault(name) < 10));

        void Count(string name) => reached[name] = reached.GetValueOrDefault(name) + 1;
    }

    private static void HoldsToTheFen(BudgetPosition position, LagLimits limits, Remedy remedy)
    {
        var light = Light.Of(position, limits);
        var (toClear, toLower) = (remedy.ToClear!.Value, remedy.ToLower!.Value);
        var spent = position.Executed!.Value.Fen;
        if (light is not (Level.Red or Level.Yellow))
        {
            Assert.Equal((Money.Zero, Money.Zero), (toClear, toLower));
            return;
        }

        Assert.Equal(0, Badness(position, limits, spent + toClear.Fen));
        Assert.NotEqual(0, Badness(position, limits, spent + toClear.Fen - 1));
        Assert.True(toLower <= toClear);
        Assert.True(Badness(position, limits, spent + toLower.Fen) < Badness(position, limits, spent));
        Assert.Equal(Badness(position, limits, spent), Badness(position, limits, spent + toLower.Fen - 1));
    }

    private static int Badness(BudgetPosition position, LagLimits limits, long fen) =>
        Light.Of(position with { Executed = new Money(fen) }, limits) switch { Level.Red => 2, Level.Yellow => 1, _ => 0 };

    private static void ForEach(int seed, Action<BudgetPosition, LagLimits> check)
    {
        var random = new Random(seed);
        foreach (var position in Judged(seed)) check(position, Limits(random));
    }

    /// <summary>Positions of all schedules with a figure, on their own or on a step table.</summary>
    private static IEnumerable<BudgetPosition> Judged(int seed) => RandomOffice.Judge(RandomOffice.Facts(seed), seed).Positions
        .Select(judged => judged.Position)
        .Where(position => position is { CannotJudge: null, Executed: not null });

    /// <summary>Any measures with any limits, in whatever order red and yellow stand.</summary>
    private static LagLimits Limits(Random random)
    {
        return new LagLimits
        {
            Pace = Measure(() => (decimal)random.Next(1, 10_001) / 100),
            Gap = Measure(() => (decimal)random.Next(0, 6_001) / 100),
            Yuan = Measure(() => random.Next(3) == 0 ? 0 : random.Next(0, 500_000) + ((decimal)random.Next(100) / 100)),
            Both = random.Next(2) == 0,
        };

        MeasureLimits? Measure(Func<decimal> limit) => random.Next(3) == 0 ? null : new MeasureLimits(random.Next(4) == 0 ? null : limit(), random.Next(4) == 0 ? null : limit());
    }
}
