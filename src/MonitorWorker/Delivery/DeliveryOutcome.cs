namespace MonitorWorker.Delivery;

/// <summary>What became of one try to hand one message to the mail server.</summary>
public abstract record DeliveryOutcome(string Detail)
{
    /// <summary>The server answered 250 (or the file is on disk): done.</summary>
    public sealed record Accepted(string Detail) : DeliveryOutcome(Detail);

    /// <summary>Try again later: this message, this address, or the server is busy. <paramref name="InDoubt"/> tells that the
    /// message was sent whole and only the answer was lost, so that it may have arrived.</summary>
    public sealed record Deferred(string Detail, TimeSpan? NotBefore = null, bool InDoubt = false) : DeliveryOutcome(Detail)
    {
        /// <summary>What is written down of a try that the program's own end broke off.</summary>
        public const string Stopped = "stopped while sending";
    }

    /// <summary>Final for this recipient and no other.</summary>
    public sealed record Rejected(string Detail) : DeliveryOutcome(Detail);

    /// <summary>The channel itself is not usable (login refused, certificate not trusted, STARTTLS missing): nothing else is tried
    /// now, the message keeps its place.</summary>
    public sealed record Broken(string Detail) : DeliveryOutcome(Detail);
}
