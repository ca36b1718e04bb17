using System.CommandLine;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What the verbs about the installed service are called with.</summary>
internal static class ServiceCommands
{
    public static Command Service()
    {
        var name = new Option<string>("--name") { Description = "The service's name. Default: monitorworker (systemd), MonitorWorker (Windows).", DefaultValueFactory = _ => OperatingSystem.IsWindows() ? "MonitorWorker" : "monitorworker" };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && (value.Length is 0 or > 60 || !value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))
                result.AddError($"--name {value}: expected letters, digits, - and _.");
        });
        var user = new Option<string?>("--user") { Description = "The account that it runs under; made if it is missing (systemd). Default: one of its own." };
        user.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && (value.Length == 0 || value.Any(letter => char.IsControl(letter) || letter is '"' or ':')))
                result.AddError($"--user {value}: expected the name of an account.");
        });
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be written and run; change nothing." };
        var root = new Option<string?>("--root") { Description = "Write the service's files below this folder and run nothing (systemd): for who builds a system image." };
        return new Command("service", "The installed service: systemd or Windows.")
        {
            Verbs.Verb(
                "install",
                "Install and start it, closed to everything but what the configuration writes to; install again when that changes.",
                [name, user, dryRun, root],
                (global, parsed, stop) => ServiceVerb.InstallAsync(
                    global, new ServiceVerb.Request(parsed.GetValue(name)!, parsed.GetValue(user), parsed.GetValue(dryRun), parsed.GetValue(root)), stop)),
            Verbs.Verb(
                "uninstall",
                "Stop and remove it; configuration, database, mails and account stay.",
                [name, dryRun],
                (global, parsed, stop) => ServiceVerb.UninstallAsync(global, parsed.GetValue(name)!, parsed.GetValue(dryRun), stop)),
            Verbs.Verb(
                "status",
                "Say what the system knows of it, then what status says.",
                [name],
                (global, parsed, stop) => ServiceVerb.StatusAsync(global, parsed.GetValue(name)!, stop)),
        };
    }
}
