using MonitorWorker.Reports.Sheets;
using MonitorWorker.Reports.Templates;
using MonitorWorker.Reports.Views;
using MonitorWorker.Reports.Word;

namespace MonitorWorker.Reports;

/// <summary>Makes one file of a report.</summary>
public interface IPartMaker
{
    /// <param name="entityCode">Null where the file is about all entities.</param>
    /// <param name="projectCode">Null where it is of no one project.</param>
    /// <exception cref="ReportPartException">It cannot be made; the message is for people.</exception>
    byte[] Make(ReportPart part, ReportBook book, string? entityCode, string? projectCode);
}

/// <summary>Makes documents and workbooks by the office's templates.</summary>
/// <param name="catalog">Read when the first file is made.</param>
public sealed class PartMaker(Lazy<ReportCatalog> catalog) : IPartMaker
{
    public byte[] Make(ReportPart part, ReportBook book, string? entityCode, string? projectCode)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(book);
        if (part.Template is not { } template)
        {
            using var file = new MemoryStream();
            DataWorkbook.Write(file, book, entityCode);
            return file.ToArray();
        }

        EnsureThere(catalog.Value, template);
        return part.IsDocument
            ? Document(part, book, entityCode, Text(catalog.Value, part, book, entityCode, projectCode))
            : TemplateWorkbook.Fill(catalog.Value.Workbook(template), template, FormOf(part, book, entityCode, projectCode));
    }

    /// <summary>The Markdown of a document, as <c>render</c> shows it.</summary>
    /// <exception cref="ReportPartException">The template is missing or broken.</exception>
    public static string Text(ReportCatalog catalog, ReportPart part, ReportBook book, string? entityCode, string? projectCode)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(part);
        return catalog.Document(part.Template!, part.Query switch
        {
            ReportQuery.Entity => ReportModel.OfEntity(book, entityCode!, part.Title),
            ReportQuery.Project => ReportModel.OfProject(book, entityCode!, projectCode!, part.Title),
            _ => ReportModel.OfOffice(book, part.Title),
        });
    }

    /// <exception cref="ReportPartException">It cannot be written; names the office's own text where the mistake is in one.</exception>
    private byte[] Document(ReportPart part, ReportBook book, string? entityCode, string text)
    {
        try
        {
            return WordWriter.Write(text, catalog.Value.Style, part.Title, book.MadeAt);
        }
        catch (ReportPartException error) when (book.Texts.Mistake(entityCode) is { } mistake)
        {
            throw new ReportPartException(mistake, error);
        }
    }

    /// <summary>Before anything is worked out for it: what is asked of whom stands in the first sentence.</summary>
    private static void EnsureThere(ReportCatalog catalog, string template)
    {
        if (catalog.Names.Contains(template)) return;
        var problem = catalog.Problems.FirstOrDefault(problem => problem.File.EndsWith(template, StringComparison.Ordinal));
        throw new ReportPartException(problem?.ToString() ?? $"模板文件夹的reports中没有{template}");
    }

    private static IReadOnlyDictionary<string, object> FormOf(ReportPart part, ReportBook book, string? entityCode, string? projectCode) => part.Query switch
    {
        ReportQuery.Entity => FormModel.OfEntity(book, entityCode!),
        ReportQuery.Project => FormModel.OfProject(book, entityCode!, projectCode!),
        _ => FormModel.OfOffice(book),
    };
}
