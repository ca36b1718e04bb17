namespace MonitorWorker.Jobs;

/// <summary>How long what is kept, and where copies go.</summary>
/// <param name="SentMonths">Of mails that went out; null keeps them for ever.</param>
/// <param name="IncomingMonths">Of mails that came in; null keeps them for ever.</param>
/// <param name="BackupFolder">Null makes no copies.</param>
/// <param name="Backups">How many copies are kept there.</param>
public sealed record RetentionPolicy(int? SentMonths, int? IncomingMonths, string? BackupFolder, int Backups)
{
    /// <summary>Keeps everything and copies nothing.</summary>
    public static RetentionPolicy None { get; } = new(null, null, null, 0);
}
