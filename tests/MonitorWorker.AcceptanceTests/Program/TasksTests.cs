namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>Monitoring tasks from the file to the mail, by the built program.</summary>
public class TasksTests
{
    [Fact]
    public async Task A_task_is_told_once_and_listed_with_its_moved_deadline()
    {
        using var work = WorkFolder.Empty();
        work.DropBudget();
        work.DropContacts();
        work.Drop("任务.csv", "文号,截止月份,报送截止日期,填报单位", "示财绩〔2024〕7号,2024-08,2024-09-15,101；999");
        (await work.RunAsync("check", "--at", "2024-09-14")).Expect(0);
        (await work.RunAsync("check", "--at", "2024-09-14")).Expect(0);
        var mails = (await work.RunAsync("outbox", "list", "--output", "json")).Expect(0).Json.EnumerateArray().Where(mail => mail.GetProperty("kind").GetString()!.StartsWith("task", StringComparison.Ordinal)).ToList();
        Assert.Equal(["task-list", "task-reminder"], mails.Select(mail => mail.GetProperty("kind").GetString()!).Order(StringComparer.Ordinal));

        var task = Assert.Single((await work.RunAsync("tasks", "list", "--at", "2024-09-14", "--output", "json")).Expect(0).Json.EnumerateArray());
        // Mid-Autumn: 15 to 17 September are off.
        Assert.Equal(("2024-09-15", "2024-09-18", "2024-09-19"), (task.GetProperty("writtenDeadline").GetString(), task.GetProperty("deadline").GetString(), task.GetProperty("nextReminder").GetString()));
        Assert.Equal(["101 not-reported", "999 without-budget"], task.GetProperty("entities").EnumerateArray().Select(entity => $"{entity.GetProperty("code").GetString()} {entity.GetProperty("state").GetString()}"));
        Assert.Contains("999", (await work.RunAsync("check", "--at", "2024-09-14", "--dry-run", "--output", "json")).Expect(0).Json.GetProperty("problems").ToString());
    }
}
