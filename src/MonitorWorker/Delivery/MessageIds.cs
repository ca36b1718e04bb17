using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MonitorWorker.Delivery;

/// <summary>Message-IDs that follow from what a mail tells, so that the same mail composed again after a crash carries the same one.</summary>
public static class MessageIds
{
    // Lower case only, because some servers fold case; without l and o, which are misread when somebody dictates an ID.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int TokenLength = 20;

    /// <returns>The ID without angle brackets: <c>yj.kind.token@domain of the sender</c>.</returns>
    public static string For(string kind, string recipient, IEnumerable<long> noticeIds, string databaseId, string fromAddress)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        ArgumentNullException.ThrowIfNull(noticeIds);
        var ids = noticeIds.Distinct().Order().Select(id => id.ToString(CultureInfo.InvariantCulture));
        var said = string.Join('\n', kind, recipient.Trim().ToLowerInvariant(), databaseId, string.Join(',', ids));
        return $"yj.{Word(kind)}.{Token(said)}@{Domain(fromAddress)}";
    }

    /// <summary>The domain of an address in the form that stands in headers: lower case, xn-- where it is not ASCII.</summary>
    internal static string Domain(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1)
            throw new ArgumentException($"'{address}' is no mail address; write name@domain.", nameof(address));
        return new IdnMapping().GetAscii(address[(at + 1)..].Trim()).ToLowerInvariant();
    }

    /// <summary>A number that stands for a name, of what is told without a row of its own.</summary>
    public static long NumberOf(string name) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private static string Token(string said)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(said));
        return string.Create(TokenLength, hash, (token, bytes) =>
        {
            for (var i = 0; i < token.Length; i++)
                token[i] = Alphabet[bytes[i] % Alphabet.Length];
        });
    }

    private static string Word(string kind)
    {
        var letters = kind.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).ToArray();
        return letters.Length == 0 ? "mail" : new string(letters);
    }
}
