using System.Text;
using MonitorWorker.Delivery;
using MonitorWorker.Import.Sources;
using MonitorWorker.Jobs;
using MonitorWorker.Tests.Jobs.Incoming;

namespace MonitorWorker.Tests.Jobs.People;

/// <summary>A password that has expired is told by every way that is left, and its day beforehand.</summary>
public class PasswordTests
{
    private static readonly DeliveryOutcome.Broken _refused =
        new("The login was refused (monitor at smtp.example.com:587): 535 Login Fail. Please enter your authorization code to login.") { IsLogin = true };

    [Theory]
    [InlineData("535 Login Fail. Please enter your authorization code to login. More information", "授权码")]
    [InlineData("535 5.7.139 Authentication unsuccessful, the password has expired", "已过期")]
    [InlineData("550 User has no permission", "没有开启")]
    [InlineData("535 Error: authentication failed, system busy, account locked", "锁定")]
    [InlineData("imap.example.com:993 refused the login: NO LOGIN failed. Check mailbox.user and put the valid password (with QQ or 163 the authorization code) into the file", "登录被拒绝")]
    [InlineData("535 5.7.8 Error: authentication failed", "登录被拒绝")]
    public void What_the_provider_says_is_what_is_told(string said, string meaning) =>
        Assert.True(meaning == LoginRefusals.Unclear ? LoginRefusals.Meaning(said) == meaning : LoginRefusals.Meaning(said).Contains(meaning, StringComparison.Ordinal));

    [Fact]
    public async Task A_refused_login_is_told_at_once_by_the_second_account_and_once()
    {
        await using var office = await TestOffice.WithAugustAsync();
        var second = new Second(_ => new DeliveryOutcome.Accepted("250"));
        office.Fallback = new FallbackWay(() => second, "reserve@example.com", []);
        office.Answer = _ => _refused;
        await office.RoundAsync();
        await office.RoundAsync();
        var mail = Assert.Single(second.Mails);
        Assert.Equal("admin@example.com", mail.Recipient);
        var mime = Letters.Mime(mail);
        Assert.Equal("reserve@example.com", mime.From.Mailboxes.Single().Address);
        Assert.Equal("monitor@example.com", mime.ReplyTo.Mailboxes.Single().Address);
        Assert.Contains("要用授权码登录", mime.TextBody, StringComparison.Ordinal);
        Assert.Contains("mail.passwordFile", mime.TextBody, StringComparison.Ordinal);
        Assert.NotNull((await office.TroubleStore.LoadAsync("mail", "mail", default)).FailingSince);
        Assert.Empty(office.Sent);

        // Well again, and refused again: another trouble, told again.
        office.Answer = _ => new DeliveryOutcome.Accepted("250");
        office.Clock.Advance(TimeSpan.FromHours(9));
        await office.RoundAsync();
        Assert.NotEmpty(office.Sent);
        office.Answer = _ => _refused;
        office.DropExecution("2024-09", ("P01", 1.8m), ("P02", 150m));
        await office.RoundAsync(new DateOnly(2024, 9, 30));
        Assert.Equal(2, second.Mails.Count);
    }

    [Fact]
    public async Task A_second_account_that_refuses_as_well_is_left_alone_for_half_a_day()
    {
        await using var office = await TestOffice.WithAugustAsync();
        var second = new Second(_ => _refused);
        office.Fallback = new FallbackWay(() => second, "reserve@example.com", []);
        office.Answer = _ => _refused;
        for (var round = 0; round < 5; round++)
        {
            await office.RoundAsync();
            office.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Single(second.Mails);
        office.Clock.Advance(TimeSpan.FromHours(12));
        await office.RoundAsync();
        Assert.Equal(2, second.Mails.Count);
    }

    [Fact]
    public async Task Without_a_second_account_the_refusal_stands_in_the_troubles_at_once()
    {
        await using var office = await TestOffice.WithAugustAsync();
        office.Answer = _ => _refused;
        await office.RoundAsync();
        Assert.Equal(_refused.Detail, (await office.TroubleStore.LoadAsync("mail", "mail", default)).LastError);
    }

    [Fact]
    public async Task The_last_day_of_a_password_is_told_fourteen_seven_and_one_day_before_and_on_the_day()
    {
        await using var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { Passwords = [new ExpiringPassword("发信邮箱", "monitor@example.com", "mail.passwordFile", new DateOnly(2024, 9, 20))] };
        var told = new List<(int Day, string Subject)>();
        for (var day = 1; day <= 30; day++)
        {
            office.Clock.SetUtcNow(new DateTimeOffset(2024, 9, day, 8, 0, 0, TimeSpan.Zero).AddDays(2));
            await office.Passwords.RunAsync(default);
            await office.Passwords.RunAsync(default);
            told.AddRange((await office.Outbox.ListAsync(default)).Select(mail => mail.Subject).Except(told.Select(one => one.Subject)).Select(subject => (day + 2, subject)));
        }

        Assert.Equal(
            [(6, "【运行通知】发信邮箱的密码还有14天到期"), (13, "【运行通知】发信邮箱的密码还有7天到期"), (19, "【运行通知】发信邮箱的密码还有1天到期"), (20, "【运行通知】发信邮箱的密码已到期")],
            told.Order());
    }

    [Fact]
    public void A_mail_by_another_account_keeps_its_words_and_its_number()
    {
        var mime = Encoding.ASCII.GetBytes("From: Office <monitor@example.com>\r\nTo: a@example.com\r\nMessage-ID: <1@example.com>\r\nSubject: x\r\n\r\nbody\r\n");
        var written = MimeKit.MimeMessage.Load(new MemoryStream(OtherSender.Write(mime, "reserve@example.com")));
        Assert.Equal(("1@example.com", "reserve@example.com", "Office", "monitor@example.com"), (written.MessageId, written.From.Mailboxes.Single().Address, written.From[0].Name, written.ReplyTo.Mailboxes.Single().Address));
    }

    [Fact]
    public void A_refused_login_of_a_source_keeps_that_it_is_one_when_its_secret_is_taken_out() =>
        Assert.True(new SourceFailedException("数据库拒绝了用户名或密码", "", "said geheim") { IsLogin = true }.Without("geheim") is { IsLogin: true, Detail: "said ***" });

    private sealed class Second(Func<OutgoingMail, DeliveryOutcome> answer) : IMailSender
    {
        public List<OutgoingMail> Mails { get; } = [];

        public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            Mails.Add(mail);
            return Task.FromResult(answer(mail));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
