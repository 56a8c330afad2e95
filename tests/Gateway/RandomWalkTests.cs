using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

/// <summary>The gateway's own operations; tests/EndToEnd walks through the whole platform.</summary>
public sealed class RandomWalkTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task Nothing_malformed_gets_more_than_a_refusal()
    {
        using var client = await gateway.PersonAsync(Roles.Ops);

        (await MalformedRequests.WalkAsync(client, MalformedRequests.Count, MalformedRequests.Seed)).ShouldBeEmpty();
    }
}
