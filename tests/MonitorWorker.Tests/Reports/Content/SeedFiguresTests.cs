namespace MonitorWorker.Tests.Reports.Content;

/// <summary>Every figure of the office's own report: where it is right it comes out, where it is wrong the right one does, and what was stated stands in the annex alone.</summary>
public class SeedFiguresTests
{
    private static readonly string _text = SampleReport.Text();

    private static readonly string _body = ReportText.Body(_text);

    [Theory]
    [InlineData("S1 original budget", "年初预算811.72万元")]
    [InlineData("S1 personnel", "人员支出614.48万元")]
    [InlineData("S1 operating", "公用支出195.24万元")]
    [InlineData("S1 projects", "项目支出2.00万元")]
    [InlineData("S2 basic", "基本支出，共809.72万元")]
    [InlineData("S3 operating executed", "公用支出累计执行130.71万元，占调整后预算数195.24万元的66.95%")]
    [InlineData("S3 against the schedule", "高于序时进度0.28个百分点")]
    [InlineData("S4 equipment", "| 设备购置经费 | 2.00 | 0.60 | 30.00 | 66.67 | −36.67 | 0.7334 | 红色预警 |")]
    [InlineData("S5 added projects", "追加项目6个，金额744.89万元")]
    [InlineData("S5 distribution network", "| 政府性基金 | 294.63 |")]
    [InlineData("S5 industry", "| 产业扶持项目资金 | 工业股（行政审批股） | 一般公共预算 | 150.00 |")]
    [InlineData("S5 epidemic", "| 疫情防控财力补助资金 | 办公室（财务股） | 一般公共预算 | 93.50 |")]
    [InlineData("S5 plant", "| 城西工业园C区工业厂房孵化器（一期）震后维修工程 | 产业园区股 | 一般公共预算 | 150.00 |")]
    [InlineData("S5 science plan", "| 省级科技计划项目资金 | 农村科技与社会发展股 | 一般公共预算 | 36.76 |")]
    [InlineData("S5 science services", "| 省级科技服务业发展项目资金 | 农村科技与社会发展股 | 一般公共预算 | 20.00 |")]
    [InlineData("S6 project funds", "项目支出746.89万元")]
    [InlineData("S7 revised budget", "调整后预算数为1556.61万元")]
    [InlineData("S8 general budget", "一般公共预算1261.98万元")]
    [InlineData("S8 general outlook", "| 一般公共预算 | 1261.98 | 1261.98 | 100.00 |")]
    [InlineData("S2 basic outlook", "| 其中：基本经费 | 809.72 | 809.72 | 100.00 |")]
    [InlineData("S10 fund outlook", "| 政府性基金 | 294.63 | 294.63 | 100.00 |")]
    [InlineData("S10 whole outlook", "| 合计 | 1556.61 | 1556.61 | 100.00 |")]
    [InlineData("S11 general projects", "| 其中：项目经费 | 452.26 | 452.26 | 100.00 |")]
    [InlineData("S13 institution", "| 事业支出 | 0.00 | 0.00 | — |")]
    [InlineData("S13 other", "| 其他支出 | 0.00 | 0.00 | — |")]
    [InlineData("S14 and S15 posts and staff", "核定编制40名，在职35人，空编5名；退休21人")]
    [InlineData("S14 and S15 by kind", "| 行政 | 20 | 18 | 2 |")]
    [InlineData("S14 and S15 civil service rules", "| 参照公务员法管理 | 7 | 6 | 1 |")]
    [InlineData("S14 and S15 institutions", "| 事业 | 12 | 10 | 2 |")]
    [InlineData("S14 and S15 workers", "| 工勤 | 1 | 1 | 0 |")]
    [InlineData("S16 sections", "内设股室12个，下属单位2个")]
    [InlineData("S17 projects without figures", "另有6条预算未报送执行数，调整后预算数744.89万元（占99.73%）")]
    [InlineData("S18 personnel without figures", "人员支出调整后预算数614.48万元，未报送执行数")]
    [InlineData("all that cannot be judged", "7条预算未报送1—8月累计执行数，涉及调整后预算数1359.37万元，占全部的87.33%")]
    [InlineData("S19 equipment at its pace", "全年执行0.90万元，为调整后预算数的45.00%")]
    [InlineData("S19 equipment needs", "今后平均每月须执行0.35万元，为此前每月0.075万元的4.67倍")]
    [InlineData("S20 operating at its pace", "| 195.24 | 196.07 | 100.42 | 16.1325 | 16.3388 |")]
    [InlineData("both executed lines", "调整后预算数197.24万元，累计执行131.31万元，执行率66.57%")]
    public void What_is_right_stands_in_the_body(string what, string text) => Assert.True(_body.Contains(text, StringComparison.Ordinal), what);

    [Theory]
    [InlineData("1556.51")]
    [InlineData("1851.14")]
    [InlineData("294.53")]
    [InlineData("191.77")]
    [InlineData("项目支出744.89")]
    public void What_is_wrong_stands_nowhere_in_the_body(string text) => Assert.DoesNotContain(text, _body, StringComparison.Ordinal);

    [Theory]
    [InlineData("S6", "| 支出类别=项目支出 | 调整后预算数 | 744.89万元 | 746.89万元 | −2.00万元 |")]
    [InlineData("S8", "| 资金来源=一般公共预算 | 全年预计执行数 | 1556.51万元 | 1261.98万元 | 294.53万元 |")]
    [InlineData("S9", "| 全部 | 全年预计执行数 | 1556.61万元 | 1851.14万元 | −294.53万元 |")]
    [InlineData("S12", "| 全部 | 全年预计执行率（分母为年初预算数） | 100% | 191.77% | −91.77个百分点 |")]
    [InlineData("count", "共核对27处，23处一致，4处不一致")]
    public void What_was_stated_wrongly_stands_in_the_annex_of_differences(string what, string text)
    {
        Assert.True(ReportText.Annex(_text, "填报数与数据核对差异表").Contains(text, StringComparison.Ordinal), what);
        Assert.DoesNotContain("1556.51", ReportText.Annex(_text, "预算执行明细表") + ReportText.Annex(_text, "数据来源和编制说明"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_page_names_what_the_report_is_made_of()
    {
        var page = ReportText.Annex(_text, "数据来源和编制说明");
        Assert.Contains(SampleReport.Book().Sources[0].Sha256, page, StringComparison.Ordinal);
        Assert.Contains(SampleReport.Rules.Usual.Hash, page, StringComparison.Ordinal);
        Assert.Contains("2024年9月2日 12:00", page, StringComparison.Ordinal);
        Assert.EndsWith("::::", _text.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_is_signed_with_the_day_on_which_it_is_judged() =>
        Assert.Contains(":::signature\n示例县经济信息科技局\n2024年9月5日\n:::", SampleReport.Text(SampleReport.Book(asOf: new DateOnly(2024, 9, 5))), StringComparison.Ordinal);

    /// <summary>The office's own report is a public document of somebody else.</summary>
    [Fact]
    public void The_texts_name_no_real_place() => Assert.DoesNotMatch("泸|9\\.15|天府", _text);
}
