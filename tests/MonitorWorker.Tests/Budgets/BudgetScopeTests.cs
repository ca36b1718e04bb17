using MonitorWorker.Budgets;

namespace MonitorWorker.Tests.Budgets;

/// <summary>口径 as people write it, and which budget lines it means.</summary>
public class BudgetScopeTests
{
    /// <summary>The line asked about: 2024, 101 示例县某局, 办公室, P01 设备购置经费, 项目支出, 一般公共预算, bought by 政府采购.</summary>
    [Theory]
    [InlineData("全部", true)]
    [InlineData("支出类别=项目支出", true)]
    [InlineData("支出类别=特定目标类", true)] // the national system's word for the same
    [InlineData("支出类别=人员支出|公用支出", false)]
    [InlineData("支出类别=人员支出|项目支出", true)]
    [InlineData("支出类别＝项目支出；资金来源＝一般公共预算", true)]
    [InlineData(" 支出类别 = 项目支出 ; 资金来源 = 政府性基金 ", false)]
    [InlineData("资金来源=一般公共预算;", true)]
    [InlineData("预算年度=2024;单位编码=101;单位名称=示例县某局;责任股室=办公室;项目编码=P01;项目名称=设备购置经费;政府采购=是", true)]
    [InlineData("项目编码=P01｜P02", true)]
    [InlineData("项目编码=P1", false)]
    [InlineData("政府采购=否", false)]
    [InlineData("预算年度=2023", false)]
    public void A_scope_chooses_lines(string scope, bool expected) => Assert.Equal(expected, BudgetScope.Parse(scope, out _)!.Holds(Some.Line()));

    [Theory]
    [InlineData("功能科目=205", "功能科目")]
    [InlineData("项目支出", "列=值")]
    [InlineData("支出类别=", "缺少值")]
    [InlineData("支出类别=项目支出|", "缺少值")]
    [InlineData("支出类别=三公经费", "三公经费")]
    [InlineData("政府采购=也许", "也许")]
    [InlineData("预算年度=今年", "今年")]
    [InlineData("资金来源=a=b", "列=值")]
    [InlineData(";", "没有任何条件")]
    [InlineData("全部;支出类别=项目支出", "列=值")]
    public void A_scope_that_is_not_understood_says_why_and_is_never_everything(string scope, string because)
    {
        Assert.Null(BudgetScope.Parse(scope, out var problem));
        Assert.Contains(because, problem);
    }

    [Theory]
    [InlineData("资金来源=一般公共预算;支出类别=运转类|人员类", "支出类别=人员支出|公用支出;资金来源=一般公共预算")]
    [InlineData("全部", "全部")]
    public void Scopes_that_mean_the_same_are_spelt_the_same(string scope, string expected) =>
        Assert.Equal(expected, BudgetScope.Parse(scope, out _)!.ToString());

    [Fact]
    public void A_column_that_the_budget_leaves_blank_makes_it_unknown_unless_another_condition_fails()
    {
        var line = Some.Line(fund: "");
        Assert.Null(BudgetScope.Parse("资金来源=一般公共预算", out _)!.Holds(line));
        Assert.False(BudgetScope.Parse("资金来源=一般公共预算;项目编码=P02", out _)!.Holds(line));
    }
}
