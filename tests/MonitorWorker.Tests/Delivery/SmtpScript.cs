using System.Security.Cryptography.X509Certificates;

namespace MonitorWorker.Tests.Delivery;

/// <summary>
/// What a scripted server says in one connection. An answer may also be an act: <see cref="Close"/>, <see cref="Reset"/> or
/// <see cref="Hang"/>.
/// </summary>
internal sealed record SmtpScript
{
    public const string Close = "(close)";
    public const string Reset = "(reset)";
    public const string Hang = "(hang)";

    public string Banner { get; init; } = "220 double ESMTP";

    public string? Ehlo { get; init; }

    public string[] Offers { get; init; } = ["PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES"];

    /// <summary>With a certificate the server offers STARTTLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    public string StartTls { get; init; } = "220 go ahead";

    /// <summary>TLS from the first byte.</summary>
    public bool IsImplicitTls { get; init; }

    /// <summary>Mechanisms offered once TLS stands (or at once where there is no certificate); null offers none.</summary>
    public string? Auth { get; init; }

    public string AuthAnswer { get; init; } = "235 2.7.0 ok";

    public string Mail { get; init; } = "250 2.1.0 ok";

    public string Rcpt { get; init; } = "250 2.1.5 ok";

    public string Data { get; init; } = "354 go";

    /// <summary>An act to do after this many bytes of the message, before its dot.</summary>
    public (int After, string Act)? InBody { get; init; }

    public string Dot { get; init; } = "250 2.0.0 queued as 42";

    public string Rset { get; init; } = "250 2.0.0 ok";

    /// <summary>Hangs up by itself after this many messages.</summary>
    public int MessagesPerConnection { get; init; } = int.MaxValue;
}
