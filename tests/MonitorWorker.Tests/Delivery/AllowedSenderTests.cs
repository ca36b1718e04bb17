using MonitorWorker.Delivery;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Delivery;

public sealed class AllowedSenderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allowed-");

    [Theory]
    [InlineData("a@example.com", true)]
    [InlineData("a@EXAMPLE.com", true)]
    [InlineData("a@b.example.org", true)]
    [InlineData("a@c.b.example.org", true)]
    [InlineData("a@example.org", false)]
    [InlineData("a@b.example.com", false)]
    [InlineData("a@example.com.example.net", false)]
    [InlineData("a@notexample.com", false)]
    [InlineData("a@example.com@example.net", false)]
    [InlineData("a@xexample.org", false)]
    [InlineData("example.com", false)]
    [InlineData("", false)]
    public void A_domain_is_allowed_as_it_is_written(string address, bool allowed) => Assert.Equal(allowed, new MailDomains(["Example.com", "*.example.org"]).Allow(address));

    [Fact]
    public void Without_a_list_every_domain_is_allowed() => Assert.True(MailDomains.All.Allow("a@example.net"));

    [Fact]
    public async Task Nothing_leaves_to_another_domain_and_the_reason_is_clear()
    {
        await using var sender = SenderFactory.Create(new MailTransport("folder", _folder.FullName) { Allowed = new MailDomains(["example.com"]) }, TimeProvider.System);
        var outside = Assert.IsType<DeliveryOutcome.Rejected>(await sender.SendAsync(Mail(1, "somebody@example.net"), default));
        Assert.Equal("somebody@example.net is outside of mail.allowedDomains (example.com); nothing was sent", outside.Detail);
        Assert.Empty(_folder.GetFiles());
        Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(Mail(2, "somebody@example.com"), default));
        Assert.NotEmpty(_folder.GetFiles());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static OutgoingMail Mail(long id, string to) => new(id, to, $"{id}@example.com", "预警", "warning", System.Text.Encoding.ASCII.GetBytes($"From: a@example.com\r\nTo: {to}\r\nSubject: x\r\n\r\nx\r\n"));
}
