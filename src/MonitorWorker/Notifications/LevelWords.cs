using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications;

/// <summary>How a level is said to people: always a symbol and a word, since colour alone is lost in print and on some screens.</summary>
/// <param name="Key">Under which its word stands among the words of a language.</param>
internal sealed record LevelWords(string Code, string Symbol, string Key)
{
    /// <summary>Worst first.</summary>
    public static IReadOnlyList<LevelWords> All { get; } =
    [
        new("red", "■", "red"),
        new("yellow", "▲", "yellow"),
        new("blue", "◆", "blue"),
        new("grey", "○", "grey"),
        new("green", "●", "green"),
    ];

    /// <summary>A grey line whose figure has not come in: a reminder to the reporter rather than a doubt about the budget.</summary>
    public static LevelWords NotReported { get; } = new("grey", "○", "not-reported");

    /// <summary>As the console says it.</summary>
    public string Word => MailWords.Chinese.Level(this);

    public static LevelWords Of(string code) => All.FirstOrDefault(level => level.Code == code) ?? All.Single(level => level.Code == "grey");

    public static LevelWords Of(LineSnapshot line)
    {
        var level = Of(line.Level);
        return level.Code == "grey" && IsNotReported(line) ? NotReported : level;
    }

    /// <summary>The level of a finding that comes without the figures of its line.</summary>
    public static LevelWords Of(string code, string rule)
    {
        var level = Of(code);
        return level.Code == "grey" && rule == "missing-data" ? NotReported : level;
    }

    /// <summary>Place of a level among all, 0 for the worst.</summary>
    public static int UrgencyOf(string code) => All.TakeWhile(level => level.Code != Of(code).Code).Count();

    private static bool IsNotReported(LineSnapshot line) => line.Executed is null && line.Rule != "cannot-judge";
}
