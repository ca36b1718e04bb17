using System.Globalization;
using MonitorWorker.Hosting.Initialising;
using MonitorWorker.Hosting.Service;
using Spectre.Console;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>init</c>: the folder of a new office, with everything that a first warning needs.</summary>
internal static class InitVerb
{
    public static async Task<int> RunAsync(GlobalOptions global, InitRequest request, bool mayAsk, CancellationToken stop)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Folder));
        InitAnswers answers;
        try
        {
            // Before the first question, so that nobody answers in vain.
            if (File.Exists(folder)) throw new InitException($"{folder} 是一个文件，不是文件夹，没有改动。请换一个文件夹名，或先把这个文件移走。");
            if (OfficeFolder.IsTaken(folder) && !request.Force)
                throw new InitException($"{folder} 已经存在，里面有文件，没有改动。请换一个文件夹；或者加 --force，只重写配置和填报表，数据库、收件、存档都不动。");
            var shipped = ShippedFiles.Find(global.ConfigFolder);
            if (!mayAsk && request.Admin is null)
                throw new InitException("--no-questions 要同时给出 --admin：演练期间全部邮件都发给系统管理员，如 --no-questions --admin name@example.com。");
            var isAsked = mayAsk && !Console.IsInputRedirected && !Console.IsOutputRedirected;
            if (isAsked) ConsoleOutput.WriteLine("直接按回车，取方括号里的内容。中途按 Ctrl-C 退出，什么也不留下。");
            answers = new InitQuestions(request, isAsked ? new TerminalQuestioner(AnsiConsole.Console) : null).Ask();
            stop.ThrowIfCancellationRequested();
            new OfficeFolder(answers, shipped).Write(folder);
        }
        catch (InitException e)
        {
            ConsoleOutput.WriteError(e.Message);
            return ExitCodes.BadUsage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ConsoleOutput.WriteError($"{folder} 写不进去：{e.Message} 没有留下半成品。请换一个文件夹，或给运行本程序的用户写入权限。");
            return ExitCodes.Failed;
        }

        var config = Path.Combine(folder, "config");
        var office = global with { ConfigFolder = config };
        var code = CheckConfigVerb.Run(office);
        if (answers.SendTest && !await SendTestAsync(office, answers, stop)) code = ExitCodes.Partly;
        foreach (var line in Next(folder, config, answers)) ConsoleOutput.WriteLine(line);
        return code;
    }

    private static async Task<bool> SendTestAsync(GlobalOptions office, InitAnswers answers, CancellationToken stop)
    {
        ConsoleOutput.WriteLine($"试发一封邮件到 {answers.Admin}：");
        if (await MailTestVerb.RunAsync(office, answers.Admin, stop) == ExitCodes.Good) return true;
        ConsoleOutput.WriteError(
            $"配置已经写好，只是信没有发出去。请核对 {Path.Combine(office.ConfigFolder!, "monitor.json")} 里 mail 的 host、port、security、user 和密码文件，改好以后运行：{Program()} mail test --to {answers.Admin} --config {Quoted(office.ConfigFolder!)}");
        return false;
    }

    private static IEnumerable<string> Next(string folder, string config, InitAnswers answers)
    {
        var workbook = Path.Combine(folder, BlankWorkbook.FileName);
        var copy = OperatingSystem.IsWindows() ? "copy" : "cp";
        var at = answers.Sample ? string.Create(CultureInfo.InvariantCulture, $" --at {SampleRows.Day:yyyy-MM-dd}") : "";
        yield return "";
        yield return $"{folder} 已经建好，现在是演练：每封邮件只发给 {answers.Admin}，写明本来应发给谁。接下来：";
        yield return answers.Sample
            ? $"1. 把填好示例的填报表放进收件文件夹：{copy} {Quoted(workbook)} {Quoted(Path.Combine(folder, "inbox"))}"
            : $"1. 打开 {workbook} 填好，放进收件文件夹：{copy} {Quoted(workbook)} {Quoted(Path.Combine(folder, "inbox"))}";
        yield return $"2. 检查一次，写出预警：{Program()} check{at} --config {Quoted(config)}";
        yield return answers.Smtp is null
            ? $"3. 到 {Path.Combine(folder, "mails")} 看邮件（.html 用浏览器打开）；都对了，作为服务运行：{Program()} run --config {Quoted(config)}"
            : $"3. 到 {answers.Admin} 看邮件；都对了，作为服务运行：{Program()} run --config {Quoted(config)}";
        if (!OperatingSystem.IsWindows() && ServiceSetup.ClosedPlace(folder) is { } closed)
            yield return $"提示：{folder} 在 {closed} 里，作为系统服务安装（service install）时不在允许的位置：{ServiceSetup.NotAllowed}。要安装为系统服务，请先把它移到别处，如 /opt/monitorworker。";
    }

    private static string Program() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path).Equals("MonitorWorker", StringComparison.OrdinalIgnoreCase) ? Quoted(path) : "MonitorWorker";

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
