using System.Globalization;
using FsCheck;
using FsCheck.Xunit;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Rules;

/// <summary>Verdicts hang on the facts, and not on the order in which they were read or on the machine that reads them.</summary>
public class InvarianceTests
{
    [Property(MaxTest = 150)]
    public void The_order_of_the_rows_changes_no_verdict(DoNotSize<int> any)
    {
        var seed = any.Item;
        var facts = RandomOffice.Facts(seed);
        Assert.Equal(
            JudgementText.Of(RandomOffice.Judge(facts, seed)),
            JudgementText.Of(RandomOffice.Judge(RandomOffice.Shuffled(facts, new Random(seed)), seed)));
    }

    /// <summary>Thai machines count other years, and Turkish ones have letters of their own.</summary>
    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-CN")]
    [InlineData("fr-FR")]
    [InlineData("tr-TR")]
    [InlineData("th-TH")]
    public void The_machines_culture_changes_no_verdict_message_or_figure(string culture)
    {
        var seeds = Enumerable.Range(1, 40).ToList();
        var expected = In(CultureInfo.InvariantCulture, () => seeds.ConvertAll(seed => JudgementText.Of(RandomOffice.Judge(RandomOffice.Facts(seed), seed))));
        Assert.Equal(expected, In(CultureInfo.GetCultureInfo(culture), () => seeds.ConvertAll(seed => JudgementText.Of(RandomOffice.Judge(RandomOffice.Facts(seed), seed)))));
    }

    /// <summary>A property says nothing of what its examples never reach.</summary>
    [Fact]
    public void The_random_offices_reach_every_rule_and_every_reason()
    {
        var reached = new Dictionary<string, int>();
        for (var seed = 0; seed < 300; seed++)
        {
            var judgement = RandomOffice.Judge(RandomOffice.Facts(seed), seed);
            foreach (var finding in judgement.Findings) Count($"{finding.Rule} {Told.Level(finding)}");
            foreach (var judged in judgement.Positions)
            {
                Count($"light {judged.Light}");
                Count($"kind {judged.Position.Schedule}");
                Count(judged.Position.Key.Fund.Length == 0 && judged.Position.Lines.Count > 1 ? "as one" : "by itself");
                if (judged.Position.CannotJudge is { } reason) Count($"because {reason[..6]}");
                foreach (var tranche in judged.Position.Tranches) Count($"{(tranche.IsOriginal ? "original" : "added")} {tranche.Clock.GetType().Name}");
                if (judged.Position.Tranches.Any(tranche => !tranche.Amount.Denominator.IsOne)) Count("parts of a fen");
            }

            foreach (var goals in judgement.Goals) Count($"goals {goals.Light}");
        }

        Assert.Equal([], _expected.Where(name => reached.GetValueOrDefault(name) < 3));

        void Count(string name) => reached[name] = reached.GetValueOrDefault(name) + 1;
    }

    private static readonly string[] _expected =
    [
        .. new[] { "execution-lag", "idle-funds", "forecast-shortfall", "forecast-not-credible" }.SelectMany(rule => new[] { "clear", "yellow", "red", "unknown" }.Select(level => $"{rule} {level}")),
        .. new[] { "execution-ahead", "forecast-overrun" }.SelectMany(rule => new[] { "clear", "yellow", "unknown" }.Select(level => $"{rule} {level}")),
        .. new[] { "clear", "red", "unknown" }.Select(level => $"over-execution {level}"),
        .. new[] { "clear", "yellow", "red", "unknown" }.Select(level => $"stale-data {level}"),
        .. new[] { "missing-data", "cannot-judge" }.SelectMany(rule => new[] { "clear", "grey" }.Select(level => $"{rule} {level}")),
        .. new[] { "clear", "yellow", "red", "unknown" }.Select(level => $"target-lag {level}"),
        .. new[] { "clear", "blue", "unknown" }.Select(level => $"target-overachieved {level}"),
        .. new[] { "clear", "yellow", "unknown" }.Select(level => $"goal-money-gap {level}"),
        .. Enum.GetNames<Level>().SelectMany(level => new[] { $"light {level}", $"goals {level}" }),
        .. Enum.GetNames<ScheduleKind>().Select(kind => $"kind {kind}"),
        "as one", "by itself", "parts of a fen",
        "because 同一预算行有", "because 调整后预算数", "because 进度口径为用", "because 进度口径为节", "because 节点日期20", "because 用款计划累计", "because 用款计划对2", "because 用款计划的累",
        "original MonthClock", "original DayClock", "original MilestoneClock", "original PlanClock", "original StepClock", "added MonthClock", "added DayClock", "added MilestoneClock",
    ];

    private static T In<T>(CultureInfo culture, Func<T> judge)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return judge();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
