using System.Text;
using Scriban;

namespace MonitorWorker.Notifications.Templates;

/// <summary>Reads and parses a folder's templates and says everything that is wrong with them.</summary>
internal static class TemplateFolder
{
    private const long LargestFile = 1_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Dictionary<string, Template> Read(string folder, IEnumerable<string> expected, List<TemplateProblem> problems)
    {
        var templates = new Dictionary<string, Template>(StringComparer.Ordinal);
        foreach (var path in Files(folder, problems))
        {
            var file = Path.GetFileName(path);
            if (ReadText(path, file, problems) is not { } text) continue;

            var template = Template.Parse(text, file);
            problems.AddRange(template.Messages.Select(message => At(file, message.Span, message.Message) with { Expected = "what templates/README.md shows" }));
            templates.Add(file, template);
        }

        var unread = problems.Select(problem => problem.File).ToHashSet();
        problems.AddRange(expected
            .Where(file => !templates.ContainsKey(file) && !unread.Contains(file))
            .Select(file => new TemplateProblem(file, null, null, $"missing in {folder}.") { Expected = "a file of this name there; the shipped one will do" }));
        return templates;
    }

    public static TemplateProblem At(string file, Scriban.Parsing.SourceSpan span, string message) =>
        new(string.IsNullOrEmpty(span.FileName) ? file : span.FileName, span.Start.Line + 1, span.Start.Column + 1, message);

    private static IEnumerable<string> Files(string folder, List<TemplateProblem> problems)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Where(path => Path.GetExtension(path) is ".html" or ".txt")
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new TemplateProblem(folder, null, null, $"the folder of mail templates cannot be read: {error.Message}") { Expected = "a folder that this program may read" });
            return [];
        }
    }

    private static string? ReadText(string path, string file, List<TemplateProblem> problems)
    {
        try
        {
            if (new FileInfo(path).Length <= LargestFile) return File.ReadAllText(path, StrictUtf8);

            problems.Add(new TemplateProblem(file, null, null, "larger than 1 MB: a mail template is a few kilobytes.") { Expected = "at most 1 MB" });
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new TemplateProblem(file, null, null, "not UTF-8: save it again with the encoding UTF-8.") { Expected = "UTF-8 text" });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new TemplateProblem(file, null, null, $"cannot be read: {error.Message}") { Expected = "a file that this program may read" });
        }

        return null;
    }
}
