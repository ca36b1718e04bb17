using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MonitorWorker.AcceptanceTests.Browser;

/// <summary>A mail to be looked at, in a window of a width.</summary>
internal sealed record Frame(string Name, string Html, int Width);

/// <summary>A piece of text as it stands in its window; pixels.</summary>
/// <param name="CellRight">Right edge of the table cell that it stands in.</param>
/// <param name="Colour">Red, green, blue.</param>
/// <param name="Background">That of the next element around it that has one.</param>
internal sealed record MeasuredText(string Text, double Left, double Top, double Width, double Height, double CellRight, double Size, int Weight, byte[] Colour, byte[] Background)
{
    /// <summary>For large letters less contrast is enough (WCAG 2.2, 1.4.3).</summary>
    public double Wanted => Size >= 24 || (Size >= 18.66 && Weight >= 700) ? 3.0 : 4.5;

    public double Contrast => Browser.Colour.Contrast(new Colour(Colour[0], Colour[1], Colour[2]), new Colour(Background[0], Background[1], Background[2]));
}

/// <summary>What a browser has made of a frame.</summary>
/// <param name="Needs">Width that it needs; more than the window's makes people scroll sideways.</param>
/// <param name="Fetched">Addresses that it asked for.</param>
/// <param name="Pictures">Images and background images.</param>
internal sealed record Measured(string Name, int Width, double Needs, double Height, IReadOnlyList<MeasuredText> Texts, IReadOnlyList<string> Fetched, int Pictures);

/// <summary>Many mails on one page, each in a window of its own, so that one start of the browser measures or photographs them all.</summary>
internal static partial class MailSheet
{
    private const int Gap = 10;

    private const string Measure = """
        const rgb = text => (text.match(/[0-9.]+/g) || []).map(Number);
        const behind = (element, view) => {
          for (let at = element; at; at = at.parentElement) {
            const c = rgb(view.getComputedStyle(at).backgroundColor);
            if (c.length === 3 || c[3] === 1) return c.slice(0, 3);
          }
          return [255, 255, 255];
        };
        addEventListener('load', () => {
          const all = [...document.querySelectorAll('iframe')].map(frame => {
            const doc = frame.contentDocument, view = frame.contentWindow, texts = [];
            const walk = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
              const said = node.data.replace(/[\s\u00a0]+/g, ' ').trim();
              if (!said) continue;
              const range = doc.createRange();
              range.selectNodeContents(node);
              const style = view.getComputedStyle(node.parentElement), cell = node.parentElement.closest('td');
              for (const box of range.getClientRects()) {
                if (box.width < 1) continue;
                texts.push({ text: said, left: box.left, top: box.top, width: box.width, height: box.height, cellRight: cell ? cell.getBoundingClientRect().right : frame.clientWidth,
                  size: parseFloat(style.fontSize), weight: parseInt(style.fontWeight), colour: rgb(style.color).slice(0, 3), background: behind(node.parentElement, view) });
              }
            }
            const pictures = [...doc.querySelectorAll('*')].filter(e => e.matches('img,picture,svg,video,object,embed,canvas') || view.getComputedStyle(e).backgroundImage !== 'none').length;
            return { name: frame.title, width: frame.clientWidth, needs: doc.documentElement.scrollWidth, height: doc.body.getBoundingClientRect().height, texts,
              fetched: view.performance.getEntriesByType('resource').map(entry => entry.name), pictures };
          });
          const out = document.createElement('pre');
          out.id = 'measured';
          out.textContent = JSON.stringify(all);
          document.body.replaceChildren(out);
        });
        """;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Converters = { new Bytes() } };

    public static async Task<IReadOnlyList<Measured>> MeasureAsync(IReadOnlyList<Frame> frames)
    {
        var page = new StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><body>");
        foreach (var frame in frames) page.Append(Window(frame, $"width:{frame.Width}px;height:600px;border:0;"));
        page.Append("<script>").Append(Measure).Append("</script>");
        var dumped = MeasuredPattern().Match(await Chromium.DumpAsync(page.ToString()));
        Assert.True(dumped.Success, "The page was not measured.");
        var measured = JsonSerializer.Deserialize<List<Measured>>(WebUtility.HtmlDecode(dumped.Groups["json"].Value), _json)!;
        Assert.Equal(frames.Count, measured.Count);
        return measured;
    }

    /// <summary>Beside each other, in the browser's dark mode.</summary>
    /// <param name="frames">Measured before, so that it is known how high they are.</param>
    /// <returns>Of each text, by name of the frame: what stands there, and its contrast as a screen shows it.</returns>
    public static async Task<IReadOnlyList<(string Name, MeasuredText Text, double Contrast)>> DarkenAsync(IReadOnlyList<(Frame Frame, Measured Measured)> frames)
    {
        var (page, left, height) = (new StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><body style=\"margin:0;\">"), 0, frames.Max(frame => (int)Math.Ceiling(frame.Measured.Height)));
        var found = new List<(string, MeasuredText, double)>();
        var places = new List<int>();
        foreach (var (frame, _) in frames)
        {
            page.Append(Window(frame, $"position:absolute;left:{left}px;top:0;width:{frame.Width}px;height:{height}px;border:0;"));
            places.Add(left);
            left += frame.Width + Gap;
        }

        var picture = await Chromium.PhotographAsync(page.ToString(), left, height, darkened: true);
        for (var index = 0; index < frames.Count; index++)
            // A lone mark of punctuation at the end of a line has hardly any ink.
            found.AddRange(frames[index].Measured.Texts.Where(text => text.Width > text.Size).Select(text => (frames[index].Frame.Name, text, ContrastOf(picture, places[index] + text.Left, text))));
        return found;
    }

    /// <summary>The commonest colour around a text is what it stands on; the one that is farthest from it is the ink of its strokes.</summary>
    private static double ContrastOf(Picture picture, double left, MeasuredText text)
    {
        var (fromX, toX) = (Edge(left, picture.Width), Edge(left + text.Width, picture.Width));
        var (fromY, toY) = (Edge(text.Top, picture.Height), Edge(text.Top + text.Height, picture.Height));
        var colours = new Dictionary<Colour, int>();
        for (var y = fromY; y < toY; y++)
        {
            for (var x = fromX; x < toX; x++) colours[picture[x, y]] = colours.GetValueOrDefault(picture[x, y]) + 1;
        }

        var paper = colours.MaxBy(colour => colour.Value).Key;
        return colours.Keys.Max(colour => Colour.Contrast(colour, paper));

        static int Edge(double at, int most) => Math.Clamp((int)Math.Round(at * Chromium.Scale), 0, most);
    }

    private static string Window(Frame frame, string style) =>
        $"<iframe title=\"{WebUtility.HtmlEncode(frame.Name)}\" style=\"{style}\" srcdoc=\"{WebUtility.HtmlEncode(frame.Html)}\"></iframe>";

    [GeneratedRegex("<pre id=\"measured\">(?<json>.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex MeasuredPattern();

    /// <summary>Colours come as lists of numbers.</summary>
    private sealed class Bytes : System.Text.Json.Serialization.JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            [.. JsonSerializer.Deserialize<List<double>>(ref reader)!.Select(value => (byte)Math.Round(value))];

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
