namespace MonitorWorker.Notifications;

/// <summary>Another finding about the same budget line, told beside the one that leads: its words, and none of the line's figures.</summary>
/// <param name="Rule">Rule id, e.g. forecast-shortfall.</param>
/// <param name="Level">red, yellow, green, blue or grey.</param>
/// <param name="PreviousLevel">Level before this notice, where there was one.</param>
/// <param name="Reason">One of <see cref="NoticeReason"/>.</param>
/// <param name="Number">Number of its own alert; null for a finding without one.</param>
public sealed record AlsoFound(string Rule, string Level, string? PreviousLevel, string Reason, string? Number, string Message, string? RuleText);
