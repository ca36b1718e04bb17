namespace MonitorWorker.Delivery;

/// <summary>How patient the SMTP sender is. The defaults follow RFC 5321, section 4.5.3.2.</summary>
internal sealed record SmtpTimeouts
{
    /// <summary>Name look-up, TCP, greeting, TLS and login together.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Silence of the server after which one read is given up.</summary>
    public TimeSpan Reply { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>One message whole; the only limit that a server sending a byte now and then cannot get around.</summary>
    public TimeSpan Message { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>What is left to the server for its answer to a message that it has whole, when this program is to stop.</summary>
    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection unused for longer is not trusted to be alive.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);
}
