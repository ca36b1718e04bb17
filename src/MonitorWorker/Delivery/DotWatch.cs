using MailKit;

namespace MonitorWorker.Delivery;

/// <summary>
/// Watches what goes to the server for the lone dot that ends a message. An answer lost before it means "not sent"; lost after
/// it, "perhaps sent": no exception of MailKit tells the two apart. Keeps no text, so that no password can get out through it.
/// </summary>
internal sealed class DotWatch : IProtocolLogger, ITransferProgress
{
    private static readonly byte[] DataCommand = "DATA\r\n"u8.ToArray();
    private static readonly byte[] EndOfMessage = "\r\n.\r\n"u8.ToArray();
    private readonly Queue<byte> _last = new(6);
    private bool _inMessage;

    public bool DotSent { get; private set; }

    /// <summary>All of the message was given to the connection. Broken off by time just then, the dot may be out and not yet seen here.</summary>
    public bool AllGiven { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Forgets the message before.</summary>
    public void Begin()
    {
        _last.Clear();
        _inMessage = false;
        (DotSent, AllGiven) = (false, false);
    }

    public void LogConnect(Uri uri) => Begin();

    public void LogClient(byte[] buffer, int offset, int count)
    {
        foreach (var octet in buffer.AsSpan(offset, count))
        {
            if (_last.Count == DataCommand.Length)
                _last.Dequeue();
            _last.Enqueue(octet);
            if (octet == '\n')
                EndLine();
        }
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
    }

    public void Report(long bytesTransferred, long totalSize) => AllGiven |= bytesTransferred >= totalSize;

    // Without a total nothing can be told but that something was given.
    public void Report(long bytesTransferred) => AllGiven = true;

    public void Dispose()
    {
    }

    private void EndLine()
    {
        // Inside a message lines that begin with a dot carry a second one, so that the pattern can only be the end.
        if (_inMessage && _last.TakeLast(EndOfMessage.Length).SequenceEqual(EndOfMessage))
            (DotSent, _inMessage) = (true, false);
        else if (!_inMessage && !DotSent && _last.SequenceEqual(DataCommand))
            _inMessage = true;
    }
}
