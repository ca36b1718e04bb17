using System.Globalization;
using MonitorWorker.Replies;

namespace MonitorWorker.Tests.Replies;

/// <summary>Days as people write them, read on Tuesday 2024-09-03; the last day that may be promised is 2024-12-31.</summary>
public class PromiseDateTests
{
    [Theory]
    [InlineData("2024-10-31", "2024-10-31")]
    [InlineData("2024/10/31", "2024-10-31")]
    [InlineData("2024.10.31", "2024-10-31")]
    [InlineData("2024年10月31日", "2024-10-31")]
    [InlineData("2024 年 10 月 31 日", "2024-10-31")]
    [InlineData("24年10月31日", "2024-10-31")]
    [InlineData("20241031", "2024-10-31")]
    [InlineData("２０２４－１０－３１", "2024-10-31")]
    [InlineData("10月31日", "2024-10-31")]
    [InlineData("10月31号", "2024-10-31")]
    [InlineData("10月31日前", "2024-10-31")]
    [InlineData("10月31日之前完成支付。", "2024-10-31")]
    [InlineData("预计10月31日前全部完成", "2024-10-31")]
    [InlineData("今年10月31日", "2024-10-31")]
    [InlineData("10.31", "2024-10-31")]
    [InlineData("10/31", "2024-10-31")]
    [InlineData("10-31前", "2024-10-31")]
    [InlineData("10月底", "2024-10-31")]
    [InlineData("10月末前", "2024-10-31")]
    [InlineData("2024年11月底", "2024-11-30")]
    [InlineData("11月份底", "2024-11-30")]
    [InlineData("月底", "2024-09-30")]
    [InlineData("本月底", "2024-09-30")]
    [InlineData("下月底前", "2024-10-31")]
    [InlineData("下个月15日", "2024-10-15")]
    [InlineData("本月20日", "2024-09-20")]
    [InlineData("三季度末", "2024-09-30")]
    [InlineData("第四季度末", "2024-12-31")]
    [InlineData("本季度末", "2024-09-30")]
    [InlineData("年底", "2024-12-31")]
    [InlineData("年末前", "2024-12-31")]
    [InlineData("今年年底前", "2024-12-31")]
    [InlineData("2024年底", "2024-12-31")]
    [InlineData("十月三十一日", "2024-10-31")]
    [InlineData("十二月十日", "2024-12-10")]
    [InlineData("二〇二四年十月三十一日", "2024-10-31")]
    [InlineData("十一月底", "2024-11-30")]
    [InlineData("下周五", "2024-09-13")]
    [InlineData("本周五前", "2024-09-06")]
    [InlineData("下星期一", "2024-09-09")]
    [InlineData("明天", "2024-09-04")]
    [InlineData("今天", "2024-09-03")]
    [InlineData("10月31日前，执行率达到90%", "2024-10-31")]
    [InlineData("9月20日至10月31日", "2024-10-31")]
    [InlineData("10月31日（星期四）", "2024-10-31")]
    [InlineData("9月3日", "2024-09-03")]
    [InlineData("12月31日", "2024-12-31")]
    [InlineData("31 October 2024", "2024-10-31")]
    [InlineData("31st of October", "2024-10-31")]
    [InlineData("October 31, 2024", "2024-10-31")]
    [InlineData("Oct. 31st", "2024-10-31")]
    [InlineData("31-Oct-2024", "2024-10-31")]
    [InlineData("by 31 October 2024.", "2024-10-31")]
    [InlineData("31 October at the latest", "2024-10-31")]
    [InlineData("not later than 31 October", "2024-10-31")]
    [InlineData("end of October", "2024-10-31")]
    [InlineData("by the end of November 2024", "2024-11-30")]
    [InlineData("end of this month", "2024-09-30")]
    [InlineData("end of the year", "2024-12-31")]
    [InlineData("by year-end", "2024-12-31")]
    [InlineData("end of 2024", "2024-12-31")]
    [InlineData("tomorrow", "2024-09-04")]
    public void A_day_is_read_as_it_is_meant(string written, string day)
    {
        var read = PromiseDates.Read(written, Mails.Today, Mails.YearEnd);
        Assert.Null(read.Problem);
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), read.Day);
    }

    [Theory]
    [InlineData("尽快", "看不出是哪一天")]
    [InlineData("近期", "看不出是哪一天")]
    [InlineData("年内", "看不出是哪一天")]
    [InlineData("12月中旬", "看不出是哪一天")]
    [InlineData("10月上旬", "看不出是哪一天")]
    [InlineData("10月", "看不出是哪一天")]
    [InlineData("2024年10月", "看不出是哪一天")]
    [InlineData("10月份", "看不出是哪一天")]
    [InlineData("四季度", "看不出是哪一天")]
    [InlineData("下周", "看不出是哪一天")]
    [InlineData("周五", "看不出是哪一天")]
    [InlineData("两周内", "看不出是哪一天")]
    [InlineData("10个工作日内", "看不出是哪一天")]
    [InlineData("国庆节前", "看不出是哪一天")]
    [InlineData("10月31日左右", "看不出是哪一天")]
    [InlineData("10月31日以后", "看不出是哪一天")]
    [InlineData("10月15日至11月中旬", "看不出是哪一天")]
    [InlineData("10.31万元", "看不出是哪一天")]
    [InlineData("3.5%", "看不出是哪一天")]
    [InlineData("11月31日", "不存在的日期")]
    [InlineData("2024-02-30", "不存在的日期")]
    [InlineData("13月1日", "不存在的日期")]
    [InlineData("8月20日", "已经过去")]
    [InlineData("2023-12-31", "已经过去")]
    [InlineData("2025年3月31日", "晚于本年度的最后一天2024-12-31")]
    [InlineData("明年3月底", "晚于本年度的最后一天2024-12-31")]
    [InlineData("10月15日、11月15日", "不止一个日期")]
    [InlineData("9月底签合同，10月底付款", "不止一个日期")]
    [InlineData("10月底或11月初", "看不出是哪一天")]
    [InlineData("年底前无法完成", "没有说哪一天能够完成")]
    [InlineData("as soon as possible", "看不出是哪一天")]
    [InlineData("October", "看不出是哪一天")]
    [InlineData("October 2024", "看不出是哪一天")]
    [InlineData("mid-October", "看不出是哪一天")]
    [InlineData("late October", "看不出是哪一天")]
    [InlineData("about 31 October", "看不出是哪一天")]
    [InlineData("31 October or later", "看不出是哪一天")]
    [InlineData("after 31 October", "看不出是哪一天")]
    [InlineData("in the week of 14 October", "看不出是哪一天")]
    [InlineData("Friday", "看不出是哪一天")]
    [InlineData("10/11/2024", "看不出是哪一天")]
    [InlineData("may 10 suppliers deliver", "看不出是哪一天")]
    [InlineData("31 October if the tender succeeds", "没有说哪一天能够完成")]
    [InlineData("cannot be done by 31 October", "没有说哪一天能够完成")]
    [InlineData("31 November", "不存在的日期")]
    [InlineData("20 August 2024", "已经过去")]
    [InlineData("31 March 2025", "晚于本年度的最后一天2024-12-31")]
    [InlineData("15 October and 15 November", "不止一个日期")]
    [InlineData("has been paid", "已经完成")]
    [InlineData("paid on 30 August", "已经完成")]
    [InlineData("已完成", "已经完成")]
    [InlineData("已于8月30日支付完毕", "已经完成")]
    public void What_names_no_day_that_can_be_kept_is_not_guessed(string written, string why)
    {
        var read = PromiseDates.Read(written, Mails.Today, Mails.YearEnd);
        Assert.Null(read.Day);
        Assert.Equal(written, read.Written);
        Assert.Contains(why, read.Problem, StringComparison.Ordinal);
        Assert.EndsWith("请写年月日，如2024-10-31", read.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_can_be_promised_itself()
    {
        for (var today = new DateOnly(2024, 1, 1); today <= Mails.YearEnd; today = today.AddDays(1))
        {
            var problem = PromiseDates.Read("尽快", today, Mails.YearEnd).Problem!;
            Assert.NotNull(PromiseDates.Read(problem[^10..], today, Mails.YearEnd).Day);
        }
    }

    [Fact]
    public void Every_day_of_a_year_is_read_in_every_spelling()
    {
        string[] spellings = ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "M月d日", "M月d号", "yyyy年M月d日前", "d MMMM yyyy", "MMMM d, yyyy", "d MMM", "dd-MMM-yyyy"];
        var first = new DateOnly(2024, 1, 1);
        for (var day = first; day <= Mails.YearEnd; day = day.AddDays(1))
        {
            Assert.All(spellings, spelling => Assert.Equal(day, PromiseDates.Read(day.ToString(spelling, CultureInfo.InvariantCulture), first, Mails.YearEnd).Day));
        }
    }
}
