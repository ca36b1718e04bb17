namespace MonitorWorker.Import.Marking;

/// <summary>No copy is made of this original; the message says why, for the receipt.</summary>
internal sealed class CannotMarkException(string reason) : Exception(reason);
