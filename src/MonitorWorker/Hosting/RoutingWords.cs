using System.Globalization;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Hosting;

/// <summary>Routes read back to the person who wrote them.</summary>
internal static class RoutingWords
{
    /// <summary>A line for each route, in their order, and for each escalation that one of them names.</summary>
    public static IEnumerable<string> Of(RouteBook book)
    {
        foreach (var route in book.Routes) yield return $"route {route.Route.Name}: {When(route)} → {To(route)}, {Then(route.Route)}";
        if (book.Routes.Count > 0) yield return $"route {Route.CatchAll.Name}: everything else → {To(new ConfiguredRoute(Route.CatchAll))}, {Then(Route.CatchAll)}";
        foreach (var escalation in book.Routes.Select(route => route.Route.Escalation).OfType<EscalationPolicy>().DistinctBy(escalation => escalation.Name))
            yield return $"escalation {escalation.Name}: {string.Join("; ", escalation.Steps.Select(Step))}";
    }

    private static string When(ConfiguredRoute route)
    {
        var conditions = new[]
        {
            string.Join("|", route.Rules),
            string.Join("|", route.Levels.Select(level => level.Code())),
            route.Where?.ToString() ?? "",
            route.MinAmount is { } least ? string.Create(CultureInfo.InvariantCulture, $"from {least.Fen / 100:#,0} yuan") : "",
        };
        return string.Join(", ", conditions.Where(condition => condition.Length > 0).DefaultIfEmpty("everything"));
    }

    private static string To(ConfiguredRoute route) =>
        string.Join("、", route.Roles.Select(role => role.Name()).Concat(route.Addresses).DefaultIfEmpty("whom the address book names"));

    private static string Then(Route route)
    {
        var reminded = route.Reminders == ReminderPolicy.Once ? "told once" : $"reminded {route.Reminders}";
        return $"{route.Timing.ToString().ToLowerInvariant()}, {reminded}" + (route.Escalation is { } escalation ? $", escalates by {escalation.Name}" : "");
    }

    private static string Step(EscalationStep step) =>
        string.Create(CultureInfo.InvariantCulture, $"after {step.AfterWorkdays} working days {string.Join("、", step.To.Select(role => role.Name()))}");
}
