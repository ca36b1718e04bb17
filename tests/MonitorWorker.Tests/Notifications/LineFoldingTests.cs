using System.Text.Json;
using FsCheck.Xunit;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Notifications;

public sealed class LineFoldingTests
{
    private static readonly string[] Rules =
    [
        "execution-lag", "execution-ahead", "over-execution", "idle-funds", "missing-data", "stale-data", "cannot-judge",
        "forecast-shortfall", "forecast-overrun", "forecast-not-credible", "goal-money-gap",
    ];

    private static readonly string[] Levels = ["red", "yellow", "blue", "grey", "green"];

    [Fact]
    public void Three_findings_about_one_line_are_one_entry_led_by_the_lag()
    {
        var line = Assert.Single(LineFolding.Fold(SomeSnapshot.EquipmentByAllRules));

        Assert.Equal("execution-lag", line.Rule);
        Assert.Equal([("forecast-shortfall", "YJ-2024-0008"), ("forecast-not-credible", "YJ-2024-0009")], line.Also.Select(also => (also.Rule, also.Number)));
    }

    [Theory]
    [InlineData("idle-funds red, execution-lag yellow", "idle-funds")]
    [InlineData("execution-lag red, over-execution red", "over-execution")]
    [InlineData("goal-money-gap yellow, execution-ahead yellow", "execution-ahead")]
    [InlineData("stale-data red, forecast-overrun yellow", "stale-data")]
    [InlineData("forecast-not-credible red, idle-funds red", "idle-funds")]
    [InlineData("execution-lag red, missing-data grey", "missing-data")]
    [InlineData("missing-data grey, over-execution red, cannot-judge grey", "cannot-judge")]
    [InlineData("new-rule red, goal-money-gap red", "goal-money-gap")]
    [InlineData("new-rule red, goal-money-gap yellow", "new-rule")]
    public void What_leads_is_the_lack_of_a_figure_then_the_worst_level_then_the_rule(string findings, string leads)
    {
        var lines = findings.Split(", ").Select(finding => finding.Split(' ')).Select(words => SomeSnapshot.Equipment with { Rule = words[0], Level = words[1] }).ToList();

        Assert.Equal(leads, Assert.Single(LineFolding.Fold(lines)).Rule);
        Assert.Equal(leads, Assert.Single(LineFolding.Fold([.. lines.AsEnumerable().Reverse()])).Rule);
    }

    [Fact]
    public void What_has_ended_stays_apart_from_what_is_open()
    {
        var folded = LineFolding.Fold([SomeSnapshot.Equipment, SomeSnapshot.Equipment with { Rule = "missing-data", Reason = "resolved", PreviousLevel = "grey" }]);

        Assert.Equal(["first-notice", "resolved"], folded.Select(line => line.Reason));
    }

    [Fact]
    public void A_figure_that_has_come_in_does_not_lead_what_has_ended()
    {
        var ended = LineFolding.Fold(
        [
            SomeSnapshot.CaughtUp with { Rule = "missing-data", PreviousLevel = "grey" },
            SomeSnapshot.CaughtUp with { Rule = "forecast-shortfall", PreviousLevel = "yellow" },
            SomeSnapshot.CaughtUp,
        ]);

        Assert.Equal("execution-lag", Assert.Single(ended).Rule);
    }

    [Theory]
    [InlineData("政府性基金")]
    [InlineData(null)]
    public void Another_fund_is_another_line(string? fund) =>
        Assert.Equal(2, LineFolding.Fold([SomeSnapshot.Equipment, SomeSnapshot.Equipment with { Rule = "idle-funds", Fund = fund }]).Count);

    [Property]
    public void No_finding_is_lost_or_told_twice(byte[] choices)
    {
        var lines = choices.Select((choice, index) => SomeSnapshot.Equipment with
        {
            Rule = Rules[choice % Rules.Length],
            Level = Levels[choice / 7 % Levels.Length],
            Reason = choice % 3 == 0 ? "resolved" : "first-notice",
            ProjectCode = $"P{choice % 4}",
            Number = $"{index}",
        }).ToList();

        var folded = LineFolding.Fold(lines);

        Assert.Equal(
            lines.Select(line => line.Number).Order(),
            folded.SelectMany(line => line.Also.Select(also => also.Number).Prepend(line.Number)).Order());
        Assert.All(folded, line => Assert.All(line.Also, also => Assert.Equal(line.Reason == "resolved", also.Reason == "resolved")));
    }

    [Fact]
    public void What_was_corrected_leads_what_has_ended_beside_it()
    {
        var wrong = new NoticeDetails { Correction = new ChangedFigures("2024-08", "yellow", "green", 600_000, 1_800_000, null, null, "30.00", "90.00", null, null) };
        LineSnapshot[] over =
        [
            SomeSnapshot.Equipment with { Rule = "over-execution", Level = "green", PreviousLevel = "red", Reason = "resolved", Number = "YJ-2024-0002" },
            SomeSnapshot.Equipment with { Level = "green", PreviousLevel = "yellow", Reason = "correction", Number = "YJ-2024-0001", Details = wrong },
        ];

        var page = Assert.Single(LineFolding.Fold(over));

        Assert.Equal(("YJ-2024-0001", wrong), (page.Number, page.Details));
        Assert.Equal("YJ-2024-0002", Assert.Single(page.Also).Number);
        // What is said of the one is not said of the other.
        Assert.Null(Assert.Single(LineFolding.Fold([over[0]])).Details);
    }

    [Fact]
    public void What_is_still_open_is_named_unless_the_mail_tells_of_it_anyway()
    {
        var red = new AlsoFound("forecast-shortfall", "red", null, "digest", "YJ-2024-0008", "测算全年执行率67.20%", null);
        var lowered = SomeSnapshot.Equipment with { Level = "yellow", PreviousLevel = "red", Reason = "lowered", StillOpen = [red] };
        Assert.Equal([red], Assert.Single(LineFolding.Fold([lowered])).Also);
        var resolved = SomeSnapshot.Equipment with { Rule = "forecast-shortfall", Level = "green", Reason = "resolved" };
        Assert.All(LineFolding.Fold([lowered, resolved]), page => Assert.Empty(page.Also));
    }

    [Fact]
    public void The_other_findings_are_not_stored_and_old_figures_still_load()
    {
        var folded = Assert.Single(LineFolding.Fold(SomeSnapshot.EquipmentByAllRules));
        var stored = JsonSerializer.Serialize(folded, StoredJson.Options);

        Assert.DoesNotContain("Also", stored, StringComparison.Ordinal);
        Assert.Equal(SomeSnapshot.Equipment, JsonSerializer.Deserialize<LineSnapshot>(stored, StoredJson.Options));
    }
}
