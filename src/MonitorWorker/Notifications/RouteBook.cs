using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Notifications;

/// <summary>One route of the configuration: which findings it is for, and whom it asks for. A list that is empty asks for nothing.</summary>
public sealed record ConfiguredRoute(Route Route)
{
    /// <summary>Rule ids.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    public IReadOnlyList<Level> Levels { get; init; } = [];

    /// <summary>口径 of the lines; null is all, statements too.</summary>
    public BudgetScope? Where { get; init; }

    /// <summary>Least revised budget; null is any, statements too.</summary>
    public Money? MinAmount { get; init; }

    /// <summary>Each is looked for by itself. Without roles and addresses the address book says who is told.</summary>
    public IReadOnlyList<ContactRole> Roles { get; init; } = [];

    /// <summary>Mailboxes that are told whoever holds which role.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    public bool TakesLine(string rule, Level level, BudgetPosition position) =>
        Takes(rule, level) && Where?.Holds(position) != false && (MinAmount is not { } least || position.Revised >= least);

    /// <summary>A statement is of no budget line: what a route asks of lines it never fulfils.</summary>
    public bool TakesStatement(string rule, Level level) => Takes(rule, level) && Where is null && MinAmount is null;

    /// <summary>True where a route that stands behind this one can never be reached.</summary>
    public bool Hides(ConfiguredRoute later) =>
        IsWider(Rules, later.Rules)
        && IsWider(Levels, later.Levels)
        && (Where is null || Where.ToString() == later.Where?.ToString())
        && (MinAmount is not { } least || later.MinAmount >= least);

    private static bool IsWider<T>(IReadOnlyList<T> mine, IReadOnlyList<T> theirs) => mine.Count == 0 || (theirs.Count > 0 && theirs.All(mine.Contains));

    private bool Takes(string rule, Level level) => (Rules.Count == 0 || Rules.Contains(rule)) && (Levels.Count == 0 || Levels.Contains(level));
}

/// <summary>The routes in their order, of which the first that takes a finding decides; the catch-all stands behind them, always.</summary>
public sealed record RouteBook(IReadOnlyList<ConfiguredRoute> Routes, MailDomains Allowed)
{
    private static readonly ConfiguredRoute _catchAll = new(Route.CatchAll);

    /// <summary>The catch-all alone: the address book says who is told, at once and just once.</summary>
    public static RouteBook Empty { get; } = new([], MailDomains.All);

    /// <summary>What may be said of which project, and where.</summary>
    public DisclosurePolicy Disclosure { get; init; } = DisclosurePolicy.Column;

    /// <summary>True where some route reminds or escalates, so that alerts of which there is nothing new are looked at.</summary>
    public bool FollowsUp => Routes.Any(route => route.Route is { Reminders.EveryWorkdays: not null } or { Escalation: not null });

    public ConfiguredRoute ForLine(string rule, Level level, BudgetPosition position) => Routes.FirstOrDefault(route => route.TakesLine(rule, level, position)) ?? _catchAll;

    public ConfiguredRoute ForStatement(string rule, Level level) => Routes.FirstOrDefault(route => route.TakesStatement(rule, level)) ?? _catchAll;
}
