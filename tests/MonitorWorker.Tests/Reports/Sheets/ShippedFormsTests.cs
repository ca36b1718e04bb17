using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Spreadsheet;
using MonitorWorker.Import.Marking;

namespace MonitorWorker.Tests.Reports.Sheets;

/// <summary>The forms under <c>templates/reports</c> are what <see cref="ShippedForms"/> makes.</summary>
public class ShippedFormsTests
{
    private static readonly string _folder = Path.Combine(Repository.Templates, "reports");

    public static TheoryData<string> Names => [.. ShippedForms.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_form_is_kept_as_it_is_made(string name)
    {
        var path = Path.Combine(_folder, name);
        if (Environment.GetEnvironmentVariable("MONITORWORKER_ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(_folder);
            if (!File.Exists(path) || !Parts(File.ReadAllBytes(path)).SequenceEqual(Parts(ShippedForms.All[name]))) File.WriteAllBytes(path, ShippedForms.All[name]);
        }

        Assert.Equal(Parts(ShippedForms.All[name]), Parts(File.ReadAllBytes(path)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_form_is_sound(string name) => Filled.IsValid(ShippedForms.All[name], name);

    /// <summary>A heading that is broken by hand is not broken again by a narrow column: its row is as high as its lines.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Headings_fit_their_columns(string name) => Filled.Open(ShippedForms.All[name], (sheet, _) =>
    {
        var widths = sheet.Descendants<Column>().ToDictionary(column => (int)column.Min!.Value, column => column.Width!.Value);
        var headings = sheet.Descendants<Cell>().Where(cell => cell.InnerText.Contains('\n', StringComparison.Ordinal) && !cell.InnerText.Contains("{{", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(headings);
        foreach (var heading in headings)
        {
            var room = widths[CellPlace.Parse(heading.CellReference!.Value!)!.Value.Column];
            Assert.All(heading.InnerText.Split('\n'), line => Assert.True(line.Length * 2 <= room - 1, $"{heading.CellReference} {line}"));
        }

        return headings.Count;
    });

    /// <summary>What is in it, whatever the packing.</summary>
    private static List<(string Name, string Content)> Parts(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return [.. zip.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal).Select(entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return (entry.FullName, reader.ReadToEnd().ReplaceLineEndings("\n"));
        })];
    }
}
