using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Views;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Tests.Notifications;

public sealed class RollupViewTests
{
    [Fact]
    public void A_green_sum_names_its_red_part()
    {
        var sum = new RollupView("办公室（财务股）", [SomeSnapshot.Operating, SomeSnapshot.Equipment], MailWords.Chinese);

        Assert.Equal(("197.24", "131.31", "66.57", "“设备购置经费”"), (sum.Revised, sum.Executed, sum.Rate, sum.RedNames));
    }

    [Fact]
    public void The_rate_leaves_out_what_is_not_reported_and_says_so()
    {
        var sum = new RollupView(null, [SomeSnapshot.Equipment, .. SomeSnapshot.NotReported, SomeSnapshot.CannotJudge], MailWords.Chinese);

        Assert.Equal(("9", "1,361.37", "0.60", "30.00"), (sum.Count, sum.Revised, sum.Executed, sum.Rate));
        Assert.Equal(("7", "1"), (sum.MissingCount, sum.UnjudgedCount));
        Assert.Equal(["红色预警1", "未报送数据7", "无法判断1"], sum.Tiles.Select(tile => tile.Word + tile.Count));
    }

    [Fact]
    public void Where_nothing_is_reported_there_is_no_rate()
    {
        var sum = new RollupView("产业股", [.. SomeSnapshot.NotReported], MailWords.Chinese);

        Assert.Equal((null, null, null), (sum.Executed, sum.Rate, sum.RedNames));
    }

    [Fact]
    public void Three_lines_need_no_sums()
    {
        Assert.Null(Digest(3).Sections);
        Assert.Null(Digest(3).Categories);
        Assert.Equal("4", Assert.Single(Digest(4).Sections!.Items).Count);
    }

    [Fact]
    public void Red_lines_of_sections_that_are_not_shown_are_counted()
    {
        var lines = Enumerable.Range(0, 20).Select(section => SomeSnapshot.Equipment with { Section = $"{section}", ProjectCode = $"{section}", Revised = 2_000_000 - section, Level = section > 5 ? "red" : "yellow" });

        var sections = new DigestView([.. lines], [], [], MailWords.Chinese).Sections!;

        Assert.Equal((12, "8", "2"), (sections.Items.Count, sections.MoreCount, sections.MoreRed));
        Assert.Equal("6", sections.Items[0].Name);
    }

    [Fact]
    public void Sums_and_tiles_count_the_same_lines()
    {
        var digest = new DigestView(LineFolding.Fold([.. SomeSnapshot.Office, .. SomeSnapshot.EquipmentByAllRules, SomeSnapshot.CaughtUp with { ProjectCode = "P99" }]), [], [], MailWords.Chinese);

        var byCategory = digest.Categories!.Items.SelectMany(sum => sum.Tiles).Sum(tile => int.Parse(tile.Count, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(9, byCategory);
        Assert.Equal(9, digest.Tiles.Sum(tile => int.Parse(tile.Count, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static DigestView Digest(int lines) =>
        new([.. Enumerable.Range(0, lines).Select(line => SomeSnapshot.Equipment with { ProjectCode = $"{line}" })], [], [], MailWords.Chinese);
}
