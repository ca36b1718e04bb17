using System.Diagnostics;
using System.Globalization;
using System.Text;
using MonitorWorker.Replies;

namespace MonitorWorker.Tests.Replies;

/// <summary>The envelope of a mail, its bounds, and mails that were made to hurt.</summary>
public class IncomingReaderTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(10);

    private static int Runs => int.TryParse(Environment.GetEnvironmentVariable("MONITORWORKER_FUZZ_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : 3_000;

    private static int FirstSeed => int.TryParse(Environment.GetEnvironmentVariable("MONITORWORKER_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20240903;

    [Fact]
    public void Answered_mails_come_latest_first_and_addresses_in_lower_case()
    {
        var mail = Mails.Of("收到", headers: "In-Reply-To: <c@example.com>\r\nReferences: <a@example.com>,<b@example.com>\r\n <c@example.com>\r\nCc: LiSi@Example.com\r\nDelivered-To: Monitor+K7@example.com\r\nX-Original-To: <monitor+k8@example.com>\r\n");
        Assert.Equal(["c@example.com", "b@example.com", "a@example.com"], mail.Answered);
        Assert.Equal(["monitor@example.com", "lisi@example.com", "monitor+k7@example.com", "monitor+k8@example.com"], mail.SentTo);
        Assert.Equal("m1@mail.example.com", mail.Identity);
        Assert.Equal(new DateTimeOffset(2024, 9, 3, 9, 12, 10, TimeSpan.FromHours(8)), mail.Date);
    }

    [Theory]
    [InlineData("[YJ-2024-0007]", "YJ-2024-0007")]
    [InlineData("ＹＪ－２０２４－０００７", "YJ-2024-0007")]
    [InlineData("yj2024-7号、YJ-2024-0012", "YJ-2024-0007 YJ-2024-0012")]
    [InlineData("BYJ-2024-0007 YJ-1999-0001 YJ-2024-00071234", "")]
    public void Numbers_are_found_in_any_spelling(string subject, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', Mails.Of("阅", subject).SubjectNumbers));

    [Theory]
    [InlineData("mx.example.com; dkim=pass header.d=example.com; spf=pass smtp.mailfrom=zhangxm@example.com; dmarc=pass header.from=example.com", "mx.example.com", "example.com")]
    [InlineData("mx.example.com; dkim=fail header.d=example.com; spf=softfail smtp.mailfrom=example.com", "mx.example.com", "")]
    [InlineData("MX.qq.example.com; spf=pass smtp.mailfrom=<a@one.example.com>; dkim=pass header.i=@two.example.com", "mx.qq.example.com", "one.example.com two.example.com")]
    [InlineData("mx.example.com; spf=pass smtp.helo=mail.example.net", "mx.example.com", "")]
    [InlineData("mx.example.com; none", "mx.example.com", "")]
    [InlineData("mx.example.com; x=\"dkim=pass header.d=evil.example.com\"; dkim=none", "mx.example.com", "")]
    public void Proofs_name_the_domains_that_passed(string header, string server, string domains)
    {
        var proof = Assert.Single(Mails.Of("阅", headers: $"Authentication-Results: {header}\r\n").Proofs);
        Assert.Equal((server, domains), (proof.Server, string.Join(' ', proof.Domains)));
    }

    [Fact]
    public void The_topmost_proof_comes_first()
    {
        var mail = Mails.Of("阅", headers: "Authentication-Results: ours.example.com; dkim=none\r\nAuthentication-Results: theirs.example.com; dkim=pass header.d=example.com\r\n");
        Assert.Equal(["ours.example.com", "theirs.example.com"], mail.Proofs.Select(proof => proof.Server));
    }

    [Fact]
    public void A_mail_of_several_senders_has_none()
    {
        var two = Encoding.UTF8.GetString(Mails.Bytes("阅")).Replace("From: 张晓梅 <zhangxm@example.com>", "From: a@example.com, b@example.com", StringComparison.Ordinal);
        Assert.Null(IncomingReader.Read(Encoding.UTF8.GetBytes(two), Mails.Rules).FromAddress);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Message-ID: not an id\r\n")]
    public void A_mail_without_an_identity_is_known_by_its_bytes(string header)
    {
        var raw = Encoding.UTF8.GetString(Mails.Bytes("阅")).Replace("Message-ID: <m1@mail.example.com>\r\n", header, StringComparison.Ordinal);
        var one = IncomingReader.Read(Encoding.UTF8.GetBytes(raw), Mails.Rules);
        Assert.Matches("^sha256\\.[0-9a-f]{64}$", one.Identity);
        Assert.Equal(one.Identity, IncomingReader.Read(Encoding.UTF8.GetBytes(raw), Mails.Rules).Identity);
        Assert.NotEqual(one.Identity, IncomingReader.Read(Encoding.UTF8.GetBytes(raw + " "), Mails.Rules).Identity);
    }

    [Fact]
    public void Of_a_mail_that_is_too_large_only_the_envelope_is_read()
    {
        var raw = Mails.Bytes("偏差原因：" + new string('长', 3000));
        var mail = IncomingReader.Read(raw, Mails.Rules with { LargestBytes = 4_000 });
        Assert.Equal((IncomingKind.Unreadable, "zhangxm@example.com", "m1@mail.example.com", ""), (mail.Kind, mail.FromAddress, mail.Identity, mail.Text));
        Assert.Contains("太大", mail.Because, StringComparison.Ordinal);
        Assert.Empty(mail.Files);
    }

    [Fact]
    public void Attached_files_are_kept_as_they_came()
    {
        var mail = IncomingReader.Read(File.ReadAllBytes(Path.Combine(Mails.Folder, "zip-attached.eml")), Mails.Rules);
        var file = Assert.Single(mail.Files);
        Assert.Equal(("资料.zip", "application/zip"), (file.Name, file.MediaType));
        Assert.True(file.Bytes.AsSpan().StartsWith("PK"u8));
    }

    [Fact]
    public void A_mail_inside_a_mail_is_not_opened()
    {
        var mail = IncomingReader.Read(File.ReadAllBytes(Path.Combine(Mails.Folder, "forward-as-attachment.eml")), Mails.Rules);
        Assert.Equal("见附件", mail.Text);
        Assert.Equal("message/rfc822", Assert.Single(mail.Files).MediaType);
    }

    [Fact]
    public void What_is_handed_on_says_so()
    {
        Assert.True(IncomingReader.Read(File.ReadAllBytes(Path.Combine(Mails.Folder, "forward-with-words.eml")), Mails.Rules).IsForward);
        Assert.True(IncomingReader.Read(File.ReadAllBytes(Path.Combine(Mails.Folder, "forward-of-an-answer.eml")), Mails.Rules).IsForward);
        Assert.False(IncomingReader.Read(File.ReadAllBytes(Path.Combine(Mails.Folder, "iphone.eml")), Mails.Rules).IsForward);
    }

    [Fact]
    public void A_file_that_is_handed_on_says_nothing_in_the_senders_name()
    {
        var raw = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(Mails.Folder, "form-txt.eml")));
        var subject = raw.IndexOf("Subject: ", StringComparison.Ordinal) + "Subject: ".Length;
        var mail = IncomingReader.Read(Encoding.Latin1.GetBytes(raw.Insert(subject, "Fwd: ")), Mails.Rules);
        Assert.DoesNotContain(Mails.Read(mail).Parts, part => part is ReplyPart.Statement);
    }

    public static TheoryData<string> Hostile => [.. Bombs().Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_mail_made_to_hurt_is_read_in_bounded_time(string name)
    {
        var raw = Bombs()[name];
        var watch = Stopwatch.StartNew();
        var mail = IncomingReader.Read(raw, Mails.Rules with { LargestBytes = 32 << 20 });
        Mails.Read(mail);
        Assert.True(watch.Elapsed < _deadline, $"{name}: {watch.Elapsed}");
        Assert.True(mail.Text.Length <= 20_000);
    }

    [Fact]
    public void Mails_of_the_corpus_changed_at_random_never_throw()
    {
        var files = Directory.GetFiles(Mails.Folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length > 0).ToList();
        for (var run = 0; run < Runs; run++)
        {
            var seed = FirstSeed + run;
            var chance = new Random(seed);
            var raw = Changed(files[chance.Next(files.Count)], files[chance.Next(files.Count)], chance);
            var watch = Stopwatch.StartNew();
            try
            {
                var mail = IncomingReader.Read(raw, Mails.Rules);
                Mails.Read(mail);
                Assert.NotEmpty(mail.Identity);
                Assert.NotEmpty(mail.Because);
                Assert.Equal(mail.Kind == IncomingKind.Bounce, mail.Bounce is not null);
            }
            catch (Exception problem)
            {
                Assert.Fail($"MONITORWORKER_FUZZ_SEED={seed}: {problem}");
            }

            Assert.True(watch.Elapsed < _deadline, $"MONITORWORKER_FUZZ_SEED={seed}: {watch.Elapsed}");
        }
    }

    [Fact]
    public void Random_text_never_throws()
    {
        string[] pieces = ["偏差原因", "整改措施", "预计完成日期", "：", ":", "\n", "\t", " ", "转办", "数据有误", "阅", "张三", "10月31日", "2024-", "YJ-2024-0007", "、", "。", "；", "(", "1.", "①", "%", "95", "年底", "> ", "写道：", "发件人：", "主题：", "--", "\uD83D", "👍", "\u3000", "一", "百分之", "十", "□"];
        for (var run = 0; run < Runs; run++)
        {
            var chance = new Random(FirstSeed + run);
            var text = string.Concat(Enumerable.Range(0, chance.Next(60)).Select(_ => pieces[chance.Next(pieces.Length)]));
            var mail = new IncomingMail { Identity = "x", Kind = IncomingKind.Personal, Because = "", Text = text, Subject = text };
            Mails.Read(mail);
        }
    }

    private static byte[] Changed(byte[] file, byte[] other, Random chance)
    {
        if (chance.Next(20) == 0)
        {
            var noise = new byte[chance.Next(2_000)];
            chance.NextBytes(noise);
            return noise;
        }

        var bytes = file.ToList();
        for (var change = chance.Next(1, 12); change > 0; change--)
        {
            var at = chance.Next(bytes.Count + 1);
            switch (chance.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)chance.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(chance.Next(1, 200), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, other.Skip(chance.Next(other.Length)).Take(chance.Next(1, 400)));
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)"\r\n<>-=;:\"\0"[chance.Next(10)], chance.Next(1, 50)));
                    break;
                case 4:
                    bytes = bytes[..at];
                    break;
                default:
                    bytes.InsertRange(at, "\r\n"u8.ToArray());
                    break;
            }
        }

        return [.. bytes];
    }

    private static Dictionary<string, byte[]> Bombs()
    {
        const string Head = "From: zhangxm@example.com\r\nDate: Tue, 03 Sep 2024 09:12:10 +0800\r\nMIME-Version: 1.0\r\n";
        static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
        string Html(string body) => Head + "Content-Type: text/html; charset=utf-8\r\n\r\n" + body;
        string Text(string body) => Head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body;
        var nested = new StringBuilder(Head);
        for (var depth = 0; depth < 5_000; depth++) nested.Append($"Content-Type: multipart/mixed; boundary=\"b{depth}\"\r\n\r\n--b{depth}\r\n");
        var many = new StringBuilder(Head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (var part = 0; part < 50_000; part++) many.Append("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n");
        var messages = new StringBuilder(Head);
        for (var depth = 0; depth < 3_000; depth++) messages.Append("Content-Type: message/rfc822\r\n\r\n");
        return new Dictionary<string, string>
        {
            ["open tags"] = Html(Repeat("<div>", 300_000)),
            ["open cells"] = Html("<table>" + Repeat("<td>x", 300_000)),
            ["open quotes"] = Html(Repeat("<blockquote type=cite>在", 100_000)),
            ["closing tags"] = Html(Repeat("<div>", 399) + Repeat("</p>", 300_000)),
            ["attributes"] = Html("<p " + Repeat("a=1 ", 200_000) + ">x</p>"),
            ["one long line"] = Text(new string('在', 1_000_000)),
            ["spaces"] = Text(Repeat("在 2024 ", 200_000)),
            ["blank lines"] = Text(Repeat("\r\n", 400_000)),
            ["lines that could begin a quote"] = Text(Repeat("在 2024-09-03\r\n", 60_000)),
            ["headers that could begin a quote"] = Text(Repeat("发件人：x\r\n", 60_000)),
            ["quote marks"] = Text(Repeat(Repeat(">", 900) + "\r\n", 1_000)),
            ["labels"] = Text(Repeat("偏差原因：x；", 100_000)),
            ["numbers"] = Text(Repeat("YJ-2024-0007、", 100_000)),
            ["headings"] = Text(Repeat("YJ-2024-0007：阅\r\n", 50_000)),
            ["dashes"] = Text(Repeat("-", 900_000)),
            ["bullets"] = Text(Repeat("1", 900_000)),
            ["greetings"] = Text(Repeat("您好,,,,,,", 100_000)),
            ["nested parts"] = nested.ToString(),
            ["nested mails"] = messages.ToString(),
            ["many parts"] = many.ToString(),
            ["many headers"] = Repeat("X-A: b\r\n", 200_000) + Text("x"),
            ["many addresses"] = "To: " + Repeat("a@example.com, ", 100_000) + "b@example.com\r\n" + Text("x"),
            ["groups in addresses"] = "To: " + Repeat("g:", 50_000) + "\r\n" + Text("x"),
            ["comments in addresses"] = "To: " + Repeat("(", 50_000) + "\r\n" + Text("x"),
            ["references"] = "References: " + Repeat("<a@example.com> ", 100_000) + "\r\n" + Text("x"),
            ["proofs"] = Repeat("Authentication-Results: mx; " + Repeat("dkim=pass header.d=a.example.com ", 200) + "\r\n", 100) + Text("x"),
            ["encoded words"] = "Subject: " + Repeat("=?utf-8?B?5Zyo?= ", 100_000) + "\r\n" + Text("x"),
            ["bounce"] = "Return-Path: <>\r\nSubject: failure notice\r\n" + Text(Repeat("550 a@example.com ", 60_000)),
        }.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value));
    }
}
