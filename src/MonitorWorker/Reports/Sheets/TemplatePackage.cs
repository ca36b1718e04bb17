using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MonitorWorker.Import.Marking;

namespace MonitorWorker.Reports.Sheets;

/// <summary>What a template may hold: what it brings along goes out by mail under the office's name.</summary>
internal static class TemplatePackage
{
    /// <exception cref="ReportPartException">It is no .xlsx, or unpacked too large.</exception>
    public static void RequireWorkbook(MemoryStream file, string name)
    {
        try
        {
            if (!PackageCheck.IsPlainWorkbook(file)) throw new ReportPartException($"{name}：不是可以填写的.xlsx工作簿；请在Excel或WPS里另存为“Excel工作簿（*.xlsx）”，不要带宏");
        }
        catch (Exception error) when (error is CannotMarkException or InvalidDataException or System.Xml.XmlException)
        {
            throw new ReportPartException($"{name}：不能读取（{error.Message}）", error);
        }
        finally
        {
            file.Position = 0;
        }
    }

    /// <exception cref="ReportPartException">It holds macros, links to other files, or what cannot move with the rows.</exception>
    public static void RequireOwn(SpreadsheetDocument document, string name)
    {
        foreach (var part in document.GetAllParts())
        {
            var complaint = part switch
            {
                VbaProjectPart or VbaDataPart or MacroSheetPart or InternationalMacroSheetPart => "含有宏",
                ExternalWorkbookPart => "含有指向其他文件的链接",
                ConnectionsPart or QueryTablePart => "含有外部数据连接",
                EmbeddedObjectPart or EmbeddedPackagePart or EmbeddedControlPersistencePart or ControlPropertiesPart => "含有嵌入的对象或控件",
                ChartPart or ExtendedChartPart => "含有图表，图表不会随行移动",
                PivotTablePart or PivotTableCacheDefinitionPart => "含有数据透视表，透视表不会随行移动",
                TableDefinitionPart => "含有“表格”（插入—表格），请转换为区域",
                _ when part.ExternalRelationships.Any() => "含有指向外部的链接",
                _ => null,
            };
            if (complaint is not null) throw new ReportPartException($"{name}：模板{complaint}，请删除后再用");
        }
    }

    /// <summary>Comments are for whoever edits the template.</summary>
    public static void RemoveComments(WorksheetPart part)
    {
        part.DeleteParts(part.WorksheetThreadedCommentsParts.Cast<OpenXmlPart>().ToList());
        part.DeleteParts(part.VmlDrawingParts.Cast<OpenXmlPart>().ToList());
        if (part.WorksheetCommentsPart is { } comments) part.DeletePart(comments);
        foreach (var drawing in part.Worksheet?.Elements<LegacyDrawing>().ToList() ?? []) drawing.Remove();
        foreach (var drawing in part.Worksheet?.Elements<LegacyDrawingHeaderFooter>().ToList() ?? []) drawing.Remove();
    }
}
