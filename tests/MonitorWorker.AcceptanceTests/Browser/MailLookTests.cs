using System.Text.RegularExpressions;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Templates;

namespace MonitorWorker.AcceptanceTests.Browser;

/// <summary>Every mail of the sample office as a browser shows it: on a screen, on telephones, with its frame taken off and in the dark.</summary>
public sealed partial class MailLookTests
{
    private const int Phone = 375;
    private const int MailsOnAPicture = 5;
    private static readonly int[] _widths = [320, Phone, 600];
    private static readonly MailComposer _composer = new(TemplateCatalog.Load(Tests.Repository.Templates));

    private static readonly IReadOnlyList<(string Name, string Html)> _mails =
        [.. SampleMails.All.Select(sample => ($"{sample.Kind} {sample.Name}", sample.Compose(_composer, SampleMails.Context).Html))];

    private static readonly Lazy<Task<IReadOnlyList<Measured>>> _measured = new(() => MailSheet.MeasureAsync(Frames(html => html, _widths)));

    [Fact]
    public async Task Every_mail_fits_screens_and_telephones_and_can_be_read()
    {
        Chromium.Require();
        var measured = await _measured.Value;

        Assert.Equal(_mails.Count * _widths.Length, measured.Count);
        AssertNone(measured.SelectMany(Problems));
    }

    [Fact]
    public async Task Every_mail_looks_the_same_without_its_head_and_inside_another_page()
    {
        Chromium.Require();
        var whole = (await _measured.Value).Where(mail => mail.Width != 320).ToDictionary(mail => (mail.Name, mail.Width));
        // As a web mailer shows it: what stands in its body, within a page of its own; and the same by the rules of old browsers.
        foreach (var doctype in new[] { "<!DOCTYPE html>", "" })
        {
            var stripped = await MailSheet.MeasureAsync(Frames(html => $"{doctype}<html><body style=\"margin:0;\"><div>{BodyOf(html)}</div></body></html>", Phone, 600));

            AssertNone(stripped.SelectMany(mail => Differences(whole[(mail.Name, mail.Width)], mail)));
        }
    }

    /// <summary>A browser turns colours around, not layouts: it is shown mails until it has seen each ink on each paper that any mail has.</summary>
    [Fact]
    public async Task Every_ink_on_every_paper_can_be_read_with_the_colours_turned_around()
    {
        Chromium.Require();
        var measured = (await _measured.Value).Where(mail => mail.Width == Phone).ToList();
        var seen = new HashSet<string>();
        var chosen = measured.OrderBy(mail => mail.Height).Where(mail => mail.Texts.Where(text => text.Width > text.Size).Select(Pair).Where(seen.Add).ToList().Count > 0).ToList();
        foreach (var some in chosen.Chunk(MailsOnAPicture))
        {
            var dark = await MailSheet.DarkenAsync([.. some.Select(mail => (new Frame(mail.Name, _mails.Single(html => html.Name == mail.Name).Html, Phone), mail))]);

            AssertNone(dark.Where(text => text.Contrast < text.Text.Wanted).Select(text => $"{text.Name}: “{text.Text.Text}” {text.Contrast:0.00}:1"));
        }

        Assert.InRange(seen.Count, 15, 200);

        static string Pair(MeasuredText text) => $"{Convert.ToHexString(text.Colour)} on {Convert.ToHexString(text.Background)}, {text.Wanted}";
    }

    [Fact]
    public async Task What_is_wrong_is_known_to_be_found()
    {
        Chromium.Require();
        (string Piece, string Because)[] spoilt =
        [
            ("<p style=\"width:700px;\">x</p>", "scroll"),
            ("<table width=\"100%\"><tr><td nowrap=\"nowrap\">" + new string('长', 60) + "</td></tr></table>", "scroll"),
            ("<table width=\"100%\" style=\"table-layout:fixed;\"><tr><td nowrap=\"nowrap\">" + new string('长', 20) + "</td><td>y</td><td>y</td></tr></table>", "leaves its cell"),
            ("<p style=\"font-size:11px;\">小</p>", "11 px"),
            ("<p style=\"color:#999999;\">淡</p>", "2.8"),
            ("<img src=\"http://example.com/x.png\" alt=\"\">", "picture"),
            ("<img src=\"http://example.com/x.png\" alt=\"\">", "fetches http://example.com/x.png"),
        ];
        var measured = await MailSheet.MeasureAsync([.. spoilt.Select(one => new Frame(one.Because, "<!DOCTYPE html><html><body style=\"margin:0;font-size:14px;\">" + one.Piece + "</body></html>", Phone))]);
        Assert.All(spoilt.Zip(measured), one => Assert.Contains(Problems(one.Second), problem => problem.Contains(one.First.Because, StringComparison.Ordinal)));

        var (faint, firm) = (new Frame("faint", Page("#3f444b", "#6b7280"), Phone), new Frame("firm", Page("#1f2933", "#ffffff"), Phone));
        var both = await MailSheet.MeasureAsync([faint, firm]);
        var dark = await MailSheet.DarkenAsync([(faint, both[0]), (firm, both[1])]);
        Assert.True(dark[0].Contrast < 4.5 && dark[1].Contrast > 4.5, $"{dark[0].Contrast:0.00} and {dark[1].Contrast:0.00}");

        static string Page(string ink, string paper) =>
            $"<!DOCTYPE html><html><body style=\"margin:0;font-size:14px;\"><p style=\"color:{ink};background-color:{paper};\">看得清吗</p></body></html>";
    }

    private static void AssertNone(IEnumerable<string> problems) => Assert.Equal("", string.Join('\n', problems));

    private static List<Frame> Frames(Func<string, string> change, params int[] widths) =>
        [.. widths.SelectMany(width => _mails.Select(mail => new Frame(mail.Name, change(mail.Html), width)))];

    private static IEnumerable<string> Problems(Measured mail)
    {
        var at = $"{mail.Name} at {mail.Width} px";
        if (mail.Needs > mail.Width) yield return $"{at}: needs {mail.Needs:0} px, so that people have to scroll";
        if (mail.Pictures > 0) yield return $"{at}: {mail.Pictures} picture, which is lost where pictures are off";
        if (mail.Texts.Count == 0) yield return $"{at}: shows nothing";
        foreach (var address in mail.Fetched) yield return $"{at}: fetches {address}";
        foreach (var text in mail.Texts)
        {
            if (text.Size < 12) yield return $"{at}: “{text.Text}” has {text.Size:0.#} px";
            if (text.Contrast < text.Wanted) yield return $"{at}: “{text.Text}” has a contrast of {text.Contrast:0.00}:1";
            if (text.Left < 0 || text.Left + text.Width > Math.Min(text.CellRight, mail.Width) + 1) yield return $"{at}: “{text.Text}” leaves its cell";
        }
    }

    private static IEnumerable<string> Differences(Measured whole, Measured stripped)
    {
        if (whole.Texts.Count != stripped.Texts.Count)
        {
            yield return $"{whole.Name} at {whole.Width} px: {stripped.Texts.Count} pieces of text instead of {whole.Texts.Count}";
            yield break;
        }

        foreach (var (before, after) in whole.Texts.Zip(stripped.Texts).Where(pair => !IsSame(pair.First, pair.Second)).Take(1))
            yield return $"{whole.Name} at {whole.Width} px: “{before.Text}” was at {Box(before)}, and is at {Box(after)}";

        static string Box(MeasuredText text) => $"{text.Left:0.#}, {text.Top:0.#}, {text.Width:0.#} × {text.Height:0.#}";
    }

    private static bool IsSame(MeasuredText one, MeasuredText other) =>
        one.Text == other.Text && Math.Abs(one.Left - other.Left) < 1 && Math.Abs(one.Top - other.Top) < 1 && Math.Abs(one.Width - other.Width) < 1 && Math.Abs(one.Height - other.Height) < 1
        && one.Colour.SequenceEqual(other.Colour) && one.Background.SequenceEqual(other.Background);

    private static string BodyOf(string html) => BodyPattern().Match(html).Groups["body"].Value;

    [GeneratedRegex("<body[^>]*>(?<body>.*)</body>", RegexOptions.Singleline)]
    private static partial Regex BodyPattern();
}
