using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MonitorWorker.Hosting.Service;

/// <summary>Takes the steps of an installation on this system.</summary>
internal static class ServiceHand
{
    /// <returns>False where a step failed without which the rest makes no sense; it has been told then.</returns>
    public static async Task<bool> TakeAsync(IEnumerable<ServiceStep> steps, Action<string> tell, CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case ServiceStep.Run run:
                    var answer = await AskAsync(run.Program, run.Arguments, cancellationToken);
                    if (answer is { ExitCode: 0 }) break;
                    var said = answer is { } failed ? $"{ServiceStep.Show(run)}: exit code {failed.ExitCode} {failed.Output.Trim()}" : $"There is no {run.Program} on this system.";
                    tell(run.Otherwise ?? said);
                    if (run.Otherwise is null) return false;
                    break;
                case ServiceStep.Write write:
                    Directory.CreateDirectory(Path.GetDirectoryName(write.Path)!);
                    await File.WriteAllTextAsync(write.Path, write.Text, cancellationToken);
                    if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(write.Path, (UnixFileMode)0b110_100_100);
                    break;
                case ServiceStep.Delete delete:
                    File.Delete(delete.Path);
                    break;
                case ServiceStep.MakeFolder make:
                    Directory.CreateDirectory(make.Path);
                    break;
            }
        }

        return true;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code and all that it said; null where there is no such program.</returns>
    public static async Task<(int ExitCode, string Output)?> AskAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // The tools of Windows speak the console's code page.
        if (!OperatingSystem.IsWindows()) start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            process.StandardInput.Close();
            var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, string.Concat(texts));
        }
    }
}
