using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Storage;

/// <summary>A database as the version before this one has left it.</summary>
internal static class OlderSchema
{
    public static async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        await using var db = new MonitorDb(new DbContextOptionsBuilder<MonitorDb>().UseSqlite($"Data Source={file};Pooling=False").Options);
        var migrations = db.Database.GetMigrations().Order(StringComparer.Ordinal).ToList();
        await db.GetService<IMigrator>().MigrateAsync(migrations[^2], cancellationToken);
    }
}
