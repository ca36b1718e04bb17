using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;
using MonitorWorker.Tests.Delivery;

namespace MonitorWorker.Tests.Jobs;

/// <summary>How the queue of mails behaves over time: what waits with what, how fast it goes, and what a person can do.</summary>
public sealed class SendingTests : IAsyncLifetime
{
    private const string Zhang = "zhang@example.com";
    private const string Li = "li@example.org";
    private const string Wang = "wang@example.com";
    private readonly List<string> _tries = [];
    private TestOffice _office = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await TestOffice.OpenAsync(start: TestCertificates.Now);
        _office.Drop("管理员.csv", "姓名,邮箱,角色\n管理员,admin@example.net,系统管理员");
        await _office.Intake.RunAsync(keepFiles: false, default);
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    // ---- what waits with what

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_asked_once_a_pause_and_not_once_a_mail()
    {
        await QueueAsync(Enumerable.Range(0, 20).Select(n => $"a{n}@example.com"));
        Answer(_ => new DeliveryOutcome.Deferred("cannot be reached") { Scope = DeferralScope.Server });
        var service = Service();
        var asked = new List<double>();
        for (var minute = 0; minute < 180; minute++)
        {
            var before = _tries.Count;
            await RoundAsync(service);
            if (_tries.Count > before) asked.Add(minute);
            _office.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        // After 1, 5, 15, 60 minutes and so on, give or take a fifth and the minute of the schedule.
        Assert.Equal(_tries.Count, asked.Count);
        Assert.Equal([1, 5, 15, 60, 60], asked.Zip(asked.Skip(1), (one, next) => Math.Round((next - one) / 5, MidpointRounding.ToZero) is 0 ? 1 : Nearest(next - one)).Take(5));
        // Short waits leave room for one more.
        Assert.InRange(asked.Count, 6, 7);
        Assert.True((await RoundAsync(service)).ChannelIsBroken);

        // A program that was started again asks at once.
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        await RoundAsync(Service());
        Assert.Equal(19, (await _office.Outbox.ListAsync(default)).Count(mail => mail is { Kind: "warning", State: OutboxState.Sent }));

        static double Nearest(double minutes) => new[] { 5.0, 15, 60 }.MinBy(wait => Math.Abs(wait - minutes));
    }

    [Fact]
    public async Task The_limit_of_a_provider_holds_all_mails_back_also_after_a_restart()
    {
        await QueueAsync([Zhang, Li]);
        Answer(_ => new DeliveryOutcome.Deferred("550 Sender frequency limited", TimeSpan.FromMinutes(60)) { Scope = DeferralScope.Provider });
        await RoundAsync(Service());
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        _office.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, (await RoundAsync(Service())).Sent);
        Assert.Equal([Zhang], _tries);
        _office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, (await RoundAsync(Service())).Sent);
    }

    [Fact]
    public async Task What_is_said_of_a_domain_holds_back_its_mails_and_no_others()
    {
        await QueueAsync([Zhang, Wang, Li]);
        Answer(mail => mail.Recipient == Li ? new DeliveryOutcome.Accepted("250 ok") : new DeliveryOutcome.Deferred("421 closing") { Scope = DeferralScope.Domain });
        var round = await RoundAsync(Service());
        Assert.Equal([Zhang, Li], _tries);
        Assert.Equal((1, 1, false), (round.Sent, round.Deferred, round.ChannelIsBroken));
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        Assert.Equal(0, (await RoundAsync(Service())).Sent);
        _office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, (await RoundAsync(Service())).Sent);
    }

    [Fact]
    public async Task Three_connections_that_break_in_a_row_are_the_servers_fault()
    {
        await QueueAsync(Enumerable.Range(0, 10).Select(n => $"a{n}@example.com"));
        Answer(_ => new DeliveryOutcome.Deferred("broke off") { Scope = DeferralScope.Connection });
        Assert.True((await RoundAsync(Service())).ChannelIsBroken);
        Assert.Equal(3, _tries.Count);
    }

    [Fact]
    public async Task A_domain_has_its_own_waits()
    {
        _office.Settings = _office.Settings with { Sending = new SendingPolicy { Domains = [new DomainRule("example.com", [30, 120], 0, 0)] } };
        await QueueAsync([Zhang, Li]);
        Answer(_ => new DeliveryOutcome.Deferred("450 later"));
        await RoundAsync(Service());
        var (own, usual) = (await MailAsync(Zhang), await MailAsync(Li));
        AssertWait(30, own);
        AssertWait(1, usual);
        _office.Clock.Advance(TimeSpan.FromMinutes(40));
        await RoundAsync(Service());
        AssertWait(120, await MailAsync(Zhang));

        // A fifth more or less by chance; times are stored in whole milliseconds.
        void AssertWait(double minutes, OutboxEntry mail) =>
            Assert.InRange((mail.NextAttempt!.Value - _office.Clock.GetUtcNow()).TotalMilliseconds, (minutes * 48_000) - 1, minutes * 72_000);
    }

    [Fact]
    public async Task A_mailbox_that_is_full_for_a_day_is_given_up_before_the_usual_five()
    {
        await QueueAsync([Zhang, Li]);
        Answer(mail => mail.Recipient == Zhang
            ? new DeliveryOutcome.Deferred("552 5.2.2 full", TimeSpan.FromHours(6)) { Lifetime = TimeSpan.FromDays(1) }
            : new DeliveryOutcome.Deferred("450 later"));
        for (var hour = 0; hour < 32; hour += 4)
        {
            await RoundAsync(Service());
            _office.Clock.Advance(TimeSpan.FromHours(4));
        }

        Assert.Equal((OutboxState.Dead, OutboxState.Deferred), ((await MailAsync(Zhang)).State, (await MailAsync(Li)).State));
    }

    [Fact]
    public async Task While_no_mail_can_leave_those_that_were_never_tried_are_given_up_as_well_and_told()
    {
        await QueueAsync([Zhang, Li, Wang]);
        Answer(_ => new DeliveryOutcome.Broken("no STARTTLS"));
        await RoundAsync(Service());
        _office.Clock.Advance(TimeSpan.FromDays(5) + TimeSpan.FromHours(1));
        Assert.Equal(3, (await RoundAsync(Service())).Dead);
        Assert.All(await _office.Outbox.ListAsync(default), mail => Assert.Equal((OutboxState.Dead, "no STARTTLS"), (mail.State, mail.LastError)));
        await QueueAsync(["later@example.com"]);
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        await RoundAsync(Service());
        Assert.Contains(await _office.Outbox.ListAsync(default), mail => mail is { Kind: MailKind.Undelivered, State: OutboxState.Sent });
    }

    // ---- how fast

    [Fact]
    public async Task The_limit_of_a_minute_holds_over_rounds_and_restarts_and_loses_no_time()
    {
        _office.Settings = _office.Settings with { Sending = new SendingPolicy { PerMinute = 30 } };
        await QueueAsync(Enumerable.Range(0, 100).Select(n => $"a{n}@example.com"));
        var times = new List<DateTimeOffset>();
        Answer(_ =>
        {
            times.Add(_office.Clock.GetUtcNow());
            return new DeliveryOutcome.Accepted("250 ok");
        });
        for (var ten = 0; ten < 30; ten++)
        {
            // As a check with its half a minute beside a service: each a process of its own.
            var round = Service().RunAsync(_office.Clock.GetUtcNow().AddSeconds(1), _office.Clock.GetUtcNow().AddSeconds(1), default);
            await round.WaitAsync(TimeSpan.FromSeconds(20));
            _office.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(100, times.Count);
        Assert.All(times, from => Assert.InRange(times.Count(time => time >= from && time < from.AddMinutes(1)), 1, 30));
        Assert.InRange((times[^1] - times[0]).TotalSeconds, 180, 200);
    }

    [Fact]
    public async Task A_round_waits_for_the_next_place_of_a_domain_while_the_others_go_on()
    {
        _office.Settings = _office.Settings with { Sending = new SendingPolicy { Domains = [new DomainRule("example.com", [], 1, 0)] } };
        await QueueAsync([Zhang, Wang, Li]);
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        var until = _office.Clock.GetUtcNow().AddMinutes(10);
        var round = Service().RunAsync(until, until, default);
        await UntilAsync(() => _tries.Count == 2);
        Assert.Equal([Zhang, Li], _tries);
        // The round sleeps until the minute is over.
        while (!round.IsCompleted)
        {
            _office.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(3, (await round).Sent);
        Assert.Equal(Wang, _tries[^1]);
    }

    [Fact]
    public async Task The_limit_of_a_day_counts_what_earlier_processes_sent_and_no_try_that_reached_nobody()
    {
        _office.Settings = _office.Settings with { Sending = new SendingPolicy { PerDay = 3 } };
        await QueueAsync([Zhang, Li, Wang, "zhao@example.com", "qian@example.com"]);
        Answer(_ => new DeliveryOutcome.Deferred("cannot be reached") { Scope = DeferralScope.Server });
        await RoundAsync(Service());
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        _office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, (await RoundAsync(Service())).Sent);
        _office.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, (await RoundAsync(Service())).Sent);
        _office.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, (await RoundAsync(Service())).Sent);
    }

    [Fact]
    public async Task Several_connections_send_each_mail_once()
    {
        _office.Settings = _office.Settings with { Sending = new SendingPolicy { Connections = 4 } };
        await QueueAsync(Enumerable.Range(0, 60).Select(n => $"a{n}@example.com"));
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { BeforeDotAnswer = () => Task.Delay(5) });
        Assert.Equal(new DeliveryRound(60, 0, 0), await RoundAsync(Service(server)));
        Assert.Equal((4, 60, 60), (server.MostConnections, server.Messages.Count, server.Messages.DistinctBy(Convert.ToHexString).Count()));
    }

    [Fact]
    public async Task One_mail_needs_one_connection()
    {
        _office.Settings = _office.Settings with { Sending = new SendingPolicy { Connections = 4 } };
        await QueueAsync([Zhang]);
        await using var server = ScriptedSmtpServer.Start(new SmtpScript());
        Assert.Equal(1, (await RoundAsync(Service(server))).Sent);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_server_that_bears_one_connection_gets_all_mails_over_that_one()
    {
        _office.Settings = _office.Settings with { Sending = new SendingPolicy { Connections = 4 } };
        await QueueAsync(Enumerable.Range(0, 30).Select(n => $"a{n}@example.com"));
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { BeforeDotAnswer = () => Task.Delay(5) }, new SmtpScript { Banner = "421 4.7.0 too many connections" });
        Assert.Equal(new DeliveryRound(30, 0, 0), await RoundAsync(Service(server)));
        Assert.Equal((30, 30), (server.Messages.Count, server.Messages.DistinctBy(Convert.ToHexString).Count()));
        Assert.InRange(server.Connections, 2, 4);
    }

    // ---- the login

    [Fact]
    public async Task A_refused_login_rests_ever_longer_and_a_new_password_is_tried_at_once()
    {
        var password = Path.Combine(_office.Folder, "password");
        await File.WriteAllTextAsync(password, "old\n");
        File.SetLastWriteTimeUtc(password, _office.Clock.GetUtcNow().UtcDateTime.AddDays(-1));
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Auth = "PLAIN", AuthAnswer = "535 5.7.8 no" });
        var transport = new MailTransport("smtp", Host: "127.0.0.1", Port: server.Port, Security: "none", User: "monitor@example.com", PasswordFile: password);
        var policy = new SendingPolicy { Login = transport.LoginName, Files = [password] };
        _office.Settings = _office.Settings with { Sending = policy };
        await QueueAsync([Zhang, Li]);

        // A round every five minutes for a day, each by another process: no account is locked for seven tries.
        for (var minute = 0; minute < 24 * 60; minute += 5)
        {
            await RoundAsync(Service(transport));
            _office.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(7, server.Connections);
        var trouble = Assert.Single(await _office.TroubleStore.LoadOpenAsync("mail", default));
        Assert.Contains("monitor@example.com at 127.0.0.1", trouble.LastError);

        await File.WriteAllTextAsync(password, "new\n");
        File.SetLastWriteTimeUtc(password, _office.Clock.GetUtcNow().UtcDateTime.AddSeconds(-1));
        await RoundAsync(Service(transport));
        Assert.Equal(8, server.Connections);
        await RoundAsync(Service(transport));
        Assert.Equal(8, server.Connections);

        // So is another login.
        _office.Settings = _office.Settings with { Sending = policy with { Login = (transport with { User = "other@example.com" }).LoginName } };
        await RoundAsync(Service(transport with { User = "other@example.com" }));
        Assert.Equal(9, server.Connections);
    }

    [Fact]
    public async Task A_refused_login_is_a_trouble_at_once_and_told_when_it_is_over()
    {
        await QueueAsync([Zhang]);
        Answer(_ => new DeliveryOutcome.Broken("535 no") { IsLogin = true });
        await RoundAsync(Service());
        Assert.Equal("535 no", Assert.Single(await _office.TroubleStore.LoadOpenAsync("mail", default)).LastError);
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        await RoundAsync(Service());
        Assert.Contains(await _office.Outbox.ListAsync(default), mail => mail.Subject == "【运行恢复】邮件已能发出");
    }

    // ---- too large

    [Fact]
    public async Task A_shorter_form_is_stored_before_it_is_sent_and_stands_in_the_audits_book()
    {
        await QueueAsync([Zhang]);
        var before = await MailAsync(Zhang);
        var sent = new List<OutgoingMail>();
        Answer(mail =>
        {
            sent.Add(mail);
            return sent.Count == 1 ? new DeliveryOutcome.Oversized("552 too big") : new DeliveryOutcome.Deferred("451 later");
        });
        await RoundAsync(Service());
        Assert.Equal(2, sent.Count);
        Assert.NotEqual(sent[0].Mime, sent[1].Mime);
        Assert.Equal(sent[0].MessageId, sent[1].MessageId);

        // Whatever happens then, the same bytes go again.
        _office.Clock.Advance(TimeSpan.FromHours(1));
        await RoundAsync(Service());
        Assert.Equal(sent[1].Mime, sent[2].Mime);
        var entry = Assert.Single(await AuditAsync(AuditEvent.Shortened)).Entry;
        Assert.Equal((before.MessageId, Zhang, "552 too big"), (entry.MessageId, entry.RecipientAddress, entry.Detail));
    }

    // ---- what a person does

    [Fact]
    public async Task A_dead_mail_is_retried_by_hand_with_all_its_tries_and_its_whole_lifetime_before_it()
    {
        await QueueAsync([Zhang]);
        Answer(_ => new DeliveryOutcome.Deferred("450 later"));
        await RoundAsync(Service());
        _office.Clock.Advance(TimeSpan.FromDays(6));
        await RoundAsync(Service());
        var dead = await MailAsync(Zhang);
        Assert.Equal(OutboxState.Dead, dead.State);

        var act = await _office.Acts.RetryAsync([dead.Id, 999], "li (outbox retry)", _office.Clock.GetUtcNow(), default);
        Assert.Equal([dead.Id], act.Done);
        Assert.Equal([KeyValuePair.Create(999L, (OutboxState?)null)], act.Left);
        await RoundAsync(Service());
        var again = await MailAsync(Zhang);
        Assert.Equal((OutboxState.Deferred, 1, dead.MessageId), (again.State, again.Attempts, again.MessageId));
        _office.Clock.Advance(TimeSpan.FromDays(4));
        await RoundAsync(Service());
        Assert.Equal(OutboxState.Deferred, (await MailAsync(Zhang)).State);
        _office.Clock.Advance(TimeSpan.FromDays(2));
        await RoundAsync(Service());
        Assert.Equal(OutboxState.Dead, (await MailAsync(Zhang)).State);

        var entry = Assert.Single(await AuditAsync(AuditEvent.Retried)).Entry;
        Assert.Equal(("li (outbox retry)", dead.MessageId), (entry.Actor, entry.MessageId));
    }

    [Fact]
    public async Task A_dropped_mail_goes_nowhere_and_nobody_is_told_of_it()
    {
        await QueueAsync([Zhang, Li]);
        var mail = await MailAsync(Zhang);
        await _office.Acts.DropAsync([mail.Id], "张三", "地址已停用", "root (outbox drop)", _office.Clock.GetUtcNow(), default);
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        await RoundAsync(Service());
        Assert.Equal([Li], _tries);
        var dropped = await MailAsync(Zhang);
        Assert.Equal((OutboxState.Dead, "dropped by 张三: 地址已停用"), (dropped.State, dropped.LastError));
        Assert.DoesNotContain(await _office.Outbox.ListAsync(default), other => other.Kind == MailKind.Undelivered);
        var entry = Assert.Single(await AuditAsync(AuditEvent.Dropped)).Entry;
        Assert.Equal(("root (outbox drop)", "张三：地址已停用"), (entry.Actor, entry.Detail));

        // What somebody dropped comes back only by its number.
        Assert.Equal(0, await _office.Acts.RetryAllAsync(dead: true, deferred: true, "root", _office.Clock.GetUtcNow(), default));
        Assert.Single((await _office.Acts.RetryAsync([mail.Id], "root", _office.Clock.GetUtcNow(), default)).Done);
    }

    [Fact]
    public async Task What_has_left_is_beyond_reach_until_it_comes_back()
    {
        await QueueAsync([Zhang]);
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        await RoundAsync(Service());
        var mail = await MailAsync(Zhang);
        var act = await _office.Acts.DropAsync([mail.Id], "张三", "发错", "root", _office.Clock.GetUtcNow(), default);
        Assert.Equal([KeyValuePair.Create(mail.Id, (OutboxState?)OutboxState.Sent)], act.Left);

        await using (var db = _office.Store.Context())
        {
            var row = db.Outbox.Single(row => row.Id == mail.Id);
            (row.BouncedAt, row.BounceDetail) = (_office.Clock.GetUtcNow(), "5.1.1 no such user");
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var bounced = await MailAsync(Zhang);
        Assert.Equal((OutboxState.Dead, "5.1.1 no such user"), (bounced.State, bounced.LastError));
        Assert.Equal(1, (await new HealthStore(_office.Store).CountMailsAsync(default)).Dead);
        Assert.Equal(1, await _office.Acts.RetryAllAsync(dead: true, deferred: false, "root", _office.Clock.GetUtcNow(), default));
        await RoundAsync(Service());
        Assert.Equal(OutboxState.Sent, (await MailAsync(Zhang)).State);
        Assert.Equal(2, _tries.Count);
    }

    [Fact]
    public async Task Trying_again_by_hand_ends_a_pause_of_the_running_service()
    {
        await QueueAsync([Zhang, Li]);
        Answer(_ => new DeliveryOutcome.Deferred("HL:IFC", TimeSpan.FromMinutes(30)) { Scope = DeferralScope.Provider });
        var service = Service();
        await RoundAsync(service);
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        Assert.Equal(0, (await RoundAsync(service)).Sent);
        Assert.Equal(1, await _office.Acts.RetryAllAsync(dead: false, deferred: true, "root", _office.Clock.GetUtcNow(), default));
        Assert.Equal(2, (await RoundAsync(service)).Sent);
    }

    // ---- addresses at which mails do not arrive

    [Fact]
    public async Task Nothing_is_sent_to_an_address_at_which_mails_do_not_arrive_and_that_is_told()
    {
        await QueueAsync(["Zhang@example.com", Li]);
        await MarkAsync(Zhang);
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        var round = await RoundAsync(Service());
        Assert.Equal(1, round.Dead);
        Assert.Equal([Li, "admin@example.net"], _tries);
        var dead = await MailAsync("Zhang@example.com");
        Assert.Equal((OutboxState.Dead, 0, null), (dead.State, dead.Attempts, dead.NextAttempt));
        Assert.Equal("not sent: mails to this address have come back since 2024-08-01 (5.1.1 no such user)", dead.LastError);
        Assert.Contains(await _office.Outbox.ListAsync(default), mail => mail is { Kind: MailKind.Undelivered, State: OutboxState.Sent });
        Assert.Contains(await AuditAsync(AuditEvent.Undelivered), line => line.Entry.MessageId == dead.MessageId);

        // A person who has it tried knows better.
        await _office.Acts.RetryAsync([dead.Id], "root", _office.Clock.GetUtcNow(), default);
        await RoundAsync(Service());
        Assert.Equal(OutboxState.Sent, (await MailAsync("Zhang@example.com")).State);
    }

    [Fact]
    public async Task A_test_mail_goes_to_any_address_and_all_mails_to_one_that_works_again()
    {
        await QueueAsync([Zhang]);
        await MarkAsync(Zhang);
        await MarkAsync(Li);
        await _office.Incoming.LiftAsync(Zhang, "li", _office.Clock.GetUtcNow(), default);
        await QueueAsync([Li], MailKind.Test);
        Answer(_ => new DeliveryOutcome.Accepted("250 ok"));
        Assert.Equal(new DeliveryRound(2, 0, 0), await RoundAsync(Service()));
    }

    // ---- stopped

    [Fact]
    public async Task Stopped_after_the_dot_the_answer_is_still_heard()
    {
        await QueueAsync([Zhang]);
        using var stop = new CancellationTokenSource();
        var (whole, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = ScriptedSmtpServer.Start(new SmtpScript
        {
            BeforeDotAnswer = () =>
            {
                whole.SetResult();
                return answer.Task;
            },
        });
        var until = _office.Clock.GetUtcNow().AddHours(1);
        var round = Service(server).RunAsync(until, until, stop.Token);
        await whole.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        answer.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => round.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(OutboxState.Sent, (await MailAsync(Zhang)).State);
    }

    [Fact]
    public async Task Stopped_after_the_dot_a_silent_server_may_have_it_and_is_given_time()
    {
        await QueueAsync([Zhang]);
        using var stop = new CancellationTokenSource();
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Dot = SmtpScript.Hang });
        var until = _office.Clock.GetUtcNow().AddHours(1);
        var round = Service(server).RunAsync(until, until, stop.Token);
        await server.Hanging.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        _office.Clock.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => round.WaitAsync(TimeSpan.FromSeconds(20)));
        var mail = await MailAsync(Zhang);
        Assert.Equal(OutboxState.Deferred, mail.State);
        Assert.InRange((mail.NextAttempt!.Value - _office.Clock.GetUtcNow()).TotalMinutes, 29, 31);
    }

    private void Answer(Func<OutgoingMail, DeliveryOutcome> answer) => _office.Answer = mail =>
    {
        lock (_tries) _tries.Add(mail.Recipient);
        return answer(mail);
    };

    private DeliverJob Service() => _office.Deliver;

    private DeliverJob Service(ScriptedSmtpServer server) => Service(new MailTransport("smtp", Host: "127.0.0.1", Port: server.Port, Security: "none"));

    private DeliverJob Service(MailTransport transport) => _office.DeliverBy(() => new SmtpSender(transport, _office.Clock));

    private Task<DeliveryRound> RoundAsync(DeliverJob job) => job.RunAsync(_office.Clock.GetUtcNow().AddSeconds(30), _office.Clock.GetUtcNow().AddMinutes(30), default).WaitAsync(TimeSpan.FromSeconds(60));

    private async Task MarkAsync(string address)
    {
        await using var db = _office.Store.Context();
        var first = new DateTimeOffset(2024, 8, 1, 4, 0, 0, TimeSpan.Zero);
        db.Add(new AddressMarkRow { Address = address, Since = first, LastAt = first, Status = "5.1.1", Detail = "5.1.1 no such user" });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task QueueAsync(IEnumerable<string> recipients, string? kind = null)
    {
        foreach (var to in recipients)
        {
            var message = Delivery.Some.Warning(to: new MailPerson("张三", to)) with { MessageId = MessageIds.For("warning", to, [1], "sending", "monitor@example.com") };
            await _office.Outbox.AddAsync(new NewMail(to, message.Subject, kind ?? message.Kind, message.MessageId, MimeWriter.Write(message, Delivery.Some.Office, Delivery.Some.Morning)), [], _office.Clock.GetUtcNow(), default);
        }
    }

    private async Task<OutboxEntry> MailAsync(string to) => Assert.Single(await _office.Outbox.ListAsync(default), mail => mail.To == to);

    private async Task<List<AuditLine>> AuditAsync(string what)
    {
        var lines = new List<AuditLine>();
        await foreach (var line in _office.Audit.ReadAsync(new AuditFilter { Events = [what] }, default)) lines.Add(line);
        return lines;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition()) await Task.Delay(5, patience.Token);
    }
}
