using System.IO.Compression;

namespace MonitorWorker.Import.Formats;

/// <summary>The parts of a workbook and how they point at each other. What points outside is never followed.</summary>
internal sealed class OoxmlPackage
{
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ReadLimits _limits;

    public OoxmlPackage(ZipArchive archive, ReadLimits limits)
    {
        _limits = limits;
        foreach (var entry in archive.Entries) _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        Main = Has("_rels/.rels") ? Relationships("").FirstOrDefault(relationship => relationship.Is("officeDocument"))?.Target : null;
    }

    /// <summary>The part that a program opens first: xl/workbook.xml.</summary>
    public string? Main { get; }

    public bool Has(string part) => _parts.ContainsKey(part);

    public Stream Open(string part)
    {
        if (!_parts.TryGetValue(part, out var entry)) throw Refusal.Damaged();
        return entry.IsEncrypted ? throw Refusal.Password() : entry.Open();
    }

    public SafeXml Xml(string part) => new(Open(part), _limits);

    /// <param name="part">Empty for the package itself.</param>
    public IReadOnlyList<Relationship> Relationships(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        var list = $"{part[..slash]}_rels/{part[slash..]}.rels";
        var found = new List<Relationship>();
        if (!Has(list)) return found;
        using var xml = Xml(list);
        while (xml.Next())
        {
            if (!xml.Starts("Relationship") || string.Equals(xml.Plain("TargetMode"), "External", StringComparison.OrdinalIgnoreCase)) continue;
            if (found.Count > _limits.Entries * 10) throw Refusal.Damaged();
            found.Add(new Relationship(xml.Plain("Id") ?? "", xml.Plain("Type") ?? "", Resolve(part[..slash], xml.Plain("Target") ?? "")));
        }

        return found;
    }

    /// <summary>Paths inside the archive alone: they name parts, never files of this machine.</summary>
    private static string Resolve(string folder, string target)
    {
        var path = target.Replace('\\', '/');
        var steps = new List<string>(path.StartsWith('/') ? [] : folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step is not (".." or ".")) steps.Add(step);
        }

        return string.Join('/', steps);
    }
}
