using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>
/// Reads one JSON file into nodes that know their lines. Strict, except for comments and trailing commas; a key that
/// stands twice is a problem, since each reader of the file would see another of the two.
/// </summary>
internal sealed class ConfigFile
{
    private const string ValidJson = "valid JSON (comments and trailing commas are allowed)";
    private readonly string _name;
    private readonly string _folder;
    private readonly byte[] _bytes;
    private readonly List<int> _lineStarts = [0];
    private readonly List<ConfigProblem> _problems;

    private ConfigFile(string name, string folder, byte[] bytes, List<ConfigProblem> problems)
    {
        _name = name;
        _folder = folder;
        _bytes = bytes;
        _problems = problems;
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == '\n') _lineStarts.Add(index + 1);
        }
    }

    /// <param name="path">Full path.</param>
    /// <param name="name">How messages call it.</param>
    /// <param name="whence">Who asked for it: nobody else can be blamed when it is not there.</param>
    /// <returns>Null when the file says nothing that can be understood; the reason is among the problems.</returns>
    public static ConfigSection? Read(string path, string name, ConfigNode? whence, List<ConfigProblem> problems)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var message = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "the file cannot be read";
            var folder = Path.GetDirectoryName(path);
            problems.Add(whence is null
                ? new ConfigProblem(name, 0, "", null, message, $"a readable file {Path.GetFileName(name)} in {folder}")
                : new ConfigProblem(whence.Place.File, whence.Place.Line, "include", whence.Shown, message, $"a readable file, relative to {folder}"));
            return null;
        }

        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        return new ConfigFile(name, Path.GetDirectoryName(path)!, bytes, problems).Parse();
    }

    private ConfigSection? Parse()
    {
        // Old editors here save as GB18030, and then every Chinese value would be mangled in silence.
        if (!Utf8.IsValid(_bytes))
        {
            var line = Enumerable.Range(0, _lineStarts.Count).First(index => !Utf8.IsValid(LineBytes(index))) + 1;
            Add(line, "", "is not UTF-8 text", "the file saved with the encoding UTF-8");
            return null;
        }

        var reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Add(LineOf(reader.TokenStartIndex), "", "is not an object", "{ … }");
                return null;
            }

            var root = Section(ref reader, "");
            // What stands after the closing brace is an error of the reader's.
            while (reader.Read()) { }

            return root;
        }
        catch (JsonException e)
        {
            var (line, column) = ((int)(e.LineNumber ?? 0), (int)(e.BytePositionInLine ?? 0));
            column = Encoding.UTF8.GetCharCount(LineBytes(line)[..Math.Min(column, LineBytes(line).Length)]) + 1;
            Add(line + 1, "", string.Create(CultureInfo.InvariantCulture, $"column {column}: {Reason(e.Message)}"), ValidJson);
        }
        catch (InvalidOperationException)
        {
            Add(LineOf(reader.TokenStartIndex), "", "a text with half a character (\\ud800 to \\udfff alone)", ValidJson);
        }

        return null;
    }

    /// <summary>The parser's own words where they are plain enough.</summary>
    private static string Reason(string message) => message switch
    {
        _ when message.StartsWith("Expected depth", StringComparison.Ordinal) => "the file ends before its last brace",
        _ when message.StartsWith("The input does not contain", StringComparison.Ordinal) => "the file is empty",
        _ => message.Split(" LineNumber:")[0].Split(". ")[0].TrimEnd('.'),
    };

    private ConfigSection Section(ref Utf8JsonReader reader, string path)
    {
        var section = new ConfigSection(PlaceOf(reader));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var key = ConfigKeys.Join(path, name);
            var line = LineOf(reader.TokenStartIndex);
            reader.Read();
            var value = Value(ref reader, key);
            if (!section.Keys.TryAdd(name, value)) Add(line, key, $"stands twice, in line {section.Keys[name].Place.Line} as well", "each key once");
        }

        return section;
    }

    private ConfigNode Value(ref Utf8JsonReader reader, string path)
    {
        var place = PlaceOf(reader);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Section(ref reader, path);
            case JsonTokenType.StartArray:
                var list = new ConfigList(place);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Items.Add(Value(ref reader, $"{path}[{list.Items.Count}]"));
                return list;
            case JsonTokenType.String:
                return new ConfigScalar(place, reader.GetString());
            case JsonTokenType.Number:
                return new ConfigScalar(place, reader.TryGetInt32(out var number) ? number : reader.TryGetDecimal(out var exact) ? exact : (object)reader.GetDouble());
            case JsonTokenType.Null:
                return new ConfigScalar(place, null);
            default:
                return new ConfigScalar(place, reader.TokenType == JsonTokenType.True);
        }
    }

    private ConfigPlace PlaceOf(Utf8JsonReader reader) => new(_name, _folder, LineOf(reader.TokenStartIndex));

    private int LineOf(long position)
    {
        var found = _lineStarts.BinarySearch((int)position);
        return found >= 0 ? found + 1 : ~found;
    }

    private ReadOnlySpan<byte> LineBytes(int line) =>
        line + 1 < _lineStarts.Count ? _bytes.AsSpan(_lineStarts[line].._lineStarts[line + 1]) : _bytes.AsSpan(_lineStarts[Math.Min(line, _lineStarts.Count - 1)]);

    private void Add(int line, string key, string message, string expected) => _problems.Add(new ConfigProblem(_name, line, key, null, message, expected));
}
