using System.Net;
using Platform.Cli.Gateway;

namespace Platform.Cli.Tests;

public sealed class GatewayAddressTests
{
    [Theory]
    [InlineData("http://a:1", "http://b:2", "http://a:1/", null)]
    [InlineData(null, "http://b:2", "http://b:2/", null)]
    [InlineData("", " ", "http://c:3/", "c-id")]
    [InlineData("localhost:9000", null, "http://localhost:9000/", null)]
    public void The_option_goes_before_the_variable_before_the_running_platform(
        string? option,
        string? variable,
        string expected,
        string? installation
    )
    {
        var found = GatewayAddress.Resolve(option, variable, () =>
            new RunningInstallation("c-id", "http://c:3", new Dictionary<string, string>())
        );

        found.Address.ToString().ShouldBe(expected);
        found.Installation.ShouldBe(installation);
    }

    [Fact]
    public void Without_a_running_platform_no_address_is_guessed() =>
        Should.Throw<CommandFailedException>(() =>
            GatewayAddress.Resolve(null, null, () => throw new CommandFailedException("Nothing runs."))
        );

    [Fact]
    public void The_running_platform_says_how_to_reach_it()
    {
        var running = RunningInstallation.Read(
            """
            {"installation":"abc","hostProcessId":5,"http":"http://localhost:4000","grpc":"http://localhost:4001",
            "dashboard":null,
             "connections":{"rabbitmq":"amqp://guest:x@127.0.0.1:4002"}}
            """
        );
        running!.Http.ShouldBe("http://localhost:4000");
        running.Installation.ShouldBe("abc");
        running.Connections["rabbitmq"].ShouldBe("amqp://guest:x@127.0.0.1:4002");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_record_of_a_running_platform_counts_as_none(string text) =>
        RunningInstallation.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("other/gateway")]
    [InlineData("mine/accounts")]
    [InlineData(null)]
    public async Task Nothing_is_sent_to_the_gateway_of_another_installation(string? process)
    {
        var sent = new List<string>();
        using var http = Client("mine", process, sent);

        var failure = await Should.ThrowAsync<CommandFailedException>(() =>
            http.PostAsync("v1/imports", null, TestContext.Current.CancellationToken)
        );

        failure.Message.ShouldContain("not the gateway of this installation");
        sent.ShouldBe(["GET /health/live"]);
    }

    [Fact]
    public async Task The_gateway_of_this_installation_is_asked_once_whose_it_is()
    {
        var sent = new List<string>();
        using var http = Client("mine", "mine/gateway", sent);

        await http.GetAsync("v1/a", TestContext.Current.CancellationToken);
        await http.GetAsync("v1/b", TestContext.Current.CancellationToken);

        sent.ShouldBe(["GET /health/live", "GET /v1/a", "GET /v1/b"]);
    }

    private static HttpClient Client(string installation, string? process, List<string> sent) =>
        new(new InstallationCheck(installation) { InnerHandler = new Gateway(process, sent) })
        {
            BaseAddress = new("http://gateway/"),
        };

    private sealed class Gateway(string? process, List<string> sent) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            sent.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            var answer = new HttpResponseMessage(HttpStatusCode.OK);
            if (process is not null)
                answer.Headers.Add("Platform-Process", process);
            return Task.FromResult(answer);
        }
    }
}
