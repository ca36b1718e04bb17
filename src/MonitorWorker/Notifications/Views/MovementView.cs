using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>An alert whose level has changed since the last digest.</summary>
internal sealed class MovementView(Movement movement, MailWords words)
{
    public string? Name { get; } = words.NameOf(movement.Rule, Plain.Line(movement.Name, 40));

    public string? RuleWord { get; } = words.Rule(movement.Rule);

    /// <summary>Null where it was not open.</summary>
    public string? Before { get; } = movement.Before == "green" ? null : words.Level(LevelWords.Of(movement.Before, movement.Rule));

    /// <summary>Null where it is not open any more.</summary>
    public string? Now { get; } = movement.Now == "green" ? null : words.Level(LevelWords.Of(movement.Now, movement.Rule));
}
