using System.Text.RegularExpressions;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What routes, escalations and allowed domains have to be among themselves. Adds are (key, message, expected).</summary>
/// <param name="warn">What can be used and is hardly meant.</param>
/// <param name="checkAddress">Tells where the text at a key is no mail address.</param>
internal sealed partial class RouteRules(MonitorOptions options, Action<string, string, string> add, Action<string, string, string> warn, Action<string, string> checkAddress)
{
    private static readonly string[] _ofStatements = ["statement-mismatch", "total-mismatch"];
    private static readonly string[] _levels = ["red", "yellow", "blue", "grey"];

    private bool _isGood = true;

    private string Among => $"a domain of mail.allowedDomains: {string.Join(", ", options.Mail.AllowedDomains)}";

    public void Check()
    {
        CheckDomains(options.Mail);
        var escalations = CheckEscalations();
        var names = new Dictionary<string, int>();
        for (var index = 0; index < options.Routes.Count; index++) CheckRoute(options.Routes[index], index, names, escalations);
        if (_isGood) CheckOrder();
    }

    private void CheckDomains(MailOptions mail)
    {
        for (var index = 0; index < mail.AllowedDomains.Count; index++)
        {
            // What is empty has been told.
            if (mail.AllowedDomains[index] is { Length: > 0 } domain && !IsDomain(domain)) Bad($"mail.allowedDomains[{index}]", "is not a domain", "e.g. example.com, or *.example.com for all below it");
        }

        CheckAllowed("mail.rehearsalTo", mail.RehearsalTo);
        // Without an administrator the sender's own mailbox is the last that is told.
        CheckAllowed(mail.AdministratorAddress is null ? "mail.from" : "mail.administratorAddress", mail.AdministratorAddress ?? mail.From);
    }

    private void CheckAllowed(string key, string? address)
    {
        if (address is not null && !new MailDomains(options.Mail.AllowedDomains).Allow(address)) Bad(key, "is outside of mail.allowedDomains, and nothing would go there", Among);
    }

    private HashSet<string> CheckEscalations()
    {
        var names = new Dictionary<string, int>();
        for (var index = 0; index < options.Escalations.Count; index++)
        {
            var (escalation, key) = (options.Escalations[index], $"escalations[{index}]");
            CheckName(escalation.Name, index, "escalations", names, "routes name it");
            if (escalation.Steps.Count == 0) Bad($"{key}.steps", "is empty", "at least one step, e.g. { \"afterWorkdays\": 5, \"to\": [\"股室负责人\"] }");
            for (var step = 0; step < escalation.Steps.Count; step++)
            {
                var (days, to) = (escalation.Steps[step].AfterWorkdays, escalation.Steps[step].To ?? []);
                // What is missing or empty has been told.
                _isGood &= days > 0 && escalation.Steps[step].To is not null;
                if (step > 0 && days > 0 && days <= escalation.Steps[step - 1].AfterWorkdays)
                    Bad($"{key}.steps[{step}].afterWorkdays", $"is not after steps[{step - 1}]", $"more than {escalation.Steps[step - 1].AfterWorkdays}");
                if (escalation.Steps[step].To is { Count: 0 }) Bad($"{key}.steps[{step}].to", "names nobody", Roles());
                for (var role = 0; role < to.Count; role++) CheckRole($"{key}.steps[{step}].to[{role}]", to[role], Roles());
            }
        }

        return [.. names.Keys];
    }

    private void CheckRoute(RouteOptions route, int index, Dictionary<string, int> names, HashSet<string> escalations)
    {
        var key = $"routes[{index}]";
        CheckName(route.Name, index, "routes", names, "what is told names it");
        for (var rule = 0; rule < route.Rules.Count; rule++) CheckWord($"{key}.rules[{rule}]", route.Rules[rule], "is not a rule", RuleIds.All);
        for (var level = 0; level < route.Levels.Count; level++) CheckWord($"{key}.levels[{level}]", route.Levels[level], "is not a level of findings", _levels);
        if (route.Where is { } where && BudgetScope.Parse(where, out var problem) is null) Bad($"{key}.where", problem!, BudgetScope.Expected);
        for (var to = 0; to < route.To.Count; to++) CheckTo($"{key}.to[{to}]", route.To[to]);
        if (ReminderPolicy.Parse(route.Remind) is null) Bad($"{key}.remind", "is not how often somebody is reminded", ReminderPolicy.Expected);
        if (route.Escalate is { } escalation && !escalations.Contains(escalation))
        {
            Bad($"{key}.escalate", "there is no such escalation", escalations.Count == 0
                ? "the name of one of escalations, e.g. with \"include\": [\"escalations/sichuan-2025.json\"]"
                : Hint(escalation, escalations));
        }

        if (route.Rules.Count > 0 && route.Rules.All(_ofStatements.Contains) && (route.Where is not null || route.MinAmount is not null))
            Bad(route.Where is null ? $"{key}.minAmount" : $"{key}.where", "is asked of budget lines, and the rules of this route are about statements", "the key removed, or other rules");
    }

    private void CheckName(string? name, int index, string list, Dictionary<string, int> names, string why)
    {
        // A required key that could not be read is null here and has been reported.
        if (name is null) _isGood = false;
        else if (name == Route.CatchAll.Name && list == "routes") Bad($"routes[{index}].name", "is the route behind all others, which is always there", "another name");
        else if (!names.TryAdd(name, index)) Bad($"{list}[{index}].name", $"{list}[{names[name]}] has this name as well", $"each name once: {why}");
    }

    private void CheckTo(string key, string to)
    {
        if (!to.StartsWith(RouteMapping.Address, StringComparison.Ordinal))
        {
            CheckRole(key, to, $"{Roles()}, or {RouteMapping.Address}name@example.com");
            return;
        }

        var address = to[RouteMapping.Address.Length..].Trim();
        checkAddress(key, address);
        CheckAllowed(key, address);
    }

    private void CheckRole(string key, string role, string expected)
    {
        _isGood &= role.Length > 0;
        if (role.Length > 0 && !ContactRoles.ByName.ContainsKey(role)) Bad(key, "is not a role", expected);
    }

    private void CheckWord(string key, string word, string message, IReadOnlyCollection<string> known)
    {
        _isGood &= word.Length > 0;
        if (word.Length > 0 && !known.Contains(word)) Bad(key, message, Hint(word, known));
    }

    /// <summary>A route that an earlier one hides is a mistake of order, not of words.</summary>
    private void CheckOrder()
    {
        var routes = RouteMapping.Map(options).Routes;
        for (var index = 1; index < routes.Count; index++)
        {
            if (routes.Take(index).FirstOrDefault(earlier => earlier.Hides(routes[index])) is { } earlier)
                warn($"routes[{index}].name", $"is never reached: {earlier.Route.Name} before it takes all of its findings", "the narrower route first");
        }
    }

    /// <summary>example.com, or *.example.com for all below it.</summary>
    public static bool IsDomain(string text) => Domain().IsMatch(text);

    private void Bad(string key, string message, string expected)
    {
        _isGood = false;
        add(key, message, expected);
    }

    private static string Roles() => $"one of {string.Join(", ", ContactRoles.ByName.Keys)}";

    private static string Hint(string word, IReadOnlyCollection<string> known)
    {
        var all = $"one of {string.Join(", ", known)}";
        return Spelling.Nearest(word, known) is { } near ? $"{all}; did you mean {near}?" : all;
    }

    [GeneratedRegex(@"^(\*\.)?[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$")]
    private static partial Regex Domain();
}
