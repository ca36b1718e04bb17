using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>A mail to be put into an outbox.</summary>
internal sealed record FilledMail(string To, string Subject, string MessageId, byte[] Mime);

/// <summary>Fills the outbox of a database that the program has made, as its composer would, in one transaction.</summary>
internal static class OutboxFiller
{
    public static void Fill(string database, IEnumerable<FilledMail> mails)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = """
            INSERT INTO Outbox (Recipient, Subject, Kind, MessageId, Mime, State, Attempts, CreatedAt, NextAttempt)
            VALUES ($to, $subject, 'warning', $id, $mime, 'Queued', 0, $now, $now)
            """;
        foreach (var name in new[] { "$to", "$subject", "$id", "$mime", "$now" }) insert.Parameters.AddWithValue(name, "");
        insert.Parameters["$now"].Value = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        foreach (var mail in mails)
        {
            insert.Parameters["$to"].Value = mail.To;
            insert.Parameters["$subject"].Value = mail.Subject;
            insert.Parameters["$id"].Value = mail.MessageId;
            insert.Parameters["$mime"].Value = mail.Mime;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
