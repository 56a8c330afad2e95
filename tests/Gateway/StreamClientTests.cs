using Platform.Gateway.Stream;

namespace Platform.Gateway.Tests;

public sealed class StreamClientTests
{
    [Fact]
    public async Task A_client_that_is_let_go_ends_although_something_waits_for_it()
    {
        using var client = new StreamClient(StreamFilter.Read(null, null, null), () => true);
        client.Beat();
        (await client.WaitAsync()).ShouldBeTrue();

        client.End();

        (await client.WaitAsync()).ShouldBeFalse("it would be asked again and again, and give nothing");
        client.TryRead(out _).ShouldBeFalse();
    }
}
