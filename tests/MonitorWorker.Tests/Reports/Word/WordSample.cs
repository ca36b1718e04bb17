using System.Globalization;
using System.Text;
using MonitorWorker.Reports.Word;

namespace MonitorWorker.Tests.Reports.Word;

/// <summary>A report with everything that a text can hold: the figures of the sample office, 14 headings of the first level, tables over several pages.</summary>
internal static class WordSample
{
    public const string Title = "示例县经济信息科技局2024年度部门事中绩效监控报告";

    public const string Charts = """
        :::caption
        图1 各类支出计划数与执行数
        单位：万元
        :::

        :::columns
        | 支出类别 | 计划累计数 | 累计执行数 |
        |---|---:|---:|
        | 人员支出 | 409.65 | — |
        | 公用支出 | 130.16 | 130.71 |
        | 项目支出 | 1.33 | 0.60 |
        :::

        :::bars
        | 单位 | 年初预算数 | 调整后预算数 | 累计执行数 |
        |---|---:|---:|---:|
        | 局机关 | 811.72 | 1,556.61 | 131.31 |
        | 企业管理服务中心 |  | 0 | −0.60 |
        :::

        :::curve
        | 月份 | 计划累计比例 | 累计执行比例 |
        |---|---:|---:|
        | 1月 | 8.33% | 7.10% |
        | 2月 | 16.67% | — |
        | 3月 | 25.00% | 22.40% |
        | 4月 | 33.33% | 30.00% |
        | 5月 | 41.67% | 38.52% |
        | 6月 | 50.00% | 49.90% |
        | 7月 | 58.33% | 57.10% |
        | 8月 | 66.67% | 66.57% |
        | 9月 | 75.00% |  |
        | 10月 | 83.33% |  |
        | 11月 | 91.67% |  |
        | 12月 | 100.00% |  |
        :::

        :::caption
        图3 累计执行进度
        :::

        :::bullets
        | 项目 | 执行率 | 序时进度 | 说明 |
        |---|---:|---:|---|
        | 设备购置经费 | 30.00% | 66.67% | 红色预警 |
        | 日常公用支出 | 66.95% | 66.67% | 正常 |
        | 追加项目 | — | 75.00% | 未报送数据 |
        | 维修工程 | 312.50% | 66.67% | 超出调整后预算数 |
        | 没有开始 | 0.00% | 0.00% | 尚未到期 |
        :::
        """;

    /// <summary>Every kind of piece; <paramref name="rows"/> projects in the wide table.</summary>
    public static string Text(int rows = 45) => $$"""
        # {{Title}}

        :::addressee
        示例县财政局:
        :::

        　　按照《示例县财政局关于开展2024年预算绩效运行监控工作的通知》（示财绩〔2024〕7号）要求，现将1—8月预算执行和绩效目标实现情况报告如下。

        ## 单位基本情况

        ### 主要职能

        本单位负责全县工业经济、**科技发展**和*信息化*工作，“一体推进”各项任务。
        第二行与上一行相接，
        budget execution
        monitoring 之间留有空格。

        ### 机构人员

        #### 编制情况

        核定编制40名，在职35人。

        ##### 行政编制

        行政编制20名，在职18人；符号 a \* b \| c \_ d \< e 原样保留。

        ##### 事业编制

        事业编制12名，在职10人。

        #### 内设机构

        1. 办公室
        2. 经济运行股
        3. 产业园区股

        - 坚持按月监控；
        - 坚持量化分析。

        ## 预算安排情况

        2024年年初预算数811.72万元，调整后预算数1,556.61万元。

        :::caption
        表1 预算安排与执行情况
        单位：万元
        :::

        | 支出类别 | 年初预算数 | 调整后预算数 | 累计执行数 | 执行率 |
        |---|---:|---:|---:|---:|
        | 人员支出 | 614.48 | 614.48 | — | — |
        | 公用支出 | 195.24 | 195.24 | 130.71 | 66.95% |
        | 项目支出 | 2.00 | 746.89 | 0.60 | 30.00% |
        | 合计 | 811.72 | 1,556.61 | 131.31 | |

        :::note
        注：执行率按已报送累计执行数的项目计算，未报送数据的项目不计入。
        :::

        {{Charts}}

        {{string.Join("\n\n", Enumerable.Range(3, 9).Select(at => $"## 第{at.ToString(CultureInfo.InvariantCulture)}部分\n\n本部分说明有关情况。"))}}

        ## 不编号的部分 {-}

        ### 编号从头开始

        正文。

        ## 存在的问题

        #### 层次可以跳过

        正文。

        ## 下一步措施

        请有关股室于2024年9月9日（星期一）下班前报送书面说明。{{string.Concat(Enumerable.Repeat("预算执行进度与绩效目标实现程度应当同步分析。", 12))}}

        :::attachments
        :::

        :::signature
        示例县经济信息科技局
        2024年9月5日
        :::

        ::::attachment 项目支出明细表
        :::landscape
        {{Wide(rows)}}
        :::
        ::::

        :::attachment 数据来源与口径
        ## 数据来源

        数据文件校验值如下。

        | 文件 | 校验值 | 行数 |
        |---|---|---:|
        | 执行.xlsx | 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 | 12 |

        ## 计算口径

        执行率＝累计执行数÷调整后预算数。
        :::
        """;

    /// <summary>A table of eleven columns that takes more than a page.</summary>
    private static string Wide(int rows)
    {
        var text = new StringBuilder("| 序号 | 项目名称 | 资金来源 | 年初预算数 | 调整数 | 调整后预算数 | 累计执行数 | 执行率 | 序时进度 | 差额 | 备注 |\n|---:|---|---|---:|---:|---:|---:|---:|---:|---:|---|\n");
        for (var at = 1; at <= rows; at++)
            text.Append(CultureInfo.InvariantCulture, $"| {at} | 第{at}号新兴市场及周边小区10kV配电线路改造工程 | 政府性基金 | 0.00 | 294.63 | 294.63 | 1,{at:000}.00 | 30.00% | 66.67% | −36.67 | 尾{at}行 |\n");
        return text.ToString();
    }

    public static byte[] Write(string text, OfficialStyle? style = null) =>
        WordWriter.Write(text, style ?? OfficialStyle.BuiltIn, Title, new DateTimeOffset(2024, 9, 5, 9, 30, 0, TimeSpan.FromHours(8)));
}
