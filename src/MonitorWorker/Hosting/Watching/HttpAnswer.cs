using System.Globalization;
using System.Text;

namespace MonitorWorker.Hosting.Watching;

/// <summary>An answer by HTTP.</summary>
internal sealed record HttpAnswer(int Status, string Reason, string Body)
{
    private const string Plain = "text/plain; charset=utf-8";

    public static readonly HttpAnswer BadRequest = new(400, "Bad Request", "bad request\n");
    public static readonly HttpAnswer NotFound = new(404, "Not Found", "there is /healthz, /readyz and /metrics\n");
    public static readonly HttpAnswer OtherMethod = new(405, "Method Not Allowed", "only GET and HEAD\n") { Allow = "GET, HEAD" };
    public static readonly HttpAnswer TooSlow = new(408, "Request Timeout", "too slow\n");
    public static readonly HttpAnswer BodyNotTaken = new(413, "Content Too Large", "no body is taken\n");
    public static readonly HttpAnswer OtherHost = new(421, "Misdirected Request", "only for this machine\n");
    public static readonly HttpAnswer HeadTooLarge = new(431, "Request Header Fields Too Large", "the head is too large\n");
    public static readonly HttpAnswer Failed = new(500, "Internal Server Error", "see the log\n");

    public string ContentType { get; init; } = Plain;

    public string? Allow { get; init; }

    public static HttpAnswer Ok(string body) => new(200, "OK", body);

    public static HttpAnswer Unavailable(string body) => new(503, "Service Unavailable", body);

    public byte[] Bytes(bool withBody)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} {Reason}\r\nContent-Type: {ContentType}\r\nContent-Length: {body.Length}\r\n")
            .Append("Connection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n")
            .Append(Allow is null ? "" : $"Allow: {Allow}\r\n")
            .Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. withBody ? body : []];
    }
}
