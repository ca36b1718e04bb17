using System.IO.Compression;
using MonitorWorker.Reports;

namespace MonitorWorker.Jobs.Reporting;

/// <summary>A file of a report that lies on disk.</summary>
internal sealed record ShelvedFile(PlannedReport Of, PlannedFile Plan, string Path, long Bytes)
{
    /// <summary>Of the file itself.</summary>
    public string Name => Plan.Name;

    /// <summary>With its entity before it, for a reader of several.</summary>
    public string LongName => Of.Folder.Length == 0 ? Name : $"{Of.Folder}-{Name}";
}

/// <summary>
/// The files of a report between making and mailing, in a temporary folder: a hundred entities' files are on disk, and in memory is what one mail takes. Gone
/// when it is disposed of.
/// </summary>
internal sealed class ReportShelf : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitorworker-report-");
    private readonly List<ShelvedFile> _files = [];
    private readonly List<(PlannedReport Of, FailedPart Part)> _failed = [];

    public IReadOnlyList<ShelvedFile> Files => _files;

    public IReadOnlyList<(PlannedReport Of, FailedPart Part)> Failed => _failed;

    /// <exception cref="IOException">The disk takes no more.</exception>
    public void Add(MadeReport made)
    {
        foreach (var file in made.Files)
        {
            var path = Path.Combine(_folder.FullName, FormattableString.Invariant($"{_files.Count}"));
            File.WriteAllBytes(path, file.Bytes);
            _files.Add(new ShelvedFile(made.Plan, file.Plan, path, file.Bytes.Length));
        }

        _failed.AddRange(made.Failed.Select(part => (made.Plan, part)));
    }

    /// <summary>Files as one archive, each in the folder of its entity; the same files give the same bytes.</summary>
    public static byte[] Zip(IReadOnlyList<ShelvedFile> files, DateTimeOffset madeAt)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files)
            {
                // Documents and workbooks are packed already.
                var entry = archive.CreateEntry(file.Of.Folder.Length == 0 ? file.Name : $"{file.Of.Folder}/{file.Name}", CompressionLevel.Fastest);
                entry.LastWriteTime = madeAt;
                using var to = entry.Open();
                using var from = File.OpenRead(file.Path);
                from.CopyTo(to);
            }
        }

        return bytes.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
