using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>Alerts of which a mail may say nothing but number, level and days (仅编号), worst first.</summary>
internal sealed class NumberOnlyView
{
    public NumberOnlyView(IReadOnlyList<LineSnapshot> lines, int shown, MailWords words)
    {
        var ordered = lines.OrderBy(line => line.IsOver ? 1 : 0).ThenBy(line => LevelWords.UrgencyOf(line.Level)).ThenBy(line => line.Number, StringComparer.Ordinal).ToList();
        Count = Figures.Count(lines.Count);
        Items = [.. ordered.Take(shown).Select(line => new NumberOnlyItemView(line, words))];
        MoreCount = lines.Count > shown ? Figures.Count(lines.Count - shown) : null;
        OnlyNumber = lines.Count == 1 ? Items[0].Number : null;
        IsOpen = lines.Any(line => !line.IsOver);
    }

    public string Count { get; }

    public IReadOnlyList<NumberOnlyItemView> Items { get; }

    public string? MoreCount { get; }

    /// <summary>Its number where there is one alone.</summary>
    public string? OnlyNumber { get; }

    /// <summary>Not all of them have ended.</summary>
    public bool IsOpen { get; }
}

/// <summary>One alert by its number.</summary>
internal sealed class NumberOnlyItemView(LineSnapshot line, MailWords words)
{
    public string? Number { get; } = Plain.Line(line.Number, 40);

    public string Level { get; } = LevelWords.Of(line.Level).Code;

    public string Symbol { get; } = LevelWords.Of(line.Level).Symbol;

    public string LevelWord { get; } = words.Level(LevelWords.Of(line.Level));

    public string Reason { get; } = line.Reason;

    /// <summary>It has ended.</summary>
    public bool IsOver { get; } = line.IsOver;

    public string? Since { get; } = words.Months.Day(line.Since);

    /// <summary>Last day before others are told for want of an answer; null where nobody would be.</summary>
    public string? AnswerBy { get; } = line.IsOver ? null : words.Months.Day(line.AnswerBy);

    /// <summary>Working days since the first notice; null where it is no reminder.</summary>
    public string? WorkdaysOpen { get; } = line.Details?.WorkdaysOpen is { } days ? Figures.Count(days) : null;
}
