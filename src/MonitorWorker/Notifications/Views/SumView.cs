using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>A part in a leader's summary. Execution, rate and schedule are of the lines with figures; how many have none is said beside them.</summary>
internal sealed class SumView(PartSum sum, MailWords words)
{
    public string? Name { get; } = Plain.Line(sum.Name, 40);

    public string Count { get; } = Figures.Count(sum.Count);

    public string? Revised { get; } = words.Figures.Amount(sum.Revised);

    public string? Executed { get; } = sum.Judged == 0 ? null : words.Figures.Amount(sum.Executed);

    public string? Rate { get; } = Figures.Share(sum.Executed, sum.JudgedRevised);

    public string? Scheduled { get; } = Figures.Share(sum.Due, sum.JudgedRevised);

    /// <summary>In points, without sign; null where there is none.</summary>
    public string? GapPoints { get; } = Figures.Share(Math.Abs(sum.Due - sum.Executed), sum.JudgedRevised) is { } points && Figures.Number(points) != 0 ? points : null;

    public string GapWord { get; } = sum.Due > sum.Executed ? words["gap.below"] : words["gap.above"];

    public string? RedCount { get; } = sum.Red == 0 ? null : Figures.Count(sum.Red);

    public string? YellowCount { get; } = sum.Yellow == 0 ? null : Figures.Count(sum.Yellow);

    /// <summary>Lines without a figure, or that cannot be judged, which the rate leaves out.</summary>
    public string? MissingCount { get; } = sum.Missing == 0 ? null : Figures.Count(sum.Missing);

    public string? RedNames { get; } = sum.Red == 0 ? null
        : words.Named(sum.RedNames.Select(name => Plain.Line(name, 24)), sum.Red, sum.RedNames.Count);
}
