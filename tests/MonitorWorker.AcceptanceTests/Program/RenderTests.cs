using MimeKit;
using MonitorWorker.Notifications;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary><c>render</c> as the person calls it who edits a template.</summary>
public class RenderTests
{
    [Fact]
    public async Task Samples_are_listed_and_shown_without_a_database_and_without_a_trace()
    {
        using var work = WorkFolder.Sample();
        var before = work.Fingerprint();

        var list = (await work.RunAsync("render", "--list")).Expect(0);
        Assert.All(MailKind.All, kind => Assert.Contains($" {kind} ", list.Output, StringComparison.Ordinal));
        var text = (await work.RunAsync("render", "warning")).Expect(0).Output;
        Assert.StartsWith("【红色预警】设备购置经费执行率30.00%", text, StringComparison.Ordinal);
        Assert.Contains("解除预警还需：0.4667 万元", text);
        Assert.Contains("示例县", text);
        Assert.StartsWith("【催办】【红色预警】", (await work.RunAsync("render", "warning", "--case", "reminder", "--form", "subject")).Expect(0).Output, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", (await work.RunAsync("render", "digest", "--case", "well", "--form", "html")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal(before, work.Fingerprint());

        (await work.RunAsync("render", "summary", "--out", "summary.html")).Expect(0);
        var page = await File.ReadAllTextAsync(work.In("summary.html"));
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("监控汇总", page);
    }

    [Fact]
    public async Task A_mistake_in_a_template_is_2_with_file_line_and_column_and_nothing_is_written()
    {
        using var work = WorkFolder.Sample();
        work.Edit("templates/warning.txt", "数据截至 {{ line.judged_day }}", "数据截至 {{ line.judged_dya }}");

        var ended = (await work.RunAsync("render", "warning", "--out", "warning.txt")).Expect(2);
        Assert.Matches(@"warning\.txt\(\d+,\d+\): .*judged_dya", ended.Errors);
        Assert.False(File.Exists(work.In("warning.txt")));
        (await work.RunAsync("render", "digest")).Expect(0);
    }

    [Theory]
    [InlineData("render")]
    [InlineData("render", "nothing")]
    [InlineData("render", "warning", "--case", "nothing")]
    [InlineData("render", "warning", "--case", "red", "--live")]
    [InlineData("render", "warning", "--form", "pdf")]
    [InlineData("render", "reminder")]
    public async Task What_is_no_mail_is_2_with_what_would_be_one(params string[] arguments)
    {
        using var work = WorkFolder.Sample();
        var ended = (await work.RunAsync(arguments)).Expect(2);
        Assert.Contains(arguments is ["render", "reminder"] ? "render warning --case reminder" : "", ended.Errors);
        Assert.NotEmpty(ended.Errors);
        Assert.Empty(ended.Output);
    }

    [Fact]
    public async Task Live_data_make_the_mail_that_was_sent_once_more()
    {
        using var work = SmallOffice.WithAugust();
        (await work.RunAsync("render", "warning", "--live")).Expect(1);
        (await work.CheckAsync("2024-08-31")).Expect(0);
        var sent = await MimeMessage.LoadAsync(Assert.Single(work.Mails(), path => path.Contains("-warning-", StringComparison.Ordinal)));

        var newest = (await work.RunAsync("render", "warning", "--live")).Expect(0).Output;
        Assert.Equal($"{sent.Subject}\n\n{sent.TextBody}".ReplaceLineEndings("\n").Trim(), newest.Trim());
        var number = System.Text.RegularExpressions.Regex.Match(sent.Subject!, "YJ-[0-9]+-[0-9]+").Value;
        Assert.Equal(newest, (await work.RunAsync("render", "warning", "--live", number)).Expect(0).Output);
        Assert.Contains("render warning --live", (await work.RunAsync("render", "resolved", "--live", number)).Expect(1).Errors);
        (await work.RunAsync("render", "warning", "--live", "YJ-2024-9999")).Expect(1);
        (await work.RunAsync("render", "summary", "--live")).Expect(1);
    }
}
