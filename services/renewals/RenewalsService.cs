using MassTransit;
using Platform.Accounts.V1;
using Platform.Renewals.Accounts;
using Platform.Renewals.Grpc;
using Platform.Renewals.Imports;
using Platform.Renewals.Organisation;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals;

/// <summary>The only wiring of the renewals service.</summary>
public static class RenewalsService
{
    public static void AddRenewals(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<OrganisationOptions>(builder.Configuration.GetSection("Organisation"));
        builder.Services.AddSingleton<BusinessDay>();
        builder.AddGrpcClient<AccountsService.AccountsServiceClient>("accounts");
        builder.Services.AddSingleton<IAccountLookup, AccountsOverGrpc>();
        builder.Services.AddSingleton<AccountDirectory>();
        builder.Services.AddSingleton<AccountBooks>();
        builder.Services.AddSingleton<Products>();
        builder.Services.AddSingleton<UpsertSubscriptions>();
        builder.Services.AddSingleton<UpsertInvoices>();
        builder.AddBus(AddConsumers);
    }

    public static void MapRenewals(this WebApplication app)
    {
        app.MapGrpcService<RevenueImportGrpc>();
        app.MapGrpcService<RevenueGrpc>();
    }

    private static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<KeepAccountCopy>();
    }
}
