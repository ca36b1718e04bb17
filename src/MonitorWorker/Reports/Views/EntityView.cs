using MonitorWorker.Notifications.Templates;

namespace MonitorWorker.Reports.Views;

/// <summary>An entity, and what it says of itself in its own files.</summary>
internal sealed class EntityView(ReportSubject subject)
{
    /// <summary>Names of the files that a report of an entity asks for.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["职能职责", "机构情况", "支出说明", "绩效管理"];

    /// <summary>Level of the heading under which a text stands: a chapter, or a part of one.</summary>
    private const int Chapter = 2;

    private const int Part = 3;

    public string Code { get; } = Print.Name(subject.EntityCode) ?? "";

    /// <summary>Its name, else its code.</summary>
    public string? Name { get; } = Print.Name(subject.EntityName ?? (subject.EntityCode.Length == 0 ? subject.Book.OfficeName : subject.EntityCode));

    /// <summary>职能职责.md as it stands.</summary>
    public RawText? Duties => Of(Texts[0], Chapter);

    /// <summary>机构情况.md as it stands.</summary>
    public RawText? Organisation => Of(Texts[1], Chapter);

    /// <summary>支出说明.md as it stands.</summary>
    public RawText? Spending => Of(Texts[2], Part);

    /// <summary>绩效管理.md as it stands.</summary>
    public RawText? Performance => Of(Texts[3], Part);

    private RawText? Of(string name, int level) => OfficeMarkdown.Below(subject.Book.Texts.Of(subject.EntityCode, name), level);
}
