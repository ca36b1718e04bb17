using System.Xml;

namespace MonitorWorker.Import.Formats;

/// <summary>Whatever a parser throws at bytes from outside, the file is what is wrong with it.</summary>
internal static class Damage
{
    public static T Told<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw ToldOf(e);
        }
    }

    public static IEnumerable<T> Told<T>(IEnumerable<T> items)
    {
        using var item = Told(items.GetEnumerator);
        while (Told(item.MoveNext)) yield return item.Current;
    }

    private static bool IsDamage(Exception e) => e is not (UnreadableFileException or OutOfMemoryException or OperationCanceledException);

    private static UnreadableFileException ToldOf(Exception e) =>
        e is XmlException && e.Message.Contains("DTD", StringComparison.Ordinal) ? Refusal.Entities(e) : Refusal.Damaged(e);
}
