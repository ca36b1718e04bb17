using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>
/// One part of a digest. A mail has to stay small, so a long part shows its first lines, and says how many more there
/// are and what they come to.
/// </summary>
internal sealed class SectionView
{
    private const int LongestName = 60;

    public SectionView(IReadOnlyList<LineSnapshot> lines, int shown, MailWords words)
    {
        var rest = lines.Skip(shown).ToList();
        Items = [.. lines.Take(shown).Select(line => new LineView(line, words, LongestName))];
        Count = Figures.Count(lines.Count);
        Amount = words.Figures.Amount(LineSums.Revised(lines));
        MoreCount = rest.Count == 0 ? null : Figures.Count(rest.Count);
        MoreAmount = rest.Count == 0 ? null : words.Figures.Amount(LineSums.Revised(rest));
        var names = words.List(lines.Take(3).Select(line => words.Quoted(Plain.Line(line.ProjectName, 30))));
        Names = lines.Count > 3 ? words.Say("list.more", ("names", names)) : names;
    }

    public IReadOnlyList<LineView> Items { get; }

    public string Count { get; }

    public string? Amount { get; }

    public string? MoreCount { get; }

    public string? MoreAmount { get; }

    /// <summary>The first three, for a sentence.</summary>
    public string Names { get; }
}
