using FsCheck;
using FsCheck.Fluent;

namespace MonitorWorker.Tests.Reports.Word;

/// <summary>A text of random pieces, nested at random, with the words that must not get lost.</summary>
internal sealed record RandomText(string Markdown, IReadOnlyList<string> Words)
{
    private static readonly Gen<string> _word = Gen.OneOf(
        Gen.Elements("预算执行", "绩效目标", "设备购置经费", "2024年9月5日", "1,556.61", "−36.67%", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "𠀀喆堃", "〔2024〕7号", "“引用”", "A B"),
        Gen.Choose(1, 60).Select(length => new string('长', length)));

    private static readonly Gen<string> _dirty = Gen.Elements("", "", "\u0001", "\u0000", "\u202E", "\uD834", "\t");

    public static Arbitrary<RandomText> Arbitrary { get; } = Arb.From(Pieces(0));

    private static Gen<RandomText> Pieces(int depth) => Gen.Choose(1, 5).SelectMany(count => Piece(depth).ListOf(count)).Select(pieces =>
        new RandomText(string.Join("\n\n", pieces.Select(piece => piece.Markdown)), [.. pieces.SelectMany(piece => piece.Words)]));

    private static Gen<RandomText> Piece(int depth)
    {
        List<Gen<RandomText>> kinds =
        [
            Saying(word => word), Saying(word => $"**{word}**"), Saying(word => $"{word}，*楷体*。"), Saying(word => $"- {word}\n  1. {word}"), Saying(word => $"{word}\\\n{word}"),
            Gen.Choose(1, 5).SelectMany(level => Saying(word => $"{new string('#', level)} {word}").Select(text => level == 1 ? text with { Words = [] } : text)),
            Saying(word => $":::caption\n{word}\n单位：万元\n:::"), Saying(word => $":::note\n{word}\n:::"), Saying(word => $":::signature\n{word}\n2024年9月5日\n:::"), Saying(word => $":::addressee\n{word}\n:::"),
            Gen.Constant(new RandomText(":::attachments\n:::", [])),
            Table(),
            Gen.Elements("columns", "bars", "curve").SelectMany(Chart),
            Gen.Elements("bullets").SelectMany(_ => Saying(word => $":::bullets\n| 名 | 率 | 序 | 注 |\n|---|---:|---:|---|\n| {word} | 999.99% | — | {word} |\n:::")),
        ];
        if (depth == 0) kinds.Add(Pieces(2).Select(inner => inner with { Markdown = $"::::::attachment 名称\n{inner.Markdown}\n::::::" }));
        if (depth is 0 or 2) kinds.Add(Pieces(depth + 1).Select(inner => inner with { Markdown = $":::::landscape\n{inner.Markdown}\n:::::" }));
        return Gen.OneOf(kinds);
    }

    private static Gen<RandomText> Saying(Func<string, string> write) =>
        from word in _word
        from dirt in _dirty
        select new RandomText(write(word + dirt), [word]);

    private static Gen<RandomText> Table() =>
        from columns in Gen.Choose(1, 15)
        from rows in Gen.Choose(0, 6)
        from cells in _word.ListOf(columns * (rows + 1))
        from right in Gen.Choose(0, 1).ListOf(columns)
        select new RandomText(
            string.Join('\n', cells.Chunk(columns).Select(Row).Prepend($"|{string.Concat(right.Select(one => one == 1 ? "---:|" : "---|"))}").Index().OrderBy(line => line.Index switch { 0 => 1, 1 => 0, _ => line.Index }).Select(line => line.Item)),
            [.. cells]);

    private static Gen<RandomText> Chart(string kind) =>
        from series in Gen.Choose(1, 7)
        from names in _word.NonEmptyListOf()
        from figures in Gen.Elements("1,234.56", "−3", "—", "", "66.67%", "0", "99999999999.99").ListOf(names.Count * series)
        select new RandomText(
            $":::{kind}\n{Row(Enumerable.Range(0, series + 1).Select(at => $"列{at}"))}\n{Row(Enumerable.Repeat("---", series + 1))}\n"
            + string.Join('\n', names.Zip(figures.Chunk(series), (name, row) => Row(row.Prepend(name)))) + "\n:::",
            [.. names]);

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
