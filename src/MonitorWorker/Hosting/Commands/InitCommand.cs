using System.CommandLine;
using MonitorWorker.Hosting.Initialising;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What <c>init</c> is called with.</summary>
internal static class InitCommand
{
    public static Command Build()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder to make. Default: office.", DefaultValueFactory = _ => "office" };
        var office = new Option<string?>("--office") { Description = "Name of the office, in the heading of its mails." };
        var admin = new Option<string?>("--admin") { Description = "Address of the administrator: gets all mails as long as it is a rehearsal." };
        var adminName = new Option<string?>("--admin-name") { Description = "Name of the administrator." };
        var from = new Option<string?>("--from") { Description = "Sender address. Default: the login, else monitor@ the administrator's domain." };
        var smtp = new Option<string?>("--smtp") { Description = "Mail server as HOST or HOST:PORT. Without it mails become files." };
        var security = new Option<string?>("--security") { Description = "startTls, tls or none. Default: tls for port 465, else startTls." };
        var user = new Option<string?>("--smtp-user") { Description = "Login name at the mail server." };
        var password = new Option<string?>("--password-file") { Description = "File whose first line is its password." };
        var domains = new Option<string[]>("--allowed-domain") { Description = "Domain that mails may go to, and no other; may be given several times." };
        var entities = new Option<string[]>("--entity") { Description = "Budget entity as CODE=NAME; may be given several times." };
        var noQuestions = new Option<bool>("--no-questions") { Description = "Ask nothing: take the options and the defaults. So it is without a terminal." };
        var force = new Option<bool>("--force") { Description = "Write the configuration and the blank workbook anew in a folder that is there; all else in it stays." };
        var sample = new Option<bool>("--sample") { Description = "Fill the workbook with a project that is far behind in August 2024, to see a first warning." };
        var sendTest = new Option<bool>("--send-test") { Description = "Send a test mail to the administrator at the end." };
        return Verbs.Verb(
            "init",
            "Make the folder of a new office: configuration, folders, a blank workbook; the first mode is a rehearsal.",
            [folder, office, admin, adminName, from, smtp, security, user, password, domains, entities, noQuestions, force, sample, sendTest],
            (global, parsed, stop) => InitVerb.RunAsync(
                global,
                new InitRequest(parsed.GetValue(folder)!)
                {
                    Office = parsed.GetValue(office),
                    Admin = parsed.GetValue(admin),
                    AdminName = parsed.GetValue(adminName),
                    From = parsed.GetValue(from),
                    Smtp = parsed.GetValue(smtp),
                    Security = parsed.GetValue(security),
                    SmtpUser = parsed.GetValue(user),
                    PasswordFile = parsed.GetValue(password),
                    AllowedDomains = parsed.GetValue(domains) is { Length: > 0 } allowed ? allowed : null,
                    Entities = parsed.GetValue(entities) is { Length: > 0 } named ? named : null,
                    Force = parsed.GetValue(force),
                    Sample = parsed.GetValue(sample),
                    SendTest = parsed.GetValue(sendTest),
                },
                mayAsk: !parsed.GetValue(noQuestions),
                stop));
    }
}
