using Platform.Cli.Gateway;
using Platform.Cli.Status;

namespace Platform.Cli.Tests;

public sealed class GatewayAddressTests
{
    [Theory]
    [InlineData("http://a:1", "http://b:2", "http://c:3", "http://a:1/")]
    [InlineData(null, "http://b:2", "http://c:3", "http://b:2/")]
    [InlineData("", " ", "http://c:3", "http://c:3/")]
    [InlineData(null, null, null, "http://localhost:8080/")]
    [InlineData("localhost:9000", null, null, "http://localhost:9000/")]
    public void The_option_goes_before_the_variable_before_the_running_platform(string? option, string? variable, string? running, string expected) =>
        GatewayAddress.Resolve(option, variable, running).ToString().ShouldBe(expected);

    [Fact]
    public void The_running_platform_says_where_its_gateway_is()
    {
        var running = RunningPlatform.Read("""
            {"hostProcessId":5,"processes":[
              {"name":"accounts-1","resource":"accounts","kind":"project","state":"healthy","processId":7,"restarts":0,"external":false,"addresses":{"http":"http://127.0.0.1:4001"},"log":"a"},
              {"name":"gateway-1","resource":"gateway","kind":"project","state":"healthy","restarts":2,"addresses":{"grpc":"http://127.0.0.1:4002","http":"http://127.0.0.1:4000"}}]}
            """);
        running!.Gateway.ShouldBe("http://127.0.0.1:4000");
        running.Processes[0].ProcessId.ShouldBe(7);
        running.Processes[1].Restarts.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A_state_that_is_being_replaced_counts_as_none(string text) => RunningPlatform.Read(text).ShouldBeNull();
}
