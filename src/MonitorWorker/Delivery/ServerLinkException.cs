namespace MonitorWorker.Delivery;

/// <summary>A connection that cannot be used, and why, before anything that the protocol itself says.</summary>
/// <param name="message">What to look at; holds no secret.</param>
internal sealed class ServerLinkException(LinkTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    public LinkTrouble Trouble { get; } = trouble;
}

/// <summary>What may keep a connection from being used.</summary>
internal enum LinkTrouble
{
    /// <summary>The network or a server that is not well: it may be over by itself.</summary>
    ForNow,

    /// <summary>It stays so until a person changes something: the certificate, the configuration, a file.</summary>
    ForGood,
}
