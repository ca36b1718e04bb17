using static MonitorWorker.Hosting.Service.ServiceStep;

namespace MonitorWorker.Hosting.Service;

/// <summary>What installing and uninstalling as a Windows service takes, step by step: the tools of every Windows, and nothing else.</summary>
internal static class WindowsInstall
{
    private const string EventSource = @"HKLM\SYSTEM\CurrentControlSet\Services\EventLog\Application\MonitorWorker";
    private const string Administrators = "*S-1-5-32-544";
    private const string LocalSystem = "*S-1-5-18";

    /// <summary>The account that Windows makes for each service: no password, no rights but those that are given to it.</summary>
    public static string VirtualAccount(string name) => $@"NT SERVICE\{name}";

    public static IEnumerable<ServiceStep> Install(ServiceSetup setup)
    {
        var name = setup.Name;
        yield return Command("sc.exe", "create", name, "binPath=", string.Join(' ', setup.Command.Select(Quoted)), "start=", "delayed-auto", "obj=", setup.User, "DisplayName=", "MonitorWorker");
        yield return Command("sc.exe", "description", name, "预算执行监控：读取表格、判断、发送预警邮件 (budget execution monitoring)");
        yield return Command("sc.exe", "failure", name, "reset=", "86400", "actions=", "restart/60000/restart/300000/restart/900000");
        // A service that ends with an error counts as failed, not only one whose process is gone.
        yield return Command("sc.exe", "failureflag", name, "1");
        yield return Command("sc.exe", "sidtype", name, "unrestricted");
        yield return Command("reg.exe", "add", EventSource, "/v", "EventMessageFile", "/t", "REG_EXPAND_SZ", "/d", setup.Home + @"\System.Diagnostics.EventLog.Messages.dll", "/f");
        yield return Command("reg.exe", "add", EventSource, "/v", "TypesSupported", "/t", "REG_DWORD", "/d", "7", "/f");
        yield return Command("icacls.exe", setup.Home, "/grant", $"{setup.User}:(OI)(CI)RX");
        yield return Command("icacls.exe", setup.ConfigFolder, "/grant", $"{setup.User}:(OI)(CI)RX");
        foreach (var folder in setup.Places.Written)
        {
            yield return new MakeFolder(folder);
            yield return Command("icacls.exe", folder, "/grant", $"{setup.User}:(OI)(CI)M");
        }

        foreach (var secret in setup.Places.Secrets)
            yield return Command("icacls.exe", secret, "/inheritance:r", "/grant:r", $"{setup.User}:R", $"{Administrators}:F", $"{LocalSystem}:F");
        yield return Command("sc.exe", "start", name);
    }

    public static IEnumerable<ServiceStep> Uninstall(string name)
    {
        yield return new Run("sc.exe", ["stop", name], $"{name} did not run.");
        yield return Command("sc.exe", "delete", name);
        yield return new Run("reg.exe", ["delete", EventSource, "/f"], "The source of the event log was not there.");
    }

    private static string Quoted(string word) => word.Any(letter => letter is ' ' or '(' or ')' or '&') || word.Contains('\\', StringComparison.Ordinal) ? $"\"{word}\"" : word;
}
