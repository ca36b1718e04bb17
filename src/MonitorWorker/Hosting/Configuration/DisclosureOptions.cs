using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What may leave the store (外发级别), beside what the column 外发级别 of the budget says; the stricter wins.</summary>
public sealed record DisclosureOptions
{
    [Description("Projects by scope; the strictest that holds one of a project's budget rows.")]
    public IReadOnlyList<ProjectDisclosureOptions> Projects { get; init; } = [];

    [Description("Mail domains by the most that may go there. A domain that none of them names gets everything.")]
    public IReadOnlyList<DomainDisclosureOptions> Domains { get; init; } = [];
}

/// <summary>The level of some projects.</summary>
public sealed record ProjectDisclosureOptions
{
    [Description("Scope (口径) of the budget rows, e.g. 项目编码=ZX01|ZX02.")]
    public required string Scope { get; init; }

    [Description("numberOnly (仅编号): mails give the number of an alert and nothing of its project; none (不得外发): nothing leaves the store.")]
    [AllowedValues("numberOnly", "none")]
    public required string Level { get; init; }
}

/// <summary>The most that may go to a mail domain.</summary>
public sealed record DomainDisclosureOptions
{
    [Description("A domain (example.com), or *. before it for all below it.")]
    public required string Domain { get; init; }

    [Description("full: everything; numberOnly: of each project the number of its alert; none: nothing of any project. Of several that name an address the strictest. Default full.")]
    [AllowedValues("full", "numberOnly", "none")]
    public string Level { get; init; } = "full";
}
