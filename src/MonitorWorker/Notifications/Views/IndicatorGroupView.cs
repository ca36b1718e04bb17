using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>Indicators of a digest that ask for the same; what is too many for a mail is counted.</summary>
internal sealed class IndicatorGroupView
{
    public IndicatorGroupView(IReadOnlyList<IndicatorSnapshot> indicators, int shown, MailWords words)
    {
        Items = [.. indicators.Take(shown).Select(indicator => new IndicatorView(indicator, words))];
        Count = Figures.Count(indicators.Count);
        MoreCount = indicators.Count > shown ? Figures.Count(indicators.Count - shown) : null;
        RedCount = indicators.Count(indicator => indicator.Level == "red") is > 0 and var red ? Figures.Count(red) : null;
    }

    public IReadOnlyList<IndicatorView> Items { get; }

    public string Count { get; }

    public string? MoreCount { get; }

    /// <summary>Null where none is red.</summary>
    public string? RedCount { get; }
}
