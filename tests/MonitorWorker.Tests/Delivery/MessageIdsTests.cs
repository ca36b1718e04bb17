using MonitorWorker.Delivery;

namespace MonitorWorker.Tests.Delivery;

public class MessageIdsTests
{
    [Fact]
    public void Same_notices_in_any_order_make_the_same_id()
    {
        var id = MessageIds.For("warning", "zhang@example.com", [3, 1, 2], "db", "monitor@example.com");
        Assert.Equal(id, MessageIds.For("warning", "Zhang@Example.com", [2, 3, 1, 1], "db", "monitor@example.com"));
        Assert.Matches("^yj\\.warning\\.[a-z2-9]{16,}@example\\.com$", id);
    }

    [Theory]
    [InlineData("digest", "zhang@example.com", 1, "db")]
    [InlineData("warning", "li@example.com", 1, "db")]
    [InlineData("warning", "zhang@example.com", 2, "db")]
    [InlineData("warning", "zhang@example.com", 1, "other")]
    public void Anything_else_makes_another_id(string kind, string recipient, long notice, string database) =>
        Assert.NotEqual(
            MessageIds.For("warning", "zhang@example.com", [1], "db", "monitor@example.com"),
            MessageIds.For(kind, recipient, [notice], database, "monitor@example.com"));

    [Fact]
    public void A_chinese_domain_stands_in_its_ascii_form()
    {
        var id = MessageIds.For("warning", "zhang@example.com", [1], "db", "monitor@财政.example.com");
        Assert.EndsWith("@xn--5bvu10g.example.com", id);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("nobody@")]
    public void A_sender_without_a_domain_is_refused(string from) =>
        Assert.Throws<ArgumentException>(() => MessageIds.For("warning", "zhang@example.com", [1], "db", from));
}
