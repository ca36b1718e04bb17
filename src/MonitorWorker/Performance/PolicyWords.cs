using MonitorWorker.Budgets;

namespace MonitorWorker.Performance;

/// <summary>A policy with its words in one spelling, made once for all the indicators of a book.</summary>
internal sealed class PolicyWords(IndicatorPolicy policy)
{
    private readonly string[] _prorated = Plain(policy.ProratedWords);
    private readonly string[] _unprorated = Plain(policy.UnproratedWords);
    private readonly HashSet<string> _pointUnits = [.. policy.PointUnits.Select(Words.Unit).OfType<string>()];
    private readonly Dictionary<string, IndicatorGrade> _grades = Grades(policy);

    /// <summary>True for what is to be reached step by step; a limit, a target of zero or below, and a quality have no steps.</summary>
    public bool Prorates(Indicator indicator)
    {
        if (!indicator.Operator.IsToBeReached() || indicator.Target <= 0) return false;
        string[] levels = [Words.Plain(indicator.Level1), Words.Plain(indicator.Level2)];
        if (HasAny(levels, _unprorated)) return false;
        return HasAny(levels, _prorated) || Array.TrueForAll(levels, level => level.Length == 0);
    }

    public bool IsPointUnit(string? unit) => unit is not null && _pointUnits.Contains(unit);

    public IndicatorGrade? GradeOf(string text) => _grades.TryGetValue(Words.Plain(text), out var grade) ? grade : null;

    public decimal PercentOf(IndicatorGrade grade) => grade switch
    {
        IndicatorGrade.Met => policy.MetPercent,
        IndicatorGrade.Partly => policy.PartlyPercent,
        _ => policy.MissedPercent,
    };

    /// <summary>The first word of each grade, to tell people what would be understood.</summary>
    public string Understood { get; } = string.Join(
        "、", new[] { policy.MetWords, policy.PartlyWords, policy.MissedWords }.Where(words => words.Count > 0).Select(words => words[0]));

    private static bool HasAny(string[] levels, string[] words) =>
        Array.Exists(words, word => Array.Exists(levels, level => level.Contains(word, StringComparison.Ordinal)));

    private static string[] Plain(IEnumerable<string> words) => [.. words.Select(Words.Plain).Where(word => word.Length > 0)];

    private static Dictionary<string, IndicatorGrade> Grades(IndicatorPolicy policy)
    {
        var grades = new Dictionary<string, IndicatorGrade>();
        foreach (var word in Plain(policy.MissedWords)) grades.TryAdd(word, IndicatorGrade.Missed);
        foreach (var word in Plain(policy.PartlyWords)) grades.TryAdd(word, IndicatorGrade.Partly);
        foreach (var word in Plain(policy.MetWords)) grades.TryAdd(word, IndicatorGrade.Met);
        return grades;
    }
}
