using System.Text;
using MailKit;

namespace MonitorWorker.Mailboxes;

/// <summary>Keeps the last line that the server said: of a refused login MailKit's POP3 client tells nothing else.</summary>
internal sealed class LastAnswer : IProtocolLogger
{
    private const int Longest = 500;
    private readonly List<byte> _line = [];

    /// <summary>Without the marks of the protocol; empty before the first answer.</summary>
    public string Line { get; private set; } = "";

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri) => _line.Clear();

    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        foreach (var octet in buffer.AsSpan(offset, count))
        {
            if (octet == '\n')
            {
                Line = Encoding.UTF8.GetString([.. _line]).Trim().Replace("-ERR ", "", StringComparison.Ordinal);
                _line.Clear();
            }
            else if (_line.Count < Longest)
            {
                _line.Add(octet);
            }
        }
    }

    public void Dispose()
    {
    }
}
