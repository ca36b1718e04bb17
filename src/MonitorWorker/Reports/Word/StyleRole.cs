namespace MonitorWorker.Reports.Word;

/// <summary>What a paragraph, a table or letters are in an official document; each has its named style in the office's file.</summary>
internal enum StyleRole
{
    Title,
    Level1,
    Level2,
    Level3,
    Level4,
    Body,
    Addressee,
    AttachmentNote,
    Office,
    Date,
    AttachmentMark,
    AttachmentTitle,
    Caption,
    Unit,
    Cell,
    Head,
    Note,
    Figure,
    PageNumber,
    Kai,
    Table,
}

/// <summary>The names of styles as Word and WPS list them. They avoid names such as 正文 and 标题, which Chinese Word takes for styles of its own.</summary>
internal static class StyleRoles
{
    public static IReadOnlyDictionary<StyleRole, string> Names { get; } = new Dictionary<StyleRole, string>
    {
        [StyleRole.Title] = "公文标题",
        [StyleRole.Level1] = "一级标题",
        [StyleRole.Level2] = "二级标题",
        [StyleRole.Level3] = "三级标题",
        [StyleRole.Level4] = "四级标题",
        [StyleRole.Body] = "公文正文",
        [StyleRole.Addressee] = "主送机关",
        [StyleRole.AttachmentNote] = "附件说明",
        [StyleRole.Office] = "公文署名",
        [StyleRole.Date] = "成文日期",
        [StyleRole.AttachmentMark] = "附件标识",
        [StyleRole.AttachmentTitle] = "附件标题",
        [StyleRole.Caption] = "表题",
        [StyleRole.Unit] = "表格单位",
        [StyleRole.Cell] = "表格文字",
        [StyleRole.Head] = "表头文字",
        [StyleRole.Note] = "表注",
        [StyleRole.Figure] = "图示",
        [StyleRole.PageNumber] = "公文页码",
        [StyleRole.Kai] = "楷体文字",
        [StyleRole.Table] = "公文表格",
    };

    public static StyleRole OfLevel(int level) => level switch { 0 => StyleRole.Title, 1 => StyleRole.Level1, 2 => StyleRole.Level2, 3 => StyleRole.Level3, _ => StyleRole.Level4 };
}
