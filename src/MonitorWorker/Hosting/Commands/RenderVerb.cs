using System.Text;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Templates;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>render</c>: a mail as its template writes it, for the person who edits the template.</summary>
internal static class RenderVerb
{
    /// <summary>What <c>--form</c> may be.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["html", "text", "subject"];

    internal sealed record Request(string? Template, string? Case, bool IsLive, string? Alert, string? File, string? Form, bool List)
    {
        /// <summary>Of the document of a report.</summary>
        public string? Entity { get; init; }
    }

    public static async Task<int> RunAsync(GlobalOptions global, Request request, CancellationToken stop)
    {
        if (request.List)
        {
            var listed = SampleMails.All.Where(sample => request.Template is null || sample.Kind == request.Template);
            ConsoleOutput.WriteTable(["TEMPLATE", "--case", "内容"], listed.Select(sample => new[] { sample.Kind, sample.Name, sample.What }));
            return ExitCodes.Good;
        }

        if (request.Template is { } document && document.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) return await RenderReport.RunAsync(global, document, request, stop);
        if (request.Entity is not null)
        {
            ConsoleOutput.WriteError("--entity: expected with the document of a report, e.g. in-year.md.");
            return ExitCodes.BadUsage;
        }

        if (Problem(request) is { } problem)
        {
            ConsoleOutput.WriteError(problem);
            return ExitCodes.BadUsage;
        }

        return request.IsLive ? await LiveAsync(global, request, stop) : Sample(global, request);
    }

    private static string? Problem(Request request)
    {
        if (request.Template is null) return $"render: expected a kind of mail: {string.Join(", ", MailKind.All)}. --list names their samples.";
        if (!MailKind.All.Contains(request.Template))
        {
            var meant = SampleMails.All.Where(sample => sample.Name == request.Template).Select(sample => $"render {sample.Kind} --case {sample.Name}").ToList();
            return $"{request.Template}: no kind of mail. Expected {(meant.Count > 0 ? string.Join(" or ", meant) : "one of " + string.Join(", ", MailKind.All))}.";
        }

        if (request is { IsLive: true, Case: not null }) return "--case and --live: expected one of them.";
        return request.Case is null || Find(request) is not null ? null : $"--case {request.Case}: expected one of {string.Join(", ", Samples(request.Template).Select(sample => sample.Name))}.";
    }

    /// <summary>Needs no database: the sample office's figures, in the name of the configured office.</summary>
    private static int Sample(GlobalOptions global, Request request)
    {
        if (Find(request) is not { } sample)
        {
            ConsoleOutput.WriteError($"{request.Template} has no sample; use --live.");
            return ExitCodes.Failed;
        }

        var config = Session.LoadConfig(global.ConfigFolder, null);
        var context = SampleMails.Context with
        {
            OfficeName = config.Options.OfficeName,
            ContactPhone = config.Options.ContactPhone,
            FromAddress = config.Options.Mail.From,
        };
        return Show(sample.Compose(new MailComposer(config.Templates), context), request);
    }

    private static async Task<int> LiveAsync(GlobalOptions global, Request request, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var mail = await session.Get<LiveMails>().ComposeAsync(request.Template!, request.Alert, stop);
        if (mail?.Kind == request.Template) return Show(mail!, request);

        var about = request.Alert is null ? "" : $"关于{request.Alert}的";
        ConsoleOutput.WriteError(mail is null
            ? $"数据库中没有{about}{request.Template}。用 --case 看示例。"
            : $"{about}最近一次通知写成{mail.Kind}，不是{request.Template}：render {mail.Kind} --live {request.Alert}");
        return ExitCodes.Failed;
    }

    private static int Show(RenderedMail mail, Request request)
    {
        if (mail.Fallback is { } fallback)
        {
            // What the built-in words would say helps nobody who edits a template.
            ConsoleOutput.WriteError($"Template: {fallback}");
            return ExitCodes.BadUsage;
        }

        var form = request.Form ?? (Path.GetExtension(request.File)?.ToLowerInvariant() is ".html" or ".htm" ? "html" : "text");
        var content = form switch
        {
            "html" => mail.Html,
            "subject" => mail.Subject + "\n",
            _ => request.Form is null ? $"{mail.Subject}\n\n{mail.Text}" : mail.Text,
        };
        if (request.File is not { } file)
        {
            // As it stands: what is piped into a file is to be the mail, byte for byte.
            Console.Out.Write(content);
            return ExitCodes.Good;
        }

        return Save(file, content, mail.Subject);
    }

    /// <param name="what">What stands in it, for the person who asked.</param>
    internal static int Save(string file, string content, string what)
    {
        try
        {
            File.WriteAllText(file, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ConsoleOutput.WriteError($"--out {file}: {e.Message}");
            return ExitCodes.Failed;
        }

        ConsoleOutput.WriteLine($"{what}\n已写入 {Path.GetFullPath(file)}");
        return ExitCodes.Good;
    }

    private static SampleMail? Find(Request request) => Samples(request.Template!).FirstOrDefault(sample => request.Case is null || sample.Name == request.Case);

    private static IEnumerable<SampleMail> Samples(string kind) => SampleMails.All.Where(sample => sample.Kind == kind);
}
