using System.Text;

namespace MonitorWorker.Hosting.Watching;

/// <summary>The head of an HTTP request, as far as it matters for who only gives: or the status with which it is refused.</summary>
/// <param name="Refused">Null where it can be answered.</param>
/// <param name="Path">Without query.</param>
/// <param name="IsHead">The answer is asked for without its body.</param>
internal sealed record RequestHead(HttpAnswer? Refused, string Path, bool IsHead)
{
    /// <summary>Bytes that a head may have.</summary>
    public const int Largest = 8192;

    private static readonly string[] _hosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Where the head ends in what has come so far; -1 while it goes on.</summary>
    public static int EndOf(ReadOnlySpan<byte> bytes)
    {
        var crlf = bytes.IndexOf("\r\n\r\n"u8);
        var lf = bytes.IndexOf("\n\n"u8);
        return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf : lf;
    }

    /// <summary>True for bytes that no head has: the greeting of TLS, or noise. There is no need to wait for its end.</summary>
    public static bool IsNoise(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            if (one is (< 0x20 and not (byte)'\r' and not (byte)'\n' and not (byte)'\t') or >= 0x7F) return true;
        }

        return false;
    }

    public static RequestHead Parse(ReadOnlySpan<byte> head)
    {
        if (IsNoise(head)) return Refuse(HttpAnswer.BadRequest);
        var lines = Encoding.ASCII.GetString(head).Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        if (lines[0].Split(' ') is not [var method, ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"]) return Refuse(HttpAnswer.BadRequest);

        string? host = null;
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':');
            // A line that goes on with the one before is how heads are smuggled.
            if (colon < 1 || char.IsWhiteSpace(line[0]) || char.IsWhiteSpace(line[colon - 1])) return Refuse(HttpAnswer.BadRequest);
            var (name, value) = (line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (name == "host" && host is not null) return Refuse(HttpAnswer.BadRequest);
            if (name == "host") host = value;
            if (name == "transfer-encoding" || (name == "content-length" && value != "0")) return Refuse(HttpAnswer.BodyNotTaken);
        }

        // A page in a browser on this machine can have its own name lead here; it cannot change this line.
        if (host is null ? lines[0].EndsWith("1.1", StringComparison.Ordinal) : !IsThisMachine(host)) return Refuse(host is null ? HttpAnswer.BadRequest : HttpAnswer.OtherHost);
        if (method is not ("GET" or "HEAD")) return Refuse(HttpAnswer.OtherMethod);
        return new RequestHead(null, target.Split('?')[0], method == "HEAD");
    }

    /// <summary>Any port: a tunnel has one of its own.</summary>
    private static bool IsThisMachine(string host)
    {
        var colon = host.LastIndexOf(':');
        var name = colon > host.LastIndexOf(']') ? host[..colon] : host;
        return _hosts.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private static RequestHead Refuse(HttpAnswer answer) => new(answer, "", false);
}
