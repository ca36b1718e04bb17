using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MonitorWorker.Storage;

/// <summary>Lets the migration tool build the model without starting the program.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<MonitorDb>
{
    public MonitorDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<MonitorDb>().UseSqlite("Data Source=:memory:").Options);
}
