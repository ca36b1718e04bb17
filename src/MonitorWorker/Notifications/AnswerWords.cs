namespace MonitorWorker.Notifications;

/// <summary>What became of one thing that a reply says, in a few words.</summary>
internal static class AnswerWords
{
    public static string Of(string result) => result switch
    {
        AnswerResult.Recorded => "答复已登记",
        AnswerResult.Partial => "答复已登记，还不完整",
        AnswerResult.Noted => "已作为说明登记",
        AnswerResult.HandedOver => "已转办",
        AnswerResult.UnknownName => "没有转办：通讯录中没有这个人，或者不在本单位",
        AnswerResult.SeveralNames => "没有转办：通讯录中有几个同名的人，请写邮箱",
        AnswerResult.Disputed => "已转财务人员核对数据",
        AnswerResult.NoNumber => "没有登记：请写明预警编号",
        AnswerResult.UnknownNumber => "没有登记：没有您可以答复的这个编号的预警",
        AnswerResult.Closed => "预警已经解除，不需要再答复",
        AnswerResult.NotAlert => "已保存；所回复的邮件不是预警，程序不登记答复",
        _ => "没有看懂",
    };
}
