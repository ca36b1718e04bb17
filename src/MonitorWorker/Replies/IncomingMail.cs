namespace MonitorWorker.Replies;

/// <summary>A mail of the mailbox, as far as it matters. Everything stands as its sender wrote it: nothing is believed yet.</summary>
public sealed record IncomingMail
{
    /// <summary>Message-ID without angle brackets; of a mail without one, <c>sha256.</c> and the checksum of its bytes.</summary>
    public required string Identity { get; init; }

    public required IncomingKind Kind { get; init; }

    /// <summary>What showed the kind, for people (log, lists), in Chinese.</summary>
    public required string Because { get; init; }

    /// <summary>Address of From in lower case; null where there is none, or several.</summary>
    public string? FromAddress { get; init; }

    public string? FromName { get; init; }

    public string Subject { get; init; } = "";

    public DateTimeOffset? Date { get; init; }

    /// <summary>Message-IDs without angle brackets that it answers: In-Reply-To, then References from the latest to the first.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    /// <summary>Addresses it was sent to, in lower case: To, Cc, Delivered-To, X-Original-To, Envelope-To.</summary>
    public IReadOnlyList<string> SentTo { get; init; } = [];

    /// <summary>Alert numbers in the subject.</summary>
    public IReadOnlyList<string> SubjectNumbers { get; init; } = [];

    /// <summary>Alert numbers in the quoted mail.</summary>
    public IReadOnlyList<string> QuotedNumbers { get; init; } = [];

    /// <summary>What mail servers on the way say about the sender (Authentication-Results), the topmost first.</summary>
    public IReadOnlyList<SenderProof> Proofs { get; init; } = [];

    /// <summary>What the sender wrote, without the quoted mail and the signature; plain text, line breaks as \n.</summary>
    public string Text { get; init; } = "";

    /// <summary>Who it says has answered (答复人：张三); null where it says nobody.</summary>
    public string? SignedBy { get; init; }

    /// <summary>Short lines of the sender's at its end, without spaces, where a name may stand alone.</summary>
    public IReadOnlyList<string> Signature { get; init; } = [];

    /// <summary>Of a delivery report: what did not arrive; null in other mails.</summary>
    public BounceReport? Bounce { get; init; }

    /// <summary>Of an out-of-office note: the last day of absence; null where it names none.</summary>
    public DateOnly? AwayUntil { get; init; }

    public IReadOnlyList<IncomingFile> Files { get; init; } = [];

    /// <summary>It hands somebody else's mail on (转发): what is quoted or attached says nothing in the sender's name.</summary>
    public bool IsForward { get; init; }
}

/// <summary>What kind of mail came in. Only <see cref="Personal"/> can be an answer.</summary>
public enum IncomingKind
{
    /// <summary>Written by a person, as far as can be seen.</summary>
    Personal,

    /// <summary>Written by a program: an automatic reply, a notification, a newsletter.</summary>
    Automatic,

    /// <summary>An automatic reply that tells of an absence.</summary>
    OutOfOffice,

    /// <summary>A delivery report (RFC 3464 or one of the dialects).</summary>
    Bounce,

    /// <summary>From our own address, or with our own Message-ID: it went round in a circle.</summary>
    Own,

    /// <summary>It came by a mailing list.</summary>
    List,

    /// <summary>Larger than is read, or no mail at all.</summary>
    Unreadable,
}

/// <summary>One Authentication-Results header.</summary>
/// <param name="Server">Which server says so (authserv-id), lower case; anybody can write one, so only a server that is trusted counts.</param>
/// <param name="Domains">Domains of the sender that passed DKIM, SPF or DMARC, lower case.</param>
public sealed record SenderProof(string Server, IReadOnlyList<string> Domains)
{
    /// <summary>True where one of these tests failed: the address is most likely forged, unless another one passed for it.</summary>
    public bool Failed { get; init; }
}

/// <summary>A file that came with a mail; never executed, never unpacked here.</summary>
public sealed record IncomingFile(string Name, string MediaType, byte[] Bytes);

/// <summary>What a delivery report says.</summary>
/// <param name="MessageId">Message-ID of ours that it is about, without angle brackets; null where it names none.</param>
/// <param name="EnvelopeId">Original-Envelope-Id; null where it names none.</param>
/// <param name="Recipient">Address that failed, as we wrote to it where that is told, lower case; null where it names none.</param>
/// <param name="IsPermanent">False where the server still tries. A full mailbox that was given up is true: that mail never arrives.</param>
/// <param name="Status">Enhanced status code, e.g. 5.1.1; where there is only a sentence about an unknown user or a full mailbox, its code 5.1.1 or 5.2.2; else null.</param>
/// <param name="Detail">What the server said, one line.</param>
public sealed record BounceReport(string? MessageId, string? EnvelopeId, string? Recipient, bool IsPermanent, string? Status, string Detail);
