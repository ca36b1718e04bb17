using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Notifications;

/// <summary>English mails, and figures whose data are Latin: whatever Chinese is left in a mail about them is a word of the program's.</summary>
internal static partial class InEnglish
{
    private static readonly HashSet<string> _data =
    [
        "ProjectName", "EntityName", "Section", "Fund", "Scope", "Report", "ReportingUnit", "Indicator", "Level1", "Level2", "Target", "Value", "SourceFile", "SourceSheet", "Name", "Author", "By", "Measure",
        "DocumentNumber", "Title", "Names", "StepSays", "RedNames", "Cause", "HandedTo", "HandedOverBy", "DisputedBy", "ReadBy",
    ];

    public static MailComposer Composer { get; } = new(TemplateCatalog.Load(SomeSnapshot.TemplateFolder, "en"));

    public static MailContext Context => SomeSnapshot.Context with { OfficeName = "Finance Bureau", Recipient = new MailPerson("Sample", "responsible@example.com"), WhyYou = "没有登记责任人，转财务人员（Office）" };

    /// <summary>The same with every value that comes from a file in Latin; the program's own sentences stay as they are, but for the names in them.</summary>
    public static T Latin<T>(T value)
    {
        var json = JsonSerializer.SerializeToNode(value, StoredJson.Options)!;
        Walk(json, null);
        return json.Deserialize<T>(StoredJson.Options)!;
    }

    public static IReadOnlyList<LineSnapshot> Latin(IEnumerable<LineSnapshot> lines) => [.. lines.Select(line => Latin(line) with { Also = [.. line.Also.Select(Latin)] })];

    public static void HasNoChinese(RenderedMail mail) => Assert.All([mail.Subject, .. mail.Text.Split('\n'), .. mail.Html.Split('\n')], line => Assert.False(MailWords.HasChinese(line), line));

    private static void Walk(JsonNode node, string? name)
    {
        switch (node)
        {
            case JsonObject parent:
                foreach (var (key, child) in parent.ToList().Where(pair => pair.Value is not null)) Replace(child!, key, latin => parent[key] = latin);
                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++) Replace(list[index]!, name, latin => list[index] = latin);
                break;
        }
    }

    private static void Replace(JsonNode child, string? name, Action<JsonNode> set)
    {
        if (child is not JsonValue value || value.GetValueKind() != JsonValueKind.String) Walk(child, name);
        else if (value.GetValue<string>() is var text && MailWords.HasChinese(text) && name is not null && text != "全部单位")
            set(_data.Contains(name) ? "Sample " + ChinesePattern().Replace(text, "x") : QuotedPattern().Replace(text, "“Sample”"));
    }

    [GeneratedRegex(@"[^\x20-\x7e]")]
    private static partial Regex ChinesePattern();

    [GeneratedRegex("“[^”]*”")]
    private static partial Regex QuotedPattern();
}
