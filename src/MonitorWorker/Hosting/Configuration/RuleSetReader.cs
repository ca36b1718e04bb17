using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>Reads a rule set file: strict, so that a misspelled threshold never judges by a default in silence.</summary>
internal static class RuleSetReader
{
    private static readonly JsonSerializerOptions _strict = new()
    {
        PropertyNameCaseInsensitive = false,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static (RuleSet? Rules, IReadOnlyList<ConfigProblem> Problems) Read(string folder, string name)
    {
        var file = Path.Combine(folder, name + ".json");
        if (!File.Exists(file))
        {
            var there = Directory.Exists(folder)
                ? string.Join(", ", Directory.EnumerateFiles(folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal))
                : "";
            return (null, [new ConfigProblem("monitor.json", 0, "rules.ruleSet", $"\"{name}\"", "there is no such rule set", $"one of: {there}")]);
        }

        try
        {
            var bytes = File.ReadAllBytes(file);
            var read = JsonSerializer.Deserialize<RuleSetFile>(bytes, _strict)!;
            var problems = Check(read, name, Path.GetFileName(file));
            return problems.Count > 0 ? (null, problems) : (read.ToRuleSet(Convert.ToHexStringLower(SHA256.HashData(bytes))), []);
        }
        catch (JsonException e)
        {
            return (null, [new ConfigProblem(Path.GetFileName(file), (int)(e.LineNumber ?? 0) + 1, e.Path?.TrimStart('$', '.') ?? "", null, Plain(e.Message), "the keys and values of \"Rule sets\" in config/README.md")]);
        }
    }

    private static List<ConfigProblem> Check(RuleSetFile read, string name, string file)
    {
        var problems = new List<ConfigProblem>();
        if (read.Name != name) problems.Add(new ConfigProblem(file, 0, "name", read.Name, "is not the name of the file", name));
        foreach (var (rule, level) in new[] { ("statement-mismatch", read.Rules.StatementMismatch?.Level), ("total-mismatch", read.Rules.TotalMismatch?.Level) })
        {
            if (level is not (null or "yellow" or "red"))
                problems.Add(new ConfigProblem(file, 0, $"rules.{rule}.level", level, "is not a level of this rule", "yellow or red"));
        }

        if (read.Rules.ExecutionLag is not { } lag) return problems;

        if (lag.Measure != "pace")
            problems.Add(new ConfigProblem(file, 0, "rules.execution-lag.measure", lag.Measure, "is not a measure of this version", "pace"));
        if (lag.Red <= 0 || lag.Red > lag.Yellow || lag.Yellow > 100)
        {
            problems.Add(new ConfigProblem(
                file, 0, "rules.execution-lag", $"red {lag.Red}, yellow {lag.Yellow}", "limits are out of order", "0 < red ≤ yellow ≤ 100 (percent of scheduled progress)"));
        }

        return problems;
    }

    /// <summary>The parser speaks of .NET types; who edits a rule set does not.</summary>
    private static string Plain(string message) => message switch
    {
        _ when message.Contains("could not be mapped", StringComparison.Ordinal) => "is not a key",
        _ when message.Contains("could not be converted", StringComparison.Ordinal) => "is not of the right type",
        _ when message.Contains("Duplicate property", StringComparison.Ordinal) => "stands twice",
        _ when message.Split("including: ") is [_, var missing] => $"is missing: {missing.Split(". ")[0].TrimEnd('.')}",
        _ => message.Split(" Path:")[0].Split(" LineNumber:")[0].Split(". ")[0].TrimEnd('.'),
    };

    private sealed record RuleSetFile(string Name, DateOnly EffectiveFrom, RulesFile Rules, string Description = "")
    {
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
            return new RuleSet(Name, EffectiveFrom, Description, hash, thresholds, rules) { StatementRules = statementRules };
        }
    }

    private sealed record RulesFile
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

    private sealed record LagFile(string Measure = "pace", decimal Red = 60, decimal Yellow = 80);

    private sealed record LevelFile(string? Level = null);

    private sealed record NoSettings;
}
