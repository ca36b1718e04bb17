using MonitorWorker.Replies;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>How mails are read.</summary>
/// <param name="Mail">Bytes to what the mail is.</param>
/// <param name="Reply">What a person says in it; the day on which it came, and the last day that a promise may name.</param>
public sealed record MailReading(Func<byte[], IncomingRules, IncomingMail> Mail, Func<IncomingMail, DateOnly, DateOnly, ReplyReading> Reply)
{
    private static readonly FormCells _forms = new();

    public static MailReading Usual { get; } = new(IncomingReader.Read, (mail, today, yearEnd) => ReplyReader.Read(mail, today, yearEnd, _forms));
}
