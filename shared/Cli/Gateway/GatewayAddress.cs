namespace Platform.Cli.Gateway;

/// <summary>Where the gateway is, and of which installation it must be.</summary>
/// <param name="Installation">The id to check; null for an address that was named by hand.</param>
public sealed record GatewayAddress(Uri Address, string? Installation)
{
    public const string Variable = "PLATFORM_GATEWAY";

    /// <param name="given">What --gateway says; null when it was not given.</param>
    public static GatewayAddress Resolve(string? given) =>
        Resolve(given, Environment.GetEnvironmentVariable(Variable), RunningInstallation.Get);

    /// <exception cref="CommandFailedException">The address that applies is not one, or nothing runs.</exception>
    public static GatewayAddress Resolve(string? given, string? variable, Func<RunningInstallation> running)
    {
        if (!string.IsNullOrWhiteSpace(given))
            return new(Parse(given, "--gateway"), null);
        if (!string.IsNullOrWhiteSpace(variable))
            return new(Parse(variable, Variable), null);
        var installation = running();
        return new(Parse(installation.Http, "the running platform"), installation.Installation);
    }

    private static Uri Parse(string text, string origin)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
            text = $"http://{text}";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        throw new CommandFailedException($"{origin}: '{text}' is not an address. Write it like http://localhost:8080.")
        {
            ExitCode = ExitCode.WrongCommandLine,
        };
    }
}
