using MonitorWorker.Budgets;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting;

/// <summary>Levels as the config says them, as the router takes them.</summary>
internal static class DisclosureMapping
{
    /// <exception cref="FormatException">Options that the config check has not seen.</exception>
    public static DisclosurePolicy Map(DisclosureOptions options) => new(
        [.. options.Projects.Select(project => (BudgetScope.Parse(project.Scope, out var problem) ?? throw new FormatException(problem), Enum.Parse<Disclosure>(project.Level, ignoreCase: true)))],
        [.. options.Domains.Select(domain => (new MailDomains([domain.Domain]), Enum.Parse<Disclosure>(domain.Level, ignoreCase: true)))]);
}
