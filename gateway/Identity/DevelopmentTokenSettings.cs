using System.Security.Cryptography;
using System.Text;

namespace Platform.Gateway.Identity;

/// <summary>
/// <c>DevelopmentTokens:Enabled</c>, <c>:Hours</c> (8). The signing key follows from the installation's internal key, so that
/// all instances agree and a restart keeps tokens good; it is not that key itself.
/// </summary>
public static class DevelopmentTokenSettings
{
    public static DevelopmentTokens.Settings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("DevelopmentTokens");
        var secret = Encoding.UTF8.GetBytes(configuration["InternalToken:Key"] ?? "");
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, outputLength: 32, info: "development tokens"u8.ToArray());
        return new DevelopmentTokens.Settings(section.GetValue("Enabled", false), key, TimeSpan.FromHours(section.GetValue("Hours", 8)));
    }
}
