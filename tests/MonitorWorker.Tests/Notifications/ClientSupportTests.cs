using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Templates;

namespace MonitorWorker.Tests.Notifications;

/// <summary>The mails use only what mail programs are known to support, or what a mail bears to lose.</summary>
public sealed class ClientSupportTests
{
    private static readonly IReadOnlyList<ClientFeature> Known = ClientSupport.Load();
    private static readonly MailComposer Composer = new(TemplateCatalog.Load(SomeSnapshot.TemplateFolder));
    private static readonly string[] Mails = [.. new[] { Composer, InEnglish.Composer }.SelectMany(composer => SampleMails.All.Select(sample => sample.Compose(composer, SampleMails.Context).Html))];

    [Fact]
    public void Whatever_a_mail_uses_is_known_to_be_supported() => Assert.Empty(Mails.SelectMany(Problems).Distinct());

    [Fact]
    public void The_data_hold_what_the_mails_use_and_no_more() =>
        Assert.Equal(Mails.SelectMany(ClientSupport.Used).Distinct().Order(StringComparer.Ordinal), Known.Select(feature => feature.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void What_somebody_does_not_know_has_a_reason() =>
        Assert.All(Known, feature => Assert.True((feature.Unsupported.Count == 0 && feature.Slug is not null) || feature.Waiver?.Length > 10, feature.Name));

    [Fact]
    public void Nothing_hangs_on_what_Outlook_for_Windows_does_not_know()
    {
        // Each of these has an attribute, another style or a conditional comment beside it that does the same there, or does nothing but tidy.
        string[] spared =
        [
            "doctype", "meta color-scheme", "meta supported-color-schemes", "style max-height", "style opacity", "style overflow", "style table-layout", "style white-space",
        ];
        Assert.Equal(spared.Order(StringComparer.Ordinal), Known.Where(feature => feature.Unsupported.Contains("outlook.windows")).Select(feature => feature.Name).Order(StringComparer.Ordinal));
        Assert.All(Mails, mail => Assert.Contains("<!--[if mso]><table role=\"presentation\" width=\"600\"", mail, StringComparison.Ordinal));
        Assert.All(Mails.SelectMany(mail => mail.Split('\n')).Where(line => line.StartsWith("<td", StringComparison.Ordinal) && line.Contains("white-space:nowrap", StringComparison.Ordinal)), line =>
            Assert.True(line.Contains("nowrap=\"nowrap\"", StringComparison.Ordinal) || line.Contains("<span", StringComparison.Ordinal), line));
    }

    [Theory]
    [InlineData("<img alt=\"x\">", "tag img")]
    [InlineData("<p style=\"float:left;\">x</p>", "style float")]
    [InlineData("<p style=\"display:flex;\">x</p>", "style display:flex")]
    [InlineData("<p style=\"font-size:1rem;\">x</p>", "unit rem")]
    [InlineData("<p style=\"width:calc(100% - 2px);\">x</p>", "function calc")]
    [InlineData("<p class=\"x\">x</p>", "attribute class")]
    [InlineData("<a href=\"https://example.com\">x</a>", "link https")]
    [InlineData("<style>p{}</style>", "tag style")]
    public void What_the_data_do_not_hold_is_refused(string piece, string feature) =>
        Assert.Contains(Problems(Mails[0].Replace("</body>", piece + "</body>", StringComparison.Ordinal)), problem => problem.StartsWith(feature, StringComparison.Ordinal));

    private static IEnumerable<string> Problems(string html) => ClientSupport.Used(html).Distinct().Select(name => (name, known: Known.FirstOrDefault(feature => feature.Name == name))).Select(used => used switch
    {
        (var name, null) => $"{name} is not in client-support.tsv: look it up at caniemail.com, and use it only where losing it loses nothing",
        (var name, { Unsupported.Count: > 0, Waiver: null } known) => $"{name} is not known to {string.Join(", ", known.Unsupported)}",
        _ => null,
    }).OfType<string>();
}
