using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SQLitePCL;

namespace MonitorWorker.Storage;

/// <summary>
/// Inserts rows of one table by one prepared statement: what the change tracker does for one row costs more than the row.
/// Table, columns and stored forms come from the model, so that nothing is said twice.
/// </summary>
internal sealed class RowInserter<T> : IDisposable
    where T : class
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly Column[] _columns;

    public RowInserter(MonitorDb db)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model.");
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        _columns =
        [
            .. entity.GetProperties()
                .Where(property => !property.IsPrimaryKey())
                .Select(property => new Column(property.GetColumnName(table)!, property.GetGetter(), property.GetTypeMapping().Converter?.ConvertToProvider)),
        ];
        _connection = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        var names = string.Join(", ", _columns.Select(column => $"\"{column.Name}\""));
        var result = raw.sqlite3_prepare_v2(
            _connection, $"INSERT INTO \"{table.Name}\" ({names}) VALUES ({string.Join(", ", _columns.Select(_ => "?"))})", out _statement);
        Check(result);
    }

    /// <returns>The key that the row was given.</returns>
    /// <exception cref="SqliteException">The row cannot be stored: the disk is full, or a rule of the table is broken.</exception>
    public long Insert(T row)
    {
        for (var index = 0; index < _columns.Length; index++)
        {
            var column = _columns[index];
            var value = column.Getter.GetClrValue(row);
            // A binding stays until it is changed, and most columns say in each row what they said in the row before.
            if (column.IsBound && Equals(value, column.Last)) continue;
            Bind(index + 1, value is null ? null : column.ToStored is { } convert ? convert(value) : value);
            (column.IsBound, column.Last) = (true, value);
        }

        var result = raw.sqlite3_step(_statement);
        if (result != raw.SQLITE_DONE) Check(result);
        raw.sqlite3_reset(_statement);
        return raw.sqlite3_last_insert_rowid(_connection);
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(int place, object? value)
    {
        Check(value switch
        {
            null => raw.sqlite3_bind_null(_statement, place),
            string text => raw.sqlite3_bind_text(_statement, place, text),
            long number => raw.sqlite3_bind_int64(_statement, place, number),
            int number => raw.sqlite3_bind_int64(_statement, place, number),
            bool yes => raw.sqlite3_bind_int64(_statement, place, yes ? 1 : 0),
            DateOnly day => raw.sqlite3_bind_text(_statement, place, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
            _ => throw new NotSupportedException($"{typeof(T).Name}.{_columns[place - 1].Name} is stored as {value.GetType().Name}, which has no binding here."),
        });
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(_connection).utf8_to_string(), result, raw.sqlite3_extended_errcode(_connection));
    }

    private sealed class Column(string name, IClrPropertyGetter getter, Func<object?, object?>? toStored)
    {
        public string Name { get; } = name;

        public IClrPropertyGetter Getter { get; } = getter;

        public Func<object?, object?>? ToStored { get; } = toStored;

        public bool IsBound { get; set; }

        public object? Last { get; set; }
    }
}
