using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Mailboxes;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Mailboxes;

namespace MonitorWorker.Tests.Jobs;

/// <summary>Looks into a mailbox that may fail at any time: each mail is taken in once, and what stays wrong is told once.</summary>
public sealed class RepliesJobTests : IAsyncLifetime
{
    private readonly ScriptedImapServer _server = ScriptedImapServer.Start();
    private TestOffice _office = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await TestOffice.OpenAsync();
        Use(SomeMail.Imap(_server.Port, _office.Folder));
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Each_mail_is_taken_in_once_however_often_it_is_looked()
    {
        _server.Deliver(SomeMail.Reply("a@example.com"));
        _server.Deliver(SomeMail.Reply("b@example.com", "第二封"));
        var look = await LookAsync();
        Assert.Equal((LookState.Read, 2), (look.State, look.TakenIn));
        Assert.Equal("张晓梅 <zhang@example.com> “Re: YJ-2024-0007”", look.Mails[0].Heading);
        Assert.All(_server.Mails, mail => Assert.Equal(ScriptedImapServer.Done, mail.Folder));
        Assert.Empty((await LookAsync()).Mails);
        Restart();
        Assert.Empty((await LookAsync()).Mails);
        Assert.Equal(2, _office.TakenIn.Count);
    }

    [Theory]
    [InlineData("UID STORE")]
    [InlineData("UID MOVE")]
    [InlineData("CREATE")]
    public async Task A_kill_between_the_store_and_the_server_takes_nothing_in_twice(string verb)
    {
        var mail = _server.Deliver(SomeMail.Reply());
        _server.Faults[verb] = ScriptedServer.Close;
        Assert.Equal(LookState.Failed, (await LookAsync()).State);
        Assert.Single(_office.TakenIn);
        _server.Faults.Clear();

        Restart();
        Assert.Empty((await LookAsync(isAsked: true)).Mails);
        Assert.Single(_office.TakenIn);
        Assert.Equal((true, ScriptedImapServer.Done), (mail.IsSeen, mail.Folder));
    }

    [Fact]
    public async Task What_could_not_be_put_away_is_put_away_at_the_next_look()
    {
        var mail = _server.Deliver(SomeMail.Reply());
        _server.Faults["UID MOVE"] = ScriptedServer.Close;
        Assert.Equal(LookState.Failed, (await LookAsync()).State);
        _server.Faults.Clear();
        Assert.Empty((await LookAsync(isAsked: true)).Mails);
        Assert.Equal(ScriptedImapServer.Done, mail.Folder);
    }

    [Fact]
    public async Task A_server_that_breaks_off_at_each_mail_that_is_put_away_hides_none()
    {
        for (var number = 0; number < 3; number++) _server.Deliver(SomeMail.Reply($"{number}@example.com", $"{number}"));
        _server.Faults["UID MOVE"] = ScriptedServer.Close;
        for (var time = 0; time < 7; time++) await LookAsync(isAsked: true);
        Assert.Equal(["1", "2", "3"], _office.TakenIn.Select(mail => mail.Uid));
        Assert.Equal(new MailboxMark(7, 3), (await StateAsync()).Mark);
    }

    [Theory]
    [InlineData("Subject: 周末聚餐", "晚上六点", true)]
    [InlineData("Subject: Re: 周末聚餐\nIn-Reply-To: <dinner@example.com>", "好的", true)]
    [InlineData("Subject: Re: YJ-2024-0007", "已办", false)]
    [InlineData("Subject: 那件事", "YJ-2024-0007已办", false)]
    [InlineData("Subject: Re: 预警\nIn-Reply-To: <yj.warning.abcdefghijkmnpqrstuv@example.com>", "已办", false)]
    [InlineData("Subject: Re: 预警\nCc: {0}+abcdefghijkmnpqrstuv.abcdefghijkmnpqr@{1}", "已办", false)]
    [InlineData("Subject: 自动回复\nAuto-Submitted: auto-replied", "已收到", false)]
    [InlineData("Subject: 通知\nList-Id: <news.example.com>", "每周新闻", false)]
    public async Task A_private_mail_stays_unread_where_it_is_and_is_read_once(string header, string text, bool stays)
    {
        var address = _office.Settings.From.Address.Split('@');
        var named = header.Replace("{0}", address[0]).Replace("{1}", address[1]);
        var mail = _server.Deliver($"Message-ID: <a@example.com>\nFrom: zhang@example.com\nTo: office@example.com\n{named}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n");
        await ReadAsync(1);
        Assert.Equal(stays ? (false, ScriptedImapServer.Inbox) : (true, ScriptedImapServer.Done), (mail.IsSeen, mail.Folder));

        // Neither is it touched by a program that knows nothing of it any more but what is stored, nor under another number.
        await ReadAsync(0);
        _server.Renumber(8);
        await ReadAsync(stays ? 1 : 0);
        Assert.Equal((false, stays ? ScriptedImapServer.Inbox : ScriptedImapServer.Done), (_server.Mails[0].IsSeen, _server.Mails[0].Folder));
        var entry = Assert.Single(await _office.Incoming.ListAsync(10, default));
        Assert.Equal(IncomingOutcome.Ignored, entry.Outcome);

        async Task ReadAsync(int mails)
        {
            await using var job = new RepliesJob(_office.Mailbox, _office.Mailboxes, _office.Intaking, _office.Watch, _office.Settings, _office.Clock, NullLogger<RepliesJob>.Instance);
            var look = await job.LookAsync(TimeSpan.FromMinutes(1), isAsked: false, default);
            Assert.Equal((LookState.Read, mails), (look.State, look.Mails.Count));
        }
    }

    [Fact]
    public async Task A_private_file_of_a_folder_is_moved_like_any_other()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_office.Folder, "mails")).FullName;
        Use(SomeMail.Folder(folder));
        SomeMail.Write(folder, "a.eml", SomeMail.Reply("a@example.com").Replace("YJ-2024-0007", "周末聚餐"));
        await using var job = new RepliesJob(_office.Mailbox, _office.Mailboxes, _office.Intaking, _office.Watch, _office.Settings, _office.Clock, NullLogger<RepliesJob>.Instance);
        Assert.Equal(1, (await job.LookAsync(TimeSpan.FromMinutes(1), isAsked: false, default)).TakenIn);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Mails_that_stay_in_the_inbox_are_neither_fetched_nor_taken_in_again()
    {
        _server.Capabilities = _server.Capabilities.Replace(" MOVE UIDPLUS", "");
        _server.Deliver(SomeMail.Reply());
        await LookAsync();
        Restart();
        await LookAsync();
        Assert.Single(_server.Commands, command => command.Contains("BODY.PEEK[]"));
    }

    [Fact]
    public async Task With_other_numbers_the_same_mails_are_known_by_what_they_are()
    {
        _server.Capabilities = _server.Capabilities.Replace(" MOVE UIDPLUS", "");
        _server.Deliver(SomeMail.Reply("a@example.com"));
        await LookAsync();
        _server.Renumber(8);
        _server.Deliver(SomeMail.Reply("b@example.com"));
        Restart();
        Assert.Equal(2, (await LookAsync()).Mails.Count);
        Assert.Equal(["1", "102"], _office.TakenIn.Select(mail => mail.Uid));
        Assert.Equal(new MailboxMark(8, 102), (await StateAsync()).Mark);
        Assert.Empty((await LookAsync()).Mails);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_taken_in_stops_no_other_and_is_told_in_the_end()
    {
        _server.Deliver(SomeMail.Reply("bad@example.com", "坏"));
        _server.Deliver(SomeMail.Reply("good@example.com", "好"));
        _office.TakingIn = mail => Fail(Encoding.UTF8.GetString(mail.Raw).Contains("bad@example.com"));
        Assert.Equal([null, "the store is locked"], (await LookAsync()).Mails.Select(mail => mail.Problem).Order(StringComparer.Ordinal));
        for (var time = 2; time <= 4; time++) Assert.Single((await LookAsync()).Mails);
        Assert.Single(_office.TakenIn);
        Assert.Empty(await SubjectsAsync());
        await LookAsync();
        Assert.Equal(["【运行故障】来信 1（张晓梅 <zhang@example.com> “Re: YJ-2024-0007”） 没有处理成：处理时出错，其中的答复没有登记"], await SubjectsAsync());

        // From now on once an hour, and nobody is told again.
        Assert.Empty((await LookAsync()).Mails);
        _office.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Single((await LookAsync()).Mails);
        Assert.Single(await SubjectsAsync());

        _office.TakingIn = _ => { };
        _office.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await LookAsync()).TakenIn);
        Assert.Equal(2, (await SubjectsAsync()).Count);
        Assert.StartsWith("【运行恢复】来信 1", (await SubjectsAsync())[1]);
        // The other one has been moved, and is not listed any more.
        Assert.Equal(new MailboxMark(7, 1), (await StateAsync()).Mark);
    }

    [Fact]
    public async Task A_mail_that_somebody_moves_elsewhere_is_no_trouble_any_more_also_after_a_restart()
    {
        var bad = _server.Deliver(SomeMail.Reply());
        _office.TakingIn = _ => Fail(true);
        for (var time = 0; time < 5; time++) await LookAsync();
        Restart();
        await LookAsync();
        Assert.Single(await SubjectsAsync());
        bad.Folder = "elsewhere";
        await LookAsync();
        Assert.Equal(2, (await SubjectsAsync()).Count);
    }

    [Fact]
    public async Task A_mail_that_breaks_the_connection_each_time_does_not_hide_the_others_for_ever()
    {
        _server.Deliver(SomeMail.Reply("a@example.com"));
        await LookAsync();
        _server.Poison = _server.Deliver(SomeMail.Reply("poison@example.com")).Uid;
        _server.Deliver(SomeMail.Reply("c@example.com"));
        for (var time = 0; time < 6; time++)
        {
            await LookAsync();
            _office.Clock.Advance(TimeSpan.FromMinutes(31));
        }

        Assert.Equal(["1", "3"], _office.TakenIn.Select(mail => mail.Uid));
    }

    [Fact]
    public async Task A_mail_that_takes_the_time_of_a_whole_look_does_not_hide_the_others_for_ever()
    {
        _server.Endless = _server.Deliver(SomeMail.Reply("endless@example.com")).Uid;
        _server.Deliver(SomeMail.Reply("b@example.com"));
        for (var time = 1; time <= 5; time++)
        {
            var look = LookAsync();
            await UntilAsync(() => _server.WaitedFor == time);
            _office.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(LookState.Read, (await look).State);
        }

        var last = await LookAsync();
        Assert.Equal((LookState.Read, null, 1), (last.State, last.Problem, last.TakenIn));
        Assert.Single(await SubjectsAsync());
    }

    [Fact]
    public async Task A_refused_login_is_told_at_once_and_not_tried_again_until_the_password_file_changes()
    {
        _server.Password = "a new one";
        Assert.Equal(LookState.Failed, (await LookAsync()).State);
        Assert.Equal(["【运行故障】收信邮箱读不到：登录被拒绝"], await SubjectsAsync());
        _office.Clock.Advance(TimeSpan.FromHours(2));
        var look = await LookAsync();
        Assert.Equal(LookState.Waits, look.State);
        Assert.Contains("mailbox.passwordFile", look.Problem);
        // Neither by another process.
        Restart();
        Assert.Equal(LookState.Waits, (await LookAsync()).State);
        Assert.Equal(1, _server.Connections);

        SomeMail.Write(_office.Folder, "password", "a new one");
        Assert.Equal(LookState.Read, (await LookAsync()).State);
        Assert.Equal("【运行恢复】收信邮箱已能读取", (await SubjectsAsync())[^1]);
    }

    [Fact]
    public async Task After_a_refused_login_a_person_or_half_a_day_asks_again()
    {
        _server.Password = "a new one";
        await LookAsync();
        Assert.Equal(LookState.Failed, (await LookAsync(isAsked: true)).State);
        _office.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(LookState.Failed, (await LookAsync()).State);
        Assert.Equal(3, _server.Connections);
        Assert.Single(await SubjectsAsync());
    }

    [Fact]
    public async Task The_pauses_grow_from_one_minute_to_thirty()
    {
        _server.Faults["NOOP"] = ScriptedServer.Close;
        var pauses = new List<int>();
        Assert.Equal(LookState.Failed, (await LookAsync()).State);
        for (var failure = 0; failure < 8; failure++)
        {
            var minutes = 0;
            for (; (await LookAsync()).State == LookState.Waits; minutes++) _office.Clock.Advance(TimeSpan.FromMinutes(1));
            pauses.Add(minutes);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], pauses);
        _server.Faults.Clear();
        _office.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(LookState.Read, (await LookAsync()).State);
        _server.Faults["NOOP"] = ScriptedServer.Close;
        await LookAsync();
        _office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(LookState.Failed, (await LookAsync()).State);
    }

    [Fact]
    public async Task A_mailbox_that_cannot_be_read_is_told_after_an_hour_and_when_it_is_over()
    {
        _server.Faults["SELECT"] = "NO maintenance";
        await LookAsync();
        Assert.Equal(Some.Noon, (await StateAsync()).FailingSince);
        _office.Clock.Advance(TimeSpan.FromMinutes(59));
        await LookAsync();
        Assert.Empty(await SubjectsAsync());
        _office.Clock.Advance(TimeSpan.FromMinutes(2));
        await LookAsync();
        _office.Clock.Advance(TimeSpan.FromMinutes(60));
        await LookAsync();
        Assert.Equal(["【运行故障】收信邮箱读不到：连不上，或者读不出"], await SubjectsAsync());
        Assert.Equal((Some.Noon, true), ((await StateAsync()).FailingSince, (await StateAsync()).LastError!.Contains("maintenance")));

        _server.Faults.Clear();
        _office.Clock.Advance(TimeSpan.FromMinutes(60));
        await LookAsync();
        Assert.Equal("【运行恢复】收信邮箱已能读取", (await SubjectsAsync())[^1]);
        Assert.Equal((null, null), ((await StateAsync()).FailingSince, (await StateAsync()).LastError));
    }

    [Fact]
    public async Task A_server_that_never_answers_holds_up_a_check_for_half_a_minute_and_no_longer()
    {
        _server.Faults["NOOP"] = ScriptedServer.Hang;
        var look = _office.Replies.LookBeforeDecidingAsync(default);
        await _server.Hanging.Task;
        _office.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(look.IsCompleted);
        _office.Clock.Advance(TimeSpan.FromSeconds(1));
        await look;
        Assert.Contains("in the time", (await StateAsync()).LastError);
    }

    [Fact]
    public async Task A_check_takes_in_what_waits_before_it_decides_and_a_dry_run_leaves_it()
    {
        _server.Deliver(SomeMail.Reply());
        await _office.Monitor.RunAsync(Some.August31, lookOnly: true, default);
        Assert.Equal(0, _server.Connections);
        await _office.Monitor.RunAsync(Some.August31, lookOnly: false, default);
        Assert.Single(_office.TakenIn);
        _server.Faults["NOOP"] = ScriptedServer.Garbage;
        await _office.Monitor.RunAsync(Some.August31, lookOnly: false, default);
    }

    [Fact]
    public async Task What_a_reply_brings_about_leaves_at_once()
    {
        using var turns = new Turns();
        using var jobs = new JobDispatcher(
            _office.Intake, _office.Monitor, _office.Digest, _office.Compose, _office.Receipts, _office.Deliver, _office.Housekeeping, _office.Replies, _office.Reports, _office.Heartbeat, _office.Settings, turns, _office.Clock);
        await _office.Watch.FailsAsync(TroubleKind.Source, "ledger", new Trouble("读不到", "看看"), default);
        await jobs.RunAsync("replies", "test", default);
        Assert.Empty(_office.Sent);
        _server.Deliver(SomeMail.Reply());
        await jobs.RunAsync("replies", "test", default);
        Assert.Single(_office.Sent);
    }

    [Fact]
    public async Task Two_looks_at_once_take_turns_whatever_process_they_are_in()
    {
        for (var number = 0; number < 5; number++) _server.Deliver(SomeMail.Reply($"{number}@example.com", $"{number}"));
        var other = Job();
        await using (other)
        {
            await Task.WhenAll(LookAsync(), LookAsync(), other.LookAsync(TimeSpan.FromMinutes(1), isAsked: false, default));
        }

        Assert.Equal(5, _office.TakenIn.Count);
        Assert.Equal(5, _server.Commands.Count(command => command.Contains("BODY.PEEK[]")));

        await using (await _office.Mailboxes.TakeReadingAsync(default))
        {
            var look = LookAsync();
            while (!look.IsCompleted)
            {
                _office.Clock.Advance(TimeSpan.FromMinutes(1));
                await Task.Delay(10);
            }

            Assert.Equal(LookState.Busy, (await look).State);
        }
    }

    [Fact]
    public async Task A_wait_for_mail_gives_way_to_a_look()
    {
        await LookAsync();
        var waiting = _office.Replies.WaitAsync(TimeSpan.FromHours(1), default);
        await UntilAsync(() => _server.Commands.Any(command => command.Contains("IDLE")));
        Assert.Equal(LookState.Read, (await LookAsync()).State);
        _office.Clock.Advance(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, _server.Connections);
    }

    [Fact]
    public async Task A_server_that_ends_each_wait_at_once_is_not_asked_all_the_time()
    {
        _server.Faults["IDLE"] = "OK nothing to wait for";
        await LookAsync();
        for (var time = 0; time < 5; time++)
        {
            var hurried = _office.Replies.WaitAsync(TimeSpan.FromMinutes(3), default);
            while (!hurried.IsCompleted)
            {
                _office.Clock.Advance(TimeSpan.FromMilliseconds(500));
                await Task.Delay(5);
            }
        }

        var asked = _server.Commands.Count;
        var polled = _office.Replies.WaitAsync(TimeSpan.FromMinutes(3), default);
        await UntilAsync(() => _server.Commands.Count > asked);
        await Task.Delay(50);
        Assert.False(polled.IsCompleted);
        _office.Clock.Advance(TimeSpan.FromMinutes(3));
        await polled.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Mails_of_a_pop3_mailbox_stay_and_are_taken_in_once()
    {
        await using var server = ScriptedPop3Server.Start();
        server.Mails.Add(("u1", SomeMail.Reply("a@example.com", "一")));
        server.Mails.Add(("u2", SomeMail.Reply("b@example.com", "二")));
        Use(SomeMail.Pop3(server.Port, _office.Folder));
        Assert.Equal(2, (await LookAsync()).TakenIn);
        await LookAsync();
        Restart();
        await LookAsync();
        Assert.Equal(2, _office.TakenIn.Count);
        Assert.Equal(2, server.Commands.Count(command => command.StartsWith("RETR", StringComparison.Ordinal)));
        Assert.Equal(3, server.Commands.Count(command => command == "QUIT"));
    }

    [Fact]
    public async Task Mails_of_a_folder_are_taken_in_once_and_one_that_cannot_be_read_is_left()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_office.Folder, "mails")).FullName;
        Use(SomeMail.Folder(folder));
        SomeMail.Write(folder, "a.eml", SomeMail.Reply("a@example.com"));
        var held = SomeMail.Write(folder, "b.eml", SomeMail.Reply("b@example.com", "二"));
        await using (new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) await LookAsync();
        Assert.Equal(["b.eml"], Directory.GetFiles(folder).Select(Path.GetFileName));
        Assert.Equal(1, (await LookAsync()).TakenIn);
        Assert.Equal(2, _office.TakenIn.Count);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Without_a_mailbox_there_is_nothing_to_look_into()
    {
        _office.Mailbox = MailboxSource.None;
        Restart();
        Assert.Equal(LookState.NoMailbox, (await LookAsync()).State);
    }

    [Fact]
    public async Task A_week_without_the_mailbox_sends_warnings_escalates_nothing_and_reads_nothing_twice()
    {
        var ladder = new EscalationPolicy("ladder", [new EscalationStep(3, [ContactRole.SectionHead], null)]);
        _office.Settings = _office.Settings with
        {
            AsOf = null,
            Mailbox = _office.Mailbox.Name,
            Workdays = Some.Workdays,
            Routes = new RouteBook([new ConfiguredRoute(new Route("all", Timing.Now, new ReminderPolicy(1), ladder))], MailDomains.All),
        };
        _office.DropBudget();
        _office.DropContacts();
        _office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        _server.Deliver(SomeMail.Reply("before@example.com", "故障前"));
        var days = new List<string> { await DayAsync("2024-09-02") };

        // Monday night the mailbox goes away, and people go on answering.
        _server.IsDown = true;
        _server.Deliver(SomeMail.Reply("meanwhile@example.com", "故障中"));
        foreach (var day in new[] { "2024-09-03", "2024-09-04", "2024-09-05", "2024-09-06", "2024-09-09" }) days.Add(await DayAsync(day));
        Assert.Single(_office.TakenIn);
        _server.IsDown = false;
        days.Add(await DayAsync("2024-09-10"));

        Assert.Equal(
            [
                "2024-09-02 warning",
                "2024-09-03 reminder",
                // An hour after it failed first, and a working day.
                "2024-09-04 trouble | reminder, may be answered",
                "2024-09-05 reminder, may be answered",
                "2024-09-06 reminder, may be answered",
                "2024-09-09 reminder, may be answered",
                "2024-09-10 over | escalation | reminder",
            ],
            days);
        Assert.Equal(2, _office.TakenIn.Count);
        Assert.Equal(2, _office.TakenIn.Select(mail => Encoding.UTF8.GetString(mail.Raw)).Distinct().Count());
    }

    private static void Fail(bool fails)
    {
        if (fails) throw new InvalidOperationException("the store is locked");
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(10, patience.Token);
    }

    private void Use(MailboxPlace place)
    {
        _office.Mailbox = MailboxSource.At(place, isWaitedFor: true, _office.Clock);
        Restart();
    }

    private void Restart() => _office.Restart();

    private RepliesJob Job()
    {
        var mine = _office.Replies;
        Restart();
        var other = _office.Replies;
        Assert.NotSame(mine, other);
        return mine;
    }

    private Task<RepliesLook> LookAsync(bool isAsked = false) => _office.Replies.LookAsync(TimeSpan.FromMinutes(1), isAsked, default);

    private Task<MailboxState> StateAsync() => _office.Mailboxes.LoadAsync(_office.Mailbox.Name!, default);

    private async Task<IReadOnlyList<string>> SubjectsAsync() => [.. (await _office.Outbox.ListAsync(default)).Select(mail => mail.Subject)];

    /// <summary>A day of the service: a look, a check half an hour later, and what left.</summary>
    private async Task<string> DayAsync(string day)
    {
        var look = new DateTimeOffset(DateOnly.ParseExact(day, "yyyy-MM-dd", null), new TimeOnly(13, 0), TimeSpan.FromHours(8));
        _office.Clock.SetUtcNow(look);
        var before = _office.Sent.Count;
        await _office.Replies.LookAsync(TimeSpan.FromMinutes(1), isAsked: false, default);
        _office.Clock.SetUtcNow(look.AddMinutes(30));
        await _office.Monitor.RunAsync(DateOnly.FromDateTime(look.DateTime), lookOnly: false, default);
        await _office.Deliver.RunAsync(_office.Clock.GetUtcNow().AddHours(1), _office.Clock.GetUtcNow().AddHours(1), default);
        return $"{day} {string.Join(" | ", _office.Sent.Skip(before).Select(WhatIs).Where(what => what.Length > 0).Distinct())}";
    }

    private static string WhatIs(OutgoingMail mail)
    {
        var text = MimeKit.MimeMessage.Load(new MemoryStream(mail.Mime)).TextBody ?? "";
        return mail switch
        {
            { Kind: "trouble" } => mail.Subject.Contains("恢复") ? "over" : "trouble",
            _ when text.StartsWith("【逐级催办】", StringComparison.Ordinal) => "escalation",
            _ when text.StartsWith("【催办】", StringComparison.Ordinal) => text.Contains("收信暂时故障，如已回复请勿重复") ? "reminder, may be answered" : "reminder",
            { Kind: "warning" } => "warning",
            _ => mail.Subject,
        };
    }
}
