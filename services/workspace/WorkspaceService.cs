using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Platform.Workspace.Api;
using Platform.Workspace.Book;
using Platform.Workspace.DevelopmentSignIn;
using Platform.Workspace.Live;
using Platform.Workspace.Protection;
using Platform.Workspace.Shell;
using Platform.Workspace.SignIn;
using Platform.Workspace.Today;
using StackExchange.Redis;

namespace Platform.Workspace;

/// <summary>The workspace's only wiring.</summary>
public static class WorkspaceService
{
    public static void AddWorkspace(this WebApplicationBuilder builder)
    {
        // Where what was built runs, not what was published, files lie with the sources.
        builder.WebHost.UseStaticWebAssets();
        builder.AddSignIn();
        builder.AddProtection();
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });

        services.AddValidatedOptions<GatewayOptions>("services:gateway");
        services.AddTransient<PersonsToken>();
        services
            .AddHttpClient<GatewayApi>(
                (provider, http) =>
                {
                    http.BaseAddress = provider.GetRequiredService<IOptions<GatewayOptions>>().Value.Http[0];
                    http.Timeout = TimeSpan.FromSeconds(20);
                }
            )
            .AddHttpMessageHandler<PersonsToken>();
        services.AddScoped<Viewer>();
        services.AddScoped<DueReader>();
        services.AddSingleton<LiveLines>();
    }

    public static void UseWorkspace(this WebApplication app)
    {
        var forwarded = app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        if (forwarded.ForwardedHeaders != ForwardedHeaders.None)
            app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseResponseCompression();
        app.UseExceptionHandler("/failed", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseMiddleware<FreshSessionMiddleware>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<SessionEndMiddleware>();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapWorkspace(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>();
        SignInHere.Map(app);
        SignOutHere.Map(app);
        ChooseTheme.Map(app);
        FindAnything.Map(app);
        GetBookColumns.Map(app);
        FollowLive.Map(app);
        if (app.Services.GetRequiredService<IOptions<DevelopmentSignInOptions>>().Value.Enabled)
            AuthorizePerson.Map(app);
    }

    private static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        DevelopmentSignInOptions.Add(builder);
        services.AddValidatedOptions<RedisOptions>("ConnectionStrings");
        services
            .AddValidatedOptions<SignInOptions>("SignIn")
            .Configure<IOptions<DevelopmentSignInOptions>>(
                (signIn, development) =>
                {
                    if (!development.Value.Enabled)
                        return;
                    signIn.Authority = development.Value.Address.ToString();
                    signIn.ClientId = DevelopmentProvider.ClientId;
                }
            );
        services
            .AddOptions<CookieNames>()
            .Configure<IOptions<DevelopmentSignInOptions>>(
                (names, development) =>
                    names.OnPlainHttp = development.Value is { Enabled: true, Address.Scheme: "http" }
            );
        services.AddSingleton<IConnectionMultiplexer>(provider =>
            RedisConnection.Open(provider.GetRequiredService<IOptions<RedisOptions>>().Value.Redis)
        );
        services.AddDataProtection().SetApplicationName("workspace");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IConnectionMultiplexer>((keys, redis) => keys.XmlRepository = new ProtectionKeys(redis));
        services.AddSingleton<SessionTickets>();
        services.AddSingleton<FreshTokens>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, ConfigureSession>();
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ConfigureProvider>();
        services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = Schemes.Session;
                options.DefaultChallengeScheme = Schemes.Provider;
            })
            .AddCookie(Schemes.Session)
            .AddOpenIdConnect(Schemes.Provider, _ => { });
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        if (builder.Environment.IsDevelopment())
        {
            DevelopmentProvider.Add(services);
            services.AddSingleton<TakeGatewayToken>();
        }
    }

    private static void AddProtection(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<KnownProxiesOptions>("Proxies");
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, KnownProxies>();
        services.AddAntiforgery();
        services
            .AddOptions<AntiforgeryOptions>()
            .Configure<IOptions<CookieNames>>(
                (forms, names) =>
                {
                    forms.Cookie.Name = names.Value.Forms;
                    forms.Cookie.SecurePolicy = names.Value.Policy;
                    forms.Cookie.SameSite = SameSiteMode.Lax;
                    forms.Cookie.HttpOnly = true;
                    forms.Cookie.Path = "/";
                    // The page's own header says the same, and more.
                    forms.SuppressXFrameOptionsHeader = true;
                }
            );
    }

    private static OptionsBuilder<T> AddValidatedOptions<T>(this IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
