using System.Globalization;
using MonitorWorker.Notifications;
using MonitorWorker.Reports.Sheets;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Auditing;

/// <summary>Which part of the audit's book is asked for; null asks for all.</summary>
/// <param name="From">First day, where the office is.</param>
/// <param name="To">Last day.</param>
/// <param name="Project">项目编码; with <paramref name="AlertNumber"/> it narrows notices and acts of people, never checks, imports and mails.</param>
/// <param name="AlertNumber">预警编号.</param>
public sealed record AuditRange(DateOnly? From, DateOnly? To, string? Project, string? AlertNumber)
{
    public AuditFilter In(TimeZoneInfo zone) => new()
    {
        From = From is { } from ? Start(from, zone) : null,
        Before = To is { } to ? Start(to.AddDays(1), zone) : null,
        Project = Project,
        AlertNumber = AlertNumber,
    };

    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }
}

/// <summary>The workbook that an auditor reads: who was told what, when, on which figures, under which rule set, from which row of which file.</summary>
public sealed class AuditExport(AuditBook book, OfficeSettings office, TimeProvider clock)
{
    private static readonly SheetColumn[] _notices =
    [
        new("序号", 9), new("决定时间", 20), new("预警编号", 15), new("事由", 12), new("等级", 12), new("原等级", 12), new("规则", 18), new("单位", 26),
        new("项目编码", 14), new("项目名称", 28), new("资金来源", 16), new("截止月份", 10), new("数据日期", 12), new("调整后预算数（元）", 19), new("累计执行数（元）", 19),
        new("执行率（%）", 12), new("序时进度（%）", 13), new("差额（百分点）", 15), new("进度比", 10), new("其他数据", 40), new("判断", 60), new("规则条文", 60),
        new("收件人", 14), new("收件地址", 26), new("送达情况", 12), new("发出时间", 20), new("实际投递地址", 26), new("邮件主题", 50), new("邮件标识", 40),
        new("服务器答复", 30), new("规则集", 14), new("规则集校验值", 20), new("来源文件", 26), new("工作表", 14), new("行", 7), new("检查编号", 34),
        new("预警标识", 40), new("本条校验值", 20),
    ];

    private static readonly SheetColumn[] _mails =
    [
        new("邮件标识", 44), new("收件地址", 28), new("类别", 14), new("邮件主题", 60), new("写成时间", 20), new("发出时间", 20), new("放弃时间", 20), new("送达情况", 12), new("服务器答复", 50),
    ];

    private static readonly SheetColumn[] _checks =
    [
        new("序号", 9), new("检查时间", 20), new("判断日期", 12), new("预算项目数", 11), new("发现问题数", 11), new("通知人次", 10), new("规则集", 16), new("规则集校验值", 66), new("检查编号", 34), new("本条校验值", 20),
    ];

    private static readonly SheetColumn[] _imports =
    [
        new("序号", 9), new("导入时间", 20), new("文件", 36), new("读入行数", 10), new("拒收行数", 10), new("结果", 12), new("原因", 60), new("文件校验值（SHA-256）", 66), new("导入编号", 10), new("本条校验值", 20),
    ];

    private static readonly SheetColumn[] _acts =
    [
        new("序号", 9), new("时间", 20), new("操作", 14), new("操作人", 28), new("预警编号", 15), new("等级", 12), new("文件", 30), new("事由", 40), new("内容", 60), new("数据", 60), new("预警标识", 40), new("本条校验值", 20),
    ];

    /// <param name="state">How the book stood just before.</param>
    /// <returns>Number of notices written.</returns>
    /// <exception cref="StoreException">An entry cannot be read.</exception>
    public async Task<int> WriteAsync(Stream file, AuditRange range, AuditState state, CancellationToken cancellationToken)
    {
        var filter = range.In(office.Zone) with { UpTo = state.LastId };
        var always = filter with { Project = null, AlertNumber = null };
        var mails = await AuditMails.LoadAsync(book, state.LastId, cancellationToken);
        using var workbook = new WorkbookStream(file);
        workbook.Begin("通知", _notices);
        var told = 0;
        await foreach (var line in Lines(filter, AuditEvent.Decided))
        {
            WriteNotice(workbook, line, mails);
            told++;
        }

        workbook.Begin("邮件", _mails);
        foreach (var mail in mails.All.Where(mail => IsWithin(always, mail)))
            workbook.Add(mail.MessageId, mail.Address, KindOf(mail.Kind), mail.Subject, Local(mail.Composed), Local(mail.Sent), Local(mail.Undelivered), Delivery(mail), mail.Answer);

        workbook.Begin("检查", _checks);
        await foreach (var line in Lines(always, AuditEvent.Checked))
        {
            var check = AuditFigures.Read<CheckFigures>(line);
            workbook.Add(line.Id, Local(line.Entry.At), check.AsOf, check.Positions, check.Findings, check.Notices, line.Entry.RuleSet, line.Entry.RuleSetHash, line.Entry.RunId, line.Hash);
        }

        workbook.Begin("导入", _imports);
        await foreach (var line in Lines(always, AuditEvent.Imported))
        {
            var import = AuditFigures.Read<ImportFigures>(line);
            var result = line.Entry.Reason switch { "held" => "待放行", "rejected" => "整个文件未读入", _ => "已生效" };
            workbook.Add(line.Id, Local(line.Entry.At), line.Entry.SourceFile, import.Accepted, import.Refused, result, line.Entry.Detail, import.Sha256, import.Import, line.Hash);
        }

        workbook.Begin("人工操作", _acts);
        await foreach (var line in book.ReadAsync(always, cancellationToken))
        {
            var entry = line.Entry;
            if (AuditEvent.OfTheProgram.Contains(entry.Event) || (range.AlertNumber is { } number && entry.AlertNumber is { } other && other != number)) continue;
            workbook.Add(
                line.Id, Local(entry.At), ActOf(entry.Event), entry.Actor, entry.AlertNumber, LevelOf(entry.Level), entry.SourceFile, entry.Reason, entry.Detail, entry.Figures, entry.AlertKey, line.Hash);
        }

        WriteNotes(workbook, range, state);
        return told;

        IAsyncEnumerable<AuditLine> Lines(AuditFilter which, string what) => book.ReadAsync(which with { Events = [what] }, cancellationToken);
    }

    /// <summary>事由 of a notice or a mail's kind, as people say it.</summary>
    public static string? ReasonOf(string? reason) => reason switch
    {
        NoticeReason.FirstNotice => "首次预警",
        NoticeReason.Raised => "等级上升",
        NoticeReason.Lowered => "等级下降",
        NoticeReason.Resolved => "解除",
        NoticeReason.Digest => "监控摘要",
        NoticeReason.Reminder => "催办",
        NoticeReason.Escalation => "逐级催办",
        NoticeReason.Correction => "更正",
        _ => reason,
    };

    /// <summary>What an entry tells of, as people say it.</summary>
    public static string ActOf(string what) => what switch
    {
        AuditEvent.Decided => "通知",
        AuditEvent.Composed => "写成邮件",
        AuditEvent.Sent => "发出",
        AuditEvent.Undelivered => "无法送达",
        AuditEvent.Shortened => "缩短后重发",
        AuditEvent.Retried => "重发邮件",
        AuditEvent.Dropped => "撤下邮件",
        AuditEvent.Checked => "检查",
        AuditEvent.Imported => "导入",
        AuditEvent.Released => "放行导入",
        AuditEvent.Undone => "撤销导入",
        AuditEvent.Silenced => "静默或豁免",
        AuditEvent.Expired => "终止静默或豁免",
        AuditEvent.Broken => "豁免失效",
        AuditEvent.Acknowledged => "受理",
        AuditEvent.Answered => "答复",
        AuditEvent.Remarked => "说明",
        AuditEvent.HandedOver => "转办",
        AuditEvent.Succeeded => "交接",
        AuditEvent.Disputed => "数据有误",
        AuditEvent.Read => "已阅",
        AuditEvent.Chosen => "摘要内容的选择",
        AuditEvent.Bounced => "退信",
        AuditEvent.Rerouted => "退信改送",
        AuditEvent.Lifted => "退信标记解除",
        AuditEvent.YearEnded => "年度终结",
        _ => what,
    };

    private static string? LevelOf(Level? level) => level is { } known ? LevelOf(known.Code()) : null;

    private static string? LevelOf(string? code) => code is null ? null : LevelWords.Of(code).Word;

    private static string? KindOf(string? kind) => kind switch
    {
        MailKind.Warning => "预警",
        MailKind.Digest => "摘要",
        MailKind.Resolved => "解除",
        MailKind.Test => "测试",
        MailKind.Trouble => "运行故障",
        MailKind.Undelivered => "邮件未送达",
        MailKind.Summary => "监控汇总",
        MailKind.TaskReminder => "催报",
        MailKind.TaskList => "报送情况",
        MailKind.Receipt => "回执",
        MailKind.Answer => "答复回执",
        _ => kind,
    };

    private static string Delivery(AuditMail mail) => mail switch
    {
        { Sent: not null } => "已发出",
        { Undelivered: not null } => "无法送达",
        _ => "待发",
    };

    private static decimal? Number(string? printed) => decimal.TryParse(printed, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Yuan(long? fen) => fen / 100m;

    /// <summary>What was told beside money: an indicator, a statement, or how much a digest held.</summary>
    private static string? Others(ToldFigures told)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("指标", told.Indicator), ("年度指标值", told.Target), ("完成值", told.Value), ("相当于应完成的（%）", told.AgainstSchedule), ("报告", told.Report), ("口径", told.Scope),
            ("数据项", told.Item), ("填报数", told.Stated), ("重算数", told.Recomputed), ("相差", told.Difference), ("预算项目", Count(told.Lines)), ("绩效指标", Count(told.Indicators)),
            ("填报数据", Count(told.Statements)),
        };
        var levels = (told.Levels ?? new Dictionary<string, int>()).OrderBy(level => LevelWords.UrgencyOf(level.Key)).Select(level => string.Create(CultureInfo.InvariantCulture, $"{LevelOf(level.Key)}{level.Value}项"));
        var text = string.Join("；", parts.Where(part => part.Value is not null).Select(part => $"{part.Name}：{part.Value}").Concat(levels));
        return text.Length == 0 ? null : text;

        static string? Count(int? count) => count is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known}项") : null;
    }

    private void WriteNotice(WorkbookStream workbook, AuditLine line, AuditMails mails)
    {
        var (entry, told) = (line.Entry, AuditFigures.Read<ToldFigures>(line));
        var mail = entry.NoticeId is { } notice ? mails.Of(notice) : null;
        var delivery = entry.NoticeId is { } id && mails.IsWithdrawn(id) ? "已撤回" : mail is null ? "待写成邮件" : Delivery(mail);
        workbook.Add(
            line.Id,
            Local(entry.At),
            entry.AlertNumber,
            ReasonOf(entry.Reason),
            LevelOf(entry.Level),
            LevelOf(told.PreviousLevel),
            told.Rule is { } rule ? RuleWords.Of(rule) : null,
            told.Entity,
            told.Project,
            told.ProjectName,
            told.Fund,
            told.Period,
            told.JudgedDay,
            Yuan(told.Revised),
            Yuan(told.Executed),
            Number(told.Rate),
            Number(told.Scheduled),
            Number(told.Gap),
            Number(told.Pace),
            Others(told),
            told.Message,
            told.RuleText,
            entry.RecipientName,
            entry.RecipientAddress,
            delivery,
            Local(mail?.Sent),
            mail?.Address,
            mail?.Subject,
            mail?.MessageId,
            mail?.Answer,
            entry.RuleSet,
            entry.RuleSetHash,
            entry.SourceFile,
            entry.SourceSheet,
            entry.SourceRow,
            entry.RunId,
            entry.AlertKey,
            line.Hash);
    }

    private void WriteNotes(WorkbookStream workbook, AuditRange range, AuditState state)
    {
        workbook.Begin("说明", [new("项目", 22), new("内容", 110)]);
        workbook.Add("本表", "由程序的审计记录导出。审计记录只能增加：数据库拒绝修改、删除和替换，程序自己也不例外");
        workbook.Add("导出时间", Local(clock.GetUtcNow()));
        workbook.Add("单位", office.OfficeName);
        workbook.Add("时区", $"{office.Zone.Id}；表中所有时间都是这个时区的时间");
        workbook.Add("范围", string.Create(
            CultureInfo.InvariantCulture,
            $"{(range.From is { } from ? $"{from:yyyy-MM-dd}起" : "从最早一条起")}，{(range.To is { } to ? $"到{to:yyyy-MM-dd}止" : "到最后一条止")}；项目：{range.Project ?? "全部"}；预警编号：{range.AlertNumber ?? "全部"}。项目和预警编号只筛选“通知”，预警编号还筛选“人工操作”；其余各表只按日期筛选"));
        workbook.Add("审计记录条数", state.Count);
        workbook.Add("审计记录是否完整", state.Broken is { } broken
            ? string.Create(CultureInfo.InvariantCulture, $"不完整，不能作为依据：{(broken.Id is { } id ? $"第{id}条起有改动" : "整体有改动")}（{broken.What}）")
            : "完整：逐条核对了校验值，没有改动、缺失或插入");
        workbook.Add("最后一条的校验值", state.LastHash);
        workbook.Add("校验值", "每条记录的校验值由它的全部内容和前一条的校验值算出（SHA-256）。把最后一条的校验值另行抄存，以后用 audit check --known 校验值 可以证明到那一条为止没有改动");
        workbook.Add("通知", "每行是一个人被告知一件事：决定时所依据的数据、等级、规则集、来源文件的行，以及写进哪封邮件、何时发出。监控摘要每人一行，“其他数据”是摘要里的项数");
        workbook.Add("送达情况", "已发出：邮件服务器已接收（或已写入邮件文件夹）；无法送达：已放弃；待发：在发件箱里；待写成邮件：已决定，尚未写成；已撤回：导入被撤销，没有发出");
        workbook.Add("收件地址、实际投递地址", "收件地址是应当告知的人；演练方式下邮件实际投递到演练地址");
        workbook.Add("截止月份、数据日期", "判断所用的累计执行数截止的月份，以及数据所到的日期");
        workbook.Add("金额", "单位为元。没有数据的单元格是空的，不是0");
        workbook.Add("规则集校验值", "规则集全部内容的校验值：内容不同，校验值就不同");
        workbook.Add("来源文件、工作表、行", "所依据的数在哪个文件的哪一行；文件的校验值见“导入”");
        workbook.Add("邮件", "写成、发出或放弃的每一封邮件，回执和数据源故障的通知也在内");
        workbook.Add("序号", "审计记录的编号，连续无缺；各表的序号是同一套编号");
    }

    private DateTime? Local(DateTimeOffset? time) => time is { } known ? TimeZoneInfo.ConvertTime(known, office.Zone).DateTime : null;

    private static bool IsWithin(AuditFilter filter, AuditMail mail) =>
        new[] { mail.Composed, mail.Sent, mail.Undelivered }.Any(time => time is { } known && (filter.From is null || known >= filter.From) && (filter.Before is null || known < filter.Before));
}
