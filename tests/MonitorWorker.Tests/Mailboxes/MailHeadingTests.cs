using System.Text;
using FsCheck.Xunit;
using MonitorWorker.Mailboxes;

namespace MonitorWorker.Tests.Mailboxes;

public class MailHeadingTests
{
    [Theory]
    [InlineData("From: zhang@example.com\r\nSubject: Re\r\n\r\nbody", "zhang@example.com “Re”")]
    [InlineData("From: =?utf-8?B?5byg5pmT5qKF?= <zhang@example.com>\nSubject: =?gb2312?B?u9i4tA==?=\n\n", "张晓梅 <zhang@example.com> “回复”")]
    [InlineData("Subject: Re\u0007\u202E x\r\n\r\n", "发件人不明 “Re x”")]
    [InlineData("", "发件人不明 “”")]
    public void It_names_sender_and_subject_as_far_as_there_are_any(string mail, string expected) => Assert.Equal(expected, MailHeading.Of(Encoding.UTF8.GetBytes(mail)));

    [Fact]
    public void It_is_one_line_of_bounded_length()
    {
        var heading = MailHeading.Of(Encoding.UTF8.GetBytes($"From: a@example.com\r\nSubject: {new string('长', 5000)}\r\n\r\n"));
        Assert.Equal(120, heading.Length);
    }

    [Property]
    public bool Random_bytes_have_a_heading_too(byte[] bytes) => MailHeading.Of(bytes).Length is > 0 and <= 120;
}
