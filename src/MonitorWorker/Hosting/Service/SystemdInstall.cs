using static MonitorWorker.Hosting.Service.ServiceStep;

namespace MonitorWorker.Hosting.Service;

/// <summary>What installing and uninstalling under systemd takes, step by step.</summary>
internal static class SystemdInstall
{
    private const string Units = "/etc/systemd/system";

    /// <param name="exists">Whether a folder is there already: what people share keeps its owner.</param>
    public static IEnumerable<ServiceStep> Install(ServiceSetup setup, bool userExists, Func<string, bool> exists)
    {
        var user = setup.User;
        // Not a user that systemd makes for the time of a run: what people drop and what is archived belongs to somebody who stays.
        if (!userExists) yield return Command("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/", "--shell", "/usr/sbin/nologin", user);
        foreach (var folder in setup.Places.Own)
        {
            yield return Command("install", "-d", "-m", "0750", folder);
            yield return Command("chown", "-R", "--no-dereference", $"{user}:{user}", folder);
        }

        foreach (var folder in setup.Places.Shared)
        {
            if (!exists(folder)) yield return Command("install", "-d", "-o", user, "-g", user, "-m", "2770", folder);
            yield return new Run(
                "runuser", ["-u", user, "--", "test", "-w", folder], $"{user} cannot move files in {folder}. Let it, e.g.: setfacl -m u:{user}:rwx {folder}");
        }

        foreach (var secret in setup.Places.Secrets)
        {
            yield return Command("chown", $"root:{user}", secret);
            yield return Command("chmod", "0640", secret);
        }

        foreach (var file in new[] { Path.Combine(setup.ConfigFolder, "monitor.json"), setup.Program[^1] }.Concat(setup.Places.Secrets))
            yield return new Run("runuser", ["-u", user, "--", "test", "-r", file], $"{user} cannot read {file}: give it read access to the file and its folders.");

        yield return new Write($"{Units}/{SystemdUnit.FileName(setup)}", SystemdUnit.Text(setup));
        yield return Command("systemctl", "daemon-reload");
        yield return Command("systemctl", "enable", SystemdUnit.FileName(setup));
        // Also where it runs already: then it is the new one that runs.
        yield return Command("systemctl", "restart", SystemdUnit.FileName(setup));
    }

    /// <summary>Files alone, below another root: for who builds a system image or a package of the system.</summary>
    public static IEnumerable<ServiceStep> Files(ServiceSetup setup, string root)
    {
        yield return new Write(Below(root, $"{Units}/{SystemdUnit.FileName(setup)}"), SystemdUnit.Text(setup));
        yield return new Write(Below(root, $"/usr/lib/sysusers.d/{setup.Name}.conf"), SystemdUnit.Sysusers(setup));
    }

    public static IEnumerable<ServiceStep> Uninstall(string name)
    {
        var unit = $"{name}.service";
        yield return new Run("systemctl", ["disable", "--now", unit], $"{unit} was not there to be stopped.");
        yield return new Delete($"{Units}/{unit}");
        yield return Command("systemctl", "daemon-reload");
    }

    private static string Below(string root, string path) => Path.Combine(root, path.TrimStart('/'));
}
