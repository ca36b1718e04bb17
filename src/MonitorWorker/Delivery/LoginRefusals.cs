namespace MonitorWorker.Delivery;

/// <summary>What a server means that refuses a login, by the words of the providers: what is to be done about it differs. Pure.</summary>
public static class LoginRefusals
{
    private static readonly (string[] Said, string Meaning)[] _known =
    [
        (["expire", "过期", "失效"], "登录被拒绝：密码或授权码已过期"),
        (["authorization code", "authorisation code", "授权码"], "登录被拒绝：这个邮箱要用授权码登录，授权码没有填对或已重新生成"),
        (["locked", "lockout", "suspend", "frozen", "冻结", "锁定"], "登录被拒绝：账户被锁定或冻结"),
        (["disabled", "not enabled", "not open", "no permission", "not allowed", "未开启", "未开通", "没有权限"], "登录被拒绝：邮箱没有开启SMTP或IMAP服务"),
    ];

    /// <summary>How the advice begins that follows a server's words in <see cref="SmtpAnswers"/> and in those of a mailbox.</summary>
    private const string Advice = ". Check mail";

    /// <summary>Where the server says nothing that tells.</summary>
    public const string Unclear = "登录被拒绝";

    /// <param name="said">What was said, also as our own outcome quotes it: the advice behind it is ours and tells nothing.</param>
    public static string Meaning(string said)
    {
        if (said.IndexOf(Advice, StringComparison.Ordinal) is > 0 and var end) said = said[..end];
        foreach (var (words, meaning) in _known)
        {
            if (words.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase))) return meaning;
        }

        return Unclear;
    }
}
