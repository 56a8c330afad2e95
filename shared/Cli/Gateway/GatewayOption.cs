using System.CommandLine;

namespace Platform.Cli.Gateway;

/// <summary>The options of every command that calls the gateway.</summary>
internal sealed class GatewayOption
{
    public Option<string?> Address { get; } =
        new("--gateway") { Description = "Address of the gateway, for example http://localhost:8080." };

    public void AddTo(Command command) => command.Options.Add(Address);

    /// <summary>A client that calls as a development user of this role.</summary>
    public GatewayClient Connect(ParseResult parsed, string role = "ops") =>
        GatewayClient.Connect(GatewayAddress.Resolve(parsed.GetValue(Address)), new TokenRequest($"{role}-01", role));
}
