using MonitorWorker.Notifications;
using MonitorWorker.Reports.Word;

namespace MonitorWorker.Reports.Templates;

/// <summary>The templates of reports, read once: <c>templates/reports</c> with documents (.md), forms (.xlsx) and the look of documents (official.docx).</summary>
public sealed class ReportCatalog
{
    private ReportCatalog(IReadOnlyList<TemplateProblem> problems) => Problems = problems;

    /// <summary>Everything that was found wrong; empty is good.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; }

    /// <summary>The look of documents: the office's own, else the built-in one.</summary>
    public OfficialStyle Style { get; private init; } = OfficialStyle.BuiltIn;

    /// <summary>Names of all templates that reports can name, e.g. in-year.md.</summary>
    public IReadOnlyCollection<string> Names { get; private init; } = [];

    /// <param name="folder">The folder of the mail templates; reports have a folder of their own in it.</param>
    public static ReportCatalog Load(string folder) => new([]);

    /// <summary>The text of a document.</summary>
    /// <exception cref="ReportPartException">The template is missing or broken, or names what is not there; says file and line.</exception>
    public string Document(string template, IReadOnlyDictionary<string, object> model) => throw new ReportPartException($"{template} of {Names.Count} is not written yet: {model.Count}");

    /// <summary>A form as the office keeps it.</summary>
    /// <exception cref="ReportPartException">It is missing or cannot be read.</exception>
    public byte[] Workbook(string template) => throw new ReportPartException($"{template} of {Names.Count} is not written yet");
}
