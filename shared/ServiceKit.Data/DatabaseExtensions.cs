using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.ServiceDefaults;

namespace Platform.ServiceKit.Data;

public static class DatabaseExtensions
{
    private const int PoolSize = 40;
    private const int NestedPoolSize = 6;

    /// <summary>The service's own database: connected, migrated before anything else starts, part of its
    /// readiness.</summary>
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        DapperTypes.Register();
        builder
            .Services.AddOptions<DatabaseOptions>()
            .Bind(builder.Configuration.GetSection("Database"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(Connect);
        builder.Services.AddSingleton(services => services.GetRequiredService<ConnectionPools>().Main);
        builder.Services.AddSingleton<RequestContext>();
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<Migrations>();
        builder.Services.AddHostedService<PrepareDatabase>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
    }

    private static ConnectionPools Connect(IServiceProvider services)
    {
        var service = services.GetRequiredService<ServiceIdentity>();
        var options = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        var connectionString = services.GetRequiredService<IConfiguration>().GetConnectionString(service.DatabaseName)
            ?? throw new InvalidOperationException(
                $"ConnectionStrings:{service.DatabaseName} is missing; AppHost sets it."
            );
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = service.Name };
        if (!connectionString.Contains("Pool Size", StringComparison.OrdinalIgnoreCase))
            settings.MaxPoolSize = PoolSize;
        if (options.MaxAutoPrepare is { } most)
            settings.MaxAutoPrepare = most;
        if (options.ReadBufferSize is { } bytes)
            settings.ReadBufferSize = bytes;
        if (options.Options is { } planner)
            settings.Options = planner;
        var main = NpgsqlDataSource.Create(settings);
        settings.MinPoolSize = 0;
        settings.MaxPoolSize = NestedPoolSize;
        return new ConnectionPools(main, NpgsqlDataSource.Create(settings));
    }
}
