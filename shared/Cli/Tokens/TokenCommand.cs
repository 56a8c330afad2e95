using System.CommandLine;
using Platform.Cli.Gateway;

namespace Platform.Cli.Tokens;

internal static class TokenCommand
{
    public static Command Create()
    {
        var gateway = new GatewayOption();
        var role = new Option<string>("--role")
        {
            Description = "What the user may do.",
            DefaultValueFactory = _ => "csm",
        };
        role.AcceptOnlyFromAmong("csm", "manager", "executive", "ops");
        var user = new Option<string?>("--user")
        {
            Description = "The user's id. Default: the role and -01, as in csm-01.",
        };
        var command = new Command(
            "token",
            """
            Prints a token of the gateway's development issuer, and nothing else. Partners have API keys instead.

            Example: curl -H "Authorization: Bearer $(./platform token --role csm)" http://localhost:8080/v1/portfolio
            """
        )
        {
            role,
            user,
        };
        gateway.AddTo(command);
        command.SetAction(
            async (parsed, ct) =>
            {
                var asked = parsed.GetValue(role)!;
                using var client = GatewayClient.Connect(
                    GatewayAddress.Resolve(parsed.GetValue(gateway.Address)),
                    new TokenRequest(parsed.GetValue(user) ?? $"{asked}-01", asked)
                );
                var token = await client.IssueTokenAsync(ct);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(token.AccessToken);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
