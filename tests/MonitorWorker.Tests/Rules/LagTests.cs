using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;
using Outcome = MonitorWorker.Rules.Outcome;

namespace MonitorWorker.Tests.Rules;

public class LagTests
{
    /// <summary>万元 spent of a budget at the end of a month, and the light a budget officer expects.</summary>
    [Theory]
    [InlineData(2, 0.6, 8, Level.Red)] // the equipment purchase: pace 45
    [InlineData(195.24, 130.71, 8, Level.Green)] // operating expenditure: pace 100.42
    [InlineData(10, 4, 8, Level.Yellow)] // pace exactly 60 is not below 60
    [InlineData(10, 3.999999, 8, Level.Red)]
    [InlineData(12, 6.4, 8, Level.Green)] // pace exactly 80 is not below 80
    [InlineData(12, 6.399999, 8, Level.Yellow)]
    [InlineData(2, 2, 8, Level.Green)]
    [InlineData(2, 2.01, 8, Level.Blue)] // above 100 %
    [InlineData(2, 0, 1, Level.Red)]
    [InlineData(2, -0.1, 8, Level.Red)] // refunds
    public void The_light_follows_the_pace(decimal original, decimal spent, int month, Level expected) =>
        Assert.Equal(expected, Light.Of(Some.Position(original, spent, month), Some.Pace()));

    [Fact]
    public void No_figure_is_grey_and_breaches_missing_data_only()
    {
        var findings = Some.Rules().Judge(Some.Position(spent: null)).Findings.ToDictionary(finding => finding.Rule);
        Assert.Equal(Outcome.Unknown, findings["execution-lag"].Outcome);
        Assert.Equal(Outcome.Breached, findings["missing-data"].Outcome);
        Assert.Equal(Level.Grey, findings["missing-data"].Level);
        Assert.Equal(Outcome.Clear, findings["cannot-judge"].Outcome);
    }

    [Fact]
    public void A_budget_that_cannot_be_judged_says_so_and_makes_no_other_verdict()
    {
        var findings = Some.Rules().Judge(Some.Position(original: 0)).Findings.ToDictionary(finding => finding.Rule);
        Assert.Equal(Outcome.Breached, findings["cannot-judge"].Outcome);
        Assert.Equal(Outcome.Unknown, findings["execution-lag"].Outcome);
    }

    [Fact]
    public void The_finding_shows_its_arithmetic()
    {
        var finding = Some.Rules().Judge(Some.Position()).Findings[0];
        Assert.Equal(
            "measure=pace rate=30.00 scheduled=66.67 pace=45.00 threshold=60.00",
            string.Join(' ', finding.Values.Select(value => $"{value.Key}={value.Value}")));
        Assert.Equal("执行率30.00%，序时进度66.67%，相当于序时进度的45.00%，低于60%", finding.Message);
    }

    [Fact]
    public void Both_limits_are_configurable() =>
        Assert.Equal(Level.Yellow, Light.Of(Some.Position(), Some.Pace(40, 50)));

    [Fact]
    public void The_sample_offices_remedies_are_right_to_the_fen()
    {
        var (position, thresholds) = (Some.Position(), Some.Pace());
        Assert.Equal("4666.67", Remedy.Of(position, thresholds).ToClear.ToString());
        Assert.Equal("2000.00", Remedy.Of(position, thresholds).ToLower.ToString());
    }

    [Property]
    public Property Spending_what_clears_takes_the_flag_away_and_one_fen_less_does_not(PositiveInt originalFen, NonNegativeInt spentFen, PositiveInt month)
    {
        var thresholds = Some.Pace();
        var original = originalFen.Get / 1_000_000m;
        var spent = Math.Min(spentFen.Get, originalFen.Get) / 1_000_000m;
        var at = ((month.Get - 1) % 12) + 1;
        var position = Some.Position(original, spent, at);
        var toClear = Remedy.Of(position, thresholds).ToClear!.Value;
        return (toClear == Money.Zero || (IsFlagged(toClear.Fen - 1) && !IsFlagged(toClear.Fen))).ToProperty();

        bool IsFlagged(long fen) => Light.Of(position with { Executed = position.Executed + new Money(fen) }, thresholds) is Level.Red or Level.Yellow;
    }

    [Property]
    public bool More_spending_never_makes_the_light_worse(PositiveInt original, NonNegativeInt spent, NonNegativeInt more)
    {
        var thresholds = Some.Pace();
        var position = Some.Position(original.Get, spent.Get);
        var later = position with { Executed = position.Executed + Some.Wan(more.Get) };
        return Rank(later) <= Rank(position);

        int Rank(BudgetPosition judged) => Light.Of(judged, thresholds) switch { Level.Red => 2, Level.Yellow => 1, _ => 0 };
    }
}
