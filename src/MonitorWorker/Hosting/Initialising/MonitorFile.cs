using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MonitorWorker.Hosting.Initialising;

/// <summary>The text of a new office's <c>monitor.json</c>: short, commented, and in rehearsal.</summary>
internal static class MonitorFile
{
    // The file is read by people, never put into a page.
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="templates">Folder of the templates; null where they are found without being named.</param>
    public static string Write(InitAnswers answers, string? templates)
    {
        var text = new StringBuilder($$"""
            // 本单位的配置。改过以后先运行 check-config，一次列出全部问题；每一项的含义见程序所带的 config/README.md。
            // 相对路径从本文件所在的文件夹算起。
            {
              "$schema": "./monitor.schema.json",
              "include": ["escalations/sichuan-2025.json"],

              // 邮件抬头，和收件人有疑问时可以打的电话。
              "officeName": {{Json(answers.Office)}},
              // "contactPhone": "0000-0000000",

              // 数据库要放在本机磁盘上，不能放在网络共享文件夹里。
              "database": { "connectionString": "Data Source=../data/monitor.db" },

              // 填好的表放进收件文件夹，读过的移到存档文件夹。
              "inbox": { "folder": "../inbox", "archive": "../archive" },

              // 按哪套规则判断：rules 文件夹里的文件名。
              "rules": { "ruleSet": "default" },

              // 报告里单位自己写的文字。
              "reportTexts": "../texts",


            """);
        if (templates is not null) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  // 程序所带的邮件模板。要自己改的，复制一份，改成复制后的文件夹。\n  \"templates\": {{ \"folder\": {Json(templates)} }},\n\n");
        text.Append(Mail(answers));
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""

              // 从哪个邮箱读答复；没有的由人看。
              // "mailbox": { "host": "imap.example.com", "user": {{Json(answers.Smtp?.User ?? answers.From)}}, "passwordFile": "../data/mailbox-password" },

              // 每晚备份数据库，留最近14份。
              "retention": { "backupFolder": "../backup" },

              // 分 时 日 月 星期。"calendar": "workdays" 的只在工作日运行。
              "schedules": [
                { "name": "morning-check", "job": "check", "cron": "30 8 * * *", "calendar": "workdays", "missed": "once", "maxDelay": "12:00:00" },
                { "name": "weekly-digest", "job": "digest", "cron": "0 9 * * MON", "calendar": "nextWorkday", "missed": "once", "maxDelay": "2.00:00:00" },
                { "name": "send", "job": "deliver", "cron": "* * * * *", "missed": "skip" },
                { "name": "night", "job": "housekeeping", "cron": "15 3 * * *", "missed": "skip" }
              ]
            }

            """);
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Mail(InitAnswers answers)
    {
        var mail = new StringBuilder($$"""
              "mail": {
                // rehearsal：演练。每封邮件只发给 rehearsalTo，写明本来应发给谁。
                // 看过都对了，改成 live：正式运行。第一次检查给每人发一封，列出与他有关的全部未解除预警，此后只发变化。
                "mode": "rehearsal",
                "rehearsalTo": {{Json(answers.Admin)}},
                // 故障和找不到收件人的发给谁。
                "administratorAddress": {{Json(answers.Admin)}},
                "from": {{Json(answers.From)}},

            """);
        if (answers.AllowedDomains.Count > 0) Line($"// 只发往这些域名，谁填了别的邮箱也不发。\n    \"allowedDomains\": {JsonSerializer.Serialize(answers.AllowedDomains, _readable)},");
        if (answers.Smtp is { } smtp)
        {
            Line("\"delivery\": \"smtp\",");
            Line($"\"host\": {Json(smtp.Host)},");
            Line(FormattableString.Invariant($"\"port\": {smtp.Port},"));
            if (smtp.User is { } user)
            {
                Line($"\"security\": {Json(smtp.Security)},");
                Line($"\"user\": {Json(user)},");
                Line($"// 密码在这个文件的第一行，不写在配置里。\n    \"passwordFile\": {Json(smtp.PasswordFile ?? "../data/" + OfficeFolder.PasswordFile)}");
            }
            else
            {
                Line($"\"security\": {Json(smtp.Security)}");
            }
        }
        else
        {
            Line("// folder：邮件写成文件，不发出去；要发信的改成 smtp，填 host、port、security、user、passwordFile。");
            Line("\"delivery\": \"folder\",");
            Line("\"folder\": \"../mails\"");
        }

        return mail.Append("  },\n").ToString();

        void Line(string line) => mail.Append("    ").Append(line).Append('\n');
    }

    private static string Json(string text) => JsonSerializer.Serialize(text, _readable);
}
