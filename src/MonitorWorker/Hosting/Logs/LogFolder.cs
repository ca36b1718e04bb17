using System.Globalization;
using System.Text;

namespace MonitorWorker.Hosting.Logs;

/// <summary>How much of the log is kept.</summary>
/// <param name="FileBytes">Size at which the day goes on in a further file.</param>
/// <param name="AllBytes">Size of all files together.</param>
internal sealed record LogLimits(int KeepDays, long FileBytes, long AllBytes);

/// <summary>
/// The files of the log: <c>monitorworker-2026-11-26.log</c>, then <c>…-1.log</c>, <c>…-2.log</c> of the same day. Each line is on the disk when
/// <see cref="Write"/> comes back. For one caller at a time.
/// </summary>
internal sealed class LogFolder(string folder, LogLimits limits) : IDisposable
{
    /// <summary>A clock that jumps by years must not make an old log of all of it.</summary>
    public const int AlwaysKept = 31;

    private const string Begin = "monitorworker-";
    private const string End = ".log";
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly List<string> _removedEarly = [];
    private FileStream? _file;
    private DateOnly _day;
    private int _number;

    /// <summary>What was removed before its time, because all files together are too large; empty again once it was asked for.</summary>
    public IReadOnlyList<string> TakeRemovedEarly()
    {
        var removed = _removedEarly.ToList();
        _removedEarly.Clear();
        return removed;
    }

    /// <exception cref="IOException">It cannot be written; the file ends with a whole line, or the next one that is written sees to it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(DateOnly day, string line)
    {
        try
        {
            var file = Open(day);
            var before = file.Length;
            try
            {
                file.Write(_utf8.GetBytes(line + "\n"));
            }
            catch (IOException)
            {
                // Half a line of a full disk: taken back where that can be done.
                file.SetLength(before);
                throw;
            }
        }
        catch
        {
            Close();
            throw;
        }
    }

    public void Dispose() => Close();

    private FileStream Open(DateOnly day)
    {
        if (_file is { } open && _day == day && open.Length < limits.FileBytes && File.Exists(open.Name)) return open;
        var isNext = _file is not null && _day == day && _file.Length >= limits.FileBytes;
        var number = isNext ? _number + 1 : Last(day);
        Close();
        Directory.CreateDirectory(folder);
        (_day, _number) = (day, number);
        while (true)
        {
            // Others may read it, copy it and take it away while it is written.
            _file = new FileStream(PathOf(day, _number), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (_file.Length < limits.FileBytes) break;
            Close();
            _number++;
        }

        EndLine(_file);
        Tidy(day);
        return _file;
    }

    /// <summary>A process that died, or a disk that was full, may have left half a line.</summary>
    private static void EndLine(FileStream file)
    {
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n') file.WriteByte((byte)'\n');
        }

        file.Seek(0, SeekOrigin.End);
    }

    private int Last(DateOnly day) => Files().Where(file => file.Day == day).Select(file => file.Number).DefaultIfEmpty(0).Max();

    /// <summary>Old files go, and beyond the size of all the oldest; never the one that is written.</summary>
    private void Tidy(DateOnly today)
    {
        var files = Files().OrderByDescending(file => (file.Day, file.Number)).ToList();
        var (sum, isTooMuch) = (0L, false);
        for (var index = 0; index < files.Count; index++)
        {
            var file = files[index];
            sum += file.Bytes;
            var isOld = index >= AlwaysKept && file.Day < today.AddDays(-limits.KeepDays);
            isTooMuch |= sum > limits.AllBytes;
            if ((!isOld && !isTooMuch) || (file.Day, file.Number) == (_day, _number)) continue;
            try
            {
                File.Delete(file.Path);
                if (!isOld) _removedEarly.Add(Path.GetFileName(file.Path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody reads it: the next file that is begun takes it away.
            }
        }
    }

    private IEnumerable<(DateOnly Day, int Number, string Path, long Bytes)> Files()
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(Begin + "*" + End))
        {
            var name = file.Name[Begin.Length..^End.Length];
            var number = 0;
            if (name.Length < 10 || !DateOnly.TryParseExact(name[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) continue;
            if (name.Length > 10 && (name[10] != '-' || !int.TryParse(name[11..], NumberStyles.None, CultureInfo.InvariantCulture, out number))) continue;
            yield return (day, number, file.FullName, file.Length);
        }
    }

    private string PathOf(DateOnly day, int number) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Begin}{day:yyyy-MM-dd}{(number == 0 ? "" : $"-{number}")}{End}"));

    private void Close()
    {
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // Nothing is left to be written: each line was.
        }

        _file = null;
    }
}
