using MonitorWorker.Delivery;

namespace MonitorWorker.Tests.Delivery;

public sealed class ReplyTokensTests : IDisposable
{
    private const string From = "monitor@example.com";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tokens-");

    private string KeyFile => Path.Combine(_folder.FullName, "data", "token.key");

    private static string Id(string recipient = "office@example.com") => MessageIds.For("task-list", recipient, [1, 2], "db", From);

    [Fact]
    public void The_same_mail_has_the_same_signed_id_in_every_process()
    {
        var signed = MailReference.WithSignature(Id(), "office@example.com", new ReplyTokens(KeyFile));
        Assert.Equal(signed, MailReference.WithSignature(Id(), "Office@example.com ", new ReplyTokens(KeyFile)));
        Assert.Matches(@"^yj\.tasklist\.[a-z2-9]{20}\.[a-z2-9]{16}@example\.com$", signed);
    }

    [Fact]
    public void A_key_is_made_once_and_read_by_its_owner_alone()
    {
        _ = new ReplyTokens(KeyFile).Sign("mail", "office@example.com");
        var key = File.ReadAllText(KeyFile);
        Assert.Equal(64, key.Trim().Length);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        _ = new ReplyTokens(KeyFile).Sign("mail", "office@example.com");
        Assert.Equal(key, File.ReadAllText(KeyFile));
    }

    [Fact]
    public void What_must_leave_no_trace_makes_no_key_file()
    {
        var tokens = new ReplyTokens(KeyFile, mayCreate: false);
        Assert.True(tokens.IsGood("mail", "office@example.com", tokens.Sign("mail", "office@example.com")));
        Assert.False(File.Exists(KeyFile));
    }

    [Theory]
    [InlineData("mail", "office@example.com", true)]
    [InlineData("mail", "other@example.com", false)] // of another reader
    [InlineData("other", "office@example.com", false)] // of another mail
    public void A_signature_is_good_for_one_mail_and_one_reader(string mail, string recipient, bool good)
    {
        var tokens = new ReplyTokens(KeyFile);
        Assert.Equal(good, tokens.IsGood(mail, recipient, tokens.Sign("mail", "office@example.com")));
    }

    [Fact]
    public void After_a_new_first_line_the_old_key_is_still_accepted_and_signs_no_more()
    {
        var old = new ReplyTokens(KeyFile).Sign("mail", "office@example.com");
        File.WriteAllText(KeyFile, new string('k', 32) + "\n" + File.ReadAllText(KeyFile));
        var tokens = new ReplyTokens(KeyFile);
        Assert.NotEqual(old, tokens.Sign("mail", "office@example.com"));
        Assert.True(tokens.IsGood("mail", "office@example.com", old));
        File.WriteAllText(KeyFile, new string('k', 32) + "\n");
        Assert.False(new ReplyTokens(KeyFile).IsGood("mail", "office@example.com", old));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public void A_key_file_without_a_key_is_refused_with_what_to_do(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, content);
        Assert.Contains("remove it", Assert.Throws<InvalidOperationException>(() => new ReplyTokens(KeyFile).Sign("mail", "office@example.com")).Message);
    }

    [Fact]
    public void The_address_that_is_replied_to_names_the_mail_whatever_becomes_of_its_case()
    {
        var signed = MailReference.WithSignature(Id(), "office@example.com", new ReplyTokens(KeyFile));
        var address = MailReference.ReplyTo(signed, From)!;
        Assert.True(MailReference.TryParseId(signed, out var mail));
        Assert.True(MailReference.TryParseAddress(address.ToUpperInvariant(), From, out var found));
        Assert.Equal(mail, found);
    }

    [Theory]
    [InlineData("monitor@example.com")]
    [InlineData("monitor+@example.com")]
    [InlineData("monitor+anything@example.com")]
    [InlineData("other+aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbb@example.com")]
    [InlineData("monitor+aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbb@example.org")]
    public void Other_addresses_name_nothing(string address) => Assert.False(MailReference.TryParseAddress(address, From, out _));

    [Fact]
    public void A_sender_with_a_long_name_keeps_its_own_address() =>
        Assert.Null(MailReference.ReplyTo(MailReference.WithSignature(Id(), "office@example.com", new ReplyTokens(KeyFile)), new string('m', 40) + "@example.com"));

    public void Dispose() => _folder.Delete(recursive: true);
}
