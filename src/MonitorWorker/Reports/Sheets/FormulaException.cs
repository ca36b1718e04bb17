namespace MonitorWorker.Reports.Sheets;

/// <summary>A formula of a template cannot be used; the message is for the person who wrote it.</summary>
internal sealed class FormulaException(string message) : Exception(message);
