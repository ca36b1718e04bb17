using MonitorWorker.Notifications;

namespace MonitorWorker.Reports;

/// <summary>The files of a report about an entity, or about all, before they are made.</summary>
/// <param name="EntityCode">Null of the files about all entities.</param>
/// <param name="Name">Of the entity; of the office where it is about all.</param>
/// <param name="Folder">Code and name of the entity as the name of a folder, unlike all others of the report; empty where it is about all.</param>
public sealed record PlannedReport(string? EntityCode, string Name, string Folder, IReadOnlyList<PlannedFile> Files)
{
    /// <summary>True where the configuration names an entity of which no budget is known.</summary>
    public bool IsUnknown { get; init; }
}

/// <summary>A file before it is made.</summary>
/// <param name="Name">A harmless file name, unlike the others of its folder.</param>
/// <param name="ProjectCode">Null where it is of no one project.</param>
public sealed record PlannedFile(string Name, ReportPart Part, string? ProjectCode);

/// <summary>The files of a report about one entity, or about all; made one after the other, so that a hundred of them are never held together.</summary>
/// <param name="Plan">What was to be made.</param>
/// <param name="Failed">What could not be made: told wherever the rest is shown, never left out in silence.</param>
public sealed record MadeReport(PlannedReport Plan, IReadOnlyList<MadeFile> Files, IReadOnlyList<FailedPart> Failed)
{
    /// <summary>Null of the files about all entities.</summary>
    public string? EntityCode => Plan.EntityCode;

    /// <summary>Of the entity; of the office where it is about all.</summary>
    public string Name => Plan.Name;
}

/// <summary>A file that was made.</summary>
public sealed record MadeFile(PlannedFile Plan, byte[] Bytes)
{
    /// <summary>As it goes with a mail.</summary>
    public MailAttachment Attachment => new(Plan.Name, Plan.Part.MediaType, Bytes);
}

/// <summary>A file that could not be made.</summary>
/// <param name="Name">As it would have been called.</param>
/// <param name="Why">In words, with the place of a template's mistake: for the person who can mend it.</param>
public sealed record FailedPart(string Name, string Why)
{
    /// <summary>Null of what is no one kind of file, e.g. an entity of which no budget is known.</summary>
    public ReportPart? Part { get; init; }

    /// <summary>What it means for those who read the report and mend nothing.</summary>
    public string ForReaders => Part switch
    {
        null => Why,
        { Template: null } => "制作时出错，没有生成，已告知系统管理员",
        _ => "模板有错误，没有生成，已告知系统管理员",
    };
}

/// <summary>A file of a report cannot be made; the message is for the person who keeps templates or texts.</summary>
public sealed class ReportPartException(string message, Exception? inner = null) : Exception(message, inner);
