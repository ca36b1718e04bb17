using Microsoft.EntityFrameworkCore;

namespace MonitorWorker.Storage;

/// <summary>The schemas that this program knows, each named by its migration; names begin with a time and so sort.</summary>
internal static class SchemaVersions
{
    private static readonly Lazy<string> _newest = new(() =>
    {
        using var db = new DesignTime().CreateDbContext([]);
        return db.Database.GetMigrations().Max(StringComparer.Ordinal)!;
    });

    public static string Newest => _newest.Value;

    /// <exception cref="StoreException">A newer program has written it: this one would not understand it, and could spoil it.</exception>
    public static void EnsureKnown(string file, string schema)
    {
        if (string.CompareOrdinal(schema, Newest) <= 0) return;
        throw new StoreException(
            $"The database {file} was written by a newer version of this program (schema {schema}; this one knows {Newest}). Start the newer version, or put back the copy of before its upgrade: {file}.*.before-upgrade.");
    }
}
