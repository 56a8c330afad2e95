using System.Security.Cryptography;
using System.Text;
using Platform.ServiceDefaults;

namespace Platform.Gateway.Identity;

/// <summary>
/// <c>DevelopmentTokens:Enabled</c>, <c>:Hours</c> (8). The signing key follows from the installation's internal key,
/// so that all instances agree and a restart keeps tokens good; it is not that key itself. The issuer gives any role to
/// whoever asks, so a gateway that has it does not start where others than this machine's own programs can call, nor in
/// any environment but Development.
/// </summary>
public static class DevelopmentTokenSettings
{
    /// <exception cref="InvalidOperationException">They are on where they must not be.</exception>
    public static DevelopmentTokens.Settings Read(IConfiguration configuration, bool isDevelopment)
    {
        var section = configuration.GetSection("DevelopmentTokens");
        var enabled = section.GetValue("Enabled", false);
        if (enabled && Endpoints.ListensEverywhere(configuration))
        {
            throw new InvalidOperationException(
                "DevelopmentTokens:Enabled is true, and LISTEN_ADDRESS is any: whoever reaches the gateway could "
                    + "take any role. "
                    + "Leave DevelopmentTokens:Enabled out and set Authentication:Authority, or listen on "
                    + "localhost alone."
            );
        }

        if (enabled && !isDevelopment)
        {
            throw new InvalidOperationException(
                "DevelopmentTokens:Enabled is true, and this is not the environment Development: "
                    + "anybody could take any role. "
                    + "Leave it out and set Authentication:Authority and :Audience; "
                    + "or, on a developer's own machine, set ASPNETCORE_ENVIRONMENT=Development."
            );
        }

        var secret = Encoding.UTF8.GetBytes(configuration["InternalToken:Key"] ?? "");
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            secret,
            outputLength: 32,
            info: "development tokens"u8.ToArray()
        );
        return new DevelopmentTokens.Settings(enabled, key, TimeSpan.FromHours(section.GetValue("Hours", 8)));
    }
}
