using System.Diagnostics;

namespace MonitorWorker.Tests.Hosting.Unattended;

/// <summary>
/// A folder on a disk of its own that can be filled: a file system in memory, which only root may mount. Elsewhere it is a usual folder that is never full; where CI runs,
/// which is root, it must be the real thing.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 256;
    private const string Ballast = "ballast";

    public SmallDisk()
    {
        Folder = Directory.CreateTempSubdirectory("disk-");
        CanFill = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", Folder.FullName);
        if (!CanFill && Environment.GetEnvironmentVariable("MONITORWORKER_REQUIRE_SERVERS") == "1")
            throw new InvalidOperationException("A disk of its own could not be mounted: run the tests as root, or without MONITORWORKER_REQUIRE_SERVERS.");
    }

    public DirectoryInfo Folder { get; }

    public bool CanFill { get; }

    /// <summary>Until the answer is disposed, nothing more can be written.</summary>
    public IDisposable Fill()
    {
        if (!CanFill) return new Filled(null);
        var path = Path.Combine(Folder.FullName, Ballast);
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            // Ever smaller pieces, so that not a page is left.
            for (var size = 1 << 20; size >= 1 << 12; size >>= 4)
            {
                try
                {
                    while (true) file.Write(new byte[size]);
                }
                catch (IOException)
                {
                    // Full at this size.
                }
            }
        }

        return new Filled(path);
    }

    public void Dispose()
    {
        if (CanFill) Run("umount", "-l", Folder.FullName);
        Folder.Delete(recursive: true);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private sealed class Filled(string? ballast) : IDisposable
    {
        public void Dispose()
        {
            if (ballast is not null) File.Delete(ballast);
        }
    }
}
