using Platform.Engagement.Email;

namespace Platform.Engagement.Tests.Email;

public sealed class DomainPaceTests
{
    [Fact]
    public void A_domain_gets_the_mails_of_a_minute_and_then_one_at_a_time()
    {
        var now = new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);
        var pace = new DomainPace(perMinute: 6);
        for (var i = 0; i < 6; i++)
            pace.Take("example.com", now).ShouldBeNull();
        pace.Take("example.com", now).ShouldBe(now.AddSeconds(10));
        pace.Take("example.org", now).ShouldBeNull();
        pace.Take("example.com", now.AddSeconds(10)).ShouldBeNull();
        pace.Take("example.com", now.AddSeconds(10)).ShouldBe(now.AddSeconds(20));
    }
}
