using MonitorWorker.Rules;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>The rule sets of an office as they were read, or why there are none.</summary>
/// <param name="Problems">Of the set that was asked for; those of the configured sets are told with the configuration.</param>
/// <param name="Warning">What is worth a look although it can be used, given the day that is judged.</param>
internal sealed record RuleBookReading(RuleBook? Rules, IReadOnlyList<ConfigProblem> Problems, Func<DateOnly, ConfigProblem?> Warning);

/// <summary>Reads every rule set that the configuration names.</summary>
internal static class RuleBookReader
{
    /// <param name="configFolder">Messages name files as seen from here.</param>
    /// <param name="asked">A set asked for by name, which judges on every day; null is none.</param>
    public static RuleBookReading Read(string configFolder, RulesOptions options, string? asked)
    {
        var usual = RuleSetReader.Read(configFolder, options.Folder, options.RuleSet);
        var others = options.Also.Where(name => name != options.RuleSet).Distinct().Select(name => RuleSetReader.Read(configFolder, options.Folder, name)).ToList();
        var wanted = asked is null || asked == options.RuleSet ? null : RuleSetReader.Read(configFolder, options.Folder, asked);
        if (usual.Rules is null || others.Exists(other => other.Rules is null) || wanted is { Rules: null })
            return new RuleBookReading(null, wanted?.Problems ?? [], _ => null);

        // Asked for by name, the usual set judges alone.
        var book = new RuleBook(usual.Rules, asked is null ? [.. others.Select(other => other.Rules!)] : [], wanted?.Rules);
        return new RuleBookReading(book, [], asked is null ? day => book.At(day).General == book.Usual ? usual.Warning(day) : null : _ => null);
    }
}
