using FsCheck.Xunit;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Alerts;

public class AlertLifecycleTests
{
    /// <summary>The whole truth table where nothing need last: what was, what is found, what happens.</summary>
    [Theory]
    [InlineData(null, null, Outcome.Breached, Level.Red, TransitionKind.Opened)]
    [InlineData(null, null, Outcome.Clear, Level.Green, null)]
    [InlineData(null, null, Outcome.Unknown, Level.Grey, null)]
    [InlineData(AlertState.Firing, Level.Yellow, Outcome.Breached, Level.Red, TransitionKind.Raised)]
    [InlineData(AlertState.Firing, Level.Red, Outcome.Breached, Level.Yellow, TransitionKind.Lowered)]
    [InlineData(AlertState.Firing, Level.Red, Outcome.Breached, Level.Red, null)]
    [InlineData(AlertState.Firing, Level.Red, Outcome.Clear, Level.Green, TransitionKind.Resolved)]
    [InlineData(AlertState.Firing, Level.Red, Outcome.Unknown, Level.Grey, null)]
    [InlineData(AlertState.Resolved, Level.Green, Outcome.Breached, Level.Yellow, TransitionKind.Opened)]
    [InlineData(AlertState.Resolved, Level.Green, Outcome.Clear, Level.Green, null)]
    [InlineData(AlertState.Resolved, Level.Green, Outcome.Unknown, Level.Grey, null)]
    [InlineData(AlertState.Pending, Level.Yellow, Outcome.Breached, Level.Yellow, TransitionKind.Opened)]
    [InlineData(AlertState.Pending, Level.Yellow, Outcome.Clear, Level.Green, null)]
    [InlineData(AlertState.Pending, Level.Yellow, Outcome.Unknown, Level.Grey, null)]
    public void Every_row_of_the_truth_table(AlertState? state, Level? level, Outcome outcome, Level found, TransitionKind? expected)
    {
        var alert = state is { } known ? new Alert("k", "YJ-2024-0001", known, level!.Value, 1) : null;
        var finding = new Finding("execution-lag", outcome, found, new LineKey(2024, "101", "P01", ""), "", "", new Dictionary<string, string?>(), Some.Row(1));
        var decision = AlertLifecycle.Decide(alert, finding, Some.August31);
        Assert.Equal(expected, decision.Transition);
        Assert.NotEmpty(decision.Reason);
        if (expected is null && alert is { State: AlertState.Firing }) Assert.Equal(alert.Level, decision.Level);
    }

    /// <summary>Checks of one line, day by day: what each finds, and what people are told.</summary>
    [Theory]
    [InlineData("0", "0", "y        r        y         g        r", "opened/y raised/r lowered/y resolved opened/r")]
    [InlineData("1 check", "1 check", "y        r        y         g        r", "opened/y raised/r lowered/y resolved opened/r")]
    [InlineData("2 checks", "0", "r r        r g        r", "- opened/r - resolved -")]
    [InlineData("2 checks", "0", "r g r g r", "- - - - -")] // a line about the limit
    [InlineData("2 checks", "0", "r _ r", "- - opened/r")]
    [InlineData("2 checks", "0", "r _ _ g r", "- - - - -")]
    [InlineData("3 checks", "0", "r r y", "- - opened/y")] // as bad as it is when it is told
    [InlineData("3 checks", "0", "y y g y y y", "- - - - - opened/y")]
    [InlineData("2 checks", "0", "y y        r", "- opened/y raised/r")] // worse is told at once
    [InlineData("0", "2 checks", "r        g g", "opened/r - resolved")]
    [InlineData("0", "2 checks", "r        g r g r", "opened/r - - - -")]
    [InlineData("0", "2 checks", "r        g _ g", "opened/r - - resolved")]
    [InlineData("0", "2 checks", "r        g y", "opened/r - lowered/y")] // as good as it is when it is told
    [InlineData("0", "2 checks", "r        y g", "opened/r - resolved")]
    [InlineData("0", "2 checks", "r        y y         g g", "opened/r - lowered/y - resolved")]
    [InlineData("0", "2 checks", "y        g r        g g", "opened/y - raised/r - resolved")]
    [InlineData("2 checks", "2 checks", "r r        g g        r r", "- opened/r - resolved - opened/r")]
    [InlineData("1 day", "0", "r r", "- opened/r")]
    [InlineData("3 days", "0", "r r r r", "- - - opened/r")]
    [InlineData("3 days", "0", "r . . r", "- . . opened/r")]
    [InlineData("3 days", "0", "r . . _ r", "- . . - opened/r")] // not on the word of a check that could not judge
    [InlineData("3 days", "0", "r r g r r r r", "- - - - - - opened/r")]
    [InlineData("0", "3 days", "r        g g g g", "opened/r - - - resolved")]
    [InlineData("0", "3 days", "r        g . . y", "opened/r - . . lowered/y")]
    [InlineData("0", "3 days", "r        g g r g g g g", "opened/r - - - - - - resolved")]
    public void A_life_day_by_day(string lasting, string holdOn, string found, string told) =>
        Assert.Equal(told, Scenario.Told(found, Scenario.Hold(lasting, holdOn)));

    [Fact]
    public void A_breach_that_waited_is_known_since_the_day_it_was_found()
    {
        var steps = Scenario.Steps("r r r g r", Scenario.Hold("3 checks", "0")).Select(step => step.After!).ToList();
        Assert.Equal([AlertState.Pending, AlertState.Pending, AlertState.Firing, AlertState.Resolved, AlertState.Pending], steps.Select(alert => alert.State));
        Assert.Equal([0, 0, 0, 0, 4], steps.Select(alert => alert.Since.DayNumber - Some.August31.DayNumber));
    }

    [Fact]
    public void A_pending_alert_that_clears_goes_without_a_word_and_is_a_first_breach_when_it_comes_again()
    {
        var gone = Scenario.Steps("r g", Scenario.Hold("2 checks", "0")).Last().After!;
        Assert.Equal((AlertState.Resolved, 0, null, null), (gone.State, gone.Episode, gone.Streak, gone.Told));
        Assert.Equal("first breach", AlertLifecycle.Decide(gone, Scenario.Find('r', HoldPeriods.None), Some.August31).Reason);
    }

    [Fact]
    public void A_rule_that_no_longer_asks_to_wait_opens_what_waited()
    {
        var pending = Scenario.Steps("r", Scenario.Hold("30 days", "0")).Single().After;
        Assert.Equal(TransitionKind.Opened, AlertLifecycle.Decide(pending, Scenario.Find('r', HoldPeriods.None), Some.August31).Transition);
        var held = Scenario.Steps("r g", Scenario.Hold("0", "30 days")).Last().After;
        Assert.Equal(TransitionKind.Resolved, AlertLifecycle.Decide(held, Scenario.Find('g', HoldPeriods.None), Scenario.Day(1)).Transition);
    }

    /// <summary>What was told last is compared with what is found, and nothing else counts.</summary>
    [Property]
    public bool Without_hold_periods_each_change_is_told_at_once(byte[] results)
    {
        var found = Found(results);
        var last = 'g';
        var expected = new List<string>();
        foreach (var result in found)
        {
            expected.Add((last, result) switch
            {
                (_, '_') => "-",
                _ when last == result => "-",
                ('g', _) => "opened/" + result,
                (_, 'g') => "resolved",
                ('y', _) => "raised/r",
                _ => "lowered/y",
            });
            if (result != '_') last = result;
        }

        var steps = Scenario.Steps(found, HoldPeriods.None).ToList();
        return steps.Select(step => step.Told).SequenceEqual(expected)
            && steps.TrueForAll(step => step.After is null or { State: not AlertState.Pending, Streak: null });
    }

    [Property]
    public bool What_is_told_makes_sense_to_who_reads_only_that(byte[] results, byte lasting, byte holdOn)
    {
        var believed = 'g';
        foreach (var told in Scenario.Steps(Found(results), Hold(lasting, holdOn)).Select(step => step.Told).Where(told => told != "-"))
        {
            var now = told == "resolved" ? 'g' : told[^1];
            var makesSense = told.Split('/')[0] switch
            {
                "opened" => believed == 'g',
                "raised" => (believed, now) == ('y', 'r'),
                "lowered" => (believed, now) == ('r', 'y'),
                _ => believed != 'g',
            };
            if (!makesSense) return false;

            believed = now;
        }

        return true;
    }

    [Property]
    public bool A_line_that_wavers_with_every_check_is_never_told(bool[] isRed, bool breachesFirst)
    {
        var found = string.Concat(isRed.Select((red, index) => (index % 2 == 0) == breachesFirst ? (red ? 'r' : 'y') : 'g'));
        var hold = Scenario.Hold("2 checks", "2 checks");
        return Scenario.Steps(found, hold).All(step => step.Told == "-")
            && Scenario.Steps("rr" + found.Replace('y', 'r'), hold).Skip(2).All(step => step.Told == "-");
    }

    [Property]
    public bool A_check_that_cannot_judge_is_as_good_as_none(byte[] results, byte lasting, byte holdOn)
    {
        var (found, hold) = (Found(results), Hold(lasting, holdOn));
        return Scenario.Told(found, hold).Replace('.', '-') == Scenario.Told(found.Replace('_', '.'), hold).Replace('.', '-');
    }

    /// <summary>The words of the rule: the N-th check in a row, or N days after the first of them.</summary>
    [Property]
    public bool An_alert_opens_with_the_breach_that_completes_its_wait_and_no_other(byte[] results, byte lasting)
    {
        var (found, hold) = (Found(results), Hold(lasting, 0));
        var steps = Scenario.Steps(found, hold).ToList();
        for (var day = 0; day < found.Length; day++)
        {
            var wasOpen = day > 0 && steps[day - 1].After is { State: AlertState.Firing };
            var row = Enumerable.Range(0, day + 1).Where(index => index > found.LastIndexOf('g', day) && found[index] != '_').ToList();
            var lasted = row.Count > 0 && (hold.For.Unit == HoldUnit.Checks ? row.Count : day - row[0]) >= hold.For.Count;
            if (steps[day].Told.StartsWith("opened", StringComparison.Ordinal) != (!wasOpen && found[day] is ('r' or 'y') && lasted)) return false;
        }

        return true;
    }

    [Fact]
    public void The_key_names_rule_and_line_and_nothing_of_the_config() =>
        Assert.Equal("execution-lag/2024/-/P01/政府性基金", AlertKey.For("execution-lag", new LineKey(2024, "", "P01", "政府性基金")));

    private static string Found(byte[] results) => string.Concat(results.Select(result => "rryg_g"[result % 6]));

    private static HoldPeriods Hold(byte lasting, byte holdOn) => new(Period(lasting), Period(holdOn));

    private static HoldPeriod Period(byte seed) => new(seed / 2 % 5, (HoldUnit)(seed % 2));
}
