namespace MonitorWorker.Delivery;

/// <summary>A message as it stands in the outbox: one recipient, bytes made once. <paramref name="Mime"/> is never changed between tries.</summary>
/// <param name="Id">Row of the outbox.</param>
/// <param name="Recipient">The one envelope recipient.</param>
/// <param name="MessageId">Message-ID without angle brackets; the same on every try.</param>
/// <param name="Kind">warning, digest, resolved or test.</param>
public sealed record OutgoingMail(long Id, string Recipient, string MessageId, string Subject, string Kind, byte[] Mime);
