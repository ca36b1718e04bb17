using MonitorWorker.Budgets;

namespace MonitorWorker.Notifications;

/// <summary>
/// What may leave the store (外发级别). A project has the strictest level of its budget rows (column 外发级别) and of the scopes that hold one of them; a mail domain
/// has a highest level. Of the two the stricter applies to a mail.
/// </summary>
/// <param name="projects">Where the budget does not say what a scope asks, the scope holds: in doubt nothing leaves.</param>
/// <param name="domains">The strictest that an address is of; an address of none of them gets everything.</param>
public sealed class DisclosurePolicy(IReadOnlyList<(BudgetScope Scope, Disclosure Level)> projects, IReadOnlyList<(MailDomains Domain, Disclosure Level)> domains)
{
    /// <summary>The column alone decides.</summary>
    public static DisclosurePolicy Column { get; } = new([], []);

    /// <summary>The configuration names something; where it does not, the column alone decides.</summary>
    public bool IsConfigured => projects.Count + domains.Count > 0;

    /// <summary>The configuration limits projects, and not the column alone.</summary>
    public bool LimitsProjects => projects.Count > 0;

    /// <summary>Of a row of 预算 by itself; what applies is that of its whole project.</summary>
    public Disclosure Of(BudgetLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var level = line.Disclosure;
        foreach (var (scope, stricter) in projects)
        {
            if (stricter > level && scope.Holds(line) != false) level = stricter;
        }

        return level;
    }

    /// <summary>Of the project behind a position, whoever asks.</summary>
    public Disclosure Of(BudgetPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        return Strictest(position.ProjectLines.Count == 0 ? position.Lines : position.ProjectLines);
    }

    /// <summary>The most that may go to an address.</summary>
    public Disclosure Of(string address)
    {
        var level = Disclosure.Full;
        foreach (var (domain, highest) in domains)
        {
            if (highest > level && domain.Allow(address)) level = highest;
        }

        return level;
    }

    /// <summary>What a mail to an address may say of a project.</summary>
    public Disclosure Of(string address, BudgetPosition position) => Disclosures.Stricter(Of(position), Of(address));

    /// <summary>The strictest of some rows; full where there are none.</summary>
    public Disclosure Strictest(IEnumerable<BudgetLine> lines) => lines.Aggregate(Disclosure.Full, (level, line) => Disclosures.Stricter(level, Of(line)));
}
