using Platform.TestKit;

namespace Platform.Messaging.Tests;

/// <summary>What a service does while no broker answers.</summary>
public sealed class AbsentBrokerTests
{
    [Fact]
    public async Task A_broker_that_takes_connections_and_answers_none_is_waited_for()
    {
        await using var network = new BrokenNetwork();
        await using var sample = await network.StartServiceAsync();
        var accepted = network.Proxy.Accepted;

        network.Proxy.Freeze(newOnesToo: true);
        await BrokenNetwork.CountAsync(sample, [Guid.CreateVersion7(), Guid.CreateVersion7()]);
        await Eventually.HoldsAsync(
            () => Task.FromResult(network.Proxy.Accepted > accepted),
            "a new connection is tried",
            seconds: 60
        );
        network.Proxy.Thaw();

        await Eventually.HoldsAsync(
            async () => await BrokenNetwork.SeenAsync(sample) == 2,
            "both events seen",
            seconds: 90
        );
    }

    /// <summary>An attempt of the bus that fails makes the next one later, up to half a minute; so none may
    /// fail.</summary>
    [Fact]
    public async Task The_bus_does_not_look_for_a_broker_that_is_gone_less_and_less_often()
    {
        await using var network = new BrokenNetwork();
        using var lines = new LoggedLines();
        await using var sample = await network.StartServiceAsync(lines);
        var accepted = network.Proxy.Accepted;

        network.Proxy.GoAway();
        await Eventually.HoldsAsync(
            () => Task.FromResult(network.Proxy.Accepted >= accepted + 8),
            "it is looked for",
            seconds: 60
        );
        await BrokenNetwork.CountAsync(sample, [Guid.CreateVersion7(), Guid.CreateVersion7()]);
        accepted = network.Proxy.Accepted;
        await Eventually.HoldsAsync(
            () => Task.FromResult(network.Proxy.Accepted >= accepted + 4),
            "it is still looked for",
            seconds: 60
        );
        network.Proxy.ComeBack();

        await Eventually.HoldsAsync(
            async () => await BrokenNetwork.SeenAsync(sample) == 2,
            "both events seen",
            seconds: 60
        );
        lines.Warnings.Where(line => line.Contains("Connection Failed", StringComparison.Ordinal)).ShouldBeEmpty();
        lines
            .Warnings.Count(line => line.Contains("does not answer", StringComparison.Ordinal))
            .ShouldBe(1, "told once, not every second");
        (
            await sample.Database.ScalarAsync<int>(
                "select coalesce(max(attempts), 0)::int from messaging.outbox_message"
            )
        ).ShouldBe(0);
    }
}
