using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Hosting;

/// <summary>Routes as the config says them, as the router takes them.</summary>
internal static class RouteMapping
{
    /// <summary>What begins a recipient that is a mailbox and no role.</summary>
    public const string Address = "address:";

    /// <exception cref="FormatException">Options that the config check has not seen.</exception>
    public static RouteBook Map(MonitorOptions options)
    {
        var escalations = options.Escalations.ToDictionary(escalation => escalation.Name, Map);
        return new RouteBook([.. options.Routes.Select(route => Map(route, escalations))], new MailDomains(options.Mail.AllowedDomains)) { Disclosure = DisclosureMapping.Map(options.Disclosure) };
    }

    private static EscalationPolicy Map(EscalationOptions escalation) => new(
        escalation.Name,
        [.. escalation.Steps.Select(step => new EscalationStep(step.AfterWorkdays, [.. step.To.Select(role => ContactRoles.ByName[role])], step.Says))]);

    private static ConfiguredRoute Map(RouteOptions route, Dictionary<string, EscalationPolicy> escalations) => new(new Route(
        route.Name,
        Enum.Parse<Timing>(route.Timing, ignoreCase: true),
        ReminderPolicy.Parse(route.Remind) ?? throw new FormatException(route.Remind),
        route.Escalate is { } escalation ? escalations[escalation] : null))
    {
        Rules = route.Rules,
        Levels = [.. route.Levels.Select(Levels.Parse)],
        Where = Scope(route.Where),
        MinAmount = route.MinAmount is { } yuan ? Money.FromYuan(yuan) : null,
        Roles = [.. route.To.Where(to => !to.StartsWith(Address, StringComparison.Ordinal)).Select(role => ContactRoles.ByName[role])],
        Addresses = [.. route.To.Where(to => to.StartsWith(Address, StringComparison.Ordinal)).Select(to => to[Address.Length..].Trim())],
    };

    /// <summary>Everything asks for nothing.</summary>
    private static BudgetScope? Scope(string? where)
    {
        if (where is null) return null;
        var scope = BudgetScope.Parse(where, out var problem) ?? throw new FormatException(problem);
        return scope.Columns.Length == 0 ? null : scope;
    }
}
