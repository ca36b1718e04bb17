using System.Text;
using System.Text.Json;

namespace MonitorWorker.Notifications.Wording;

/// <summary>One word of a file, <c>section.name</c>, with its place there.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal sealed record WordEntry(string Key, string Value, int Line, int Column);

/// <summary>Reads a words file: sections of texts in JSON, with comments and trailing commas allowed.</summary>
internal static class WordsFile
{
    private const string Shape = "sections of words: { \"level\": { \"red\": \"…\" } }";

    /// <param name="problems">Gets each mistake with its place; a file that is not JSON gives what stands before the mistake.</param>
    public static IReadOnlyList<WordEntry> Read(string file, string text, List<TemplateProblem> problems)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var words = new List<WordEntry>();
        var seen = new HashSet<string>();
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var names = new Stack<string>();
            while (reader.Read())
            {
                var (line, column) = PlaceOf(bytes, reader.TokenStartIndex);
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        names.Push(reader.GetString()!);
                        break;
                    case JsonTokenType.StartObject when names.Count < 2:
                        break;
                    case JsonTokenType.EndObject:
                        if (names.Count > 0) names.Pop();
                        break;
                    case JsonTokenType.String when names.Count == 2:
                        var name = names.Pop();
                        var key = $"{names.Peek()}.{name}";
                        if (seen.Add(key)) words.Add(new WordEntry(key, reader.GetString()!, line, column));
                        else problems.Add(new TemplateProblem(file, line, column, $"{key} stands here twice.") { Expected = "each word once" });
                        break;
                    default:
                        problems.Add(new TemplateProblem(file, line, column, "only texts in sections can stand here.") { Expected = Shape });
                        return words;
                }
            }
        }
        catch (JsonException error)
        {
            problems.Add(new TemplateProblem(file, (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1, "not JSON.") { Expected = Shape });
        }

        return words;
    }

    /// <summary>Counted in characters, as an editor shows them.</summary>
    private static (int Line, int Column) PlaceOf(byte[] bytes, long index)
    {
        var before = bytes.AsSpan(0, (int)index);
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }
}
