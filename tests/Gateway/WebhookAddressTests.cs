using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Tests;

/// <summary>Whoever may name an address for us to call must not reach our own network through us.</summary>
public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("0.0.0.0", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.0.9", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::7f00:1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:0:7f00:1::", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    public void Only_public_addresses_are_sent_to(string address, bool isPublic) =>
        PublicAddresses.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task However_this_machine_is_spelled_it_is_not_connected_to(string host)
    {
        using var listener = new TcpListener(IPAddress.IPv6Any, 0);
        listener.Server.DualMode = true;
        listener.Start();
        using var client = new HttpClient(PublicAddresses.Handler(allowPrivate: false));

        (
            await Should.ThrowAsync<HttpRequestException>(() =>
                client.GetAsync($"http://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}/")
            )
        ).Message.ShouldContain("not a public address");
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_is_public_when_asked_and_private_when_connected_leads_nowhere()
    {
        await using var inside = new UpstreamService("inside");
        await inside.StartAsync();
        var (asked, connectedTo) = (0, new List<IPAddress>());
        // As a name server of the attacker's answers: once for the check, then for the connection.
        Task<IPAddress[]> Resolve(string name, CancellationToken ct) =>
            Task.FromResult(new[] { IPAddress.Parse(asked++ == 0 ? "93.184.216.34" : "127.0.0.1") });
        async Task<System.IO.Stream> Connect(IPAddress[] addresses, int port, CancellationToken ct)
        {
            connectedTo.AddRange(addresses);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            // The public address stands for a server that is here and closes after each answer.
            await socket.ConnectAsync(IPAddress.Loopback, inside.HttpPort, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }

        inside.Answer = context =>
        {
            context.Response.Headers.Connection = "close";
            return context.Response.WriteAsync("received");
        };
        using var client = new HttpClient(PublicAddresses.Handler(allowPrivate: false, Resolve, Connect));

        (await client.GetAsync("http://rebinding.example/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        asked.ShouldBe(1, "the address that was checked is the one that is connected to");
        (
            await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("http://rebinding.example/"))
        ).Message.ShouldContain("not a public address");
        connectedTo.ShouldBe([IPAddress.Parse("93.184.216.34")]);
    }

    [Fact]
    public async Task Of_a_name_with_both_only_the_public_addresses_are_tried()
    {
        var connectedTo = new List<IPAddress>();
        using var client = new HttpClient(
            PublicAddresses.Handler(
                allowPrivate: false,
                (_, _) =>
                    Task.FromResult(
                        new[]
                        {
                            IPAddress.Parse("10.0.0.1"),
                            IPAddress.Parse("93.184.216.34"),
                            IPAddress.Parse("::ffff:169.254.169.254"),
                        }
                    ),
                (addresses, _, _) =>
                {
                    connectedTo.AddRange(addresses);
                    throw new HttpRequestException("nobody is there");
                }
            )
        );

        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("http://both.example/"));
        connectedTo.ShouldBe([IPAddress.Parse("93.184.216.34")]);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        await using var outside = new UpstreamService("outside");
        await using var inside = new UpstreamService("inside");
        await outside.StartAsync();
        await inside.StartAsync();
        outside.Answer = context =>
        {
            context.Response.Redirect($"http://127.0.0.1:{inside.HttpPort}/", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        using var client = new HttpClient(PublicAddresses.Handler(allowPrivate: true));

        (await client.PostAsync($"http://127.0.0.1:{outside.HttpPort}/", null)).StatusCode.ShouldBe(
            HttpStatusCode.TemporaryRedirect
        );
        inside.Seen.ShouldBeEmpty();
    }
}
