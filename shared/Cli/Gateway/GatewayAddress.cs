using Platform.Cli.Status;

namespace Platform.Cli.Gateway;

/// <summary>Where the gateway is.</summary>
public static class GatewayAddress
{
    public const string Variable = "PLATFORM_GATEWAY";
    private const string Default = "http://localhost:8080";

    /// <param name="given">What --gateway says; null when it was not given.</param>
    public static Uri Resolve(string? given) =>
        Resolve(given, Environment.GetEnvironmentVariable(Variable), RunningPlatform.Find()?.Gateway);

    /// <exception cref="CommandFailedException">The address that applies is not one.</exception>
    public static Uri Resolve(string? given, string? variable, string? running)
    {
        var (text, origin) =
            !string.IsNullOrWhiteSpace(given) ? (given, "--gateway")
            : !string.IsNullOrWhiteSpace(variable) ? (variable, Variable)
            : (running ?? Default, "the running platform");
        if (!text.Contains("://", StringComparison.Ordinal))
            text = $"http://{text}";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        throw new CommandFailedException($"{origin}: '{text}' is not an address. Write it like {Default}.") { ExitCode = ExitCode.WrongCommandLine };
    }
}
