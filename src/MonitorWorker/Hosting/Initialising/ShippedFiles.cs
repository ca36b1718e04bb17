namespace MonitorWorker.Hosting.Initialising;

/// <summary>What the program brings along: rule sets, calendars, column maps and escalations, which an office gets a copy of, and templates, which it does not.</summary>
/// <param name="Config">Folder with the shipped configuration.</param>
/// <param name="Templates">Folder of the templates to be named; null where they are beside the program and found without a name.</param>
internal sealed record ShippedFiles(string Config, string? Templates)
{
    private static readonly string[] _folders = ["rules", "calendars", "maps", "escalations"];

    /// <summary>Beside the program, else in the working directory, as in a working copy.</summary>
    /// <param name="asked">Where somebody says that it is; null looks for it.</param>
    /// <exception cref="InitException">It is not found.</exception>
    public static ShippedFiles Find(string? asked)
    {
        string[] places = asked is not null ? [Path.GetFullPath(asked)] : [Path.Combine(AppContext.BaseDirectory, "config"), Path.GetFullPath("config")];
        var config = Array.Find(places, place => _folders.All(folder => Directory.Exists(Path.Combine(place, folder))))
            ?? throw new InitException($"没有找到程序所带的 config 文件夹（{string.Join("、", _folders)}）：找过 {string.Join("、", places)}。请在程序文件夹里运行，或用 --config 指出它在哪里。");
        if (Directory.Exists(Path.Combine(AppContext.BaseDirectory, "templates"))) return new ShippedFiles(config, null);
        var templates = Path.GetFullPath(Path.Combine(config, "..", "templates"));
        return Directory.Exists(templates) ? new ShippedFiles(config, templates) : throw new InitException($"没有找到程序所带的 templates 文件夹：找过 {templates}。");
    }

    /// <summary>Copies what an office decides for itself.</summary>
    public void CopyTo(string config)
    {
        foreach (var folder in _folders)
        {
            Directory.CreateDirectory(Path.Combine(config, folder));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Config, folder), "*.json")) File.Copy(file, Path.Combine(config, folder, Path.GetFileName(file)));
        }
    }
}
