using MonitorWorker.Hosting.Commands;

namespace MonitorWorker.Tests.Hosting.Commands;

public class AlertCommandsTests
{
    [Theory]
    [InlineData("ack YJ-2024-0001 --by 张三 --reason 在办 --until 2024-12-31", true)]
    [InlineData("ack YJ-2024-0001 --by _ --reason 在办 --until 2024-12-31", false)]
    [InlineData("ack YJ-2024-0001 --by 张三 --reason _ --until 2024-12-31", false)]
    [InlineData("ack YJ-2024-0001 --by 张三 --reason 在办", false)] // no end
    [InlineData("ack YJ-2024-0001 --by 张三 --reason 在办 --until 31.12.2024", false)]
    [InlineData("silence add --project P01 --by 张三 --reason 在办 --until 2024-12-31 --waive", true)]
    [InlineData("silence add --project P01 --by 张三 --reason 在办 --until 2024-12-31 --level green", false)]
    [InlineData("silence add --project P01 --reason 在办 --until 2024-12-31", false)]
    [InlineData("answer add YJ-2024-0001 --by 张三 --via 电话 --cause 招标 --due 2024-10-31 --rate 60%", true)]
    [InlineData("answer add YJ-2024-0001 --by 张三 --via 电话 --cause _", false)]
    [InlineData("answer add YJ-2024-0001 --by 张三 --via 电话 --cause 招标 --rate 160", false)]
    public void Author_reason_and_end_are_asked_for_and_must_say_something(string line, bool isUnderstood)
    {
        var parsed = Verbs.Parse([.. line.Split(' ').Select(word => word == "_" ? " " : word)]);
        Assert.Equal(isUnderstood, parsed.Errors.Count == 0);
    }
}
