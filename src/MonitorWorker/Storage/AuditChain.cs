using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>
/// Each row of the audit's book carries a SHA-256 over the hash of the row before and its own values, each with its length: a row that
/// was changed, taken out or put in between by somebody who took the triggers away does not fit any more.
/// </summary>
internal static class AuditChain
{
    private static readonly (string Name, Func<AuditRow, string?> Value)[] _parts =
    [
        (nameof(AuditRow.At), row => StoredTypes.Text(row.At)),
        (nameof(AuditRow.Event), row => row.Event),
        (nameof(AuditRow.RunId), row => row.RunId),
        (nameof(AuditRow.AlertKey), row => row.AlertKey),
        (nameof(AuditRow.AlertNumber), row => row.AlertNumber),
        (nameof(AuditRow.Level), row => row.Level?.Code()),
        (nameof(AuditRow.Reason), row => row.Reason),
        (nameof(AuditRow.RecipientName), row => row.RecipientName),
        (nameof(AuditRow.RecipientAddress), row => row.RecipientAddress),
        (nameof(AuditRow.Figures), row => row.Figures),
        (nameof(AuditRow.RuleSet), row => row.RuleSet),
        (nameof(AuditRow.RuleSetHash), row => row.RuleSetHash),
        (nameof(AuditRow.SourceFile), row => row.SourceFile),
        (nameof(AuditRow.SourceSheet), row => row.SourceSheet),
        (nameof(AuditRow.SourceRow), row => row.SourceRow?.ToString(CultureInfo.InvariantCulture)),
        (nameof(AuditRow.NoticeId), row => row.NoticeId?.ToString(CultureInfo.InvariantCulture)),
        (nameof(AuditRow.MessageId), row => row.MessageId),
        (nameof(AuditRow.Actor), row => row.Actor),
        (nameof(AuditRow.Detail), row => row.Detail),
    ];

    /// <summary>Columns under the hash, in its order.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. _parts.Select(part => part.Name)];

    public static string HashOf(AuditRow row) => HashOf(row.PreviousHash, [.. _parts.Select(part => part.Value(row))]);

    /// <param name="stored">Values as the database holds them, in the order of <see cref="Columns"/>.</param>
    public static string HashOf(string? previous, IReadOnlyList<string?> stored)
    {
        var text = new StringBuilder(previous);
        foreach (var value in stored)
        {
            text.Append('\n');
            if (value is not null) text.Append(CultureInfo.InvariantCulture, $"{value.Length}:").Append(value);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
