namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>A template cannot take the warning down.</summary>
public class BrokenTemplateTests
{
    [Fact]
    public async Task The_warning_goes_out_in_plain_words_and_file_and_line_are_told()
    {
        using var work = SmallOffice.WithAugust();
        File.WriteAllText(work.In("templates/warning.html"), "<p>\n{{ nobody.knows.this }\n{{ for }}");
        var ended = (await work.CheckAsync()).Expect(0);
        Assert.Matches("warning\\.html.*\\d", ended.Errors);
        var mail = await MimeKit.MimeMessage.LoadAsync(Assert.Single(work.Mails(), path => path.Contains("-warning-", StringComparison.Ordinal)));
        Assert.Contains("warning.html", Assert.Single(work.Mails(), path => path.Contains("-trouble-", StringComparison.Ordinal)));
        Assert.Contains("设备购置经费", mail.Subject + mail.TextBody);
        Assert.Contains("50.00", mail.TextBody);

        var config = (await work.RunAsync("check-config")).Expect(2);
        Assert.Matches("warning\\.html\\(\\d+", config.Errors);
    }
}
