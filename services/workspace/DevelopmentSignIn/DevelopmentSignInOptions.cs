using Platform.ServiceDefaults;

namespace Platform.Workspace.DevelopmentSignIn;

/// <summary>The identity provider for development: the section <c>DevelopmentSignIn</c>.</summary>
public sealed class DevelopmentSignInOptions
{
    public bool Enabled { get; set; }

    /// <summary>The workspace's own address, as browsers on this machine write it.</summary>
    public Uri Address { get; set; } = new("http://localhost:8090");

    /// <summary>
    /// Anyone may be anyone there, so a workspace that has it does not start where others than this machine's own
    /// programs can call, nor in any environment but Development.
    /// </summary>
    internal static void Add(WebApplicationBuilder builder)
    {
        var (configuration, isDevelopment) = (builder.Configuration, builder.Environment.IsDevelopment());
        builder
            .Services.AddOptions<DevelopmentSignInOptions>()
            .BindConfiguration("DevelopmentSignIn")
            .Validate(
                options => !options.Enabled || !Endpoints.ListensEverywhere(configuration),
                "DevelopmentSignIn:Enabled is true, and LISTEN_ADDRESS is any: anyone who reaches the workspace could "
                    + "be anyone. Leave DevelopmentSignIn:Enabled out and set SignIn:Authority and :ClientId."
            )
            .Validate(
                options => !options.Enabled || isDevelopment,
                "DevelopmentSignIn:Enabled is true, and this is not the environment Development: anyone could be "
                    + "anyone. Leave it out and set SignIn:Authority and :ClientId; or, on a developer's own machine, "
                    + "set ASPNETCORE_ENVIRONMENT=Development."
            )
            .Validate(
                options => !options.Enabled || options.Address.IsLoopback,
                "DevelopmentSignIn:Address has to be an address of this machine, such as http://localhost:8090."
            )
            .ValidateOnStart();
    }
}
