namespace MonitorWorker.Import.Marking;

/// <summary>A cell of the original that the clerk has to correct.</summary>
/// <param name="Sheet">Worksheet; empty for the first or only one.</param>
/// <param name="Row">As the spreadsheet program numbers it, from 1; 0, which is the file as a whole, marks nothing.</param>
/// <param name="Column">From 1; null marks the first cell of the row.</param>
/// <param name="Comment">What is wrong and what is expected, for the cell's comment.</param>
public sealed record CellMark(string Sheet, int Row, int? Column, string Comment);
