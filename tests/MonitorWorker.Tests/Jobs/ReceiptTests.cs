using MimeKit;
using MonitorWorker.Jobs;

namespace MonitorWorker.Tests.Jobs;

public class ReceiptTests
{
    [Fact]
    public async Task Each_file_has_one_receipt_to_its_finance_contact_with_what_to_correct()
    {
        await using var office = await OpenAsync();
        office.Drop("八月.csv", "单位编码,项目编码,截止月份,累计执行数\n101,P01,2024-08,0.6\n101,P02,2024-08,很多");
        var mail = Assert.Single(await TellAsync(office));
        Assert.Equal(("finance@example.com", "【回执】八月.csv：读入1行，拒收1行"), (mail.To.Mailboxes.Single().Address, mail.Subject));
        Assert.Contains("D3 累计执行数“很多”", mail.TextBody);
        Assert.Contains("P02 日常公用支出（办公室）", mail.TextBody);
        Assert.Contains("D3", mail.HtmlBody);
        Assert.Equal("八月-待更正.xlsx", Assert.Single(mail.Attachments.OfType<MimePart>()).FileName);
        Assert.Empty(await TellAsync(office));
    }

    [Fact]
    public async Task A_corrected_copy_gets_a_receipt_with_the_differences_and_the_same_copy_renamed_none()
    {
        await using var office = await OpenAsync();
        office.Drop("八月.csv", "项目编码,截止月份,累计执行数\nP01,2024-08,0.6\nP02,2024-08,130");
        await TellAsync(office);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        office.Drop("八月.csv", "项目编码,截止月份,累计执行数\nP01,2024-08,0.9\nP02,2024-08,100");
        var mail = Assert.Single(await TellAsync(office));
        Assert.Equal("【回执】八月.csv：读入2行，没有拒收", mail.Subject);
        Assert.Contains("执行 P01 2024-08：0.60万元 → 0.90万元", mail.TextBody);
        Assert.Contains("执行 P02 2024-08：130.00万元 → 100.00万元", mail.TextBody);
        office.Drop("又一份.csv", "项目编码,截止月份,累计执行数\nP01,2024-08,0.9\nP02,2024-08,100");
        Assert.Empty(await TellAsync(office));
    }

    [Fact]
    public async Task A_held_file_asks_about_its_month()
    {
        await using var office = await OpenAsync();
        office.Drop("八月.csv", "项目编码,截止月份,累计执行数\nP01,2024-08,0.6");
        await TellAsync(office);
        office.Drop("一月.csv", "项目编码,截止月份,累计执行数\nP01,2024-01,0.1");
        var mail = Assert.Single(await TellAsync(office));
        Assert.Equal("【回执】一月.csv：暂不生效，请核对期间", mail.Subject);
        Assert.Contains("相差7个月", mail.TextBody);
    }

    [Theory]
    [InlineData(ReceiptPolicy.Never, 0)]
    [InlineData(ReceiptPolicy.Problems, 0)]
    [InlineData(ReceiptPolicy.Always, 1)]
    public async Task An_office_decides_for_which_files_receipts_are_sent(ReceiptPolicy policy, int mails)
    {
        await using var office = await OpenAsync();
        office.Settings = office.Settings with { Receipts = policy };
        office.Drop("八月.csv", "项目编码,截止月份,累计执行数\nP01,2024-08,0.6");
        Assert.Equal(mails, (await TellAsync(office)).Count);
    }

    [Fact]
    public async Task Without_a_finance_contact_an_administrator_is_told()
    {
        await using var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { Receipts = ReceiptPolicy.Always };
        office.Drop("八月.csv", "项目编码,截止月份,累计执行数\nP01,2024-08,0.6");
        Assert.Equal(office.Settings.CatchAll.Address, Assert.Single(await TellAsync(office)).To.Mailboxes.Single().Address);
    }

    private static async Task<TestOffice> OpenAsync()
    {
        var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        await office.Import.RunAsync(keepFiles: true, default);
        office.Settings = office.Settings with { Receipts = ReceiptPolicy.Always };
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        return office;
    }

    private static async Task<IReadOnlyList<MimeMessage>> TellAsync(TestOffice office)
    {
        var before = office.Sent.Count;
        await office.Import.RunAsync(keepFiles: true, default);
        await office.Receipts.RunAsync(default);
        await office.Deliver.RunAsync(office.Clock.GetUtcNow().AddHours(1), office.Clock.GetUtcNow().AddHours(1), default);
        return [.. office.Sent[before..].Select(mail => MimeMessage.Load(new MemoryStream(mail.Mime)))];
    }
}
