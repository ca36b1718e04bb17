namespace MonitorWorker.Hosting.Service;

/// <summary>What <c>systemctl show</c> says of a unit, in words.</summary>
internal static class SystemdState
{
    public static IReadOnlyList<string> Asked { get; } = ["LoadState", "ActiveState", "SubState", "UnitFileState", "Result", "NRestarts", "MainPID", "StatusText", "ActiveEnterTimestamp"];

    public static string Describe(string name, string properties)
    {
        var said = properties.ReplaceLineEndings("\n").Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2 && parts[1].Length > 0)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        if (Said("LoadState") is not "loaded") return $"系统服务{name}：没有安装";
        List<string> words =
        [
            Said("ActiveState") switch
            {
                "active" => $"正在运行（进程{Said("MainPID")}，{Said("ActiveEnterTimestamp")}起）",
                "activating" when Said("SubState") == "auto-restart" => $"出错后等待重新启动（{Said("Result")}）",
                "activating" => "正在启动",
                "deactivating" => "正在停止",
                "failed" => $"已失败（{Said("Result")}）",
                _ => "没有运行",
            },
            Said("UnitFileState") == "enabled" ? "开机自动启动" : "开机不会自动启动",
        ];
        if (Said("NRestarts") is { } restarts and not "0") words.Add($"自动重启过{restarts}次");
        if (Said("StatusText") is { } status) words.Add(status);
        return $"系统服务{name}：{string.Join("；", words)}";

        string? Said(string key) => said.GetValueOrDefault(key);
    }
}
