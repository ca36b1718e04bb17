namespace MonitorWorker.Replies;

/// <summary>Whether a few characters are a person's name, told by the family name.</summary>
internal static class PersonNames
{
    private const string Single =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
        + "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

    /// <summary>马上办, 严查: what ends so is something to do.</summary>
    private const string Verbs = "办改查报付做了的";

    private static readonly string[] _double = ["欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "夏侯", "东方", "司徒", "公孙", "长孙", "宇文", "端木", "轩辕"];

    /// <summary>Two or three characters, four with a double family name; 张　三 with a space inside, and a lone 阿依古丽·买买提 with its dot.</summary>
    public static bool Looks(string text)
    {
        var name = text.Trim();
        if (name.Length is 3 or 4 && PlainText.IsHan(name[0]) && PlainText.IsHan(name[^1])) name = name.Replace(" ", "", StringComparison.Ordinal);
        if (name.Contains('·', StringComparison.Ordinal)) return name.Length is >= 4 and <= 15 && name.All(character => character == '·' || PlainText.IsHan(character));
        if (!name.All(PlainText.IsHan) || name.Length < 2 || Verbs.Contains(name[^1], StringComparison.Ordinal)) return false;
        return name.Length switch
        {
            2 => Single.Contains(name[0], StringComparison.Ordinal) && !_notNames.Contains(name),
            3 => (Single.Contains(name[0], StringComparison.Ordinal) || HasDouble(name)) && !_notNames.Contains(name),
            4 => HasDouble(name),
            _ => false,
        };
    }

    /// <summary>Words of letters that begin like a family name.</summary>
    private static readonly HashSet<string> _notNames =
        ["马上", "时间", "时限", "向上", "单位", "关于", "全部", "成立", "连续", "解决", "文件", "方案", "方式", "金额", "高度", "和谐", "明天", "明年", "任务", "安排", "安装", "应付", "应当", "包括", "成本", "应支付", "尚未", "尚需", "尚未支付", "万元", "周五", "周一", "周二", "周三", "周四", "明确", "文本", "米粒"];

    private static bool HasDouble(string name) => _double.Any(family => name.StartsWith(family, StringComparison.Ordinal));
}
