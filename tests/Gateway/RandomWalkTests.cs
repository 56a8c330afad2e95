using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

/// <summary>The gateway's own operations; tests/EndToEnd walks through the whole platform.</summary>
public sealed class RandomWalkTests(RandomWalkTests.WideGateway gateway) : IClassFixture<RandomWalkTests.WideGateway>
{
    public sealed class WideGateway : GatewayUnderTest
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [.. base.Settings(), new("Limits:calls:PerSecond", "100000"), new("Limits:calls:Burst", "100000"), new("Limits:anonymous:PerSecond", "100000"), new("Limits:anonymous:Burst", "100000")];
    }

    [Fact]
    public async Task Nothing_malformed_gets_more_than_a_refusal()
    {
        using var client = await gateway.PersonAsync(Roles.Ops);

        (await MalformedRequests.WalkAsync(client, MalformedRequests.Count, MalformedRequests.Seed)).ShouldBeEmpty();
    }
}
