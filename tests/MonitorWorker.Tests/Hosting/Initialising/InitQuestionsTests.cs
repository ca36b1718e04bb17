using MonitorWorker.Hosting.Initialising;

namespace MonitorWorker.Tests.Hosting.Initialising;

/// <summary>What is not said is asked for, what is wrong is asked again, and without anybody to ask the usual is taken.</summary>
public class InitQuestionsTests
{
    [Fact]
    public void Each_question_has_a_usual_answer_and_says_what_it_is_for()
    {
        var person = new Person();
        var answers = new InitQuestions(new InitRequest("office"), person).Ask();

        Assert.Equal(["单位名称", "系统管理员姓名", "系统管理员邮箱", "邮件服务器（SMTP）", "发件人邮箱", "只允许发往哪些邮箱域名", "预算单位"], person.Asked);
        Assert.Equal(("预算绩效运行监控", "admin@example.com", "monitor@example.com"), (answers.Office, answers.Admin, answers.From));
        Assert.Null(answers.Smtp);
        Assert.Empty(answers.AllowedDomains);
        Assert.False(answers.SendTest);
    }

    [Fact]
    public void What_is_wrong_is_asked_again_and_what_was_said_on_the_command_line_is_not_asked()
    {
        var person = new Person
        {
            ["系统管理员邮箱"] = ["管理员", "管理员@example.com", "it@office.example.com"],
            ["邮件服务器（SMTP）"] = ["smtp example", "smtp.example.com:70000", "smtp.example.com:465"],
            ["加密方式"] = ["ssl", ""],
            ["登录名"] = ["monitor@example.com"],
            ["密码（或授权码）"] = ["授权码"],
            ["只允许发往哪些邮箱域名"] = ["example", "example.com，*.example.com"],
            ["预算单位"] = ["101", "101=示例县经济信息科技局，102=示例县教育局"],
        };
        var answers = new InitQuestions(new InitRequest("office") { Office = "示例县财政局" }, person).Ask();

        Assert.DoesNotContain("单位名称", person.Asked);
        Assert.Equal(new SmtpAnswers("smtp.example.com", 465, "tls", "monitor@example.com", null, "授权码"), answers.Smtp);
        Assert.Equal(("it@office.example.com", "monitor@example.com"), (answers.Admin, answers.From));
        Assert.Equal(["example.com", "*.example.com"], answers.AllowedDomains);
        Assert.Equal(["example.org", "example.com"], new InitQuestions(new InitRequest("office") { AllowedDomains = ["example.org"] }, null).Ask().AllowedDomains);
        Assert.Equal([new("101", "示例县经济信息科技局"), new EntityName("102", "示例县教育局")], answers.Entities);
        Assert.True(answers.SendTest);
        Assert.Equal(8, person.Refused);
    }

    [Theory]
    [InlineData("--admin", "nobody", null, "--admin nobody：不是邮箱地址，应如 name@example.com。")]
    [InlineData("--admin", "a@example.com", "smtp.example.com:0", "--smtp smtp.example.com:0：应如 smtp.example.com 或 smtp.example.com:465。")]
    [InlineData("--from", "a b@example.com", null, "--from a b@example.com：不是邮箱地址，应如 name@example.com。")]
    public void What_cannot_be_used_is_named_with_what_would_be_right(string option, string value, string? smtp, string message)
    {
        var request = new InitRequest("office") { Smtp = smtp };
        request = option == "--admin" ? request with { Admin = value } : request with { From = value };
        Assert.Equal(message, Assert.Throws<InitException>(() => new InitQuestions(request, null).Ask()).Message);
    }

    [Fact]
    public void A_server_that_wants_a_login_needs_a_password_file_where_nobody_can_be_asked_and_an_administrator()
    {
        var request = new InitRequest("office") { Smtp = "smtp.example.com", SmtpUser = "monitor@example.com", Admin = "admin@office.example.com" };
        Assert.StartsWith("--password-file 没有填", Assert.Throws<InitException>(() => new InitQuestions(request, null).Ask()).Message, StringComparison.Ordinal);
        Assert.StartsWith("--admin 没有填", Assert.Throws<InitException>(() => new InitQuestions(new InitRequest("office") { Smtp = "smtp.example.com" }, null).Ask()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("smtp.example.com", "startTls", 587)]
    [InlineData("smtp.example.com:465", "tls", 465)]
    [InlineData("10.1.2.3:25", "startTls", 25)]
    public void Port_and_encryption_go_together(string server, string security, int port)
    {
        var answers = new InitQuestions(new InitRequest("office") { Smtp = server, Admin = "admin@office.example.com" }, null).Ask();
        Assert.Equal(new SmtpAnswers(server.Split(':')[0], port, security, null, null, null), answers.Smtp);
    }

    /// <summary>Types what it was told to, in turn, and else presses return.</summary>
    private sealed class Person : Dictionary<string, string[]>, IQuestioner
    {
        private readonly Dictionary<string, int> _typed = [];

        public List<string> Asked { get; } = [];

        public int Refused { get; private set; }

        public string Ask(string question, string why, string usual, Func<string, string?> problemOf)
        {
            Assert.NotEmpty(why);
            Asked.Add(question);
            while (true)
            {
                var turn = _typed[question] = _typed.GetValueOrDefault(question) + 1;
                var answer = this.GetValueOrDefault(question)?.ElementAtOrDefault(turn - 1) is { Length: > 0 } typed ? typed : usual;
                if (problemOf(answer) is null) return answer;
                Refused++;
            }
        }

        public string AskSecret(string question, string why) => this.GetValueOrDefault(question)?[0] ?? "";

        public bool Confirm(string question, string why, bool usual) => usual;
    }
}
