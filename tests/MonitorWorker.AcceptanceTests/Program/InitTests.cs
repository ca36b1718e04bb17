using System.Diagnostics;
using System.Text.RegularExpressions;
using MimeKit;
using MonitorWorker.AcceptanceTests.Servers;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>What the README says to a newcomer, followed to the letter.</summary>
public sealed partial class InitTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>As somebody has it who has unpacked the program.</summary>
    private readonly WorkFolder _unpacked = WorkFolder.Sample();

    public static TheoryData<string, string> Readmes => new()
    {
        { "README.md", "## From unpacking to your own first warning in five minutes" },
        { "README.zh-CN.md", "## 五分钟：从解包到自己的第一封预警" },
    };

    public void Dispose() => _unpacked.Dispose();

    [Theory]
    [MemberData(nameof(Readmes))]
    public async Task The_commands_of_the_readme_end_with_a_first_warning(string readme, string heading)
    {
        if (OperatingSystem.IsWindows()) return;
        // Built with these tests it is a library, packed it is a program.
        var runner = ChildProgram.Program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? "dotnet " : "";
        await File.WriteAllTextAsync(_unpacked.In("MonitorWorker"), $"#!/bin/sh\nexec {runner}'{ChildProgram.Program}' \"$@\"\n");
        File.SetUnixFileMode(_unpacked.In("MonitorWorker"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var text = await File.ReadAllTextAsync(Path.Combine(WorkFolder.Repository, readme));
        var begin = text.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(begin >= 0, heading);
        var commands = CodePattern().Match(text, begin).Groups["code"].Value;
        Assert.Contains("init", commands, StringComparison.Ordinal);

        var (code, output) = await ShellAsync(commands);

        Assert.True(code == 0, output);
        var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(_unpacked.In("office/mails"), "*.eml"), file => MimeMessage.Load(file).Subject?.Contains("红色预警", StringComparison.Ordinal) == true));
        Assert.StartsWith("【演练，应发给设备购置责任人 equipment@example.com】", mail.Subject, StringComparison.Ordinal);
        Assert.Equal("you@example.com", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Contains("30.00%", mail.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_leaves_the_configuration_and_says_the_cure()
    {
        var port = FreePorts.Take(1)[0];
        var ended = (await _unpacked.RunAsync("init", "office", "--no-questions", "--admin", "admin@office.example.com", "--smtp", $"127.0.0.1:{port}", "--security", "none", "--send-test")).Expect(3);
        Assert.Contains("配置已经写好，只是信没有发出去", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("接下来：", ended.Output, StringComparison.Ordinal);
        (await _unpacked.RunAsync("check-config", "--config", "office/config")).Expect(0);

        var again = (await _unpacked.RunAsync("init", "office", "--no-questions", "--admin", "admin@office.example.com")).Expect(2);
        Assert.Contains("已经存在，里面有文件，没有改动", again.Errors, StringComparison.Ordinal);
        (await _unpacked.RunAsync("init", "office", "--no-questions", "--admin", "admin@office.example.com", "--force")).Expect(0);
    }

    private async Task<(int Code, string Output)> ShellAsync(string commands)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = _unpacked.Root, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-e", "-u", "-c", commands }) start.ArgumentList.Add(argument);
        start.Environment.Remove("MONITORWORKER_CONFIG");
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Deadline);
        await shell.WaitForExitAsync(patience.Token);
        return (shell.ExitCode, await output + await errors);
    }

    [GeneratedRegex("```sh\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodePattern();
}
