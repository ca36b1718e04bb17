using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>
/// The performance indicators of a digest, by what is to be done about them. A figure that did not come, or cannot be
/// judged, is told apart from one that lags: it is not known to be behind.
/// </summary>
internal sealed class IndicatorsView
{
    /// <param name="shown">Most indicators shown of each group; the rest is counted.</param>
    public IndicatorsView(IReadOnlyList<IndicatorSnapshot> indicators, int shown, MailWords words)
    {
        var groups = indicators.ToLookup(GroupOf);
        Count = Figures.Count(indicators.Count);
        Lagging = Group(groups["lagging"], shown, words);
        Missing = Group(groups["missing"], shown, words);
        Unjudged = Group(groups["unjudged"], shown, words);
        Overachieved = Group(groups["overachieved"], shown, words);
        Resolved = Group(groups["resolved"], shown, words);
    }

    public string Count { get; }

    public IndicatorGroupView? Lagging { get; }

    public IndicatorGroupView? Missing { get; }

    public IndicatorGroupView? Unjudged { get; }

    public IndicatorGroupView? Overachieved { get; }

    public IndicatorGroupView? Resolved { get; }

    private static string GroupOf(IndicatorSnapshot indicator) => indicator switch
    {
        { IsOver: true } => "resolved",
        { Rule: "missing-data" } => "missing",
        { Rule: "cannot-judge" } or { Level: "grey" } => "unjudged",
        { Rule: "target-overachieved" } => "overachieved",
        _ => "lagging",
    };

    private static IndicatorGroupView? Group(IEnumerable<IndicatorSnapshot> indicators, int shown, MailWords words)
    {
        List<IndicatorSnapshot> ordered =
        [
            .. indicators.OrderBy(indicator => LevelWords.UrgencyOf(indicator.Level))
                .ThenBy(indicator => indicator.ProjectCode, StringComparer.Ordinal)
                .ThenBy(indicator => indicator.Indicator, StringComparer.Ordinal),
        ];
        return ordered.Count == 0 ? null : new IndicatorGroupView(ordered, shown, words);
    }
}
