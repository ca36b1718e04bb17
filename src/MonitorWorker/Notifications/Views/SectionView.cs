namespace MonitorWorker.Notifications.Views;

/// <summary>
/// One part of a digest. A mail has to stay small, so a long part shows its first lines, and says how many more there
/// are and what they come to.
/// </summary>
internal sealed class SectionView
{
    private const int LongestName = 60;

    public SectionView(IReadOnlyList<LineSnapshot> lines, int shown)
    {
        var rest = lines.Skip(shown).ToList();
        Items = [.. lines.Take(shown).Select(line => new LineView(line, LongestName))];
        Count = Figures.Count(lines.Count);
        Amount = Figures.Amount(LineSums.Revised(lines));
        MoreCount = rest.Count == 0 ? null : Figures.Count(rest.Count);
        MoreAmount = rest.Count == 0 ? null : Figures.Amount(LineSums.Revised(rest));
        Names = string.Join("、", lines.Take(3).Select(line => "“" + Plain.Line(line.ProjectName, 30) + "”")) + (lines.Count > 3 ? "等" : "");
    }

    public IReadOnlyList<LineView> Items { get; }

    public string Count { get; }

    public string? Amount { get; }

    public string? MoreCount { get; }

    public string? MoreAmount { get; }

    /// <summary>The first three, for a sentence.</summary>
    public string Names { get; }
}
