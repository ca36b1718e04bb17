using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using MimeKit;
using MonitorWorker.Import;
using MonitorWorker.Import.Formats;

namespace MonitorWorker.Tests.Jobs;

/// <summary>Deadline Tuesday 10 September 2024: reminders on 3, 9, 11 and 18 September, lists on 9, 11 and 18.</summary>
public class TaskJobTests
{
    private const string Finance = "finance@example.com";
    private const string Performance = "performance@example.com";

    [Fact]
    public async Task Each_occasion_is_told_once_to_those_who_have_not_reported()
    {
        await using var office = await OpenAsync();
        Assert.Empty(await TellAsync(office, 2));
        var mail = Assert.Single(await TellAsync(office, 3));
        Assert.Equal((Finance, "【催报】截至2024年8月执行数：9月10日（星期二）前报送，缺2项"), (To(mail), mail.Subject));
        Assert.Contains("还有5个工作日", mail.TextBody);
        Assert.Equal("填报表_101_2024-08.xlsx", Assert.Single(mail.Attachments.OfType<MimePart>()).FileName);
        Assert.Empty(await TellAsync(office, 3));
        Assert.Empty(await TellAsync(office, 6));
        Assert.Equal([Finance, Performance], (await TellAsync(office, 9)).Select(To));
        Assert.Empty(await TellAsync(office, 10));
        Assert.Equal(["【催报】截至2024年8月执行数：已过9月10日（星期二）期限，缺2项", "【报送情况】截至2024年8月：1个单位中0个已报、1个未报"], (await TellAsync(office, 12)).Select(told => told.Subject));
        Assert.Equal(2, (await TellAsync(office, 18)).Count);
        Assert.Empty(await TellAsync(office, 30));
    }

    [Fact]
    public async Task Who_reported_meanwhile_is_asked_for_the_rest_and_then_for_nothing()
    {
        await using var office = await OpenAsync();
        await TellAsync(office, 3);
        office.DropExecution("2024-08", ("P01", 0.6m));
        var rest = await TellAsync(office, 9);
        Assert.Contains("缺1项", rest[0].Subject);
        Assert.DoesNotContain("P01", rest[0].TextBody);
        Assert.Equal("【报送情况】截至2024年8月：1个单位中0个已报、1个部分报送", rest[1].Subject);
        office.DropExecution("2024-08", ("P02", 130.71m));
        var last = Assert.Single(await TellAsync(office, 11));
        Assert.Equal((Performance, "【报送情况】截至2024年8月：全部报齐（1个单位）"), (To(last), last.Subject));
        Assert.Empty(await TellAsync(office, 18));
    }

    [Fact]
    public async Task A_service_that_was_down_tells_the_latest_occasion_alone()
    {
        await using var office = await OpenAsync();
        var told = await TellAsync(office, 18);
        Assert.Equal([Finance, Performance], told.Select(To));
        Assert.All(told, mail => Assert.Contains("已过期5个工作日", mail.TextBody));
        Assert.Empty(await TellAsync(office, 19));
    }

    [Fact]
    public async Task A_corrected_deadline_is_told_anew_with_its_own_days()
    {
        await using var office = await OpenAsync();
        await TellAsync(office, 3);
        office.Drop("任务更正.csv", TaskRow("2024-09-15"));
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        // Mid-Autumn: the 15th to 17th are off, so it is the 18th, and five days before that is the 10th.
        Assert.Empty(await TellAsync(office, 9));
        var mail = Assert.Single(await TellAsync(office, 10));
        Assert.Contains("9月18日（星期三）前报送", mail.Subject);
        Assert.Equal(2, (await TellAsync(office, 14)).Count);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_stored_is_told_by_the_next_check()
    {
        await using var office = await OpenAsync();
        await office.Monitor.RunAsync(Day(2), lookOnly: false, default);
        using (var stop = new CancellationTokenSource())
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => office.Tasks.RunAsync(Day(3), stop.Token));
        }

        Assert.Equal(1, await office.Tasks.RunAsync(Day(3), default));
        Assert.Equal(0, await office.Tasks.RunAsync(Day(3), default));
    }

    [Fact]
    public async Task Two_processes_at_once_tell_once()
    {
        await using var office = await OpenAsync();
        await office.Monitor.RunAsync(Day(2), lookOnly: false, default);
        var composed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => office.Tasks.RunAsync(Day(9), default))));
        Assert.Equal(2, composed.Sum());
        Assert.Equal(2, (await office.Outbox.ListAsync(default)).Count(mail => mail.Kind is "task-reminder" or "task-list"));
    }

    [Fact]
    public async Task A_dry_run_tells_nobody()
    {
        await using var office = await OpenAsync();
        await office.Monitor.RunAsync(Day(9), lookOnly: true, default);
        Assert.DoesNotContain(await office.Outbox.ListAsync(default), mail => mail.Kind.StartsWith("task", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_entity_is_asked_by_its_own_finance_staff_and_the_office_staff_asks_the_rest_in_one_mail()
    {
        await using var office = await OpenAsync();
        office.Drop("预算二.csv", """
            预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码
            2024,P11,教学设备,项目支出,30,102
            2024,P21,医疗设备,项目支出,20,103
            """);
        office.Drop("通讯录二.csv", "姓名,邮箱,角色,单位编码\n总财务,all@example.com,财务人员,");
        var mails = (await TellAsync(office, 3)).ToDictionary(To);
        Assert.Equal(["all@example.com", Finance], mails.Keys.Order());
        Assert.Equal("【催报】截至2024年8月执行数：9月10日（星期二）前报送，2个单位缺2项", mails["all@example.com"].Subject);
        Assert.Equal(["填报表_102_2024-08.xlsx", "填报表_103_2024-08.xlsx"], mails["all@example.com"].Attachments.OfType<MimePart>().Select(part => part.FileName));
        Assert.DoesNotContain("P11", mails[Finance].TextBody);
    }

    [Fact]
    public async Task A_task_of_the_past_is_not_told_when_it_is_first_read()
    {
        await using var office = await OpenAsync();
        office.Drop("旧任务.csv", "文号,截止月份,报送截止日期\n旧号,2024-03,2024-04-10");
        Assert.DoesNotContain("旧号", Assert.Single(await TellAsync(office, 3)).TextBody);
    }

    [Fact]
    public async Task The_form_comes_back_filled_and_what_stays_blank_stays_missing()
    {
        await using var office = await OpenAsync();
        office.Drop("指标.csv", "项目编码,三级指标,指标性质,年度指标值\nP01,设备数量,≥,12\nP01,合格率,≥,95");
        office.DropExecution("2024-07", ("P01", 0.5m));
        var mail = (await TellAsync(office, 3)).Single();
        Assert.Contains("缺4项", mail.Subject);
        var form = Bytes(mail);
        var sheets = Sheets(form);
        Assert.Equal(["执行", "指标完成"], sheets.Select(sheet => sheet.Name));
        Assert.Equal(["101", "P01", "设备购置经费", null, "2024-08", 2d, "2024-07", 0.5d, null], sheets[0].Rows[4]);
        Assert.Equal(["101", "P01", "设备购置经费", "设备数量", "2024-08", "≥12", null, null, null], sheets[1].Rows[4]);

        var blank = new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(new MemoryStream(form), "填报表_101_2024-08.xlsx", new ImportedFacts(1), Some.Noon);
        Assert.Empty(blank.Problems);
        Assert.Empty(blank.Remarks);
        Assert.Empty(blank.Facts.Executions);
        Assert.Empty(blank.Facts.IndicatorReadings);
        Assert.Empty(blank.Facts.Adjustments);
        Assert.Equal(["执行", "指标完成"], blank.Tables.Select(table => table.Table));

        Fill(office, form, ("执行", "I5", "0.75"), ("指标完成", "I5", "7"));
        Assert.Equal("【催报】截至2024年8月执行数和绩效指标完成值：9月10日（星期二）前报送，缺2项", (await TellAsync(office, 9))[0].Subject);
        var facts = await office.Facts.LoadAsync(Some.August31, default);
        Assert.Equal(Some.Wan(0.75m), facts.Executions.Single(fact => fact.Month == Some.August).Cumulative);
        Assert.Equal(("设备数量", 7m), (facts.IndicatorReadings.Single().Name, facts.IndicatorReadings.Single().Value!.Value));
        Assert.Empty(await office.Facts.LoadProblemsAsync(default));
    }

    [Fact]
    public async Task A_form_in_the_unit_of_the_office_is_read_in_it()
    {
        await using var office = await OpenAsync();
        office.Settings = office.Settings with { AmountUnit = AmountUnit.Named("元") };
        var form = Bytes((await TellAsync(office, 3)).Single());
        var sheets = Sheets(form);
        Assert.Equal("累计执行数（元）", sheets[0].Rows[3][8]);
        Fill(office, form, ("执行", "I5", "7500"));
        await TellAsync(office, 4);
        Assert.Equal(Some.Wan(0.75m), (await office.Facts.LoadAsync(Some.August31, default)).Executions.Single().Cumulative);
    }

    [Fact]
    public async Task A_form_that_comes_back_late_does_not_turn_back_what_was_corrected()
    {
        await using var office = await OpenAsync();
        office.DropExecution("2024-08", ("P01", 0.6m));
        var form = Bytes((await TellAsync(office, 3)).Single());
        var sheets = Sheets(form);
        Assert.Equal(["P02", "P01"], sheets[0].Rows.Skip(4).Select(row => row[1]));
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        office.DropExecution("2024-08", ("P01", 0.9m));
        await TellAsync(office, 4);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        Fill(office, form, ("执行", "I5", "130"));
        await TellAsync(office, 5);
        var august = (await office.Facts.LoadAsync(Some.August31, default)).Executions.Where(fact => fact.Month == Some.August).ToList();
        Assert.Equal([Some.Wan(0.6m), Some.Wan(0.9m), Some.Wan(130)], august.Select(fact => fact.Cumulative));
        Assert.Equal("P02", august[^1].ProjectCode);
    }

    private static async Task<TestOffice> OpenAsync()
    {
        var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { Workdays = Some.Workdays, Receipts = MonitorWorker.Jobs.ReceiptPolicy.Never };
        office.DropBudget();
        office.DropContacts();
        office.Drop("任务.csv", TaskRow("2024-09-10"));
        return office;
    }

    private static string TaskRow(string deadline) => $"文号,截止月份,报送截止日期\n示财绩〔2024〕7号,2024-08,{deadline}";

    private static DateOnly Day(int day) => new(2024, 9, day);

    /// <summary>One run of the main job; what left the house about tasks.</summary>
    private static async Task<IReadOnlyList<MimeMessage>> TellAsync(TestOffice office, int day)
    {
        var before = office.Sent.Count;
        await office.Monitor.RunAsync(Day(day), lookOnly: false, default);
        await office.Deliver.RunAsync(office.Clock.GetUtcNow().AddHours(1), office.Clock.GetUtcNow().AddHours(1), default);
        return [.. office.Sent[before..].Where(mail => mail.Kind.StartsWith("task", StringComparison.Ordinal)).Select(mail => MimeMessage.Load(new MemoryStream(mail.Mime)))];
    }

    private static string To(MimeMessage mail) => mail.To.Mailboxes.Single().Address;

    private static byte[] Bytes(MimeMessage mail)
    {
        using var content = new MemoryStream();
        mail.Attachments.OfType<MimePart>().Single().Content!.DecodeTo(content);
        return content.ToArray();
    }

    private static List<(string Name, List<List<object?>> Rows)> Sheets(byte[] workbook)
    {
        using var content = new MemoryStream(workbook);
        return [.. FormatCatalog.Open(content, "填报表.xlsx", ReadLimits.Default)
            .Select(sheet => (sheet.Name, sheet.Rows.Select(row => row.Cells.Concat(new object?[9]).Take(9).ToList()).ToList()))];
    }

    /// <summary>As a person does it: values into yellow cells, the rest stays blank.</summary>
    private static void Fill(TestOffice office, byte[] form, params (string Sheet, string Cell, string Value)[] values)
    {
        using var content = new MemoryStream();
        content.Write(form);
        using (var document = SpreadsheetDocument.Open(content, isEditable: true))
        {
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(error => error.Description));
            foreach (var (sheet, place, value) in values)
            {
                var id = document.WorkbookPart!.Workbook!.Descendants<Sheet>().Single(named => named.Name == sheet).Id!.Value!;
                var cell = ((WorksheetPart)document.WorkbookPart.GetPartById(id)).Worksheet!.Descendants<Cell>().Single(found => found.CellReference == place);
                Assert.Equal(8u, cell.StyleIndex!.Value);
                cell.CellValue = new CellValue(value);
            }
        }

        File.WriteAllBytes(Path.Combine(office.Inbox, "填报表_101_2024-08.xlsx"), content.ToArray());
    }
}
