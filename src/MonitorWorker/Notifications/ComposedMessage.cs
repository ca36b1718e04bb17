namespace MonitorWorker.Notifications;

/// <summary>A mail in words, before it becomes MIME: what the person reads, twice (text and HTML, same figures).</summary>
/// <param name="Kind">Template that made it: one of <see cref="MailKind.All"/>.</param>
/// <param name="ThreadRoot">Message-ID (no brackets) of the first mail about the same alert; null starts a conversation.</param>
public sealed record ComposedMessage(
    string Kind,
    MailPerson To,
    string Subject,
    string Text,
    string Html,
    string MessageId,
    string? ThreadRoot)
{
    /// <summary>Subject under which that conversation began; null where it begins here.</summary>
    public string? ThreadTopic { get; init; }

    /// <summary>When that conversation began; null where it begins here.</summary>
    public DateTimeOffset? ThreadBegan { get; init; }

    /// <summary>Where answers go, if not to the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>True where it answers a mail that came in.</summary>
    public bool IsReply { get; init; }

    /// <summary>Message-ID of the mail that it answers; null where that one had none, or where it answers none.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>True where it tells where everything stands: the reader may ask for less of it. Duty warnings are not optional.</summary>
    public bool IsOptional { get; init; }

    /// <summary>In which it is written: zh-CN or en.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>By which levels it was written (<see cref="DisclosureStamp"/>); null where nothing was withheld.</summary>
    public string? Disclosed { get; init; }

    /// <summary>Files that go with it, in the order in which they are shown.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">As the reader sees it; made harmless when the mail is written.</param>
/// <param name="MediaType">Type and subtype, without parameters.</param>
public sealed record MailAttachment(string Name, string MediaType, byte[] Bytes)
{
    /// <summary>Media type of an .xlsx workbook.</summary>
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Media type of a .docx document.</summary>
    public const string Document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Media type of a .zip.</summary>
    public const string Archive = "application/zip";
}

/// <summary>Somebody who writes or gets mail.</summary>
public sealed record MailPerson(string Name, string Address);
