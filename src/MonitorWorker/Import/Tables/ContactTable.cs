using System.Net.Mail;
using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Tables;

/// <summary>通讯录: who is responsible for what, since when and until when.</summary>
internal sealed class ContactTable : IInputTable
{
    private static readonly Dictionary<string, ContactRole> _roles = new()
    {
        ["责任人"] = ContactRole.Responsible,
        ["股室负责人"] = ContactRole.SectionHead,
        ["分管领导"] = ContactRole.DeputyLeader,
        ["主要领导"] = ContactRole.Leader,
        ["财务人员"] = ContactRole.Finance,
        ["财务"] = ContactRole.Finance,
        ["绩效管理人员"] = ContactRole.Performance,
        ["系统管理员"] = ContactRole.Administrator,
        ["管理员"] = ContactRole.Administrator,
    };

    public string Name => "通讯录";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        new("姓名", Required: true) { Synonyms = ["联系人"] },
        new("邮箱", Required: true) { Synonyms = ["电子邮箱", "邮件地址", "E-MAIL", "EMAIL"] },
        new("角色", Required: true) { Choices = [.. ContactRoles.ByName.Keys] },
        CommonColumns.Entity,
        new("责任股室") { Synonyms = ["责任科室", "股室"] },
        CommonColumns.Project with { Required = false },
        new("任职起始日期"),
        new("离任日期"),
    ];

    public IReadOnlyList<string> LabelColumns => ["姓名"];

    public void Read(RowReader row, IFactSink facts)
    {
        var name = row.Text("姓名", required: true);
        var role = row.Choice("角色", _roles, required: true);
        var entity = row.Code("单位编码");
        var project = row.Code("项目编码");
        var from = row.Day("任职起始日期");
        var until = row.Day("离任日期");
        var addresses = (row.Text("邮箱", required: true) ?? "")
            .Split([';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var address in addresses.Where(address => !IsUsable(address)))
            row.Refuse("邮箱", "不是可用的邮箱地址", "如 name@example.com，几个地址用分号隔开", address);
        if (row.IsRefused) return;

        facts.Add(new Contact(name!, addresses, role!.Value, entity, row.Text("责任股室"), project, from, until) { Batch = facts.Batch, Source = row.Source });
    }

    // Non-ASCII local parts would need SMTPUTF8, which the servers of these offices lack.
    private static bool IsUsable(string address) =>
        MailAddress.TryCreate(address, out var parsed) && parsed.Address == address && parsed.User.All(char.IsAscii) && address.Contains('.');
}
