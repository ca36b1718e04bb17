using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Templates;
using MonitorWorker.Reports.Sheets;
using MonitorWorker.Reports.Word;

namespace MonitorWorker.Reports.Templates;

/// <summary>
/// Makes a file of each template for sample offices, to the last byte: a form is filled in, a document becomes a Word file, each with the query of the report that names it.
/// It takes seconds, so that <c>check-config</c> alone does it.
/// </summary>
public sealed class ReportTrial(ReportCatalog catalog)
{
    private static readonly ReportQuery[] _queries = Enum.GetValues<ReportQuery>();

    private static readonly DateTimeOffset _madeAt = new(2024, 9, 5, 8, 30, 0, TimeSpan.FromHours(8));

    /// <summary>What the catalog has not told already; templates that no report names are good where one query can be served by them.</summary>
    public IReadOnlyList<TemplateProblem> Run(IReadOnlyList<ReportDefinition> reports)
    {
        var broken = catalog.Problems.Select(problem => problem.File).ToHashSet(StringComparer.Ordinal);
        var named = reports.SelectMany(report => report.Parts.Select(part => (report.Name, part.Query, part.Template)))
            .Where(part => part.Template is not null)
            .ToLookup(part => part.Template!, part => (Report: part.Name, part.Query), StringComparer.Ordinal);
        var problems = new List<TemplateProblem>();
        foreach (var template in catalog.Names.Where(name => !broken.Contains(PathOf(name))))
        {
            var meant = named[template].DistinctBy(part => part.Query).ToList();
            var failures = meant.Select(part => (part.Report, part.Query, Problem: Try(template, part.Query))).Where(failure => failure.Problem is not null).ToList();
            if (meant.Count > 0 && failures.Count == 0) continue;
            var others = _queries.Where(query => meant.All(part => part.Query != query) && Try(template, query) is null).ToList();
            if (meant.Count > failures.Count) others.AddRange(meant.Select(part => part.Query).Except(failures.Select(failure => failure.Query)));
            if (others.Count > 0)
            {
                problems.AddRange(failures.Select(failure => failure.Problem! with
                {
                    Message = $"cannot serve the query {Word(failure.Query)} of the report {failure.Report}: {failure.Problem!.Message}",
                    Expected = $"the query {string.Join(" or ", others.Order().Select(Word))} for this template, or another template",
                }));
            }
            else
            {
                problems.Add(failures.Count > 0 ? failures[0].Problem! : Try(template, ReportQuery.Entity)!);
            }
        }

        return problems;
    }

    /// <summary>Null where it is written for all samples.</summary>
    private TemplateProblem? Try(string template, ReportQuery query)
    {
        try
        {
            if (template.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            {
                foreach (var model in ReportSamples.FormsByQuery[(int)query]) TemplateWorkbook.Fill(catalog.Workbook(template), template, model);
            }
            else
            {
                foreach (var model in ReportSamples.ByQuery[(int)query]) WordWriter.Write(catalog.Document(template, model), catalog.Style, template, _madeAt);
            }

            return null;
        }
        catch (ReportPartException error)
        {
            if (error.InnerException is TemplateRendering rendering) return rendering.Problem;
            var message = error.Message.StartsWith(template, StringComparison.Ordinal) ? error.Message[template.Length..].TrimStart('：', ' ', ':') : error.Message;
            return new TemplateProblem(PathOf(template), null, null, message) { Expected = "what templates/README.md shows" };
        }
    }

    private static string PathOf(string template) => TemplateFolderKind.Reports.Prefix + template;

    private static string Word(ReportQuery query) => query.ToString().ToLowerInvariant();
}
