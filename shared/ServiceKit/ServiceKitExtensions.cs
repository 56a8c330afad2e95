using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Hosting;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;
using Platform.ServiceKit.Telemetry;

namespace Platform.ServiceKit;

/// <summary>What every service has in common, in two calls.</summary>
public static class ServiceKitExtensions
{
    /// <param name="builder">The service's builder.</param>
    /// <param name="service">The resource name in AppHost, kebab-case: <c>accounts</c>, <c>health-scoring</c>.</param>
    public static void AddServiceKit(this WebApplicationBuilder builder, string service)
    {
        var identity = new ServiceIdentity(service, Assembly.GetCallingAssembly());
        builder.Services.AddSingleton(identity);
        builder.Services.TryAddSingleton<ResolveName>(Dns.GetHostAddressesAsync);
        builder.Services.TryAddSingleton<TimeProvider, MillisecondClock>();
        builder.Services.AddHttpContextAccessor();
        builder.ListenOnConfiguredPorts();
        builder.AddTelemetry(service);
        builder.AddDatabase(identity);
        builder.Services.AddInternalAuthentication();
        builder.Services.AddProblemAnswers();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            ContractJson.Configure(options.SerializerOptions).UnmappedMemberHandling =
                JsonUnmappedMemberHandling.Disallow;
            RequestValues.Configure(options.SerializerOptions);
        });
        builder.Services.AddSingleton<OwnDocument>();
        builder.Services.AddSingleton<LongAnswers>();
        builder.Services.AddKeyedSingleton<Seal>(typeof(Idempotency), (services, _) =>
            new(services.GetRequiredService<IConfiguration>()["InternalToken:Key"] ?? "", "kept answers")
        );
        builder.Services.AddOpenApi(OwnDocument.Name, options =>
        {
            DescribeAccess.Add(options);
            DescribeFromComments.Add(options);
            DescribeValues.Add(options);
        });
        builder.Services.AddGrpc(options =>
        {
            options.Interceptors.Add<ServerProblems>();
            // gRPC's own answer for unknown methods is a route of two segments, which hides 405 and 415 of every path
            // that has two.
            options.IgnoreUnknownServices = true;
        });
        builder.Services.AddGrpcReflection();
        builder.Services.AddGrpcHealthChecks();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));
    }

    /// <summary>The order matters: problems outermost, then who calls, then whether all that is asked for exists, then
    /// whether the answer is known already: to the reader, or as the repetition of a command.</summary>
    public static void MapServiceKit(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(next => context => HeadRequests.ReadAsGetAsync(context, next));
        app.Use(next => context => RequestValues.RefuseNulAsync(context, next));
        app.UseRouting();
        app.Use(next => context => UnreadableCalls.InvokeAsync(context, next));
        app.Use(next =>
            context =>
                context.GetEndpoint() is null && context.Request.IsGrpc()
                    ? GrpcProblems.WriteTrailersOnlyAsync(
                        context,
                        new Problem(
                            "not-found",
                            StatusCodes.Status501NotImplemented,
                            "There is no such method.",
                            $"Nothing is at {context.Request.Path}; shared/Protos has every service."
                        )
                    )
                    : next(context)
        );
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(next => context => HeadRequests.EndStreamsAsync(context, next));
        app.Use(next => context => UnknownParameterMiddleware.InvokeAsync(context, next));
        app.Use(next => context => ConditionalGetMiddleware.InvokeAsync(context, next));
        app.Use(next => context => Idempotency.InvokeAsync(context, next));
        app.Use(next => context => BodyErrors.InvokeAsync(context, next));

        app.MapHealth();
        OwnDocument.Map(app);
        app.MapGrpcReflectionService().AllowAnonymous();
        app.MapGrpcHealthChecksService().AllowAnonymous();
    }

    private static void AddDatabase(this WebApplicationBuilder builder, ServiceIdentity service)
    {
        DapperTypes.Register();
        builder.Services.AddSingleton(services =>
        {
            var connectionString = services
                .GetRequiredService<IConfiguration>()
                .GetConnectionString(service.DatabaseName)
                ?? throw new InvalidOperationException(
                    $"ConnectionStrings:{service.DatabaseName} is missing; AppHost sets it."
                );
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = service.Name };
            if (!connectionString.Contains("Pool Size", StringComparison.OrdinalIgnoreCase))
                settings.MaxPoolSize = 40;
            // Statements that a connection has asked a few times are planned once, and long answers are read in fewer
            // pieces, where a service with a hot path asks for it.
            if (services.GetRequiredService<IConfiguration>()["Database:MaxAutoPrepare"] is { } most)
                settings.MaxAutoPrepare = int.Parse(most, CultureInfo.InvariantCulture);
            if (services.GetRequiredService<IConfiguration>()["Database:ReadBufferSize"] is { } bytes)
                settings.ReadBufferSize = int.Parse(bytes, CultureInfo.InvariantCulture);
            // The planner's own settings, as PostgreSQL's command line has them: "-c random_page_cost=1.1".
            if (services.GetRequiredService<IConfiguration>()["Database:Options"] is { } options)
                settings.Options = options;
            return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        });
        builder.Services.AddSingleton<RequestContext>();
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxMetrics>();
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<Migrations>();
        builder.Services.AddSingleton<SpellingSeal>();
        builder.Services.AddSingleton<PersonalDataEraser>();
        builder.Services.AddHostedService<PrepareDatabase>();
        builder.Services.AddHostedService<MessagingHousekeeping>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
    }
}
