using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>found</c> in a template: one more finding about the line that is printed.</summary>
internal sealed class AlsoView(AlsoFound also, MailWords words)
{
    private const int LongestMessage = 140;

    public string Rule { get; } = also.Rule;

    public string? RuleWord { get; } = words.Rule(also.Rule);

    public string Reason { get; } = also.Reason;

    public string Level { get; } = LevelWords.Of(also.Level, also.Rule).Code;

    public string Symbol { get; } = LevelWords.Of(also.Level, also.Rule).Symbol;

    public string LevelWord { get; } = words.Level(LevelWords.Of(also.Level, also.Rule));

    public string? PreviousWord { get; } = also.PreviousLevel is { } level ? words.Level(LevelWords.Of(level, also.Rule)) : null;

    public string? Number { get; } = Plain.Line(also.Number, 40);

    public string? Message { get; } = Plain.Line(words.Finding(also.Rule, Plain.Line(also.Message)), words.Room(LongestMessage));

    public string? RuleText { get; } = words.Finding(also.Rule, Plain.Line(also.RuleText, 400));
}
