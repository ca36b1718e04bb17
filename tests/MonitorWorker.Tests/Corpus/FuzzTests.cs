using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MonitorWorker.Tests.Corpus;

/// <summary>
/// Damaged files end as a reading, in time, and no figure is made up. MONITORWORKER_FUZZ_RUNS asks for more rounds; a failure
/// names its seed.
/// </summary>
public class FuzzTests
{
    private const int UsualRuns = 1_500;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(20);
    private static readonly string[] _oddCells = ["", "-", "—", "1,234.5", "1,5", "１２", "12万", "1e5", "#N/A", "20xx", "-0.01", "99999999999999999999", "=1+1", "合计", "\"", "0.6", " 7 ", "7.", ".5", "+3", "3-", "(3)"];

    [Fact]
    public void A_damaged_file_of_any_kind_is_read_or_refused_and_never_more()
    {
        var files = CorpusFiles.All().Where(file => file.Content.Length is > 0 and < 100_000).ToList();
        var reader = CorpusTests.Reader();
        foreach (var seed in Seeds())
        {
            var random = new Random(seed);
            var (name, content) = files[random.Next(files.Count)];
            var watch = Stopwatch.StartNew();
            var thrown = Record.Exception(() => reader.Read(new MemoryStream(Damage(content, random)), name, 1, Some.Noon));
            Assert.True(thrown is null, $"seed {seed}, {name}: {thrown}");
            Assert.True(watch.Elapsed < _longest, $"seed {seed}, {name}: took {watch.Elapsed}");
        }
    }

    /// <summary>A figure is what stands in its cell, or the row is refused, or the cell means nothing; told by a reading of its own.</summary>
    [Fact]
    public void No_cell_of_a_csv_becomes_a_figure_that_it_does_not_say()
    {
        var reader = CorpusTests.Reader();
        foreach (var seed in Seeds())
        {
            var random = new Random(seed);
            var cells = Enumerable.Range(0, 6).Select(_ => _oddCells[random.Next(_oddCells.Length)]).ToList();
            var csv = "项目编码,截止月份,累计执行数（元）\n" + string.Join('\n', cells.Select((cell, index) => $"P{index},2024-08,\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
            var reading = reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "t.csv", 1, Some.Noon);
            for (var index = 0; index < cells.Count; index++)
            {
                var (row, cell) = (index + 2, cells[index]);
                var told = reading.Facts.Executions.SingleOrDefault(fact => fact.Source.Row == row)?.Cumulative.Fen;
                var isRefused = reading.Problems.Any(problem => problem.Row == row);
                Assert.True(told == Says(cell) && (told is null || !isRefused), $"seed {seed}: “{cell}” was read as {told}");
                Assert.True(told is not null || isRefused || MeansNothing(cell), $"seed {seed}: “{cell}” vanished");
            }
        }
    }

    private static long? Says(string cell)
    {
        var plain = string.Concat(cell.Trim().Select(character => character is >= '０' and <= '９' ? (char)(character - '０' + '0') : character));
        if (plain.Contains(',') && !System.Text.RegularExpressions.Regex.IsMatch(plain, @"^-?\d{1,3}(,\d{3})+(\.\d+)?$")) return null;
        plain = plain.Replace(",", "", StringComparison.Ordinal);
        if (!System.Text.RegularExpressions.Regex.IsMatch(plain, @"^[+-]?(\d+\.?\d*|\.\d+)$")) return null;
        var yuan = decimal.Parse(plain, CultureInfo.InvariantCulture);
        return yuan > 1_000_000_000_000_000 ? null : (long)(yuan * 100);
    }

    private static bool MeansNothing(string cell) => cell.Trim() is "" or "-" or "—" or "20xx" or "合计";

    private static byte[] Damage(byte[] content, Random random)
    {
        var bytes = content.ToArray();
        for (var blow = random.Next(1, 6); blow > 0; blow--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes = bytes[..Math.Max(1, at)];
                    break;
                case 2:
                    var length = Math.Min(random.Next(1, 64), bytes.Length - at);
                    bytes = [.. bytes[..at], .. bytes[(at + length)..], 0];
                    break;
                default:
                    bytes = [.. bytes[..at], .. bytes[at..Math.Min(bytes.Length, at + 200)], .. bytes[at..]];
                    break;
            }
        }

        return bytes;
    }

    private static IEnumerable<int> Seeds()
    {
        var runs = int.TryParse(Environment.GetEnvironmentVariable("MONITORWORKER_FUZZ_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : UsualRuns;
        return Enumerable.Range(1, runs);
    }
}
