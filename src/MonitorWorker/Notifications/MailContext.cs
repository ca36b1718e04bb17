namespace MonitorWorker.Notifications;

/// <summary>What a mail says beside the figures: who sends it, to whom, why to this person, and of which run.</summary>
public sealed record MailContext
{
    public required string OfficeName { get; init; }

    /// <summary>Printed only where the office has configured one.</summary>
    public string? ContactPhone { get; init; }

    /// <summary>Answers arrive here, as for any mail.</summary>
    public required string FromAddress { get; init; }

    /// <summary>The program reads what is replied, and records it.</summary>
    public bool ReadsReplies { get; init; }

    public required MailPerson Recipient { get; init; }

    /// <summary>Role for which this person gets the mail, e.g. 责任人（设备购置经费）.</summary>
    public required string WhyYou { get; init; }

    /// <summary>Already in the office's zone: it is printed as it stands.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>Null where no run made the figures, or there are none: a mail about a reply, a trouble, a test.</summary>
    public required string? RunId { get; init; }

    /// <summary>Day that the newest figures speak for; null where there are none.</summary>
    public DateOnly? DataAsOf { get; init; }
}
