using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Notifications;

/// <summary>The mails as people get them, kept whole: a change of wording or layout shows in a diff.</summary>
public sealed class MailGoldenTests
{
    private static readonly MailComposer Composer = new(TemplateCatalog.Load(SomeSnapshot.TemplateFolder));

    [Fact]
    public void Warning_reads_as_kept() => Check("warning", Composer.Compose(SomeSnapshot.Context, [SomeSnapshot.Equipment]));

    [Fact]
    public void A_warning_by_several_rules_reads_as_kept() =>
        Check("warning", Composer.Compose(SomeSnapshot.Context, SomeSnapshot.EquipmentByAllRules), "warning-folded");

    [Fact]
    public void Indicators_read_as_kept() =>
        Check("digest", Composer.Compose(SomeSnapshot.DigestContext, SomeSnapshot.EquipmentByAllRules, indicators: SomeSnapshot.Indicators), "indicators");

    [Fact]
    public void Digest_reads_as_kept() => Check("digest", Composer.Compose(SomeSnapshot.DigestContext, SomeSnapshot.Office));

    [Fact]
    public void Stated_figures_read_as_kept() =>
        Check("digest", Composer.Compose(SomeSnapshot.DigestContext, SomeSnapshot.NotReported, SomeSnapshot.Statements), "statements");

    [Fact]
    public void A_digest_with_nothing_open_reads_as_kept() =>
        Check("digest", Composer.Compose(SomeSnapshot.DigestContext, SomeSnapshot.AllWell, note: new DigestNote { Silences = SomeSnapshot.Silences }), "digest-well");

    [Fact]
    public void A_digest_without_any_figure_reads_as_kept() =>
        Check("digest", Composer.Compose(SomeSnapshot.DigestContext, [.. SomeSnapshot.NotReported.Select(line => line with { Reason = "digest" })], note: new DigestNote()), "digest-no-data");

    [Fact]
    public void Summary_reads_as_kept() => Check("summary", Composer.ComposeSummary(SomeSnapshot.LeaderContext, SomeSnapshot.Summary));

    [Fact]
    public void A_summary_with_nothing_open_reads_as_kept() =>
        Check("summary", Composer.ComposeSummary(SomeSnapshot.LeaderContext, SummarySnapshot.Of("综合股", SomeSnapshot.AllWell, [], [])), "summary-well");

    [Fact]
    public void Resolved_reads_as_kept() => Check("resolved", Composer.Compose(SomeSnapshot.Context, [SomeSnapshot.CaughtUp]));

    [Fact]
    public void Test_mail_reads_as_kept() => Check("test", Composer.ComposeTest(SomeSnapshot.Context));

    [Fact]
    public void A_note_reads_as_kept() => Check("note", Composer.ComposeNote(SomeSnapshot.Context, SomeSnapshot.Reloaded));

    [Fact]
    public void A_silence_that_ends_reads_as_kept() => Check(
        "ending",
        Composer.ComposeEnding(SomeSnapshot.Context, new EndingNotice("静默", "项目P01", "股室负责人", "合同已签，11月付款", new DateOnly(2024, 10, 31), ["YJ-2024-0001", "YJ-2024-0004"], true)));

    [Fact]
    public void A_correction_reads_as_kept() => Check(
        "resolved",
        Composer.Compose(SomeSnapshot.Context, [SomeSnapshot.CaughtUp with
        {
            Reason = NoticeReason.Correction,
            Details = new NoticeDetails { Correction = new ChangedFigures("2024-08", "red", "green", 600_000, 1_800_000, 2_000_000, 2_000_000, "30.00", "90.00", null, null) },
        }]),
        "correction");

    [Fact]
    public void An_escalation_reads_as_kept() => Check(
        "warning",
        Composer.Compose(SomeSnapshot.Context, [SomeSnapshot.Equipment with
        {
            Reason = NoticeReason.Escalation,
            Details = new NoticeDetails
            {
                WorkdaysOpen = 10,
                StepSays = ["按规定，收到预警后10个工作日内未选择继续执行、调剂或取消的，自动暂停。"],
                Promise = new Promise("办公室责任人", new DateOnly(2024, 9, 3), new DateOnly(2024, 9, 13), "60.00", "签订采购合同"),
            },
        }]),
        "escalation");

    [Fact]
    public void A_reminder_that_may_be_answered_already_says_so()
    {
        var mail = Composer.Compose(SomeSnapshot.Context, [SomeSnapshot.Equipment with { Reason = NoticeReason.Reminder, Details = new NoticeDetails { WorkdaysOpen = 5, RepliesUnread = true } }]);
        foreach (var text in new[] { mail.Text, mail.Html }) Assert.Contains("首次通知后已过 5 个工作日，尚未收到答复。收信暂时故障，如已回复请勿重复。", text);
    }

    [Fact]
    public void A_mailbox_that_refuses_the_login_reads_as_kept() => CheckTrouble(SomeSnapshot.RefusedMailbox, "trouble-mailbox");

    [Fact]
    public void A_failing_source_reads_as_kept() => CheckTrouble(SomeSnapshot.FailingSource, "trouble-source");

    [Fact]
    public void A_source_that_works_again_reads_as_kept() =>
        CheckTrouble(SomeSnapshot.FailingSource with { Over = true, Until = SomeSnapshot.MailsLeaveAgain.Until, Cure = null, Detail = null }, "trouble-source-over");

    [Fact]
    public void A_refused_file_reads_as_kept() => CheckTrouble(SomeSnapshot.RefusedFile, "trouble-file");

    [Fact]
    public void A_broken_template_reads_as_kept() => CheckTrouble(SomeSnapshot.BrokenTemplate, "trouble-template");

    [Fact]
    public void A_full_disk_reads_as_kept() => CheckTrouble(SomeSnapshot.FullDisk, "trouble-disk");

    [Fact]
    public void That_mails_leave_again_reads_as_kept() => CheckTrouble(SomeSnapshot.MailsLeaveAgain, "trouble-mail-over");

    [Fact]
    public void Undelivered_mails_read_as_kept() => Check("undelivered", Composer.ComposeUndelivered(SomeSnapshot.AdministratorContext, SomeSnapshot.Undelivered));

    [Fact]
    public void A_recorded_answer_reads_as_kept() => Check("answer", Composer.ComposeAnswer(SomeSnapshot.RepliedContext, new AnswerNotice(AnswerPurpose.Receipt, [SomeSnapshot.Said])));

    [Fact]
    public void An_answer_of_which_something_is_missing_reads_as_kept() => Check(
        "answer",
        Composer.ComposeAnswer(SomeSnapshot.RepliedContext, new AnswerNotice(AnswerPurpose.Receipt, [SomeSnapshot.Said with
        {
            Result = AnswerResult.Partial,
            Measure = null,
            Due = null,
            Rate = null,
            RestsUntil = null,
            DueWritten = "年底前后",
            DueProblem = "没有写明是哪一天",
            Missing = ["整改措施", "预计完成日期"],
        }])),
        "answer-partial");

    [Fact]
    public void Figures_that_are_to_be_checked_read_as_kept() => Check(
        "answer",
        Composer.ComposeAnswer(SomeSnapshot.RepliedContext, new AnswerNotice(AnswerPurpose.Check, [new AnswerItem(AnswerResult.Disputed, [SomeSnapshot.Number])
        {
            Project = "设备购置经费",
            Says = "应为1.6万元，见记账凭证第12号",
            RestsUntil = new DateOnly(2024, 9, 5),
            Line = SomeSnapshot.Equipment with { Reason = NoticeReason.Digest, Number = null },
        }])
        {
            By = "办公室责任人",
            ByAddress = "office@example.com",
        }),
        "answer-check");

    [Fact]
    public void An_answer_about_several_projects_counts_them_and_says_that_something_is_missing()
    {
        var mail = Composer.ComposeAnswer(SomeSnapshot.RepliedContext, new AnswerNotice(
            AnswerPurpose.Receipt, [SomeSnapshot.Said, new AnswerItem(AnswerResult.Partial, ["YJ-2024-0009"]) { Project = "业务培训经费", Cause = "课程推迟", Missing = ["整改措施"] }]));

        Assert.Equal("【答复待补充】2个项目 [YJ-2024-0007、YJ-2024-0009]", mail.Subject);
    }

    [Fact]
    public void Who_promised_is_spoken_to_and_the_day_itself_counts()
    {
        string TextTo(string name) => Composer.Compose(SomeSnapshot.Context with { Recipient = new MailPerson(name, "reader@example.com") }, [SomeSnapshot.Equipment with
        {
            Reason = NoticeReason.Reminder,
            Details = new NoticeDetails { WorkdaysOpen = 5, Promise = new Promise("办公室责任人", new DateOnly(2024, 9, 3), new DateOnly(2024, 9, 13), null, null) },
        }]).Text;

        Assert.Contains("您于2024年9月3日答复：2024年9月13日（含当日）前完成。期限已过，目前执行率为 30.00%。", TextTo("办公室责任人"), StringComparison.Ordinal);
        Assert.Contains("办公室责任人于2024年9月3日答复：", TextTo("股室负责人"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_of_everything_tells_that_it_can_list_red_alone_where_replies_are_read()
    {
        string TextOf(bool readsReplies, DigestNote? note) =>
            Composer.Compose(SomeSnapshot.DigestContext with { ReadsReplies = readsReplies }, SomeSnapshot.Office, note: note).Text;

        Assert.Contains("请回复“只要红色”", TextOf(true, new DigestNote()), StringComparison.Ordinal);
        Assert.DoesNotContain("只要红色", TextOf(false, new DigestNote()), StringComparison.Ordinal);
        Assert.DoesNotContain("只要红色", TextOf(true, null), StringComparison.Ordinal);
        Assert.DoesNotContain("恢复全部", TextOf(false, new DigestNote { OnlyRed = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void Unreported_lines_alone_are_answered_by_their_numbers()
    {
        var text = Composer.Compose(SomeSnapshot.DigestContext, [.. SomeSnapshot.NotReported.Select(line => line with { Number = "YJ-2024-0009" })]).Text;

        Assert.Contains("【怎样回复】", text, StringComparison.Ordinal);
        Assert.Contains("编号：（照抄上面的编号）", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_that_came_back_says_so_and_how_the_address_is_used_again()
    {
        var letter = SomeSnapshot.Undelivered.Mails[0] with { Reason = "退信：5.1.1 no such user", CameBack = true, IsStopped = true };
        var text = Composer.ComposeUndelivered(SomeSnapshot.AdministratorContext, new UndeliveredNotice([letter])).Text;

        Assert.Contains("服务器先收下、后退回。退信：5.1.1 no such user", text, StringComparison.Ordinal);
        Assert.Contains("mail lift left@example.com --by 姓名", text, StringComparison.Ordinal);
        Assert.DoesNotContain("运行编号", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_another_address_read_as_kept() => Check(
        "answer", Composer.ComposeAnswer(SomeSnapshot.RepliedContext, new AnswerNotice(AnswerPurpose.Confirm, [SomeSnapshot.Said with { RestsUntil = null, SeenBy = [] }]) { ByAddress = "private@example.net" }), "answer-confirm");

    [Fact]
    public void A_warning_where_replies_are_read_says_how_to_hand_over_and_what_was_heard() => Check(
        "warning",
        Composer.Compose(SomeSnapshot.RepliedContext, [SomeSnapshot.Equipment with
        {
            Reason = NoticeReason.Escalation,
            Details = new NoticeDetails
            {
                WorkdaysOpen = 10,
                Heard = new HeardWords { Answer = new GivenAnswer("办公室责任人", new DateOnly(2024, 9, 3), "采购流标", null, null, null), HandedTo = "业务股经办", ReadBy = ["主要领导"] },
            },
        }]),
        "warning-heard");

    private static void CheckTrouble(TroubleNotice notice, string kept) => Check("trouble", Composer.ComposeTrouble(SomeSnapshot.AdministratorContext, notice), kept);

    [Fact]
    public void A_reminder_reads_as_kept() => Check("task-reminder", Composer.ComposeReminder(SomeSnapshot.Context, SomeSnapshot.Reminder));

    [Fact]
    public void A_list_of_eighty_departments_is_one_mail_as_kept() =>
        Check("task-list", Composer.ComposeTaskList(SomeSnapshot.DigestContext, SomeSnapshot.EightyDepartmentsListed));

    [Fact]
    public void A_report_reads_as_kept() => Check("report", Composer.ComposeReport(SomeSnapshot.DigestContext, SomeSnapshot.Report));

    [Fact]
    public void A_report_of_which_something_could_not_be_made_reads_as_kept() => Check("report", Composer.ComposeReport(SomeSnapshot.DigestContext, SomeSnapshot.ReportInPart), "report-in-part");

    private static void Check(string kind, RenderedMail mail, string? kept = null)
    {
        kept ??= kind;
        Assert.Null(mail.Fallback);
        Assert.Equal(kind, mail.Kind);
        Golden.Matches($"Notifications/Golden/{kept}.subject.txt", mail.Subject + "\n");
        Golden.Matches($"Notifications/Golden/{kept}.txt", mail.Text);
        Golden.Matches($"Notifications/Golden/{kept}.html", mail.Html);
    }
}
