using System.Text;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Delivery;

public sealed class FolderSenderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_mail_becomes_an_eml_and_a_page()
    {
        var outcome = await SendAsync(Some.Mail());
        Assert.IsType<DeliveryOutcome.Accepted>(outcome);
        var names = Directory.GetFiles(_folder).Select(Path.GetFileName).Order();
        const string name = "000012-warning-【红色预警】设备购置经费执行率30.00%，比序时低36.67个百分点_[YJ-2024-0007]";
        Assert.Equal([name + ".eml", name + ".html"], names);
        Assert.Equal(Some.Mail().Mime, await File.ReadAllBytesAsync(Path.Combine(_folder, name + ".eml")));
        Assert.Equal(Some.Warning().Html, Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path.Combine(_folder, name + ".html"))));
    }

    [Fact]
    public async Task Tried_again_it_lands_in_the_same_files()
    {
        await SendAsync(Some.Mail());
        await File.WriteAllTextAsync(Directory.GetFiles(_folder, "*.eml").Single() + ".part", "left by a crash");
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(Some.Mail()));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task Attachments_lie_beside_the_page_for_people_without_a_mail_program()
    {
        var message = Some.Warning() with { Attachments = [new("八月执行-待更正.xlsx", MailAttachment.Workbook, [1, 2, 3]), new("../名单.csv", "text/csv", [4])] };
        var mail = Some.Mail() with { Mime = MimeWriter.Write(message, Some.Office, Some.Morning) };
        await SendAsync(mail);
        await SendAsync(mail);
        Assert.Equal(4, Directory.GetFiles(_folder).Length);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Path.Combine(_folder, "000012-附件-八月执行-待更正.xlsx")));
        Assert.Equal([4], await File.ReadAllBytesAsync(Path.Combine(_folder, "000012-附件-_名单.csv")));
        Assert.Equal(Some.Warning().Html, await File.ReadAllTextAsync(Directory.GetFiles(_folder, "*.html").Single()));
    }

    [Fact]
    public async Task A_page_without_a_charset_gets_the_utf8_mark()
    {
        var message = Some.Warning() with { Html = "<p>执行率</p>" };
        await SendAsync(Some.Mail() with { Mime = MimeWriter.Write(message, Some.Office, Some.Morning) });
        var page = await File.ReadAllBytesAsync(Directory.GetFiles(_folder, "*.html").Single());
        Assert.Equal([0xEF, 0xBB, 0xBF], page[..3]);
        Assert.Equal("<p>执行率</p>", Encoding.UTF8.GetString(page[3..]));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_defers_and_says_why()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        var outcome = await new FolderSender(Path.Combine(file, "mail")).SendAsync(Some.Mail(), CancellationToken.None);
        Assert.Contains("cannot write to", Assert.IsType<DeliveryOutcome.Deferred>(outcome).Detail);
    }

    [Fact]
    public async Task A_full_disk_defers_and_leaves_no_half_mail()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        var name = FolderSender.NameOf(Some.Mail());
        File.CreateSymbolicLink(Path.Combine(_folder, name + ".eml.part"), "/dev/full");
        var outcome = await SendAsync(Some.Mail());
        Assert.IsType<DeliveryOutcome.Deferred>(outcome);
        Assert.False(File.Exists(Path.Combine(_folder, name + ".eml")));
    }

    [Theory]
    [InlineData("a/b\\c:d*e?f\"g<h>i|j", "000007-warning-a_b_c_d_e_f_g_h_i_j")]
    [InlineData("../../etc/passwd", "000007-warning-etc_passwd")]
    [InlineData("\u202Egnp.exe\r\n", "000007-warning-gnp.exe")]
    [InlineData("", "000007-warning")]
    [InlineData("预算 执行 ", "000007-warning-预算_执行")]
    public void A_name_has_no_path_and_reads_as_it_is(string subject, string expected) =>
        Assert.Equal(expected, FolderSender.NameOf(Some.Mail(7) with { Subject = subject }));

    [Fact]
    public void A_name_is_never_cut_inside_a_character()
    {
        var name = FolderSender.NameOf(Some.Mail(7) with { Subject = "a" + string.Concat(Enumerable.Repeat("𠮷", 40)) });
        Assert.Equal("000007-warning-a" + string.Concat(Enumerable.Repeat("𠮷", 31)), name);
    }

    private async Task<DeliveryOutcome> SendAsync(OutgoingMail mail)
    {
        await using var sender = SenderFactory.Create(new MailTransport("folder", _folder), TimeProvider.System);
        return await sender.SendAsync(mail, CancellationToken.None);
    }
}
