using System.Security.Cryptography;
using System.Text;
using Platform.ServiceKit.Hosting;

namespace Platform.Gateway.Identity;

/// <summary>
/// <c>DevelopmentTokens:Enabled</c>, <c>:Hours</c> (8). The signing key follows from the installation's internal key, so that
/// all instances agree and a restart keeps tokens good; it is not that key itself. The issuer gives any role to whoever asks,
/// so it is refused to a gateway that others than this machine's own programs can call.
/// </summary>
public static class DevelopmentTokenSettings
{
    public static DevelopmentTokens.Settings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("DevelopmentTokens");
        var enabled = section.GetValue("Enabled", false);
        if (enabled && Endpoints.ListensEverywhere(configuration))
        {
            throw new InvalidOperationException(
                "DevelopmentTokens:Enabled is true, and LISTEN_ADDRESS is any: whoever reaches the gateway could take any role. "
                + "Leave DevelopmentTokens:Enabled out and set Authentication:Authority, or listen on localhost alone.");
        }

        var secret = Encoding.UTF8.GetBytes(configuration["InternalToken:Key"] ?? "");
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, outputLength: 32, info: "development tokens"u8.ToArray());
        return new DevelopmentTokens.Settings(enabled, key, TimeSpan.FromHours(section.GetValue("Hours", 8)));
    }
}
