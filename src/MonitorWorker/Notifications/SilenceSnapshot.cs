namespace MonitorWorker.Notifications;

/// <summary>A silence in force as a digest lists it.</summary>
/// <param name="IsWaiver">What is known is accepted as it is; what gets worse is told.</param>
/// <param name="Covers">What it keeps from being told, in words.</param>
/// <param name="Until">Last day on which it holds.</param>
/// <param name="EndsSoon">Within three working days.</param>
public sealed record SilenceSnapshot(long Id, bool IsWaiver, string Covers, string Author, string Reason, DateOnly From, DateOnly Until, bool EndsSoon);
