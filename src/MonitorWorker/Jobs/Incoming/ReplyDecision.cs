using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>What is decided about a mail, before the mails that tell of it are written.</summary>
/// <param name="Outcome">One of <see cref="IncomingOutcome"/>.</param>
/// <param name="Detail">Why, for people.</param>
internal sealed record ReplyDecision(string Outcome, string Detail)
{
    public IReadOnlyList<string> Alerts { get; init; } = [];

    public IReadOnlyList<IncomingEffect> Effects { get; init; } = [];

    /// <summary>To the sender, or to whoever is asked whether it is theirs; null is nobody.</summary>
    public AnswerMail? Receipt { get; init; }

    public IReadOnlyList<AnswerMail> Others { get; init; } = [];
}

/// <summary>A mail about a reply that is to be written.</summary>
/// <param name="IsReply">True answers the mail that came in.</param>
internal sealed record AnswerMail(Recipient To, AnswerNotice Notice, bool IsReply);
