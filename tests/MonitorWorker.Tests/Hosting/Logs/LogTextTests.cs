using FsCheck.Xunit;
using MonitorWorker.Hosting.Logs;

namespace MonitorWorker.Tests.Hosting.Logs;

public class LogTextTests
{
    [Theory]
    [InlineData("Mail 7 to zhang.san@example.com sent", "Mail 7 to z***@example.com sent")]
    [InlineData("550 5.1.1 <zhang@sub.example.com>: unknown", "550 5.1.1 <z***@sub.example.com>: unknown")]
    [InlineData("imap:monitor@imap.example.com/INBOX", "imap:m***@imap.example.com/INBOX")]
    [InlineData("“张三”b@示例.cn、b@c.cn", "“张三”b***@示例.cn、b***@c.cn")]
    [InlineData("所有邮件改发you@example.com", "所有邮件改发y***@example.com")]
    [InlineData("抄送@全体人员", "抄送@全体人员")]
    [InlineData("a.b_c%d+e-f@example.com，二", "a***@example.com，二")]
    [InlineData("Health and metrics are at http://127.0.0.1:19464/healthz, /readyz and /metrics", "Health and metrics are at http://127.0.0.1:19464/healthz, /readyz and /metrics")]
    [InlineData("“http://localhost/readyz” http://[::1]:9/metrics", "“http://localhost/readyz” http://[::1]:9/metrics")]
    [InlineData("http://127.0.0.1:8000/ping/3f1a failed", "http://127.0.0.1:8000/*** failed")]
    [InlineData("http://127.0.0.1:8000/healthz?key=3f1a failed", "http://127.0.0.1:8000/*** failed")]
    [InlineData("http://127.0.0.1.example.com/healthz failed", "http://127.0.0.1.example.com/*** failed")]
    [InlineData("http://localhost:1@hc.example.com/healthz", "http://hc.example.com/***")]
    [InlineData("root@localhost", "r***@localhost")]
    [InlineData("Schedule morning@2026-11-26T00:30:00Z", "Schedule morning@2026-11-26T00:30:00Z")]
    [InlineData("POST https://hc.example.com/ping/3f1a?x=1 failed", "POST https://hc.example.com/*** failed")]
    [InlineData("https://me:pass@hc.example.com/ping", "https://hc.example.com/***")]
    [InlineData("Host=db;Username=monitor;Password=geheim;Port=1", "Host=db;Username=monitor;Password=***;Port=1")]
    [InlineData("authorization: abc", "authorization: ***")]
    [InlineData("one\nERROR 9999 two\r\n\tthree", "one\\nERROR 9999 two\\n three")]
    [InlineData("\u001b[31mred\u001b[0m \u202Eevil\u202C \u2028 \uFEFF.", "[31mred[0m evil  .")]
    [InlineData("D:\\data\\monitor.db: 3 rows", "D:\\data\\monitor.db: 3 rows")]
    public void A_line_tells_no_secret_and_stays_one_line(string text, string line) => Assert.Equal(line, LogText.Clean(text));

    [Fact]
    public void What_went_wrong_stands_in_the_same_line()
    {
        var line = LogText.Clean("It failed", new InvalidOperationException("by li@example.com\nsecond"));
        Assert.StartsWith("It failed\\nSystem.InvalidOperationException: by l***@example.com\\nsecond", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_talks_without_end_is_cut_off() => Assert.Equal(LogText.Longest + " … (5 more)".Length, LogText.Clean(new string('x', LogText.Longest + 5)).Length);

    [Property(MaxTest = 500)]
    public bool Whatever_is_written_no_control_is_left_and_no_address_is_whole(string? text)
    {
        var line = LogText.Clean($"{text} secret.name@example.com {text}");
        return !line.Any(char.IsControl) && !line.Contains("secret.name@", StringComparison.Ordinal);
    }
}
