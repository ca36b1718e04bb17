namespace MonitorWorker.Reports.Sheets;

/// <summary>The five causes of 偏差原因分析. A cause is ticked where the answer says it in so many words, and never guessed from what the answer is about.</summary>
/// <param name="Funding">经费保障</param>
/// <param name="Rules">制度保障</param>
/// <param name="Staff">人员保障</param>
/// <param name="Equipment">硬件条件保障</param>
/// <param name="Other">其他: something was said, and none of these.</param>
internal readonly record struct DeviationCauses(bool Funding, bool Rules, bool Staff, bool Equipment, bool Other)
{
    private static readonly string[] _funding =
        ["经费保障", "经费不足", "经费未到位", "经费不到位", "经费紧张", "资金保障", "资金不足", "资金未到位", "资金不到位", "资金尚未到位", "资金未下达", "资金紧张", "未拨付", "拨付不及时"];

    private static readonly string[] _rules = ["制度保障", "制度不健全", "制度不完善", "制度缺失", "管理办法未出台", "政策调整", "政策变化"];

    private static readonly string[] _staff = ["人员保障", "人员不足", "人手不足", "人员变动", "人员调整", "人员空缺", "编制不足", "缺少人员"];

    private static readonly string[] _equipment = ["硬件条件", "硬件保障", "硬件不足", "场地不足", "场地未落实", "设备不足", "设备老化", "设备故障"];

    /// <param name="cause">偏差原因 of an answer; empty where nobody answered or none was named.</param>
    public static DeviationCauses Of(string cause)
    {
        if (cause.Length == 0) return default;
        var (funding, rules, staff, equipment) = (Says(_funding), Says(_rules), Says(_staff), Says(_equipment));
        return new DeviationCauses(funding, rules, staff, equipment, !(funding || rules || staff || equipment));

        bool Says(string[] words) => Array.Exists(words, word => cause.Contains(word, StringComparison.Ordinal));
    }
}
