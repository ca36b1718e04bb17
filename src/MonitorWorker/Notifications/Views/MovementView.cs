namespace MonitorWorker.Notifications.Views;

/// <summary>An alert whose level has changed since the last digest.</summary>
internal sealed class MovementView(Movement movement)
{
    public string? Name { get; } = Plain.Line(movement.Name, 40);

    public string? RuleWord { get; } = RuleWords.Of(movement.Rule);

    /// <summary>Null where it was not open.</summary>
    public string? Before { get; } = movement.Before == "green" ? null : LevelWords.Of(movement.Before, movement.Rule).Word;

    /// <summary>Null where it is not open any more.</summary>
    public string? Now { get; } = movement.Now == "green" ? null : LevelWords.Of(movement.Now, movement.Rule).Word;
}
