using System.Text;

namespace MonitorWorker.Hosting.Service;

/// <summary>The systemd unit: everything is closed but what the configuration writes to.</summary>
internal static class SystemdUnit
{
    public static string FileName(ServiceSetup setup) => $"{setup.Name}.service";

    /// <summary>How a system user without a home is made by systemd-sysusers.</summary>
    public static string Sysusers(ServiceSetup setup) => $"u {setup.User} - \"MonitorWorker\" /\n";

    public static string Text(ServiceSetup setup) => $"""
        # Written by "MonitorWorker service install". What the configuration writes to stands in ReadWritePaths: install again when that changes.
        [Unit]
        Description=MonitorWorker, budget execution monitoring
        Wants=network-online.target
        After=network-online.target time-sync.target
        RequiresMountsFor={Words([setup.Home, setup.ConfigFolder, .. setup.Places.Written])}
        # It never gives up: what keeps it from starting may be over in a minute or tomorrow.
        StartLimitIntervalSec=0

        [Service]
        Type=notify
        NotifyAccess=main
        ExecStart={Command(setup.Command)}
        ExecReload=/bin/kill -HUP $MAINPID
        User={setup.User}
        Group={setup.User}
        Restart=on-failure
        RestartSec=60
        # Told twice in this time, and only while the service still goes round.
        WatchdogSec=120
        # What hangs does not end by being asked; what is in the database bears it.
        WatchdogSignal=SIGKILL
        # Upgrading a large database asks for more by itself.
        TimeoutStartSec=180
        TimeoutStopSec=60
        StandardOutput=journal
        StandardError=journal
        SyslogIdentifier={setup.Name}
        Environment=DOTNET_EnableDiagnostics=0
        LimitCORE=0
        UMask=0077

        ProtectSystem=strict
        ReadWritePaths={Words(setup.Places.Written)}
        ProtectHome=yes
        PrivateTmp=yes
        PrivateDevices=yes
        ProtectProc=invisible
        ProtectClock=yes
        ProtectHostname=yes
        ProtectKernelTunables=yes
        ProtectKernelModules=yes
        ProtectKernelLogs=yes
        ProtectControlGroups=yes
        NoNewPrivileges=yes
        CapabilityBoundingSet=
        AmbientCapabilities=
        RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        LockPersonality=yes
        RemoveIPC=yes
        KeyringMode=private
        SystemCallArchitectures=native
        SystemCallFilter=@system-service
        SystemCallFilter=~@privileged @resources
        # Without these .NET does not start.
        SystemCallFilter=sched_setaffinity prlimit64
        SystemCallErrorNumber=EPERM
        # Not MemoryDenyWriteExecute: .NET compiles to memory while it runs.

        [Install]
        WantedBy=multi-user.target

        """;

    private static string Words(IEnumerable<string> paths) => string.Join(' ', paths.Select(Quoted));

    // A dollar is special in commands alone.
    private static string Command(IEnumerable<string> words) => string.Join(' ', words.Select(word => Quoted(word).Replace("$", "$$", StringComparison.Ordinal)));

    /// <summary>A word that systemd reads back as it is, whatever a folder is called.</summary>
    internal static string Quoted(string word)
    {
        var text = new StringBuilder();
        foreach (var letter in word)
            text.Append(letter switch { '%' => "%%", '\\' => "\\\\", '"' => "\\\"", '\n' => "\\n", '\t' => "\\t", _ => letter.ToString() });
        return text.ToString() is var quoted && word.Any(letter => char.IsWhiteSpace(letter) || "\\\"';#".Contains(letter, StringComparison.Ordinal)) ? $"\"{quoted}\"" : quoted;
    }
}
