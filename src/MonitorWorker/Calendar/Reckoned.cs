namespace MonitorWorker.Calendar;

/// <summary>
/// What a calendar answers. Whoever takes the value decides in sight of it what a guess is worth: a date that is told to
/// people is told as a guess.
/// </summary>
/// <param name="IsGuess">A day of a year without data was looked at, and taken for a working day by its weekday alone.</param>
public readonly record struct Reckoned<T>(T Value, bool IsGuess);
