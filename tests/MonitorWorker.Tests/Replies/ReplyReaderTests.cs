using FsCheck.Xunit;
using MonitorWorker.Replies;

namespace MonitorWorker.Tests.Replies;

/// <summary>What texts say, in the words of <see cref="ReplyWords"/>.</summary>
public class ReplyReaderTests
{
    [Theory]
    [InlineData("转办 张三", "转办 张三")]
    [InlineData("转办：张三", "转办 张三")]
    [InlineData("转办张三", "转办 张三")]
    [InlineData("转办 责任人甲", "转办 责任人甲")]
    [InlineData("转办 li@example.com", "转办 li@example.com")]
    [InlineData("转张三办理", "转办 张三")]
    [InlineData("请转李四", "转办 李四")]
    [InlineData("请转给李四处理。", "转办 李四")]
    [InlineData("此件转交王建国同志办理", "转办 王建国")]
    [InlineData("转办 财务股 王五", "转办 王五")]
    [InlineData("转办 李四，他接手了。", "转办 李四 ‖ 说明“他接手了。”")]
    [InlineData("已转办公室研究", "说明“已转办公室研究”")]
    [InlineData("转办公室研究后答复", "说明“转办公室研究后答复”")]
    [InlineData("已转给张三", "说明“已转给张三”")]
    [InlineData("转入下年度支付", "说明“转入下年度支付”")]
    [InlineData("转办", "说明“转办”")]
    [InlineData("转财务股王建国", "转办 王建国")]
    [InlineData("收到，转李志强办理", "转办 李志强")]
    [InlineData("已收到，转财务股处理", "说明“已收到，转财务股处理”")]
    [InlineData("不转办了，还是我来办", "说明“不转办了，还是我来办”")]
    [InlineData("[YJ-2024-0008] 转办 李四", "转办[YJ-2024-0008] 李四")]
    public void Handing_over_names_a_person(string text, string said) => Assert.Equal(said, Mails.Said(text));

    [Theory]
    [InlineData("Cause: tender failed\nMeasure: new tender\nDue date: 31 October 2024", "答复 原因“tender failed” 措施“new tender” 日期2024-10-31")]
    [InlineData("Cause of variance: tender failed,\nno bidder came\nCorrective action: new tender\nExpected completion date: by 2024-10-31\n\nKind regards,\nZhang Xiaomei\nFinance Section", "答复 原因“tender failed, no bidder came” 措施“new tender” 日期2024-10-31")]
    [InlineData("Dear colleagues,\n\n1. Reason for the delay: late delivery\n2. Corrective actions: supplier was warned\n3. Completion date: about 31 October\n\nThank you", "答复 原因“late delivery” 措施“supplier was warned” 看不出日期“about 31 October”")]
    [InlineData("CAUSE: no invoice; MEASURE: asked for it; DUE: 18 October", "答复 原因“no invoice” 措施“asked for it” 日期2024-10-18")]
    [InlineData("Number: YJ-2024-0009\nCause of variance:\nlate delivery\nCorrective action:\nExpected completion date: N/A", "答复[YJ-2024-0009] 原因“late delivery” 没有措施 没有日期")]
    [InlineData("Cause: 采购流标\nPromised rate: 60%", "答复 原因“采购流标” 没有措施 没有日期 目标60")]
    [InlineData("Cause of variance:\nCorrective action:\nExpected completion date:", "没有说什么")]
    [InlineData("The cause is not known yet, we look into it.", "说明“The cause is not known yet, we look into it.”")]
    [InlineData("No measures were due.\nThe reason: nobody asked.", "说明“No measures were due./The reason: nobody asked.”")]
    public void An_answer_in_english_is_read_by_its_labels(string text, string said) => Assert.Equal(said, Mails.Said(text));

    [Theory]
    [InlineData("Hand over 李志强", "转办 李志强")]
    [InlineData("Hand over to Li Zhiqiang.", "转办 Li Zhiqiang")]
    [InlineData("please hand this over to: li@example.com", "转办 li@example.com")]
    [InlineData("No. YJ-2024-0008: Hand over 李志强", "转办[YJ-2024-0008] 李志强")]
    [InlineData("We hand over the goods in October.", "说明“We hand over the goods in October.”")]
    [InlineData("Hand over the goods in October.", "说明“Hand over the goods in October.”")]
    [InlineData("Hand over", "说明“Hand over”")]
    [InlineData("Figures wrong", "数据有误“”")]
    [InlineData("Figures wrong: CNY 12,000, see voucher 12", "数据有误“CNY 12,000, see voucher 12”")]
    [InlineData("The figures are wrong.\nIt is CNY 12,000.", "数据有误“It is CNY 12,000.”")]
    [InlineData("Execution figure wrong, voucher 12 is missing", "数据有误“Execution figure wrong, voucher 12 is missing”")]
    [InlineData("The figures are not wrong.", "说明“The figures are not wrong.”")]
    [InlineData("If a figure is wrong, please write the right one.", "说明“If a figure is wrong, please write the right one.”")]
    [InlineData("Only red", "只要红色")]
    [InlineData("Only red alerts, please.", "只要红色")]
    [InlineData("Everything again", "恢复全部")]
    [InlineData("Only red alerts are late.", "说明“Only red alerts are late.”")]
    [InlineData("Confirm", "确认")]
    [InlineData("I confirm. Thank you!", "确认")]
    [InlineData("I cannot confirm", "说明“I cannot confirm”")]
    [InlineData("Read", "已阅")]
    [InlineData("Noted, thank you.", "已阅")]
    [InlineData("Read it again", "说明“Read it again”")]
    public void What_english_mails_ask_for_is_done_and_nothing_else(string text, string said) => Assert.Equal(said, Mails.Said(text));

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void The_link_for_fewer_mails_writes_what_is_understood(string language) =>
        Assert.Equal("只要红色", ReplyWords.Of(Mails.Read(Mails.Of("", MonitorWorker.Delivery.MimeWriter.FewerWords(language))).Parts));

    [Theory]
    [InlineData("数据有误", "数据有误“”")]
    [InlineData("数据有误。", "数据有误“”")]
    [InlineData("数据不对，应为12.3万元", "数据有误“应为12.3万元”")]
    [InlineData("金额有误：应为12.3万元，见台账", "数据有误“应为12.3万元，见台账”")]
    [InlineData("经核对，数据有误，应为3万元", "数据有误“应为3万元”")]
    [InlineData("预算数有误，追加5万元未计入", "数据有误“预算数有误，追加5万元未计入”")]
    [InlineData("YJ-2024-0009：数据有误，应为0", "数据有误[YJ-2024-0009]“应为0”")]
    [InlineData("收到，数据有误，应为1.2万元", "数据有误“应为1.2万元”")]
    [InlineData("经核对，数据无误。", "说明“经核对，数据无误。”")]
    [InlineData("数据有误差，在允许范围内", "说明“数据有误差，在允许范围内”")]
    [InlineData("数据有误的，请在回复中写明正确数和出处。", "说明“数据有误的，请在回复中写明正确数和出处。”")]
    [InlineData("我们认为不是数据有误的问题", "说明“我们认为不是数据有误的问题”")]
    public void A_dispute_says_the_right_figure(string text, string said) => Assert.Equal(said, Mails.Said(text));

    [Theory]
    [InlineData("只要红色", "只要红色")]
    [InlineData("只看红色的。", "只要红色")]
    [InlineData("只要红色的预警", "只要红色")]
    [InlineData("恢复全部", "恢复全部")]
    [InlineData("只要红色预警不多就行", "说明“只要红色预警不多就行”")]
    [InlineData("阅", "已阅")]
    [InlineData("阅。陈立新", "已阅")]
    [InlineData("已阅，谢谢", "已阅")]
    [InlineData("收到！", "已阅")]
    [InlineData("收到👍", "已阅")]
    [InlineData("好的，收到", "已阅")]
    [InlineData("OK", "已阅")]
    [InlineData("知悉。", "已阅")]
    [InlineData("YJ-2024-0007 阅", "已阅[YJ-2024-0007]")]
    [InlineData("未收到发票", "说明“未收到发票”")]
    [InlineData("收到发票后支付", "说明“收到发票后支付”")]
    [InlineData("同意", "说明“同意”")]
    [InlineData("阅。请抓紧", "已阅 ‖ 说明“请抓紧”")]
    [InlineData("确认", "确认")]
    [InlineData("收到，马上办", "说明“收到，马上办”")]
    [InlineData("确认，由我办理", "确认")]
    [InlineData("确认无误", "说明“确认无误”")]
    [InlineData("确认收到", "已阅")]
    [InlineData("确认。谢谢", "确认")]
    [InlineData("已确认", "确认")]
    [InlineData("待确认后答复", "说明“待确认后答复”")]
    [InlineData("", "没有说什么")]
    [InlineData("您好！\n谢谢！", "没有说什么")]
    public void Short_words_do_something_only_alone(string text, string said) => Assert.Equal(said, Mails.Said(text));

    [Theory]
    [InlineData("原因：A部门未验收；措施：催办；时间：10月31日", "答复 原因“A部门未验收” 措施“催办” 日期2024-10-31")]
    [InlineData("1.原因：流标\n2.措施：重招\n3.完成时间：10月31日前", "答复 原因“流标” 措施“重招” 日期2024-10-31")]
    [InlineData("一、偏差原因\n流标两次。\n二、整改措施\n（一）重新招标；\n（二）压缩工期。\n三、预计完成日期\n10月31日", "答复 原因“流标两次。” 措施“（一）重新招标；（二）压缩工期。” 日期2024-10-31")]
    [InlineData("偏差原因 流标\n整改措施 重招\n预计完成日期 10月31日", "答复 原因“流标” 措施“重招” 日期2024-10-31")]
    [InlineData("1 采购慢\n2 加快办理\n3 10月15日", "答复 原因“采购慢” 措施“加快办理” 日期2024-10-15")]
    [InlineData("关于YJ-2024-0007号预警的回复\n偏差原因：流标\n整改措施：重招\n预计完成日期：10月31日", "答复[YJ-2024-0007] 原因“流标” 措施“重招” 日期2024-10-31")]
    [InlineData("编号 YJ-2024-0007\n设备8月已付款，请核对。", "说明[YJ-2024-0007]“设备8月已付款，请核对。”")]
    [InlineData("【外部邮件】请谨慎点击链接\n偏差原因：流标\n整改措施：重招\n预计完成日期：10月31日", "答复 原因“流标” 措施“重招” 日期2024-10-31")]
    [InlineData("预计完成日期：10月31日\n偏差原因：流标\n整改措施：重招\n\n本邮件及其附件含有保密信息，仅限于收件人使用。", "答复 原因“流标” 措施“重招” 日期2024-10-31")]
    [InlineData("发自我的iPhone\n偏差原因：流标\n整改措施：重招\n预计完成日期：10月31日", "答复 原因“流标” 措施“重招” 日期2024-10-31")]
    [InlineData("你们的系统自动回复太快，请先核对。", "说明“你们的系统自动回复太快，请先核对。”")]
    [InlineData("偏差原因：流标\n整改措施：重招\n预计完成日期：9月30日\n四、其他情况：无", "答复 原因“流标” 措施“重招” 日期2024-09-30")]
    [InlineData("原因是流标。\n措施：重招", "答复 原因“流标。” 措施“重招” 没有日期")]
    [InlineData("预计完成日期：10月31日", "答复 没有原因 没有措施 日期2024-10-31")]
    [InlineData("偏差原因：无\n整改措施：/\n预计完成日期：", "没有说什么")]
    [InlineData("偏差原因：\n整改措施：\n预计完成日期：\n设备已到货。", "说明“设备已到货。”")]
    [InlineData("偏差原因：流标\n整改措施：重招\n预计完成日期：10月31日\n如有变化再报告。", "答复 原因“流标” 措施“重招” 日期2024-10-31 ‖ 说明“如有变化再报告。”")]
    [InlineData("设备已到货。\n偏差原因：流标", "说明“设备已到货。” ‖ 答复 原因“流标” 没有措施 没有日期")]
    [InlineData("偏差原因：流标\n整改措施：重招\n预计完成日期：10月31日\n张晓梅\n2024年9月3日", "答复 原因“流标” 措施“重招” 日期2024-10-31")]
    [InlineData("采购文件修改两次\n9月签合同\n10月31日\n张晓梅\n2024年9月3日", "答复 原因“采购文件修改两次” 措施“9月签合同” 日期2024-10-31")]
    [InlineData("采购文件修改两次\n9月签合同\n2024年9月3日", "说明“采购文件修改两次/9月签合同”")]
    [InlineData("采购文件修改两次\n9月签合同\n尽快", "说明“采购文件修改两次/9月签合同/尽快”")]
    [InlineData("采购文件修改两次\n9月签合同\n合同已签\n10月31日", "说明“采购文件修改两次/9月签合同/合同已签/10月31日”")]
    [InlineData("主要是采购文件修改了两次，合同9月签，10月31日付", "说明“主要是采购文件修改了两次，合同9月签，10月31日付”")]
    public void Cause_measure_and_date_are_read_from_their_places(string text, string said) => Assert.Equal(said, Mails.Said(text));

    [Theory]
    [InlineData("年底达到95%", "95")]
    [InlineData("10月底执行率达到80%，年底达到95%", "80")]
    [InlineData("执行率提高到９０％", "90")]
    [InlineData("年底前完成百分之九十五", "95")]
    [InlineData("力争年底支出进度不低于92.5%", "92.5")]
    [InlineData("支付合同约定的30%预付款", null)]
    [InlineData("目前执行率达到30%，继续加快", null)]
    [InlineData("加快支付", null)]
    public void A_promised_rate_is_one_for_the_day(string measure, string? rate)
    {
        var statement = Assert.IsType<ReplyPart.Statement>(Assert.Single(Mails.Read(Mails.Of($"偏差原因：执行率只达到20%\n整改措施：{measure}\n预计完成日期：10月31日")).Parts));
        Assert.Equal(rate is null ? null : decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), statement.PromisedRate);
    }

    [Property(MaxTest = 60)]
    public void Labels_in_any_order_say_the_same(int seed)
    {
        var chance = new Random(seed);
        string[] causes = ["偏差原因", "原因", "主要原因", "情况说明"], measures = ["整改措施", "措施", "下一步措施"], dates = ["预计完成日期", "完成时间", "时限"];
        string[] lines =
        [
            Pick(causes) + Colon() + "采购文件修改两次，推迟一个月",
            Pick(measures) + Colon() + "9月签合同，到货即付",
            Pick(dates) + Colon() + "10月31日",
        ];
        chance.Shuffle(lines);
        var separator = chance.Next(3) switch { 0 => "\n", 1 => "；", _ => "\n\n" };
        Assert.Equal("答复 原因“采购文件修改两次，推迟一个月” 措施“9月签合同，到货即付” 日期2024-10-31", Mails.Said(string.Join(separator, lines)));

        string Pick(string[] words) => words[chance.Next(words.Length)];
        string Colon() => chance.Next(3) switch { 0 => "：", 1 => ":", _ => "： " };
    }

    [Theory]
    [InlineData("偏差原因：流标\n整改措施：重招\n预计完成日期：10月31日")]
    [InlineData("转办 李四")]
    [InlineData("阅")]
    [InlineData("设备已到货。")]
    public void Quoting_a_mail_again_and_again_changes_nothing(string words)
    {
        var ours = "编号 YJ-2024-0007\n【怎样回复】\n请直接点“回复”，在正文最上面写这三行：\n\n偏差原因：\n整改措施：\n预计完成日期：\n";
        var mail = words + "\n\n在 2024-09-02 08:31:00，\"预算监控\" <monitor@example.com> 写道：\n" + Quoted(ours);
        var said = Mails.Said(words);
        for (var times = 0; times < 6; times++)
        {
            Assert.Equal(said, Mails.Said(mail));
            mail = words + "\n\n-----原始邮件-----\n发件人: 张晓梅\n发送时间: 2024-09-03 09:00\n主题: 回复\n\n" + (times % 2 == 0 ? Quoted(mail) : mail);
        }
    }

    [Fact]
    public void A_reading_of_anything_but_a_persons_mail_is_empty()
    {
        var mail = Mails.Of("偏差原因：流标\n整改措施：重招\n预计完成日期：10月31日", headers: "Auto-Submitted: auto-replied\r\n");
        Assert.Equal(IncomingKind.Automatic, mail.Kind);
        Assert.Empty(Mails.Read(mail).Parts);
    }

    [Fact]
    public void Without_a_reader_of_workbooks_an_attached_one_says_nothing()
    {
        var mail = IncomingReader.Read(File.ReadAllBytes(Path.Combine(Mails.Folder, "form-xlsx.eml")), Mails.Rules);
        Assert.Equal("说明“表格已填好，请查收。”", ReplyWords.Of(ReplyReader.Read(mail, Mails.Today, Mails.YearEnd).Parts));
    }

    private static string Quoted(string text) => string.Join('\n', text.Split('\n').Select(line => "> " + line));
}
