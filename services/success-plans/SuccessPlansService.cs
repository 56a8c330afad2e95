using MassTransit;
using Platform.Accounts.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Messaging;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Daily;
using Platform.SuccessPlans.Organisation;

namespace Platform.SuccessPlans;

/// <summary>The only wiring of the success plans service.</summary>
public static partial class SuccessPlansService
{
    private const string Area = "plans";

    public static void AddSuccessPlans(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<OrganisationOptions>(builder.Configuration.GetSection("Organisation"));
        services.AddSingleton<BusinessDay>();

        builder.AddGrpcClient<AccountsService.AccountsServiceClient>("accounts");
        services.AddSingleton<IAccountLookup, AccountsOverGrpc>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<Ownership>();

        AddPlans(services);
        AddCustomerJourney(builder);
        AddDailyTasks(services);
        builder.AddBus(AddConsumers);
    }

    public static void MapSuccessPlans(this WebApplication app)
    {
        var v1 = app.MapGroup("/v1").RequireArea(Area);
        MapPlans(v1);
        MapCustomerJourney(v1);
    }

    private static void AddPlans(IServiceCollection services)
    {
    }

    private static void MapPlans(RouteGroupBuilder v1)
    {
    }

    /// <summary>In the order in which one builds on another: first what the day brings, last what is told about it.</summary>
    private static void AddDailyTasks(IServiceCollection services)
    {
        AddCustomerJourneyDailyTasks(services);
        services.AddSingleton<DailyTurn>();
        services.AddHostedService(s => s.GetRequiredService<DailyTurn>());
    }

    private static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<KeepAccountCopy>();
        bus.AddConsumer<KeepContactCopy>();
        bus.AddConsumer<EraseContact>();
        AddCustomerJourneyConsumers(bus);
    }
}
