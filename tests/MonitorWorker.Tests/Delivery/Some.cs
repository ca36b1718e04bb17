using MonitorWorker.Delivery;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Delivery;

/// <summary>The small cast of the delivery tests.</summary>
internal static class Some
{
    public static readonly MailPerson Office = new("县财政局预算绩效运行监控", "monitor@example.com");
    public static readonly MailPerson Zhang = new("张晓梅", "zhang@example.com");
    public static readonly DateTimeOffset Morning = new(2024, 9, 5, 9, 0, 0, TimeSpan.FromHours(8));

    public static ComposedMessage Warning(string? subject = null, MailPerson? to = null, string? threadRoot = null) => new(
        "warning",
        to ?? Zhang,
        subject ?? "【红色预警】设备购置经费执行率30.00%，比序时低36.67个百分点 [YJ-2024-0007]",
        "设备购置经费 预算2.00万元，累计执行0.60万元。\n.行首有点的一行\n",
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"></head><body><p>执行率30.00%</p></body></html>",
        MessageIds.For("warning", (to ?? Zhang).Address, [7], "test", Office.Address),
        threadRoot);

    public static OutgoingMail Mail(long id = 12, MailPerson? to = null)
    {
        var message = Warning(to: to);
        return new OutgoingMail(id, message.To.Address, message.MessageId, message.Subject, message.Kind,
            MimeWriter.Write(message, Office, Morning));
    }
}
