using MonitorWorker.Hosting.Service;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>service</c>: installs the program as a service of systemd or Windows, removes it, says how it is.</summary>
internal static class ServiceVerb
{
    /// <param name="Root">Where files alone are written, below another root; null: on this system.</param>
    internal sealed record Request(string Name, string? User, bool DryRun, string? Root);

    public static async Task<int> InstallAsync(GlobalOptions global, Request request, CancellationToken stop)
    {
        var setup = Setup(global, request);
        if (setup.Problems().ToList() is { Count: > 0 } problems)
        {
            foreach (var problem in problems) ConsoleOutput.WriteError(problem);
            return ExitCodes.BadUsage;
        }

        if (OperatingSystem.IsWindows()) return await TakeAsync(WindowsInstall.Install(setup), request.DryRun, Started(setup), stop);
        if (request.Root is { } root) return await TakeAsync(SystemdInstall.Files(setup, Path.GetFullPath(root)), request.DryRun, $"文件写在{root}下，没有运行任何命令", stop, needsRights: false);
        var userExists = await ServiceHand.AskAsync("id", ["-u", setup.User], stop) is { ExitCode: 0 };
        return await TakeAsync(SystemdInstall.Install(setup, userExists, Directory.Exists), request.DryRun, Started(setup), stop);
    }

    public static async Task<int> UninstallAsync(GlobalOptions global, string name, bool dryRun, CancellationToken stop)
    {
        var places = ServicePlaces.Of(Session.LoadConfig(global.ConfigFolder, null).Options);
        var steps = OperatingSystem.IsWindows() ? WindowsInstall.Uninstall(name) : SystemdInstall.Uninstall(name);
        return await TakeAsync(steps, dryRun, $"服务{name}已移除；配置和数据都还在：{ConfigFolder.Find(global.ConfigFolder)}、{string.Join("、", places.Written)}", stop);
    }

    public static async Task<int> StatusAsync(GlobalOptions global, string name, CancellationToken stop)
    {
        var (program, arguments) = OperatingSystem.IsWindows()
            ? ("sc.exe", (string[])["query", name])
            : ("systemctl", ["show", $"{name}.service", "-p", string.Join(',', SystemdState.Asked)]);
        var answer = await ServiceHand.AskAsync(program, arguments, stop);
        ConsoleOutput.WriteLine(answer switch
        {
            null => $"这个系统没有{program}，看不出服务{name}的状态",
            { } said when OperatingSystem.IsWindows() => said.Output.Trim(),
            { ExitCode: not 0 } said => $"{program}：{said.Output.Trim()}",
            { } said => SystemdState.Describe(name, said.Output),
        });
        return await StatusVerb.RunAsync(global, json: false, stop);
    }

    private static ServiceSetup Setup(GlobalOptions global, Request request)
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("The system does not say which program this is.");
        var isHost = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new ServiceSetup
        {
            Name = request.Name,
            User = request.User ?? (OperatingSystem.IsWindows() ? WindowsInstall.VirtualAccount(request.Name) : request.Name),
            Program = isHost ? [process, Path.Combine(AppContext.BaseDirectory, "MonitorWorker.dll")] : [process],
            ConfigFolder = Path.TrimEndingDirectorySeparator(ConfigFolder.Find(global.ConfigFolder)),
            Places = ServicePlaces.Of(Session.LoadConfig(global.ConfigFolder, null).Options),
        };
    }

    private static string Started(ServiceSetup setup) =>
        $"服务{setup.Name}已安装并启动，以{setup.User}的身份运行，只能写入：{string.Join("、", setup.Places.Written)}。用 service status 查看状态";

    private static async Task<int> TakeAsync(IEnumerable<ServiceStep> steps, bool dryRun, string done, CancellationToken stop, bool needsRights = true)
    {
        if (dryRun)
        {
            foreach (var step in steps) ConsoleOutput.WriteLine(ServiceStep.Show(step));
            return ExitCodes.Good;
        }

        if (needsRights && Refusal() is { } refusal)
        {
            ConsoleOutput.WriteError(refusal);
            return ExitCodes.Failed;
        }

        if (!await ServiceHand.TakeAsync(steps, ConsoleOutput.WriteError, stop)) return ExitCodes.Failed;
        ConsoleOutput.WriteLine(done);
        return ExitCodes.Good;
    }

    private static string? Refusal()
    {
        if (!OperatingSystem.IsWindows() && !Directory.Exists("/run/systemd/system"))
        {
            return "This system does not run systemd. Let what it has instead start \"MonitorWorker run --config DIR\" as a user of its own, and again whenever it ends with a code other than 0; "
                + "--dry-run shows what systemd would be told.";
        }

        return Environment.IsPrivilegedProcess ? null : OperatingSystem.IsWindows() ? "Start this in a console that runs as administrator." : "Only root can do this: run it with sudo. --dry-run shows what it would do.";
    }
}
