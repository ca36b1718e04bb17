namespace MonitorWorker.Replies;

/// <summary>What a person says in a mail.</summary>
public static class ReplyReader
{
    /// <param name="today">Day on which the mail came; dates without a year are read from it.</param>
    /// <param name="yearEnd">Last day that a promise may name.</param>
    public static ReplyReading Read(IncomingMail mail, DateOnly today, DateOnly yearEnd) => throw new NotSupportedException();
}
