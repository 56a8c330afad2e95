using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Platform.Gateway.Identity;

/// <summary>The built-in issuer of tokens for development: the section <c>DevelopmentTokens</c>.</summary>
public sealed class DevelopmentTokenOptions
{
    public bool Enabled { get; set; }

    [Range(1, 8_760)]
    public int Hours { get; set; } = 8;

    /// <summary>
    /// Follows from the installation's internal key, so that all instances agree and a restart keeps tokens good; it is
    /// not that key itself.
    /// </summary>
    internal byte[] SigningKey { get; set; } = [];

    /// <summary>
    /// The issuer gives any role to anyone who asks, so a gateway that has it does not start where others than this
    /// machine's own programs can call, nor in any environment but Development.
    /// </summary>
    internal static void Add(WebApplicationBuilder builder)
    {
        var (configuration, isDevelopment) = (builder.Configuration, builder.Environment.IsDevelopment());
        builder
            .Services.AddOptions<DevelopmentTokenOptions>()
            .BindConfiguration("DevelopmentTokens")
            .Configure<IOptions<InternalKeyOptions>>(
                (options, installation) => options.SigningKey = KeyFrom(installation.Value.Key)
            )
            .ValidateDataAnnotations()
            .Validate(
                options => !options.Enabled || !Endpoints.ListensEverywhere(configuration),
                "DevelopmentTokens:Enabled is true, and LISTEN_ADDRESS is any: anyone who reaches the gateway could "
                    + "take any role. Leave DevelopmentTokens:Enabled out and set Authentication:Authority, or listen "
                    + "on localhost alone."
            )
            .Validate(
                options => !options.Enabled || isDevelopment,
                "DevelopmentTokens:Enabled is true, and this is not the environment Development: anyone could take any "
                    + "role. Leave it out and set Authentication:Authority and :Audience; or, on a developer's own "
                    + "machine, set ASPNETCORE_ENVIRONMENT=Development."
            )
            .ValidateOnStart();
    }

    private static byte[] KeyFrom(string internalKey) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(internalKey),
            outputLength: 32,
            info: "development tokens"u8.ToArray()
        );
}
