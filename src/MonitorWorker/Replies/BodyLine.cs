namespace MonitorWorker.Replies;

/// <summary>Where a line of a mail's body stands, as far as the mail's own markup says.</summary>
internal enum LinePlace
{
    /// <summary>Nothing says that it is anything else.</summary>
    Open,

    /// <summary>In what a mail program marks as quoted.</summary>
    Quoted,

    /// <summary>In what a mail program marks as signature.</summary>
    Signature,
}

/// <summary>One line of a mail's body.</summary>
/// <param name="Depth">How many quotes it stands in; 0 where it stands in none.</param>
internal readonly record struct BodyLine(string Text, LinePlace Place, int Depth)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}
