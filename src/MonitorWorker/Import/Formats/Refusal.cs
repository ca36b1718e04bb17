namespace MonitorWorker.Import.Formats;

/// <summary>Why a file is not read, in words for the person who sent it, each with the cure.</summary>
internal static class Refusal
{
    public const string Readable = ".xlsx、.xls、.et、.xlsb、.csv 文件，或装有这些文件的 .zip";

    public static UnreadableFileException Empty() => new("文件是空的", Readable);

    public static UnreadableFileException Unknown() => new("不认识这种文件", Readable);

    public static UnreadableFileException Damaged(Exception? inner = null) =>
        new("文件不完整或已损坏", "能用表格软件打开的文件；请重新导出或另存后再发", inner);

    public static UnreadableFileException Password() =>
        new("文件有密码，无法读取", "另存为没有密码的 .xlsx 文件（文件→信息→保护工作簿→取消密码）");

    public static UnreadableFileException TooBig(string what) =>
        new($"文件太大：{what}", "只保留需要的工作表和行，分成几个文件");

    /// <summary>Entities are how an XML file grows without end or reads what is not its own; no office program writes them.</summary>
    public static UnreadableFileException Entities(Exception? inner = null) =>
        new("文件里有外部引用或实体声明，出于安全不予读取", "用表格软件打开后另存为 .xlsx 文件", inner);

    public static UnreadableFileException NotATable(string kind, string cure) => new($"这是{kind}，不是表格", cure);
}
