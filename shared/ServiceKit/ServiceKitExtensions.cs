using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;

namespace Platform.ServiceKit;

/// <summary>What every service with a database has in common, in two calls.</summary>
public static class ServiceKitExtensions
{
    /// <param name="builder">The service's builder.</param>
    /// <param name="service">The resource name in AppHost, kebab-case: <c>accounts</c>, <c>health-scoring</c>.</param>
    public static void AddServiceKit(this WebApplicationBuilder builder, string service)
    {
        builder.AddServiceDefaults(service, Assembly.GetCallingAssembly());
        builder.AddDatabase();
        builder.Services.AddOutboxAndInbox();
        builder.AddHttpConventions();
        builder.AddGrpcConventions();
        builder.Services.AddPersonalData();
    }

    public static void MapServiceKit(this WebApplication app)
    {
        app.UseProblems();
        app.UseRouting();
        app.UseGrpcConventions();
        app.UseHttpConventions();
        app.MapDefaultEndpoints();
        app.MapGrpcConventions();
    }
}
