namespace MonitorWorker.Notifications.Views;

/// <summary><c>found</c> in a template: one more finding about the line that is printed.</summary>
internal sealed class AlsoView(AlsoFound also)
{
    private const int LongestMessage = 140;

    public string Rule { get; } = also.Rule;

    public string? RuleWord { get; } = RuleWords.Of(also.Rule);

    public string Reason { get; } = also.Reason;

    public string Level { get; } = LevelWords.Of(also.Level, also.Rule).Code;

    public string Symbol { get; } = LevelWords.Of(also.Level, also.Rule).Symbol;

    public string LevelWord { get; } = LevelWords.Of(also.Level, also.Rule).Word;

    public string? PreviousWord { get; } = also.PreviousLevel is { } level ? LevelWords.Of(level, also.Rule).Word : null;

    public string? Number { get; } = Plain.Line(also.Number, 40);

    public string? Message { get; } = Plain.Line(also.Message, LongestMessage);

    public string? RuleText { get; } = Plain.Line(also.RuleText, 400);
}
