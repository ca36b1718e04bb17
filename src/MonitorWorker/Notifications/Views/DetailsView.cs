using System.Globalization;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>line.details</c> in a template: why this is told now, ready to print.</summary>
internal sealed class DetailsView
{
    private DetailsView(NoticeDetails details, string rule, string? rate, MailWords words)
    {
        RulesBefore = words.Phrase(Plain.Line(details.RulesBefore, 80));
        Correction = details.Correction is { } changed ? new CorrectionView(changed, rule, words) : null;
        WorkdaysOpen = details.WorkdaysOpen?.ToString(CultureInfo.InvariantCulture);
        RepliesUnread = details.RepliesUnread;
        StepSays = [.. details.StepSays.Select(said => Plain.Line(said, 300)).OfType<string>()];
        Promise = details.Promise is { } promise ? new PromiseView(promise, rate, words) : null;
        EarlierYears = words.Phrase(Plain.Line(details.EarlierYears, 300));
        HandedOverBy = Plain.Line(details.HandedOverBy, 60);
        Heard = HeardView.Of(details.Heard, words);
    }

    public string? RulesBefore { get; }

    public CorrectionView? Correction { get; }

    /// <summary>Working days since the first notice; null where it is no reminder.</summary>
    public string? WorkdaysOpen { get; }

    /// <summary>An answer may have been given that could not be read.</summary>
    public bool RepliesUnread { get; }

    public IReadOnlyList<string> StepSays { get; }

    public PromiseView? Promise { get; }

    /// <summary>How the same was found of the project in earlier years; null where it was not.</summary>
    public string? EarlierYears { get; }

    /// <summary>Who handed it over to the reader.</summary>
    public string? HandedOverBy { get; }

    /// <summary>What people have said about it; null where nothing.</summary>
    public HeardView? Heard { get; }

    /// <param name="rate">Execution rate now, percent as printed.</param>
    /// <returns>Null where there is nothing to say.</returns>
    public static DetailsView? Of(NoticeDetails? details, string rule, MailWords words, string? rate = null) => details is null ? null : new DetailsView(details, rule, rate, words);
}

/// <summary>Old figure and new, amounts in 万元.</summary>
internal sealed class CorrectionView(ChangedFigures changed, string rule, MailWords words)
{
    public string? Month { get; } = words.Months.Month(changed.Period);

    public string OldWord { get; } = words.Level(LevelWords.Of(changed.OldLevel, rule));

    public string NewWord { get; } = words.Level(LevelWords.Of(changed.NewLevel, rule));

    public string? OldExecuted { get; } = words.Figures.Amount(changed.OldExecuted);

    public string? NewExecuted { get; } = words.Figures.Amount(changed.NewExecuted);

    /// <summary>Null where the budget is what it was.</summary>
    public string? OldRevised { get; } = changed.OldRevised == changed.NewRevised ? null : words.Figures.Amount(changed.OldRevised);

    public string? NewRevised { get; } = changed.OldRevised == changed.NewRevised ? null : words.Figures.Amount(changed.NewRevised);

    public string? OldRate { get; } = Figures.Percent(changed.OldRate);

    public string? NewRate { get; } = Figures.Percent(changed.NewRate);

    public string? OldValue { get; } = Plain.Line(changed.OldValue, 80);

    public string? NewValue { get; } = Plain.Line(changed.NewValue, 80);
}

/// <summary>What was promised.</summary>
internal sealed class PromiseView(Promise promise, string? rate, MailWords words)
{
    public string? By { get; } = Plain.Line(promise.By, 60);

    public string? On { get; } = words.Months.Day(promise.On);

    public string? Due { get; } = words.Months.Day(promise.Due);

    public string? Rate { get; } = Figures.Percent(promise.Rate);

    /// <summary>Execution rate now.</summary>
    public string? Now { get; } = Figures.Percent(rate);

    public string? Measure { get; } = Plain.Line(promise.Measure, 200);
}
