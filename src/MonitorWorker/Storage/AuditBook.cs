using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>An entry of the audit's book as it is kept.</summary>
public sealed record AuditLine(long Id, string Hash, AuditEntry Entry);

/// <summary>Which entries are asked for; null asks for all.</summary>
public sealed record AuditFilter
{
    public DateTimeOffset? From { get; init; }

    /// <summary>First moment that is not asked for.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>项目编码.</summary>
    public string? Project { get; init; }

    /// <summary>预警编号.</summary>
    public string? AlertNumber { get; init; }

    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>Last entry that is looked at: the book grows while it is read.</summary>
    public long? UpTo { get; init; }

    /// <summary>Only so many of the latest.</summary>
    public int? Last { get; init; }
}

/// <summary>What is wrong with the audit's book.</summary>
/// <param name="Id">First entry that does not fit; null where it is the book as a whole.</param>
public sealed record AuditBreak(long? Id, string What);

/// <summary>How the audit's book stands.</summary>
/// <param name="LastHash">Noted down elsewhere, it proves later that the book up to there is still the same; null while it is empty.</param>
/// <param name="Broken">Null where each entry is as it was written.</param>
public sealed record AuditState(long Count, long LastId, string? LastHash, AuditBreak? Broken);

/// <summary>Reads the audit's book, and checks that it is as it was written.</summary>
public sealed class AuditBook(MonitorStore store)
{
    private static readonly string[] _triggers = ["AuditKeepsRows", "AuditKeepsValues", "AuditKeepsKeys", "AuditKeepsChain", "AuditKeepsOrder"];
    private static readonly string _select =
        $"SELECT {nameof(AuditRow.Id)}, {nameof(AuditRow.Hash)}, {nameof(AuditRow.PreviousHash)}, {string.Join(", ", AuditChain.Columns.Select(name => $"\"{name}\""))} FROM Audit";

    /// <summary>
    /// 1. The database still refuses changes; 2. entries are numbered without a gap from 1 to the last number ever given out;
    /// 3. each fits the one before and its own values.
    /// </summary>
    /// <param name="known">Hash that was noted down earlier and must be in the book; null where none was.</param>
    public async Task<AuditState> VerifyAsync(string? known, CancellationToken cancellationToken)
    {
        await using var connection = await store.ConnectAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction(deferred: true);
        var broken = await MissingTriggerAsync(connection, cancellationToken);
        var (count, lastId, isKnown) = (0L, 0L, known is null);
        string? last = null;
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = _select + " ORDER BY Id";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var (id, hash, previous) = (reader.GetInt64(0), Stored(reader, 1), Stored(reader, 2));
                broken ??= Compare(id, hash, previous, Values(reader));
                count++;
                (lastId, last) = (id, hash);
                isKnown |= hash == known;
            }

            AuditBreak? Compare(long id, string? hash, string? previous, IReadOnlyList<string?> values) =>
                id != lastId + 1 ? new AuditBreak(id, $"the entry before it should be {id - 1} and is {(lastId == 0 ? "not there" : lastId.ToString(CultureInfo.InvariantCulture))}")
                : previous != last ? new AuditBreak(id, "it does not continue the entry before it")
                : hash != AuditChain.HashOf(previous, values) ? new AuditBreak(id, "its values are not those that were written")
                : null;
        }

        var given = await GivenAsync(connection, cancellationToken);
        if (given != lastId) broken ??= new AuditBreak(null, $"{given} entries were written and the last one that is there is {lastId}");
        if (!isKnown) broken ??= new AuditBreak(null, $"no entry has the hash {known}");
        return new AuditState(count, lastId, last, broken);
    }

    /// <summary>In the order in which they were written.</summary>
    /// <exception cref="StoreException">An entry holds what was never written.</exception>
    public async IAsyncEnumerable<AuditLine> ReadAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await store.ConnectAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        var conditions = Conditions(filter, command.Parameters).Prepend("1").ToList();
        var chosen = $"{_select} WHERE {string.Join(" AND ", conditions)}";
        command.CommandText = filter.Last is { } most
            ? $"SELECT * FROM ({chosen} ORDER BY Id DESC LIMIT {most.ToString(CultureInfo.InvariantCulture)}) ORDER BY Id"
            : chosen + " ORDER BY Id";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) yield return ToLine(reader);
    }

    private static IEnumerable<string> Conditions(AuditFilter filter, SqliteParameterCollection parameters)
    {
        if (filter.UpTo is { } upTo) yield return With("Id <= $upTo", "$upTo", upTo);
        if (filter.From is { } from) yield return With("\"At\" >= $from", "$from", StoredTypes.Text(from));
        if (filter.Before is { } before) yield return With("\"At\" < $before", "$before", StoredTypes.Text(before));
        if (filter.AlertNumber is { } number) yield return With("AlertNumber = $number", "$number", number);
        if (filter.Project is { } project) yield return With("json_valid(Figures) AND json_extract(Figures, '$.Project') = $project", "$project", project);
        if (filter.Events is { } events)
            yield return $"Event IN ({string.Join(", ", events.Select((name, index) => With($"$event{index}", $"$event{index}", name)))})";

        string With(string condition, string name, object value)
        {
            parameters.AddWithValue(name, value);
            return condition;
        }
    }

    private static AuditLine ToLine(SqliteDataReader reader)
    {
        var id = reader.GetInt64(0);
        try
        {
            return new AuditLine(id, reader.GetString(1), new AuditEntry(Text(nameof(AuditRow.Event))!, StoredTypes.Time(Text(nameof(AuditRow.At))!))
            {
                RunId = Text(nameof(AuditRow.RunId)),
                AlertKey = Text(nameof(AuditRow.AlertKey)),
                AlertNumber = Text(nameof(AuditRow.AlertNumber)),
                Level = Text(nameof(AuditRow.Level)) is { } level ? Levels.Parse(level) : null,
                Reason = Text(nameof(AuditRow.Reason)),
                RecipientName = Text(nameof(AuditRow.RecipientName)),
                RecipientAddress = Text(nameof(AuditRow.RecipientAddress)),
                Figures = Text(nameof(AuditRow.Figures)),
                RuleSet = Text(nameof(AuditRow.RuleSet)),
                RuleSetHash = Text(nameof(AuditRow.RuleSetHash)),
                SourceFile = Text(nameof(AuditRow.SourceFile)),
                SourceSheet = Text(nameof(AuditRow.SourceSheet)),
                SourceRow = Text(nameof(AuditRow.SourceRow)) is { } row ? int.Parse(row, CultureInfo.InvariantCulture) : null,
                NoticeId = Text(nameof(AuditRow.NoticeId)) is { } notice ? long.Parse(notice, CultureInfo.InvariantCulture) : null,
                MessageId = Text(nameof(AuditRow.MessageId)),
                Actor = Text(nameof(AuditRow.Actor)),
                Detail = Text(nameof(AuditRow.Detail)),
            });
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            throw new StoreException($"Entry {id} of the audit's book cannot be read: {e.Message} Run audit check.", e);
        }

        string? Text(string column) => Stored(reader, reader.GetOrdinal(column));
    }

    private static IReadOnlyList<string?> Values(SqliteDataReader reader) => [.. Enumerable.Range(3, AuditChain.Columns.Count).Select(index => Stored(reader, index))];

    private static string? Stored(SqliteDataReader reader, int column) => reader.GetValue(column) switch
    {
        DBNull => null,
        byte[] bytes => Convert.ToHexStringLower(bytes),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static async Task<AuditBreak?> MissingTriggerAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'Audit'";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var there = new HashSet<string>();
        while (await reader.ReadAsync(cancellationToken)) there.Add(reader.GetString(0));
        return Array.Find(_triggers, name => !there.Contains(name)) is { } missing
            ? new AuditBreak(null, $"the trigger {missing} was removed, so that the database does not refuse changes any more")
            : null;
    }

    /// <summary>SQLite gives no number out twice; of the entries that a transaction took back it gives the numbers out again.</summary>
    private static async Task<long> GivenAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT seq FROM sqlite_sequence WHERE name = 'Audit'";
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }
}
