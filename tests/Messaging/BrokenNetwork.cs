using Platform.TestKit;

namespace Platform.Messaging.Tests;

/// <summary>A service whose way to the broker can be cut, on a virtual host of its own.</summary>
internal sealed class BrokenNetwork : IAsyncDisposable
{
    private readonly string _name = $"test_network_{Guid.NewGuid().ToString("N")[..10]}";

    public BrokerProxy Proxy { get; private set; } = null!;

    public Uri VirtualHost { get; private set; } = null!;

    public async Task<SampleService> StartServiceAsync(LoggedLines? lines = null)
    {
        VirtualHost = await Servers.Current.CreateVirtualHostAsync(_name);
        Proxy = new BrokerProxy(VirtualHost);
        return await SampleService.StartAsync(Proxy.Address, builder =>
        {
            builder.Configuration["RabbitMq:HeartbeatSeconds"] = "1";
            if (lines is not null)
                builder.Services.AddSingleton<ILoggerProvider>(lines);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await Servers.Current.DeleteVirtualHostAsync(_name);
    }

    public static async Task CountAsync(SampleService sample, IEnumerable<Guid> ids)
    {
        var answers = await Task.WhenAll(
            ids.Select(id => sample.Http.PostAsJsonAsync("/v1/counters", new CountRequest(id, 1, "x")))
        );
        answers.ShouldAllBe(answer => answer.IsSuccessStatusCode);
    }

    public static async Task<long> SeenAsync(SampleService sample) =>
        await sample.Database.ScalarAsync<long>("select count(*) from seen");
}
