namespace MonitorWorker.Replies;

/// <summary>What a person says in a reply, in parts: one mail may answer two alerts.</summary>
/// <param name="Parts">In the order in which they stand; empty where the mail says nothing above the quoted text.</param>
public sealed record ReplyReading(IReadOnlyList<ReplyPart> Parts);

/// <summary>One thing that a reply says.</summary>
/// <param name="Number">Alert number that stands before it; null where it speaks of what the mail was about.</param>
public abstract record ReplyPart(string? Number)
{
    /// <summary>Cause, measure and date (偏差原因、整改措施、预计完成日期), as far as they are given.</summary>
    /// <param name="Due">Null where no date was given at all.</param>
    public sealed record Statement(string? Number, string? Cause, string? Measure, ReadDate? Due) : ReplyPart(Number)
    {
        /// <summary>Execution rate promised for the day, percent; null where none was.</summary>
        public decimal? PromisedRate { get; init; }
    }

    /// <summary><c>转办 姓名</c>: somebody else is to act.</summary>
    public sealed record HandOver(string? Number, string Name) : ReplyPart(Number);

    /// <summary><c>数据有误</c>: the figures are wrong.</summary>
    /// <param name="Says">What was written about it: the right figure and where it stands; empty where nothing was.</param>
    public sealed record Dispute(string? Number, string Says) : ReplyPart(Number);

    /// <summary><c>只要红色</c> or <c>恢复全部</c>: what the writer wants to see in digests.</summary>
    public sealed record DigestChoice(bool OnlyRed) : ReplyPart((string?)null);

    /// <summary><c>阅</c>, <c>收到</c>: it was read, and nothing more is said.</summary>
    public sealed record Seen(string? Number) : ReplyPart(Number);

    /// <summary><c>确认</c>: what was handed over, or came by another address, is the writer's.</summary>
    public sealed record Confirmation(string? Number) : ReplyPart(Number);

    /// <summary>Words that are none of these.</summary>
    public sealed record Remark(string? Number, string Text) : ReplyPart(Number);
}

/// <summary>A date as somebody wrote it. Never guessed.</summary>
/// <param name="Written">The words.</param>
/// <param name="Day">Null where they name no day.</param>
/// <param name="Problem">Why not, for the writer, in Chinese; null where they do.</param>
public sealed record ReadDate(string Written, DateOnly? Day, string? Problem);
