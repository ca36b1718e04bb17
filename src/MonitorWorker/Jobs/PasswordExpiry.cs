using MonitorWorker.Notifications;

namespace MonitorWorker.Jobs;

/// <summary>A password whose last day is known.</summary>
/// <param name="What">As people call it, e.g. 发信邮箱.</param>
/// <param name="Account">Whose it is; holds no secret.</param>
/// <param name="Key">The option of its file.</param>
/// <param name="Expires">First day on which it is not good any more.</param>
public sealed record ExpiringPassword(string What, string Account, string Key, DateOnly Expires);

/// <summary>Warns the administrators before a password expires, as long as mails still leave: 14, 7 and 1 days before, and on the day itself.</summary>
public sealed class PasswordExpiry(NoteBook notes, OfficeSettings office, TimeProvider clock)
{
    private static readonly int[] _before = [14, 7, 1, 0];

    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var today = office.Today(clock.GetUtcNow());
        var told = 0;
        foreach (var password in office.Passwords)
        {
            if (Due(password.Expires, today) is not { } before) continue;
            var left = password.Expires.DayNumber - today.DayNumber;
            var when = left > 0 ? $"还有{left}天到期" : "已到期";
            var day = $"{password.Expires.Year}年{password.Expires.Month}月{password.Expires.Day}日";
            told += await notes.TellAdministratorsAsync(
                new NoteNotice(
                    $"{password.What}的密码{when}",
                    $"{password.What}（{password.Account}）的密码或授权码于{day}到期。到期后登录会被拒绝，邮件发不出去，或者读不到答复。")
                {
                    Ask = $"在邮箱里更新密码或重新生成授权码，写入{password.Key}所指文件的第一行（保存后自动生效，不用重启），再把配置中的到期日期改成新的。",
                },
                $"password|{password.What}|{password.Account}|{password.Expires:yyyy-MM-dd}|{before}",
                cancellationToken);
        }

        return told;
    }

    /// <summary>The latest warning whose day has come; null before the first, and a month after the last.</summary>
    internal static int? Due(DateOnly expires, DateOnly today)
    {
        var left = expires.DayNumber - today.DayNumber;
        return left < -31 ? null : _before.Where(days => left <= days).Select(days => (int?)days).LastOrDefault();
    }
}
