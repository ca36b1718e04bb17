namespace MonitorWorker.Tests;

/// <summary>Folders of the working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Templates => Path.Combine(Root, "templates");

    public static string Config => Path.Combine(Root, "config");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MonitorWorker.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not stand in a working copy.");
        return folder.FullName;
    }
}
