using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace MonitorWorker.AcceptanceTests;

/// <summary>The built program as a child process: started with arguments, environment and folder of the test's choice, watched, killed.</summary>
public sealed partial class ChildProgram : IAsyncDisposable
{
    private const int Sigterm = 15;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Lock _lock = new();

    private ChildProgram(Process process) => _process = process;

    /// <summary>The program that the environment names, as of a package, which starts twice as fast; else MonitorWorker.dll as built with these tests.</summary>
    public static string Program { get; } =
        Environment.GetEnvironmentVariable("MONITORWORKER_PROGRAM") is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, "MonitorWorker.dll");

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it has written to standard output so far.</summary>
    public string Output => Read(_output);

    /// <summary>What it has written to standard error so far.</summary>
    public string Errors => Read(_errors);

    public static ChildProgram Start(string workingFolder, IReadOnlyDictionary<string, string?>? environment, params string[] arguments)
    {
        var isLibrary = Program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isLibrary ? "dotnet" : Program)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (isLibrary) start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            // Null takes away what the tests' own environment has.
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        var child = new ChildProgram(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Append(child._output, line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Append(child._errors, line.Data);
        child._process.Start();
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs to the end and gives exit code, output and errors.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string workingFolder, IReadOnlyDictionary<string, string?>? environment, TimeSpan deadline, params string[] arguments)
    {
        await using var child = Start(workingFolder, environment, arguments);
        var code = await child.WaitAsync(deadline);
        return (code, child.Output, child.Errors);
    }

    /// <summary>Waits for the end; both streams are then read whole.</summary>
    public async Task<int> WaitAsync(TimeSpan deadline)
    {
        using var patience = new CancellationTokenSource(deadline);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program did not end within {deadline}.\n{Output}\n{Errors}");
        }
    }

    /// <summary>Waits until it has written something that fits, on either stream.</summary>
    public async Task WaitForOutputAsync(string text, TimeSpan deadline)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!Contains(text))
        {
            if (_process.HasExited)
            {
                await WaitAsync(deadline);
                if (Contains(text))
                    return;
                throw new InvalidOperationException($"The program ended ({_process.ExitCode}) without '{text}'.\n{Output}\n{Errors}");
            }

            if (TimeProvider.System.GetElapsedTime(begin) > deadline)
                throw new TimeoutException($"No '{text}' within {deadline}.\n{Output}\n{Errors}");
            await Task.Delay(25);
        }
    }

    /// <summary>Asks it to end, as systemd does.</summary>
    public void Terminate()
    {
        if (Kill(_process.Id, Sigterm) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Ends it in the middle of whatever it does, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);

    private bool Contains(string text) =>
        Output.Contains(text, StringComparison.Ordinal) || Errors.Contains(text, StringComparison.Ordinal);

    private void Append(StringBuilder to, string? line)
    {
        if (line is null)
            return;
        lock (_lock)
            to.AppendLine(line);
    }

    private string Read(StringBuilder from)
    {
        lock (_lock)
            return from.ToString();
    }
}
