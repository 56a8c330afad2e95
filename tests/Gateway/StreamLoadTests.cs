using System.Net;
using System.Net.Sockets;
using System.Text;
using Platform.ServiceKit.Auth;
using static Platform.Gateway.Tests.PublishedEvents;

namespace Platform.Gateway.Tests;

/// <summary>Many clients at once, and one that does not read. <c>./platform bench stream</c> does the same with 5,000
/// and measures memory.</summary>
public sealed class StreamLoadTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task Each_of_300_clients_gets_each_event_once_and_in_order()
    {
        const int clients = 300,
            events = 600,
            perBatch = 40;
        var accounts = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToArray();
        using var client = await gateway.PersonAsync(Roles.Csm);
        var streams = await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(_ => ServerSentEvents.ConnectAsync(client, "/v1/stream?types=health-scoring.*"))
        );

        var receiving = streams.Select(stream => stream.TakeAsync(events)).ToList();
        for (var sent = 0; sent < events; sent += perBatch)
            await gateway.PublishAsync([
                .. Enumerable
                    .Range(sent, perBatch)
                    .Select(i => Scored(accounts[i % accounts.Length], 1 + (i / accounts.Length), 50)),
            ]);

        foreach (var received in await Task.WhenAll(receiving))
        {
            received.Select(one => one.Id).ShouldBeInOrder();
            received.Select(one => one.Id).Distinct().Count().ShouldBe(events);
            foreach (var account in received.GroupBy(one => one.Data["accountId"]!.GetValue<Guid>()))
                account
                    .Select(one => one.Data["version"]!.GetValue<int>())
                    .ShouldBe(Enumerable.Range(1, events / accounts.Length));
        }

        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    [Fact]
    public async Task Who_does_not_read_is_cut_off_and_those_who_read_are_not_held_up()
    {
        var account = Guid.CreateVersion7();
        using var client = await gateway.PersonAsync(Roles.Csm);
        using var slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveBufferSize = 16 * 1024,
        };
        await slow.ConnectAsync(IPAddress.Loopback, gateway.Address.Port);
        await slow.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET /v1/stream?accountId={account} HTTP/1.1\r\nHost: x\r\n"
                    + $"Authorization: {client.DefaultRequestHeaders.Authorization}\r\n\r\n"
            )
        );
        await slow.ReceiveAsync(new byte[256]);
        await using var reader = await ServerSentEvents.ConnectAsync(client, $"/v1/stream?accountId={account}");

        // More than the sockets' buffers and the client's queue hold together.
        const int events = 400,
            perBatch = 40;
        for (var sent = 0; sent < events; sent += perBatch)
        {
            await gateway.PublishAsync([
                .. Enumerable
                    .Range(sent + 1, perBatch)
                    .Select(version => Changed(account, version, new string('n', 64 * 1024))),
            ]);
            (await reader.TakeAsync(perBatch))
                .Select(one => one.Data["version"]!.GetValue<int>())
                .ShouldBe(Enumerable.Range(sent + 1, perBatch));
        }

        // What lay in the buffers comes first, then the end.
        var buffer = new byte[256 * 1024];
        await TestKit.Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    return await slow.ReceiveAsync(buffer) == 0;
                }
                catch (SocketException)
                {
                    return true;
                }
            },
            "the slow one is cut off"
        );
    }
}
