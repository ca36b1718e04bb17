using System.IO.Compression;

namespace MonitorWorker.Import.Formats;

/// <summary>
/// Reads the files of an archive one after the other; a zip in it is opened too, but none deeper. What is no table does
/// not keep the others from being read: all of it is told at the end. Names are only labels: nothing is written by name.
/// </summary>
internal sealed class ZipReader(int archives)
{
    private const int Deepest = 2;

    public IEnumerable<SourceSheet> Read(ZipArchive archive, Allowance allowance)
    {
        if (archives >= Deepest) throw new UnreadableFileException("压缩包里套了太多层压缩包", "解压后直接发表格，或只压缩一层");
        if (archive.Entries.Count > allowance.Limits.Entries) throw Refusal.TooBig($"压缩包里的文件超过{allowance.Limits.Entries}个");
        if (ZipDirectory.DeclaredBytes(archive) > allowance.Limits.InflatedBytes) throw Refusal.TooBig($"解压后超过{allowance.Limits.InflatedBytes >> 20}MB");

        var entries = archive.Entries.Select(entry => (Entry: entry, Label: Label(ZipDirectory.NameOf(entry)))).Where(entry => IsFile(entry.Entry, entry.Label)).ToList();
        if (entries.Count == 0) throw new UnreadableFileException("压缩包里没有文件", Refusal.Readable);

        var refused = new List<(string Name, UnreadableFileException Reason)>();
        foreach (var (entry, label) in entries)
        {
            foreach (var sheet in Sheets(entry, label, allowance, refused)) yield return sheet;
        }

        if (refused.Count > 0) throw Told(refused);
    }

    private IEnumerable<SourceSheet> Sheets(
        ZipArchiveEntry entry, string label, Allowance allowance, List<(string Name, UnreadableFileException Reason)> refused)
    {
        using var content = Opened(() => Unpacked(entry, allowance), label, allowance, refused);
        if (content is null) yield break;
        var sheets = Opened(() => FormatCatalog.Open(content, label, allowance, archives + 1), label, allowance, refused) ?? [];
        foreach (var sheet in Noted(sheets, label, allowance, refused))
        {
            yield return new SourceSheet(
                sheet.Name.Length == 0 ? label : $"{label}/{sheet.Name}",
                Noted(sheet.Rows, label, allowance, refused));
        }
    }

    private static FileStream Unpacked(ZipArchiveEntry entry, Allowance allowance)
    {
        if (entry.IsEncrypted) throw new UnreadableFileException("压缩包有密码，无法读取", "压缩时不要设密码，或解压后直接发表格");
        using var inflated = Damage.Told(entry.Open);
        return Damage.Told(() => Spool.Copy(inflated, allowance.Inflate));
    }

    private static T? Opened<T>(Func<T> open, string label, Allowance allowance, List<(string Name, UnreadableFileException Reason)> refused)
        where T : class
    {
        try
        {
            return open();
        }
        catch (UnreadableFileException e) when (!allowance.IsSpent)
        {
            refused.Add((label, e));
            return null;
        }
    }

    private static IEnumerable<T> Noted<T>(
        IEnumerable<T> items, string label, Allowance allowance, List<(string Name, UnreadableFileException Reason)> refused)
    {
        using var item = items.GetEnumerator();
        while (MovesOn()) yield return item.Current;

        bool MovesOn()
        {
            try
            {
                return item.MoveNext();
            }
            catch (UnreadableFileException e) when (!allowance.IsSpent)
            {
                refused.Add((label, e));
                return false;
            }
        }
    }

    private static UnreadableFileException Told(List<(string Name, UnreadableFileException Reason)> refused)
    {
        const int most = 10;
        var told = string.Join("；", refused.Take(most).Select(one => $"{one.Name}：{one.Reason.Message}")) + (refused.Count > most ? $"；等{refused.Count}个" : "");
        return new UnreadableFileException(
            $"压缩包里有文件没有读全：{told}",
            string.Join("；", refused.Select(one => one.Reason.Expected).Distinct().Take(most)),
            refused[0].Reason);
    }

    /// <summary>A path as people read it, without the steps by which it might lead out of the archive.</summary>
    private static string Label(string name)
    {
        var clean = new string([.. name.Where(character => !char.IsControl(character))]).Replace('\\', '/');
        return string.Join('/', clean.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(step => step is not ("." or "..") && !step.EndsWith(':')));
    }

    /// <summary>Not folders, nor what operating systems and office programs leave lying about.</summary>
    private static bool IsFile(ZipArchiveEntry entry, string label)
    {
        var name = label[(label.LastIndexOf('/') + 1)..];
        return name.Length > 0
            && !entry.FullName.EndsWith('/') && !entry.FullName.EndsWith('\\')
            && !label.StartsWith("__MACOSX/", StringComparison.Ordinal)
            && !name.StartsWith("~$", StringComparison.Ordinal) && !name.StartsWith("._", StringComparison.Ordinal)
            && name is not (".DS_Store" or "Thumbs.db" or "desktop.ini");
    }
}
