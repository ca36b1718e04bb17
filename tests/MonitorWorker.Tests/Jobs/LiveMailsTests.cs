using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Reports.Pipeline;

namespace MonitorWorker.Tests.Jobs;

/// <summary>Mails that are written anew from what the store holds.</summary>
public class LiveMailsTests
{
    [Fact]
    public async Task Each_kind_is_written_from_what_there_is_and_nothing_where_there_is_nothing()
    {
        await using var office = await TestOffice.OpenAsync();
        foreach (var kind in MailKind.All.Where(kind => kind != MailKind.Test)) Assert.Null(await Live(office).ComposeAsync(kind, null, default));
        Assert.Equal(MailKind.Test, (await Live(office).ComposeAsync(MailKind.Test, null, default))!.Kind);

        office.Settings = office.Settings with { Receipts = ReceiptPolicy.Always };
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        office.Drop("监控任务.csv", "文号,截止月份,报送截止日期\n示财绩〔2024〕7号,2024-09,2024-10-10");
        office.Answer = _ => new DeliveryOutcome.Rejected("550 no such user");
        Assert.Empty(await office.RoundAsync());
        await office.Receipts.RunAsync(default);
        await office.Watch.FailsAsync(TroubleKind.Schedule, "daily", new Trouble("示例原因", "示例办法"), default);

        office.Parts = new SomeParts();
        foreach (var kind in new[] { MailKind.Report, MailKind.Warning, MailKind.Receipt, MailKind.Undelivered, MailKind.Trouble, MailKind.TaskReminder, MailKind.TaskList })
        {
            var mail = await Live(office).ComposeAsync(kind, null, default);
            Assert.Equal((kind, null), (mail?.Kind, mail?.Fallback));
        }

        Assert.Contains("设备购置经费", (await Live(office).ComposeAsync(MailKind.Warning, "YJ-2024-0001", default))!.Subject);
        Assert.Null(await Live(office).ComposeAsync(MailKind.Resolved, null, default));
    }

    private static LiveMails Live(TestOffice office) => new(
        office.Outbox,
        new ReceiptStore(office.Store),
        office.Undelivered,
        office.TroubleStore,
        office.Overlays,
        office.Facts,
        new TaskStandings(office.Facts, office.Settings),
        new MailComposer(office.Templates),
        office.Reports,
        office.Settings,
        office.Clock);
}
