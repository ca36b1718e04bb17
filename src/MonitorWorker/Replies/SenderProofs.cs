using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Cryptography;

namespace MonitorWorker.Replies;

/// <summary>Authentication-Results (RFC 8601), as far as they say which domain of the sender passed.</summary>
internal static partial class SenderProofs
{
    private const int Most = 20;

    public static IReadOnlyList<SenderProof> Of(HeaderList headers) =>
        [.. headers.Where(header => header.Id == HeaderId.AuthenticationResults && header.RawValue.Length <= 8_000).Take(Most).Select(Proof).OfType<SenderProof>()];

    private static SenderProof? Proof(Header header) =>
        AuthenticationResults.TryParse(header.RawValue, out var results) && results.AuthenticationServiceIdentifier is { Length: > 0 } server
            ? new SenderProof(server.ToLowerInvariant(), [.. results.Results.Where(result => Same(result.Result, "pass")).SelectMany(Domains).Distinct()])
            {
                Failed = results.Results.Any(result => Same(result.Result, "fail") && result.Method?.ToLowerInvariant() is "dmarc" or "spf" or "dkim"),
            }
            : Loosely(header.Value);

    private static IEnumerable<string> Domains(AuthenticationMethodResult result)
    {
        foreach (var property in result.Properties)
        {
            var counts = result.Method?.ToLowerInvariant() switch
            {
                "dkim" => Same(property.PropertyType, "header") && (Same(property.Property, "d") || Same(property.Property, "i")),
                // HELO proves the server, not the sender.
                "spf" => Same(property.PropertyType, "smtp") && Same(property.Property, "mailfrom"),
                "dmarc" => Same(property.PropertyType, "header") && Same(property.Property, "from"),
                _ => false,
            };
            if (counts && Domain(property.Value) is { } domain) yield return domain;
        }
    }

    /// <summary>Some servers write what the standard does not know, e.g. <c>mailfrom=&lt;a@example.com&gt;</c>.</summary>
    private static SenderProof? Loosely(string value)
    {
        var text = PlainText.Line(value, 8_000);
        var clauses = Comment().Replace(text, " ").Split(';');
        if (Server().Match(clauses[0]) is not { Success: true } server) return null;
        var domains = clauses.Skip(1).Select(clause => Pass().Match(clause)).Where(match => match.Success).SelectMany(match => match.Groups["value"].Captures.Select(capture => Domain(capture.Value)));
        return new SenderProof(server.Groups[1].Value.ToLowerInvariant(), [.. domains.OfType<string>().Distinct()]) { Failed = clauses.Skip(1).Any(clause => Fail().IsMatch(clause)) };
    }

    private static string? Domain(string? value)
    {
        var domain = (value ?? "").Trim().Trim('<', '>', '"').ToLowerInvariant();
        domain = domain[(domain.LastIndexOf('@') + 1)..].TrimEnd('.');
        return DomainName().IsMatch(domain) ? domain : null;
    }

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\([^()]{0,500}\)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*([A-Za-z0-9._-]{1,200})(?:\s+\d+)?\s*$")]
    private static partial Regex Server();

    [GeneratedRegex(@"^\s*(?:dkim\s*=\s*pass\b(?:\s+(?:header\.[di]\s*=\s*(?<value>\S+)|\S+))*|spf\s*=\s*pass\b(?:\s+(?:smtp\.mailfrom\s*=\s*(?<value>\S+)|\S+))*|dmarc\s*=\s*pass\b(?:\s+(?:header\.from\s*=\s*(?<value>\S+)|\S+))*)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Pass();

    [GeneratedRegex(@"^\s*(?:dkim|spf|dmarc)\s*=\s*fail\b", RegexOptions.IgnoreCase)]
    private static partial Regex Fail();

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{0,62}\.)*[a-z0-9-]{0,62}$")]
    private static partial Regex DomainName();
}
