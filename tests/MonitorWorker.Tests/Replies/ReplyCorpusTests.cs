using MonitorWorker.Replies;

namespace MonitorWorker.Tests.Replies;

/// <summary>
/// Mails in the shapes of the mail programs that offices use, each judged as a person would judge it: <c>Corpus/expected.tsv</c>
/// is written by hand. A new shape is an .eml file and its line.
/// </summary>
public class ReplyCorpusTests
{
    private static readonly IReadOnlyDictionary<string, (string Kind, string Said)> _expected = File.ReadAllLines(Path.Combine(Mails.Folder, "expected.tsv"))
        .Skip(1).Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => (cells[1], cells[2]));

    public static TheoryData<string> Names => [.. _expected.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mail_is_judged_as_a_person_would(string name)
    {
        var mail = IncomingReader.Read(File.ReadAllBytes(Path.Combine(Mails.Folder, name + ".eml")), Mails.Rules);
        var (kind, said) = _expected[name];
        Assert.Equal((kind, said), (ReplyWords.Kind(mail.Kind), ReplyWords.Of(mail)));
        Assert.NotEmpty(mail.Because);
    }

    [Fact]
    public void There_are_at_least_sixty_replies_and_thirty_other_mails_and_each_has_its_line()
    {
        var replies = _expected.Values.Count(expected => expected.Kind == "本人" && expected.Said != "没有说什么");
        Assert.True(replies >= 60, $"{replies} replies");
        Assert.True(_expected.Values.Count(expected => expected.Kind != "本人") >= 30);
        var files = Directory.GetFiles(Mails.Folder, "*.eml").Select(Path.GetFileNameWithoutExtension).OfType<string>();
        Assert.Equal(_expected.Keys.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Replies_to_a_quoted_warning_name_its_number()
    {
        string[] names = ["outlook-desktop-text", "foxmail7-gb2312", "qq-web", "163-web", "iphone", "gmail-zh"];
        Assert.All(names, name =>
        {
            var mail = IncomingReader.Read(File.ReadAllBytes(Path.Combine(Mails.Folder, name + ".eml")), Mails.Rules);
            Assert.Equal(["YJ-2024-0007"], mail.SubjectNumbers);
            Assert.Equal(["YJ-2024-0007"], mail.QuotedNumbers);
            Assert.Equal("zhangxm@example.com", mail.FromAddress);
            Assert.Equal("张晓梅", mail.FromName);
            Assert.Equal(["yj.warning.k3v8n2q7x5c9d4f6g2h7@example.com"], mail.Answered);
        });
    }
}
