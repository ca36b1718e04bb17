using MonitorWorker.Budgets;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What the levels of projects and domains have to be. Adds are (key, message, expected).</summary>
/// <param name="warn">What can be used and is hardly meant.</param>
internal sealed class DisclosureRules(MonitorOptions options, Action<string, string, string> add, Action<string, string, string> warn)
{
    public void Check()
    {
        var isGood = true;
        for (var index = 0; index < options.Disclosure.Projects.Count; index++)
        {
            // What is missing has been told.
            if (options.Disclosure.Projects[index].Scope is { } scope && BudgetScope.Parse(scope, out var problem) is null) Bad($"disclosure.projects[{index}].scope", problem!, BudgetScope.Expected);
        }

        for (var index = 0; index < options.Disclosure.Domains.Count; index++)
        {
            if (options.Disclosure.Domains[index].Domain is { Length: > 0 } domain && !RouteRules.IsDomain(domain))
                Bad($"disclosure.domains[{index}].domain", "is not a domain", "e.g. example.com, or *.example.com for all below it");
        }

        if (!isGood || options.Disclosure.Domains.Any(domain => domain.Domain is null or "")) return;
        var policy = DisclosureMapping.Map(options.Disclosure);
        if (options.Mail is { Mode: "rehearsal", RehearsalTo: { } rehearsal } && policy.Of(rehearsal) != Disclosure.Full)
            add("mail.rehearsalTo", "is in a domain to which not everything may go (disclosure.domains), and gets every mail", "an address to which everything may go");
        var last = options.Mail.AdministratorAddress ?? options.Mail.From;
        if (policy.Of(last) != Disclosure.Full)
            warn(options.Mail.AdministratorAddress is null ? "mail.from" : "mail.administratorAddress", "is in a domain to which not everything may go (disclosure.domains): what nobody else may be told is told to nobody", "an address to which everything may go");

        void Bad(string key, string message, string expected)
        {
            isGood = false;
            add(key, message, expected);
        }
    }
}
