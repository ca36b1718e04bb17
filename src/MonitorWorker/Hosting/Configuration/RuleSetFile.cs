using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What a rule set file says, key by key; it is bound like the options.</summary>
internal sealed record RuleSetFile
{
    public required string Name { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    public string? Description { get; init; }

    public required RulesFile Rules { get; init; }

    public RuleSet ToRuleSet(string hash)
    {
        var thresholds = Rules.ExecutionLag is { } lag ? new PaceThresholds(lag.Red, lag.Yellow) : new PaceThresholds();
        var rules = new List<IRule>();
        if (Rules.ExecutionLag is not null) rules.Add(new ExecutionLag(thresholds));
        if (Rules.MissingData is not null) rules.Add(new MissingData());
        if (Rules.CannotJudge is not null) rules.Add(new CannotJudge());
        var statementRules = new List<IStatementRule>();
        if (Rules.StatementMismatch is { } statement) statementRules.Add(new StatementMismatch(Levels.Parse(statement.Level ?? "yellow")));
        if (Rules.TotalMismatch is { } total) statementRules.Add(new TotalMismatch(Levels.Parse(total.Level ?? "red")));
        return new RuleSet(Name, EffectiveFrom, Description ?? "", hash, thresholds, rules) { StatementRules = statementRules };
    }
}

/// <summary>The rules of a set; one that is not there does not judge.</summary>
internal sealed record RulesFile
{
    [JsonPropertyName("execution-lag")]
    public LagFile? ExecutionLag { get; init; }

    [JsonPropertyName("missing-data")]
    public NoSettings? MissingData { get; init; }

    [JsonPropertyName("cannot-judge")]
    public NoSettings? CannotJudge { get; init; }

    [JsonPropertyName("statement-mismatch")]
    public LevelFile? StatementMismatch { get; init; }

    [JsonPropertyName("total-mismatch")]
    public LevelFile? TotalMismatch { get; init; }
}

/// <summary>Limits of execution behind schedule, in percent of scheduled progress.</summary>
internal sealed record LagFile
{
    [AllowedValues("pace")]
    public string Measure { get; init; } = "pace";

    public decimal Red { get; init; } = 60;

    public decimal Yellow { get; init; } = 80;
}

/// <summary>A rule whose only setting is how grave its findings are; unset is the rule's own default.</summary>
internal sealed record LevelFile
{
    [AllowedValues("yellow", "red", null)]
    public string? Level { get; init; }
}

/// <summary>A rule without settings.</summary>
internal sealed record NoSettings;
