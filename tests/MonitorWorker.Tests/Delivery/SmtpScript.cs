using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MonitorWorker.Tests.Delivery;

/// <summary>
/// What a scripted server says in one connection. An answer may also be an act: <see cref="Close"/>, <see cref="Reset"/>,
/// <see cref="Hang"/>, <see cref="Drip"/>, <see cref="Endless"/> or <see cref="LongLine"/>.
/// </summary>
internal sealed record SmtpScript
{
    public const string Close = "(close)";
    public const string Reset = "(reset)";
    public const string Hang = "(hang)";

    /// <summary>A byte now and then, and never a whole line.</summary>
    public const string Drip = "(drip)";

    /// <summary>An answer of lines without end.</summary>
    public const string Endless = "(endless)";

    /// <summary>One line of two million characters.</summary>
    public const string LongLine = "(long line)";

    /// <summary>In place of TLS.</summary>
    public const string Garbage = "(garbage)";

    public string Banner { get; init; } = "220 double ESMTP";

    public string? Ehlo { get; init; }

    public string[] Offers { get; init; } = ["PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES"];

    /// <summary>With a certificate the server offers STARTTLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    public string StartTls { get; init; } = "220 go ahead";

    /// <summary>What comes in place of the handshake: <see cref="Close"/> or <see cref="Garbage"/>; null is the handshake.</summary>
    public string? Handshake { get; init; }

    /// <summary>TLS from the first byte.</summary>
    public bool IsImplicitTls { get; init; }

    /// <summary>Mechanisms offered once TLS stands (or at once where there is no certificate); null offers none.</summary>
    public string? Auth { get; init; }

    public string AuthAnswer { get; init; } = "235 2.7.0 ok";

    public string Mail { get; init; } = "250 2.1.0 ok";

    public string Rcpt { get; init; } = "250 2.1.5 ok";

    /// <summary>The only recipient that RCPT, DATA, body and dot go wrong for; null is all.</summary>
    public string? Victim { get; init; }

    public string Data { get; init; } = "354 go";

    /// <summary>An act to do after this many bytes of the message, before its dot.</summary>
    public (int After, string Act)? InBody { get; init; }

    public string Dot { get; init; } = "250 2.0.0 queued as 42";

    /// <summary>Done when a message is there, before its dot is answered.</summary>
    public Func<Task>? BeforeDotAnswer { get; init; }

    /// <summary>An act right after the dot was answered.</summary>
    public string? AfterDot { get; init; }

    public string Quit { get; init; } = "221 bye";

    public string LineEnd { get; init; } = "\r\n";

    public Encoding Encoding { get; init; } = Encoding.UTF8;

    public string Rset { get; init; } = "250 2.0.0 ok";

    /// <summary>Hangs up by itself after this many messages.</summary>
    public int MessagesPerConnection { get; init; } = int.MaxValue;
}
