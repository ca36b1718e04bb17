using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MonitorWorker.Delivery;

namespace MonitorWorker.Tests.Delivery;

public class SendingRatesTests
{
    private static readonly SendingPolicy _policy = new() { PerMinute = 3, PerDay = 5, Domains = [new DomainRule("qq.example.com", [], 1, 0), new DomainRule("*.example.com", [], 2, 0)] };

    [Fact]
    public void The_third_mail_of_a_minute_fills_it_and_the_fifth_of_a_day_the_day()
    {
        var rates = new SendingRates(_policy, []);
        foreach (var second in new[] { 0, 10, 20 })
        {
            Assert.Null(rates.FreeAt(At(second)));
            rates.Add("a@example.net", At(second));
        }

        Assert.Equal(At(60), rates.FreeAt(At(21)));
        Assert.Null(rates.FreeAt(At(60)));
        rates.Add("a@example.net", At(60));
        rates.Add("a@example.net", At(90));
        Assert.Equal(At(86_400), rates.FreeAt(At(3600)));
        Assert.Null(rates.FreeAt(At(86_400)));
    }

    [Fact]
    public void A_domain_is_counted_by_the_first_rule_that_covers_it()
    {
        var rates = new SendingRates(_policy, [("a@qq.example.com", At(0))]);
        Assert.Equal([("qq.example.com", At(60))], rates.Full(At(1)));
        rates.Add("a@mail.example.com", At(2));
        rates.Add("b@other.example.com", At(3));
        Assert.Equal([("qq.example.com", At(60)), ("*.example.com", At(62))], rates.Full(At(4)));
        Assert.Equal([("*.example.com", At(62))], rates.Full(At(61)));
    }

    [Fact]
    public void Without_limits_nothing_is_counted()
    {
        Assert.False(SendingRates.AreLimited(new SendingPolicy { Domains = [new DomainRule("example.com", [5], 0, 0)] }));
        Assert.True(SendingRates.AreLimited(new SendingPolicy { Domains = [new DomainRule("example.com", [], 0, 1)] }));
        Assert.Null(new SendingRates(new SendingPolicy(), Enumerable.Repeat(("a@example.com", At(0)), 100)).FreeAt(At(0)));
    }

    /// <summary>However mails come: no 60 seconds hold more than the limit, and none waits that need not.</summary>
    [Property]
    public Property No_window_holds_more_than_the_limit() => Prop.ForAll(
        Gen.Choose(0, 40).ListOf(30).ToArbitrary(),
        Gen.Choose(1, 5).ToArbitrary(),
        (gaps, limit) =>
        {
            var rates = new SendingRates(new SendingPolicy { PerMinute = limit }, []);
            var (now, sent) = (At(0), new List<DateTimeOffset>());
            foreach (var gap in gaps)
            {
                now = now.AddSeconds(gap);
                var full = sent.Count(time => time > now.AddMinutes(-1)) >= limit;
                if (full != rates.FreeAt(now) is not null) return false;
                now = rates.FreeAt(now) ?? now;
                rates.Add("a@example.com", now);
                sent.Add(now);
            }

            return sent.TrueForAll(from => sent.Count(time => time >= from && time < from.AddMinutes(1)) <= limit);
        });

    private static DateTimeOffset At(int second) => Some.Morning.AddSeconds(second);
}
