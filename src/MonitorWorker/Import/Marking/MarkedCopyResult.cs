namespace MonitorWorker.Import.Marking;

/// <summary>A marked copy, or why there is none.</summary>
/// <param name="FileName">Name for the clerk: 原名-待更正.xlsx.</param>
/// <param name="Xlsx">Null where no copy could be made.</param>
/// <param name="WhyNone">In Chinese, for the receipt; null where there is a copy.</param>
public sealed record MarkedCopyResult(string FileName, byte[]? Xlsx, string? WhyNone);
