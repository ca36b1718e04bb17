namespace MonitorWorker.Budgets;

/// <summary>Where a figure was read, so that it can be found again: decision 14, every figure can be reproduced.</summary>
/// <param name="File">File name without folder.</param>
/// <param name="Sheet">Worksheet; empty for a file that has none.</param>
/// <param name="Row">Row as the spreadsheet program numbers it, from 1.</param>
/// <param name="ImportedAt">When the file was read.</param>
public sealed record SourceRef(string File, string Sheet, int Row, DateTimeOffset ImportedAt);
