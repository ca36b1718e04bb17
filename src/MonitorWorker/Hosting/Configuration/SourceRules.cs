using System.Text;
using MonitorWorker.Import.Sources;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What sources have to be among themselves and to their databases. Adds are (key, message, expected).</summary>
/// <param name="add">Shows what stands there.</param>
/// <param name="addSecret">Shows nothing of it: a connection string may hold a secret.</param>
internal sealed class SourceRules(IReadOnlyList<SourceOptions> sources, Action<string, string, string> add, Action<string, string, string> addSecret)
{
    private const int LongestName = 60;

    public void Check()
    {
        var names = new Dictionary<string, int>();
        for (var index = 0; index < sources.Count; index++)
        {
            var (source, key) = (sources[index], $"sources[{index}]");
            // A required key that could not be read is null here and has been reported.
            if (source.Name is { } name) CheckName(name, index, key, names);
            if (SourceProviders.Named(source.Provider) is { } provider) CheckConnection(provider, source, key);
            CheckQuery(source, key);
        }
    }

    /// <summary>A source with its file's absolute path and the text of its query: a run keeps what it started with.</summary>
    /// <param name="folder">What a relative Data Source is relative to.</param>
    public static SourceOptions Resolve(SourceOptions source, string folder) => source with
    {
        ConnectionString = SourceProviders.Named(source.Provider)!.Resolve(source.ConnectionString, folder),
        Query = source.Query ?? ReadQuery(source.QueryFile!),
        QueryFile = null,
    };

    private void CheckName(string name, int index, string key, Dictionary<string, int> names)
    {
        if (name.Length > LongestName || name.Trim().Length != name.Length || name.Any(char.IsControl))
            add($"{key}.name", "is not a name", $"up to {LongestName} letters in one line");
        else if (!names.TryAdd(name, index))
            add($"{key}.name", $"sources[{names[name]}] has this name as well", "each name once: mails and figures name the source by it");
    }

    private void CheckConnection(ISourceProvider provider, SourceOptions source, string key)
    {
        if (source.ConnectionString is { } connection && provider.Complaint(connection) is { } complaint)
        {
            addSecret(
                $"{key}.connectionString",
                complaint.Message,
                complaint.HoldsPassword && provider.TakesPassword ? $"{key}.passwordFile, naming a file whose first line is the password" : complaint.Expected);
        }

        if (source.PasswordFile is not null && !provider.TakesPassword)
            addSecret($"{key}.passwordFile", $"is not for the provider {provider.Name}, whose databases have no password", "the key removed");
    }

    private void CheckQuery(SourceOptions source, string key)
    {
        switch (source.Query, source.QueryFile)
        {
            case (null, null):
                add($"{key}.query", "is missing, and so is queryFile", "one SELECT, e.g. SELECT code AS 项目编码, … FROM …");
                break;
            case (not null, not null):
                add($"{key}.queryFile", "stands beside query", "one of the two");
                break;
            case (null, { } file) when File.Exists(file) && ReadQuery(file) is null:
                add($"{key}.queryFile", "is not a readable UTF-8 text, or is empty", "a file with one SELECT");
                break;
        }
    }

    private static string? ReadQuery(string file)
    {
        try
        {
            var text = File.ReadAllText(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return null;
        }
    }
}
