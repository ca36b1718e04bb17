using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace MonitorWorker.Import.Marking;

/// <summary>
/// The comments of one sheet, in the old form that every spreadsheet program shows: their text in one part, their frames in a
/// drawing of another. Comments of other people stay; one on a marked cell gets ours below.
/// </summary>
internal sealed partial class SheetNotes
{
    private const string Author = "预算执行监控";
    private const string Opening = "【待更正】";
    private const string Done = "【已更正】上次标出的问题，本次没有再发现。";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const int LongestComment = 2_000;
    private const int FirstShape = 1_024;
    private const int LettersInLine = 18;

    private readonly WorksheetPart _part;
    private readonly int _sheet;
    private readonly string? _drawing;
    private readonly Comments? _existing;
    private Comments? _comments;

    /// <param name="sheet">Number of the sheet, from 1: numbers of frames start from it.</param>
    /// <param name="drawing">Relationship of the drawing that the sheet names; null where there is none.</param>
    public SheetNotes(WorksheetPart part, int sheet, string? drawing)
    {
        _part = part;
        _sheet = sheet;
        _drawing = drawing;
        _existing = part.WorksheetCommentsPart?.Comments;
        _comments = _existing;
    }

    private Comments All => _comments ??= NewComments();

    /// <summary>Cells that an earlier copy marked.</summary>
    public IReadOnlyList<CellPlace> Marked() =>
        _existing is null
            ? []
            : [.. Listed(_existing).Where(IsMark).Select(comment => CellPlace.Parse(comment.Reference?.Value)).OfType<CellPlace>().Distinct()];

    public void Put(CellPlace place, string text)
    {
        var said = CellMarkText.Clean(Opening + text, LongestComment);
        if (At(place) is not { } comment)
        {
            var list = All.CommentList ??= new CommentList();
            list.AppendChild(new Comment(Words(said)) { Reference = place.ToString(), AuthorId = OurAuthor() });
        }
        else if (IsOurs(comment))
        {
            comment.CommentText = Words(said);
        }
        else
        {
            Withdraw(comment);
            var words = comment.CommentText ??= new CommentText();
            var last = words.ChildElements.LastOrDefault(child => child is Text or Run);
            words.InsertAfter(new Run(Preserved("\n" + said)), last);
        }
    }

    /// <summary>What an earlier copy marked and this one does not is said to be mended. Taking the comment away would leave its frame.</summary>
    public void Settle(CellPlace place)
    {
        if (At(place) is not { } comment) return;
        if (IsOurs(comment)) comment.CommentText = Words(Done);
        else Withdraw(comment);
    }

    /// <returns>Relationship of a new drawing that the sheet has to name; null where it names one already.</returns>
    public string? Save()
    {
        All.Save();
        if (_drawing is not null && _part.TryGetPartById(_drawing, out var known) && known is VmlDrawingPart existing)
        {
            string frames;
            using (var reader = new StreamReader(existing.GetStream(FileMode.Open, FileAccess.Read), Encoding.UTF8)) frames = reader.ReadToEnd();
            Feed(existing, WithFrames(frames));
            return null;
        }

        if (_drawing is not null) throw new CannotMarkException("原文件内部结构不完好，无法标注");
        var added = _part.AddNewPart<VmlDrawingPart>();
        Feed(added, WithFrames(string.Create(
            CultureInfo.InvariantCulture,
            $"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{_sheet}"/></o:shapelayout></xml>""")));
        return _part.GetIdOfPart(added);
    }

    private static void Feed(OpenXmlPart part, string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        part.FeedData(stream);
    }

    private static IEnumerable<Comment> Listed(Comments comments) => comments.CommentList?.Elements<Comment>() ?? [];

    private Comment? At(CellPlace place)
    {
        var reference = place.ToString();
        return Listed(All).FirstOrDefault(comment => comment.Reference?.Value == reference);
    }

    private bool IsOurs(Comment comment) =>
        comment.AuthorId?.Value is { } id && All.Authors?.Elements<Author>().ElementAtOrDefault((int)id)?.Text == Author;

    private bool IsMark(Comment comment) => IsOurs(comment) ? comment.InnerText != Done : OurRuns(comment).Any();

    private static IEnumerable<Run> OurRuns(Comment comment) =>
        comment.CommentText?.Elements<Run>().Where(run => run.InnerText.StartsWith("\n" + Opening, StringComparison.Ordinal)) ?? [];

    private static void Withdraw(Comment comment)
    {
        foreach (var run in OurRuns(comment).ToList()) run.Remove();
    }

    private static CommentText Words(string text) => new(new Run(Preserved(text)));

    private static Text Preserved(string text) => new(text) { Space = SpaceProcessingModeValues.Preserve };

    private uint OurAuthor()
    {
        var authors = All.Authors ??= new Authors();
        var known = authors.Elements<Author>().ToList();
        var index = known.FindIndex(author => author.Text == Author);
        if (index >= 0) return (uint)index;
        authors.AppendChild(new Author(Author));
        return (uint)known.Count;
    }

    private Comments NewComments()
    {
        var part = _part.AddNewPart<WorksheetCommentsPart>();
        Feed(part, $"<comments xmlns=\"{Main}\"><authors/><commentList/></comments>");
        return part.Comments!;
    }

    /// <summary>
    /// The drawing with a frame for each comment that has none. Done on the text, because programs write drawings that are not
    /// quite XML and read them all the same.
    /// </summary>
    private string WithFrames(string drawing)
    {
        var end = drawing.LastIndexOf("</xml>", StringComparison.Ordinal);
        if (end < 0) throw new CannotMarkException("原文件内部结构不完好，无法标注");
        var framed = Frames().Matches(drawing)
            .Select(frame => (Row: RowIn().Match(frame.Value), Column: ColumnIn().Match(frame.Value)))
            .Where(place => place.Row.Success && place.Column.Success)
            .Select(place => (place.Row.Groups[1].Value, place.Column.Groups[1].Value))
            .ToHashSet();
        var shape = ShapeNumbers().Matches(drawing)
            .Select(match => int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty(0).Max();
        shape = Math.Max(shape, FirstShape * _sheet);
        var added = new StringBuilder();
        if (!drawing.Contains("\"_x0000_t202\"", StringComparison.Ordinal) && !drawing.Contains("'_x0000_t202'", StringComparison.Ordinal)) added.Append(FrameType);
        foreach (var comment in Listed(All))
        {
            if (CellPlace.Parse(comment.Reference?.Value) is { } place
                && framed.Add(((place.Row - 1).ToString(CultureInfo.InvariantCulture), (place.Column - 1).ToString(CultureInfo.InvariantCulture))))
                added.Append(Frame(++shape, place, comment.InnerText));
        }

        return drawing.Insert(end, added.ToString());
    }

    private const string FrameType = """
        <v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
        """;

    private static string Frame(int number, CellPlace place, string text)
    {
        var lines = Math.Clamp(text.Split('\n').Sum(line => 1 + line.Length / LettersInLine), 3, 30);
        var left = Math.Min(place.Column, CellPlace.LastColumn - 5);
        var top = Math.Clamp(place.Row - 2, 0, CellPlace.LastRow - 40);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:{lines * 14 + 8}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData xmlns:x="urn:schemas-microsoft-com:office:excel" ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {left + 4}, 15, {top + lines}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{place.Row - 1}</x:Row><x:Column>{place.Column - 1}</x:Column></x:ClientData></v:shape>
            """);
    }

    [GeneratedRegex("""<(?:\w+:)?ClientData\b[^>]*ObjectType=["']Note["'][^>]*>.*?</(?:\w+:)?ClientData>""", RegexOptions.Singleline)]
    private static partial Regex Frames();

    [GeneratedRegex(@"<(?:\w+:)?Row>\s*(\d+)\s*<")]
    private static partial Regex RowIn();

    [GeneratedRegex(@"<(?:\w+:)?Column>\s*(\d+)\s*<")]
    private static partial Regex ColumnIn();

    [GeneratedRegex(@"_x0000_s(\d+)")]
    private static partial Regex ShapeNumbers();
}
