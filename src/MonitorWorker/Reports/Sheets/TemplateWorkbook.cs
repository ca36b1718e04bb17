using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace MonitorWorker.Reports.Sheets;

/// <summary>
/// Fills in a workbook that the office edits in Excel or WPS. It is our own and not a library's because a filled form must keep three promises: a formula stays alive and yet has a
/// value, since telephones, previews and our own reader show nothing else; a name that does not exist is a mistake that names its cell, never an empty cell; and all that
/// stands below a repeated row, and all that speaks of it, moves along. MiniExcel's templates keep none of them.
/// </summary>
public static class TemplateWorkbook
{
    /// <summary>Of all parts in the package, so that the same figures give the same bytes.</summary>
    private static readonly DateTimeOffset _written = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="template">The .xlsx.</param>
    /// <param name="name">Of the template, for messages.</param>
    /// <param name="model">Names that its cells may use: values, groups of them, and lists.</param>
    /// <returns>The filled workbook; the same values give the same bytes.</returns>
    /// <exception cref="ReportPartException">A cell names what is not there, or the template holds what cannot be filled in; the message says sheet and cell.</exception>
    public static byte[] Fill(byte[] template, string name, IReadOnlyDictionary<string, object> model)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(model);
        using var file = new MemoryStream();
        file.Write(template);
        TemplatePackage.RequireWorkbook(file, name);
        try
        {
            using var document = SpreadsheetDocument.Open(file, isEditable: true);
            Fill(document, name, new TemplateModel(model));
        }
        catch (Exception error) when (error is OpenXmlPackageException or XmlException or InvalidDataException or FormatException)
        {
            throw new ReportPartException($"{name}：模板文件已损坏，不能读取（{error.Message}）", error);
        }

        return Repacked(file);
    }

    /// <summary>What a shared or inline string says; phonetic guides stand beside the text and are not part of it.</summary>
    internal static string PlainText(OpenXmlElement? text) => text is null
        ? ""
        : string.Concat(text.Descendants<Text>().Where(part => part.Parent is not PhoneticRun).Select(part => part.Text));

    private static void Fill(SpreadsheetDocument document, string name, TemplateModel model)
    {
        TemplatePackage.RequireOwn(document, name);
        var workbook = document.WorkbookPart ?? throw new ReportPartException($"{name}：模板里没有工作簿");
        var texts = workbook.SharedStringTablePart?.SharedStringTable;
        var sheets = Sheets(workbook, name, [.. texts?.Elements<SharedStringItem>().Select(PlainText) ?? []], model);
        var maps = sheets.ToDictionary(sheet => sheet.Name, sheet => sheet.Map, StringComparer.OrdinalIgnoreCase);
        var styles = new TemplateStyles(workbook);
        foreach (var sheet in sheets)
        {
            var move = new FormulaMove(maps.GetValueOrDefault, sheet.Name);
            new SheetFill(sheet, model, styles, move).Run();
            MovedParts.Move(sheet, move);
            FillHeaders(sheet, model);
            TemplatePackage.RemoveComments(sheet.Part);
        }

        MoveNames(workbook.Workbook!, name, new FormulaMove(maps.GetValueOrDefault, null));
        // What the cells asked for is not for those who get the form.
        foreach (var item in texts?.Elements<SharedStringItem>().Where(item => PlainText(item).Contains("{{", StringComparison.Ordinal)) ?? [])
        {
            item.RemoveAllChildren();
            item.Append(new Text(""));
        }

        if (workbook.CalculationChainPart is { } chain) workbook.DeletePart(chain);
        var calculation = workbook.Workbook!.CalculationProperties ??= new CalculationProperties();
        (calculation.FullCalculationOnLoad, calculation.CalculationMode) = (true, null);
    }

    private static List<TemplateSheet> Sheets(WorkbookPart workbook, string name, IReadOnlyList<string> texts, TemplateModel model) =>
    [
        .. workbook.Workbook?.Sheets?.Elements<Sheet>()
            .Where(sheet => sheet.Id?.Value is { } id && workbook.GetPartById(id) is WorksheetPart)
            .Select(sheet => new TemplateSheet(name, sheet.Name?.Value ?? "", (WorksheetPart)workbook.GetPartById(sheet.Id!.Value!), texts, model)) ?? [],
    ];

    private static void MoveNames(Workbook workbook, string name, FormulaMove move)
    {
        foreach (var defined in workbook.DefinedNames?.Elements<DefinedName>() ?? [])
        {
            try
            {
                defined.Text = move.InRange(defined.Text);
            }
            catch (FormulaException error)
            {
                throw new ReportPartException($"{name}，名称“{defined.Name}”（{defined.Text}）：{error.Message}", error);
            }
        }
    }

    /// <summary>Headers and footers may name values as well; a &amp; of theirs would be a code of the spreadsheet.</summary>
    private static void FillHeaders(TemplateSheet sheet, TemplateModel model)
    {
        foreach (var text in sheet.Worksheet.Elements<HeaderFooter>().SelectMany(header => header.ChildElements).OfType<OpenXmlLeafTextElement>())
        {
            try
            {
                if (TemplateCell.Parse(text.Text) is not { Formula: null } asked) continue;
                text.Text = string.Concat(asked.Parts.Select(part => part is TemplateName wanted ? Escaped(CellWriter.Text(model.ValueOf(wanted.Name, null) ?? wanted.Otherwise)) : (string)part));
            }
            catch (FormulaException error)
            {
                throw sheet.Failed("页眉或页脚", error.Message, error);
            }
        }

        static string Escaped(string text) => text.Replace("&", "&&", StringComparison.Ordinal);
    }

    private static byte[] Repacked(MemoryStream file)
    {
        file.Position = 0;
        using var packed = new MemoryStream();
        using (var from = new ZipArchive(file, ZipArchiveMode.Read))
        using (var to = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries.OrderBy(entry => entry.FullName != "[Content_Types].xml").ThenBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                var copy = to.CreateEntry(entry.FullName);
                copy.LastWriteTime = _written;
                using var content = entry.Open();
                using var target = copy.Open();
                content.CopyTo(target);
            }
        }

        return packed.ToArray();
    }
}
