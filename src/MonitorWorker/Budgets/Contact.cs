namespace MonitorWorker.Budgets;

/// <summary>角色: what somebody is told about, and may act on.</summary>
public enum ContactRole
{
    /// <summary>责任人</summary>
    Responsible,

    /// <summary>股室负责人</summary>
    SectionHead,

    /// <summary>分管领导</summary>
    DeputyLeader,

    /// <summary>主要领导</summary>
    Leader,

    /// <summary>财务人员</summary>
    Finance,

    /// <summary>绩效管理人员</summary>
    Performance,

    /// <summary>系统管理员</summary>
    Administrator,
}

/// <summary>The field's words for the roles.</summary>
public static class ContactRoles
{
    /// <summary>By <see cref="Name"/>, in the order of the ladder.</summary>
    public static IReadOnlyDictionary<string, ContactRole> ByName { get; } = Enum.GetValues<ContactRole>().ToDictionary(role => role.Name());

    public static string Name(this ContactRole role) => role switch
    {
        ContactRole.Responsible => "责任人",
        ContactRole.SectionHead => "股室负责人",
        ContactRole.DeputyLeader => "分管领导",
        ContactRole.Leader => "主要领导",
        ContactRole.Finance => "财务人员",
        ContactRole.Performance => "绩效管理人员",
        _ => "系统管理员",
    };
}

/// <summary>One row of 通讯录: a person in a role, for an entity, a section or a project, within dates.</summary>
/// <param name="Addresses">All are written to, each by a mail of its own.</param>
/// <param name="From">任职起始日期; null is always.</param>
/// <param name="Until">离任日期, the first day on which the person is gone; null is not known to leave.</param>
public sealed record Contact(
    string Name,
    IReadOnlyList<string> Addresses,
    ContactRole Role,
    string? EntityCode,
    string? Section,
    string? ProjectCode,
    DateOnly? From,
    DateOnly? Until)
{
    public long Batch { get; init; }

    public SourceRef? Source { get; init; }

    /// <summary>Those of the addresses at which mails do not arrive.</summary>
    public IReadOnlyList<string> Bounced { get; init; } = [];

    public string Address => Addresses[0];

    public bool IsInOffice(DateOnly day) => (From is null || From <= day) && (Until is null || day < Until);
}
