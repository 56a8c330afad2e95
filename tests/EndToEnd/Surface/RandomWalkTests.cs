using Platform.Gateway.Tests;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>The random walk over every operation of every service.</summary>
public sealed class RandomWalkTests(RunningPlatform platform)
{
    [Fact]
    public async Task Nothing_malformed_gets_more_than_a_refusal_from_any_service()
    {
        using var ops = await platform.ClientAsync("ops", "walker");
        // Waits until the document is complete.
        await PublicOperation.ReadAsync(ops);

        (await MalformedRequests.WalkAsync(ops, MalformedRequests.Count, MalformedRequests.Seed)).ShouldBeEmpty();
    }
}
