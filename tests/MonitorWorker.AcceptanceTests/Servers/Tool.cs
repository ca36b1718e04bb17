using System.Diagnostics;

namespace MonitorWorker.AcceptanceTests.Servers;

/// <summary>Runs a program of the machine to its end.</summary>
internal static class Tool
{
    private static readonly string[] Folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public static string? Find(string name) => Folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);

    /// <returns>Exit code and what it said; the output goes through a file, because a daemon keeps a pipe open for ever.</returns>
    public static async Task<(int Code, string Said)> RunAsync(string outputFile, TimeSpan deadline, string name, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(outputFile);
        start.ArgumentList.Add(Find(name) ?? name);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(deadline);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{name} {string.Join(' ', arguments)} did not end within {deadline}.");
        }

        return (process.ExitCode, await File.ReadAllTextAsync(outputFile));
    }
}
