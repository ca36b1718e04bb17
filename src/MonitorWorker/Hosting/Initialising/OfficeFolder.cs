using System.Text;
using MonitorWorker.Delivery;
using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Hosting.Initialising;

/// <summary>Writes the folder of a new office: aside first, and then moved to its place, so that a stop in between leaves nothing half-made.</summary>
internal sealed class OfficeFolder(InitAnswers answers, ShippedFiles shipped)
{
    public const string PasswordFile = "smtp-password";

    private const string TokenKey = "token.key";

    /// <summary>Whether something stands there that would be written over.</summary>
    public static bool IsTaken(string folder) => File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());

    /// <param name="folder">New, empty, or somebody has said that its configuration may be written anew. What is in it besides stays.</param>
    public void Write(string folder)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? folder;
        Directory.CreateDirectory(parent);
        var aside = Path.Combine(parent, $".{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}.{Environment.ProcessId}.new");
        try
        {
            Make(aside);
            if (IsTaken(folder))
            {
                MoveInto(aside, folder);
                return;
            }

            if (Directory.Exists(folder)) Directory.Delete(folder);
            Directory.Move(aside, folder);
        }
        finally
        {
            if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        }
    }

    private void Make(string root)
    {
        foreach (var folder in new[] { "config", "inbox", "archive", "data", "texts" }) Directory.CreateDirectory(Path.Combine(root, folder));
        var config = Path.Combine(root, "config");
        shipped.CopyTo(config);
        File.WriteAllText(Path.Combine(config, "monitor.schema.json"), ConfigSchema.Write());
        File.WriteAllText(Path.Combine(config, ConfigLoader.MainFile), MonitorFile.Write(answers, shipped.Templates));
        new ReplyTokens(Path.Combine(root, "data", TokenKey)).Prepare();
        if (answers.Smtp?.Password is { } password) WriteSecret(Path.Combine(root, "data", PasswordFile), password);
        File.WriteAllBytes(
            Path.Combine(root, BlankWorkbook.FileName),
            BlankWorkbook.Write(BlankSheet.All(answers.Entities, answers.Sample ? SampleRows.All : null), Explanations.Of(answers.Entities)));
    }

    /// <summary>File by file. The key that signed earlier mails stays, and the configuration of before is kept.</summary>
    private static void MoveInto(string aside, string folder)
    {
        var main = Path.Combine(folder, "config", ConfigLoader.MainFile);
        if (File.Exists(main)) File.Copy(main, main + ".before-init", overwrite: true);
        foreach (var part in Directory.EnumerateDirectories(aside, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(folder, Path.GetRelativePath(aside, part)));
        foreach (var file in Directory.EnumerateFiles(aside, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(aside, file));
            if (Path.GetFileName(file) == TokenKey && File.Exists(target)) continue;
            File.Move(file, target, overwrite: true);
        }
    }

    private static void WriteSecret(string file, string secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, new UTF8Encoding(false), options);
        writer.WriteLine(secret);
    }
}
