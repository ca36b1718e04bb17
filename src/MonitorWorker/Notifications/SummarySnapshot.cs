using MonitorWorker.Notifications.Views;

namespace MonitorWorker.Notifications;

/// <summary>
/// Where a leader's part stands, frozen when the digest was made: sums, and the few things that want a leader's eye; no list of lines.
/// Amounts are fen.
/// </summary>
public sealed record SummarySnapshot
{
    /// <summary>What is summed, in words.</summary>
    public required string Part { get; init; }

    /// <summary>Day that the newest figures speak for; null where there is no line.</summary>
    public DateOnly? JudgedDay { get; init; }

    /// <summary>Judged month as 2024-08; null where nothing is reported.</summary>
    public string? Period { get; init; }

    public required PartSum Whole { get; init; }

    public IReadOnlyList<LevelSum> Levels { get; init; } = [];

    /// <summary>True where <see cref="Parts"/> are entities, false where they are sections.</summary>
    public bool ByEntity { get; init; }

    /// <summary>Worst first.</summary>
    public IReadOnlyList<PartSum> Parts { get; init; } = [];

    public int IndicatorsLagging { get; init; }

    /// <summary>Red ones among them.</summary>
    public int IndicatorsRed { get; init; }

    /// <summary>Indicators without a completed value, or that cannot be compared.</summary>
    public int IndicatorsUnknown { get; init; }

    /// <summary>Far above the target, which may be too low.</summary>
    public int IndicatorsOverachieved { get; init; }

    /// <summary>Stated figures that do not agree with the data.</summary>
    public int Statements { get; init; }

    /// <summary>False for the first one, which has nothing to compare with.</summary>
    public bool HasPrevious { get; init; }

    public Movements Worse { get; init; } = Movements.None;

    public Movements Better { get; init; } = Movements.None;

    /// <summary>Red and yellow alerts, longest open first.</summary>
    public IReadOnlyList<OpenAlert> Longest { get; init; } = [];

    /// <summary>Red and yellow alerts that people were told of.</summary>
    public int Open { get; init; }

    /// <summary>Those among them for which nobody has said why and what is done.</summary>
    public int Unanswered { get; init; }

    /// <summary>Numbers of those that were reminded of time and again, and that nobody has answered.</summary>
    public IReadOnlyList<string> LongUnanswered { get; init; } = [];

    public IReadOnlyList<SilenceSnapshot> Silences { get; init; } = [];

    /// <summary>Projects of the part that are not in it, because they may not leave the store.</summary>
    public int Withheld { get; init; }

    /// <summary>By which levels it was added up; see <see cref="WithheldProjects.Fingerprint"/>.</summary>
    public string Fingerprint { get; init; } = "";

    /// <param name="lines">All lines of the part, folded.</param>
    public static SummarySnapshot Of(
        string part, IReadOnlyList<LineSnapshot> lines, IReadOnlyList<StatementSnapshot> statements, IReadOnlyList<IndicatorSnapshot> indicators)
    {
        var byEntity = lines.Select(line => line.EntityName).Distinct().Take(2).Count() > 1;
        return new SummarySnapshot
        {
            Part = part,
            JudgedDay = lines.Count == 0 ? null : lines.Max(line => line.JudgedDay),
            Period = lines.Max(line => line.Period),
            Whole = PartSum.Of(part, lines),
            Levels =
            [
                .. lines.GroupBy(LevelWords.Of)
                    .OrderBy(group => LevelWords.UrgencyOf(group.Key.Code))
                    .ThenBy(group => group.Key == LevelWords.NotReported ? 0 : 1)
                    .Select(group => new LevelSum(group.Key.Code, group.Key == LevelWords.NotReported, group.Count(), LineSums.Revised(group))),
            ],
            ByEntity = byEntity,
            Parts =
            [
                .. lines.GroupBy(line => byEntity ? line.EntityName : line.Section)
                    .Select(group => PartSum.Of(group.Key, [.. group]))
                    .OrderByDescending(sum => sum.Red)
                    .ThenByDescending(sum => sum.Behind)
                    .ThenByDescending(sum => sum.Missing)
                    .ThenBy(sum => sum.Name, StringComparer.Ordinal),
            ],
            IndicatorsLagging = indicators.Count(IsLagging),
            IndicatorsRed = indicators.Count(indicator => IsLagging(indicator) && indicator.Level == "red"),
            IndicatorsUnknown = indicators.Count(IsUnknown),
            IndicatorsOverachieved = indicators.Count(indicator => indicator.Rule == "target-overachieved"),
            Statements = statements.Count,
        };
    }

    private static bool IsUnknown(IndicatorSnapshot indicator) => indicator is { Rule: "missing-data" or "cannot-judge" } or { Level: "grey" };

    private static bool IsLagging(IndicatorSnapshot indicator) => !IsUnknown(indicator) && indicator.Rule != "target-overachieved";
}

/// <summary>How many lines have a level, and their budget.</summary>
/// <param name="NotReported">Grey because no figure has come in.</param>
public sealed record LevelSum(string Level, bool NotReported, int Count, long Revised);

/// <summary>The lines of a part added up. Execution and schedule are of the judged lines only: those with a figure.</summary>
/// <param name="Name">Null where the budget names none.</param>
/// <param name="Judged">Number of judged lines.</param>
/// <param name="Due">What should have been spent of <paramref name="JudgedRevised"/>.</param>
/// <param name="Missing">Lines that are not judged.</param>
/// <param name="RedNames">The first few red lines by name, largest budget first.</param>
public sealed record PartSum(
    string? Name, int Count, long Revised, int Judged, long JudgedRevised, long Executed, long Due, int Missing, int Yellow, int Red, IReadOnlyList<string> RedNames)
{
    private const int MostNamed = 5;

    /// <summary>Share of the judged budget by which execution is behind schedule.</summary>
    internal decimal Behind => JudgedRevised == 0 ? 0 : (decimal)(Due - Executed) / JudgedRevised;

    internal static PartSum Of(string? name, IReadOnlyList<LineSnapshot> lines)
    {
        var judged = lines.Where(line => line is { Rate: not null, Executed: not null, Revised: not null, ScheduledAmount: not null } && LevelWords.Of(line).Code != "grey").ToList();
        var red = lines.Where(line => LevelWords.Of(line).Code == "red").ToList();
        return new PartSum(
            name,
            lines.Count,
            LineSums.Revised(lines),
            judged.Count,
            judged.Sum(line => line.Revised!.Value),
            judged.Sum(line => line.Executed!.Value),
            judged.Sum(line => line.ScheduledAmount!.Value),
            lines.Count(line => LevelWords.Of(line).Code == "grey"),
            lines.Count(line => LevelWords.Of(line).Code == "yellow"),
            red.Count,
            [.. red.OrderByDescending(line => line.Revised ?? 0).ThenBy(line => line.ProjectCode, StringComparer.Ordinal).Take(MostNamed).Select(line => line.ProjectName)]);
    }
}

/// <summary>Alerts whose level has changed since the last digest in one direction.</summary>
/// <param name="Items">The first few.</param>
public sealed record Movements(int Count, IReadOnlyList<Movement> Items)
{
    public static Movements None { get; } = new(0, []);
}

/// <summary>One alert whose level (red, yellow, blue, grey) has changed; green is not open.</summary>
public sealed record Movement(string Name, string Rule, string Before, string Now);

/// <summary>One open alert, red or yellow.</summary>
/// <param name="Since">Day of the check that first found it.</param>
public sealed record OpenAlert(string Name, string Rule, string Level, DateOnly Since, string Number)
{
    /// <summary>What people have said about it; null where nothing.</summary>
    public HeardWords? Heard { get; init; }
}
