namespace MonitorWorker.Tests.Reports.Sheets;

/// <summary>
/// The forms that come with the program. <c>templates/reports</c> is made from this and compared with it, so that nobody changes a workbook blindly: MONITORWORKER_ACCEPT_GOLDEN=1
/// writes the files again. Offices edit their copies in Excel or WPS.
/// </summary>
internal static class ShippedForms
{
    private static readonly Look _title = new() { Font = "黑体", Size = 18, Border = false };
    private static readonly Look _under = new() { Font = "仿宋", Size = 12, Border = false };
    private static readonly Look _left = new() { Font = "仿宋", Size = 11, Border = false, Across = "left" };
    private static readonly Look _right = _left with { Across = "right" };
    private static readonly Look _head = new() { Font = "黑体", Size = 10, Fill = "FFF2F2F2" };
    private static readonly Look _section = _head with { Across = "left", Fill = "FFDDEBF7" };
    private static readonly Look _words = new() { Across = "left" };
    private static readonly Look _number = new() { Format = "0" };
    private static readonly Look _amount = new() { Across = "right", Format = "#,##0.00" };
    private static readonly Look _percent = new() { Across = "right", Format = "0.00\"%\"" };
    private static readonly Look _points = new() { Across = "right", Format = "0.00" };
    private static readonly Look _note = new() { Font = "仿宋", Border = false, Across = "left" };

    public static IReadOnlyDictionary<string, byte[]> All => new Dictionary<string, byte[]>
    {
        ["form.xlsx"] = Form(),
        ["department.xlsx"] = Department(),
        ["office.xlsx"] = Office(),
    };

    private static byte[] Form()
    {
        var sheet = new SheetMaker("监控表")
        {
            Widths = [10, 10, 18, 14, 18, 16, 6, 6, 6, 6.5, 6, 22, 6, 6, 6.5, 32],
            Frozen = (4, 0),
            PrintArea = "$A$1:$P$16",
            PrintTitles = "$11:$12",
            Lights = "P4:P4",
            Heights = { [1] = 30, [2] = 20, [3] = 20, [4] = 24, [5] = 24, [6] = 26, [7] = 22, [8] = 22, [9] = 22, [10] = 60, [11] = 22, [12] = 48, [13] = 30, [14] = 30, [15] = 26, [16] = 20 },
        };
        sheet.Put("A1:P1", "项目支出绩效目标执行监控表", _title).Put("A2:P2", "（{{report.year}}年度，{{report.months}}）", _under);
        sheet.Put("A3:H3", "填报单位：{{project.entity}}", _left).Put("I3:P3", "数据截至：{{report.data_until}}　　单位：万元", _right);
        sheet.Put("A4:B4", "项目名称", _head).Put("C4:F4", "{{project.name}}", _words).Put("G4:K4", "项目编码", _head).Put("L4", "{{project.code}}").Put("M4:O4", "监控灯", _head).Put("P4", "{{project.light}}");
        sheet.Put("A5:B5", "主管部门", _head).Put("C5:F5", "{{project.department}}", _words).Put("G5:K5", "实施单位", _head).Put("L5", "{{project.entity}}").Put("M5:O5", "责任股室", _head).Put("P5", "{{project.section|—}}");
        sheet.Put("A6:B8", "项目资金\n（万元）", _head).Put("C6:D6", "资金", _head).Put("E6", "年初预算数", _head).Put("F6", "年度预算调整", _head).Put("G6:K6", "调整后预算数", _head).Put("L6", "{{report.months}}执行数", _head)
            .Put("M6:O6", "执行率", _head).Put("P6", "全年预计执行数", _head);
        sheet.Put("C7:D7", "{{total.name}}", _words)
            .Put("E7", Total("original", "E", "无法判断"), _amount).Put("F7", Total("adjusted", "F", "无法判断"), _amount).Put("G7:K7", Total("revised", "G", "无法判断"), _amount).Put("L7", Total("executed", "L", "未报送数据"), _amount)
            .Put("M7:O7", "{{total.rate|— = " + Rate("G7", "L7") + "}}", _percent)
            .Put("P7", "{{total.outturn = IF(COUNTIF(P8:P8,\"—\")+COUNT(P8:P8)<ROWS(P8:P8),\"\",ROUND(SUM(P8:P8),6))}}", _amount);
        sheet.Put("C8:D8", "{{funds.name}}", _words).Put("E8", "{{funds.original}}", _amount).Put("F8", "{{funds.adjusted}}", _amount).Put("G8:K8", "{{funds.revised = IF(ISNUMBER(E8),ROUND(E8+F8,6),E8)}}", _amount)
            .Put("L8", "{{funds.executed}}", _amount).Put("M8:O8", "{{funds.rate|— = " + Rate("G8", "L8") + "}}", _percent).Put("P8", "{{funds.outturn}}", _amount);
        sheet.Put("A9:B10", "年度\n总体目标", _head).Put("C9:F9", "年度总体目标", _head).Put("G9:P9", "{{report.months}}总体完成情况", _head);
        sheet.Put("C10:F10", "{{project.goal}}", _words).Put("G10:P10", "{{project.completion}}", _words);
        foreach (var (column, head) in new[] { ("A", "一级指标"), ("B", "二级指标"), ("C", "三级指标"), ("D", "年度指标值"), ("E", "{{report.months}}执行情况"), ("F", "全年预计\n完成情况"), ("P", "备注") }) sheet.Put($"{column}11:{column}12", head, _head);
        sheet.Put("G11:L11", "偏差原因分析", _head).Put("M11:O11", "完成目标可能性", _head);
        foreach (var (column, head) in new[] { ("G", "经费\n保障"), ("H", "制度\n保障"), ("I", "人员\n保障"), ("J", "硬件\n条件\n保障"), ("K", "其他"), ("L", "原因说明"), ("M", "确定能"), ("N", "有可能"), ("O", "完全不可能") }) sheet.Put(column + "12", head, _head);
        foreach (var (column, name) in new[]
        {
            ("A", "level1"), ("B", "level2"), ("C", "name"), ("D", "target"), ("E", "actual"), ("F", "expected"), ("G", "funding"), ("H", "rules"), ("I", "staff"), ("J", "equipment"), ("K", "other"), ("L", "cause"),
            ("M", "certain"), ("N", "possible"), ("O", "impossible"), ("P", "remark"),
        }) sheet.Put(column + "13", $"{{{{indicators.{name}}}}}", column is "L" or "P" or "C" ? _words : Look.Plain);
        sheet.Put("A14:P14", "注：1．“—”表示没有该项资金，“未报送数据”表示到报送时仍没有数据，不是零。2．偏差原因按责任单位的答复勾选，答复没有写明的归入“其他”；没有答复的不勾选。3．完成目标可能性和各项指标的全年预计完成情况由单位填写。", _note);
        sheet.Put("A15:P15", "填表人：　　　　　　　　　　联系电话：　　　　　　　　　　单位负责人（签章）：　　　　　　　　　　填报日期：　　　　年　　月　　日", _left);
        sheet.Put("A16:H16", "制表：{{report.office}}　　规则集：{{report.rule_set}}", _note).Put("I16:P16", "制表时间：{{report.made_at}}", _note with { Across = "right" });
        return new TemplateMaker(sheet).Build();

        static string Total(string name, string column, string unknown) =>
            $"{{{{total.{name} = IF(COUNTIF({column}8:{column}8,\"{unknown}\")>0,\"{unknown}\",IF(COUNT({column}8:{column}8)=0,\"—\",ROUND(SUM({column}8:{column}8),6)))}}}}";
    }

    private static byte[] Department()
    {
        var sheet = new SheetMaker("汇总表")
        {
            Widths = [5, 26, 9, 13, 14, 11, 10.5, 11.5, 13, 11.5, 9, 9, 12, 13, 9, 12, 9.5, 32],
            Frozen = (5, 2),
            PrintArea = "$A$1:$R$17",
            PrintTitles = "$4:$5",
            Lights = "N6:N12",
            Heights = { [1] = 30, [2] = 20, [3] = 20, [4] = 22, [5] = 34, [6] = 24, [7] = 20, [8] = 22, [9] = 20, [10] = 22, [11] = 20, [12] = 26, [13] = 20, [14] = 20, [15] = 20, [16] = 20, [17] = 18 },
        };
        sheet.Put("A1:R1", "部门整体支出监控汇总表", _title).Put("A2:R2", "（{{report.year}}年度，{{report.months}}）", _under);
        sheet.Put("A3:H3", "单位：{{entity.name}}（{{entity.code|无编码}}）　　主管部门：{{entity.department}}", _left).Put("I3:R3", "数据截至：{{report.data_until}}　　金额单位：万元", _right);
        foreach (var (column, head) in new[] { ("A", "序号"), ("B", "项目（类别、资金来源）"), ("C", "支出类别"), ("D", "资金来源"), ("E", "责任股室"), ("R", "预警编号、偏差原因与整改措施") }) sheet.Put($"{column}4:{column}5", head, _head);
        sheet.Put("F4:H4", "预算安排", _head).Put("I4:O4", "{{report.months}}执行情况", _head).Put("P4:Q4", "全年预计", _head);
        foreach (var (column, head) in new[]
        {
            ("F", "年初预算数"), ("G", "预算调整"), ("H", "调整后预算数"), ("I", "其中：已报送\n项目的预算"), ("J", "累计执行数"), ("K", "执行率"), ("L", "序时进度"), ("M", "差额\n（百分点）"), ("N", "监控灯"), ("O", "未报送\n项目数"), ("P", "全年预计执行数"), ("Q", "全年预计\n执行率"),
        }) sheet.Put(column + "5", head, _head);
        Sum(sheet, 6, "total", "", null);
        Section(sheet, 7, "一、按支出类别");
        Sum(sheet, 8, "categories", "C", "{{categories.number}}");
        Section(sheet, 9, "二、按资金来源");
        Sum(sheet, 10, "funds", "D", "{{funds.number}}");
        Section(sheet, 11, "三、按项目");
        sheet.Put("A12", "{{projects.number}}", _number).Put("B12", "{{projects.name}}", _words).Put("C12", "{{projects.category}}").Put("D12", "{{projects.fund|—}}").Put("E12", "{{projects.section|—}}")
            .Put("F12", "{{projects.original}}", _amount).Put("G12", "{{projects.adjusted}}", _amount).Put("H12", "{{projects.revised = IF(ISNUMBER(F12),ROUND(F12+G12,6),F12)}}", _amount)
            .Put("I12", "{{projects.reported|— = IF(AND(ISNUMBER(K12),ISNUMBER(L12)),H12,\"—\")}}", _amount).Put("J12", "{{projects.executed}}", _amount)
            .Put("K12", "{{projects.rate|— = IF(AND(ISNUMBER(H12),ISNUMBER(J12),ISNUMBER(L12)),IF(H12>0,ROUND(J12/H12*100,2),\"—\"),\"—\")}}", _percent)
            .Put("L12", "{{projects.scheduled|—}}", _percent).Put("M12", "{{projects.gap|—}}", _points).Put("N12", "{{projects.light}}").Put("O12", "{{projects.missing = IF(ISNUMBER(J12),0,1)}}", _number)
            .Put("P12", "{{projects.outturn|未填报}}", _amount).Put("Q12", "{{projects.outturn_rate|— = " + Rate("H12", "P12") + "}}", _percent).Put("R12", "{{projects.said}}", _words);
        Section(sheet, 13, "四、未报送数据");
        sheet.Put("A14", "序号", _head).Put("B14", "项目", _head).Put("C14:E14", "责任股室", _head).Put("F14:M14", "未报送的数据", _head).Put("N14:R14", "最近一次报送", _head);
        sheet.Put("A15", "{{missing.number|—}}", _number).Put("B15", "{{missing.name|全部已报送}}", _words).Put("C15:E15", "{{missing.section|—}}").Put("F15:M15", "{{missing.what|—}}", _words).Put("N15:R15", "{{missing.last|—}}", _words);
        sheet.Put("A16:R16", "说明：", _note).Put("A17:R17", "{{notes.text}}", _note);
        return new TemplateMaker(sheet).Build();

        static void Section(SheetMaker sheet, int row, string text) => sheet.Put($"A{row}:R{row}", text, _section);
    }

    /// <summary>A row of sums over the projects in row 12: over all of them, or over those of which a column says what stands in column B.</summary>
    private static void Sum(SheetMaker sheet, int row, string group, string column, string? number)
    {
        var isTotal = column.Length == 0;
        var bold = isTotal;
        var where = isTotal ? "" : $"({column}12:{column}12=B{row})*";
        sheet.Put($"A{row}", number ?? "", _number with { Bold = bold }).Put($"B{row}", $"{{{{{group}.name}}}}", _words with { Bold = bold });
        foreach (var empty in "CDE") sheet.Put($"{empty}{row}", null);
        Put("F", "original", "", $"ROUND(SUMPRODUCT({where}1*ISNUMBER(F12:F12),F12:F12),6)", _amount);
        Put("G", "adjusted", "", $"ROUND(SUMPRODUCT({where}1*ISNUMBER(G12:G12),G12:G12),6)", _amount);
        Put("H", "revised", "", $"ROUND(SUMPRODUCT({where}1*ISNUMBER(H12:H12),H12:H12),6)", _amount);
        Put("I", "reported", "—", $"IF(SUMPRODUCT({where}1*ISNUMBER(I12:I12))=0,\"—\",ROUND(SUMPRODUCT({where}1*ISNUMBER(I12:I12),I12:I12),6))", _amount);
        Put("J", "executed", "—", $"IF(SUMPRODUCT({where}1*ISNUMBER(I12:I12))=0,\"—\",ROUND(SUMPRODUCT({where}1*ISNUMBER(I12:I12),J12:J12),6))", _amount);
        Put("K", "rate", "—", Rate($"I{row}", $"J{row}"), _percent);
        sheet.Put($"L{row}", $"{{{{{group}.scheduled|—}}}}", _percent with { Bold = bold }).Put($"M{row}", $"{{{{{group}.gap|—}}}}", _points with { Bold = bold }).Put($"N{row}", $"{{{{{group}.light}}}}", Look.Plain with { Bold = bold });
        Put("O", "missing", "", $"SUMPRODUCT({where}(1-ISNUMBER(J12:J12)))", _number);
        Put("P", "outturn", "—", $"IF(SUMPRODUCT({where}(1-ISNUMBER(P12:P12)*ISNUMBER(H12:H12)))>0,\"—\",ROUND(SUMPRODUCT({where}1*ISNUMBER(P12:P12),P12:P12),6))", _amount);
        Put("Q", "outturn_rate", "—", Rate($"H{row}", $"P{row}"), _percent);
        sheet.Put($"R{row}", $"{{{{{group}.said}}}}", _words with { Bold = bold });

        void Put(string at, string name, string otherwise, string formula, Look look) =>
            sheet.Put($"{at}{row}", $"{{{{{group}.{name}{(otherwise.Length > 0 ? "|" + otherwise : "")} = {formula}}}}}", look with { Bold = bold });
    }

    private static byte[] Office()
    {
        var sheet = new SheetMaker("各单位")
        {
            Widths = [5, 9, 26, 7, 9, 11.5, 11, 11.5, 13, 11.5, 9, 9, 12, 13, 5, 5, 5, 5, 5, 12, 10, 10, 9, 10, 12, 10, 12],
            Frozen = (5, 3),
            PrintArea = "$A$1:$AA$8",
            PrintTitles = "$4:$5",
            Lights = "N6:N7",
            Heights = { [1] = 30, [2] = 20, [3] = 20, [4] = 22, [5] = 34, [6] = 24, [7] = 24, [8] = 18 },
        };
        sheet.Put("A1:AA1", "各单位预算执行与绩效监控汇总表", _title).Put("A2:AA2", "（{{report.year}}年度，{{report.months}}）", _under);
        sheet.Put("A3:L3", "制表：{{report.office}}　　制表时间：{{report.made_at}}", _left).Put("M3:AA3", "数据截至：{{report.data_until}}　　金额单位：万元", _right);
        foreach (var (column, head) in new[] { ("A", "序号"), ("B", "单位编码"), ("C", "单位名称"), ("D", "项目数"), ("E", "未报送\n项目数"), ("N", "监控灯"), ("V", "最近报送\n月份"), ("W", "未答复\n预警数") }) sheet.Put($"{column}4:{column}5", head, _head);
        sheet.Put("F4:H4", "预算安排", _head).Put("I4:M4", "执行情况", _head).Put("O4:S4", "各灯项目数", _head).Put("T4:U4", "全年预计", _head).Put("X4:Y4", "与上期比较", _head).Put("Z4:AA4", "与上年同期比较", _head);
        foreach (var (column, head) in new[]
        {
            ("F", "年初预算数"), ("G", "预算调整"), ("H", "调整后预算数"), ("I", "其中：已报送\n项目的预算"), ("J", "累计执行数"), ("K", "执行率"), ("L", "序时进度"), ("M", "差额\n（百分点）"), ("X", "上期\n执行率"), ("Y", "增减\n（百分点）"), ("Z", "上年同期\n执行率"), ("AA", "增减\n（百分点）"), ("O", "红"), ("P", "黄"), ("Q", "蓝"), ("R", "灰"), ("S", "绿"), ("T", "全年预计执行数"), ("U", "全年预计\n执行率"),
        }) sheet.Put(column + "5", head, _head);
        sheet.Put("A6", "{{entities.number}}", _number).Put("B6", "{{entities.code}}").Put("C6", "{{entities.name}}", _words)
            .Put("H6", "{{entities.revised}}", _amount).Put("I6", "{{entities.reported|—}}", _amount).Put("J6", "{{entities.executed|—}}", _amount)
            .Put("K6", "{{entities.rate|— = " + Rate("I6", "J6") + "}}", _percent).Put("L6", "{{entities.scheduled|—}}", _percent).Put("M6", "{{entities.gap|—}}", _points).Put("N6", "{{entities.light}}")
            .Put("T6", "{{entities.outturn|—}}", _amount).Put("U6", "{{entities.outturn_rate|— = " + Rate("H6", "T6") + "}}", _percent).Put("V6", "{{entities.period|未报送数据}}").Put("W6", "{{entities.unanswered}}", _number);
        sheet.Put("F6", "{{entities.original}}", _amount).Put("G6", "{{entities.adjusted}}", _amount);
        var bold = new Func<Look, Look>(look => look with { Bold = true });
        sheet.Put("A7:C7", "合计", Look.Plain with { Bold = true });
        foreach (var (column, name) in new[] { ("D", "count"), ("E", "missing"), ("O", "red"), ("P", "yellow"), ("Q", "blue"), ("R", "grey"), ("S", "green"), ("W", "unanswered") })
        {
            sheet.Put(column + "6", $"{{{{entities.{name}}}}}", _number);
            if (column != "W") sheet.Put(column + "7", $"{{{{total.{name} = SUM({column}6:{column}6)}}}}", bold(_number));
        }

        sheet.Put("W7", "{{total.unanswered = SUM(W6:W6)}}", bold(_number)).Put("V7", null, bold(Look.Plain));
        foreach (var (column, name) in new[] { ("F", "original"), ("G", "adjusted"), ("H", "revised") }) sheet.Put(column + "7", $"{{{{total.{name} = ROUND(SUM({column}6:{column}6),6)}}}}", bold(_amount));
        foreach (var (column, name) in new[] { ("I", "reported"), ("J", "executed") }) sheet.Put(column + "7", $"{{{{total.{name}|— = IF(COUNT({column}6:{column}6)=0,\"—\",ROUND(SUM({column}6:{column}6),6))}}}}", bold(_amount));
        sheet.Put("K7", "{{total.rate|— = " + Rate("I7", "J7") + "}}", bold(_percent)).Put("L7", "{{total.scheduled|—}}", bold(_percent)).Put("M7", "{{total.gap|—}}", bold(_points)).Put("N7", "{{total.light}}", bold(Look.Plain))
            .Put("T7", "{{total.outturn|— = IF(COUNT(T6:T6)<ROWS(T6:T6),\"—\",ROUND(SUM(T6:T6),6))}}", bold(_amount)).Put("U7", "{{total.outturn_rate|— = " + Rate("H7", "T7") + "}}", bold(_percent));
        foreach (var (column, name) in new[] { ("X", "last_rate"), ("Y", "last_points"), ("Z", "year_rate"), ("AA", "year_points") })
        {
            var look = name.EndsWith("rate", StringComparison.Ordinal) ? _percent : _points;
            sheet.Put(column + "6", $"{{{{entities.{name}|—}}}}", look).Put(column + "7", $"{{{{total.{name}|—}}}}", bold(look));
        }

        sheet.Put("A8:AA8", "{{notes.text}}", _note);
        return new TemplateMaker(sheet).Build();
    }

    /// <summary>A rate in percent; — where one of the two is no number, or there is nothing to divide by.</summary>
    private static string Rate(string whole, string part) => $"IF(AND(ISNUMBER({whole}),ISNUMBER({part})),IF({whole}>0,ROUND({part}/{whole}*100,2),\"—\"),\"—\")";
}
