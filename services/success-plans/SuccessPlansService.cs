using MassTransit;
using Platform.Accounts.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;
using Platform.ServiceKit.PersonalData;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Grpc;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Sharing;
using Platform.SuccessPlans.Steps;
using Platform.SuccessPlans.Tactics;
using Platform.SuccessPlans.Templates;
using Platform.SuccessPlans.Value;

namespace Platform.SuccessPlans;

/// <summary>The only wiring of the success plans service.</summary>
public static partial class SuccessPlansService
{
    private const string Area = "plans";

    public static void AddSuccessPlans(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddOrganisation();

        builder.AddGrpcClient<AccountsService.AccountsServiceClient>("accounts");
        services.AddSingleton<IAccountLookup, AccountsOverGrpc>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<Ownership>();

        services.Configure<TacticOptions>(builder.Configuration.GetSection("Tactics"));
        services.Configure<PersonalDataOptions>(personal =>
            personal.NamesOfOthers.UnionWith(["contact_copy.name", "contact_copy.email"])
        );
        AddPlans(services);
        AddCustomerJourney(builder);
        AddTimedTasks(services);
        builder.AddBus(AddConsumers);
    }

    public static void MapSuccessPlans(this WebApplication app)
    {
        var v1 = app.MapGroup("/v1").RequireArea(Area);
        MapPlans(v1);
        MapCustomerJourney(v1);
        app.MapGrpcService<PlansGrpc>();
        SharedRoutes.MapPage(app);
        SharedRoutes.MapData(app);
        MapCustomerJourneyGrpc(app);
    }

    private static void AddPlans(IServiceCollection services)
    {
        services.AddSingleton<PlanService>();
        services.AddSingleton<PlanReader>();
        services.AddSingleton<PlanOpener>();
        services.AddSingleton<StartFromTemplate>();
        services.AddSingleton<IMilestones>(s => s.GetRequiredService<NotifyOverdueMilestones>());
        services.AddSingleton<TacticService>();
        services.AddSingleton<ShareLinkAuthorizer>();
        services.AddSingleton<PlanWatch>();
        services.AddHostedService(s => s.GetRequiredService<PlanWatch>());
        services.AddSingleton<IErasePerson, ErasePerson>();
    }

    private static void MapPlans(RouteGroupBuilder v1)
    {
        PlanTemplates.Map(v1.MapGroup("/plan-templates").WithTags("Plans"));
        var plans = v1.MapGroup("/plans").WithTags("Plans");
        CreatePlan.Map(plans);
        GetPlan.Map(plans);
        ChangePlan.Map(plans);
        AgreePlan.Map(plans);
        Objectives.Map(plans);
        RolesAndMeetings.Map(plans);
        ChangeSteps.Map(plans);
        CompleteStep.Map(plans);
        RescheduleStep.Map(plans);
        Readings.Map(plans);
        SetRoiModel.Map(plans);
        Claims.Map(plans);
        GetProof.Map(plans);
        ShareLinks.Map(plans);
        Comments.Map(plans);
        Library.Map(v1.MapGroup("/tactics").WithTags("Tactics"));
        var account = v1.MapGroup("/accounts/{accountId:guid}/plan");
        GetPlan.MapForAccount(account.MapGroup("").WithTags("Plans"));
        AccountTactics.Map(account.MapGroup("").WithTags("Tactics"));
    }

    /// <summary>In the order in which one builds on another: first what the day brings, last what is told about
    /// it.</summary>
    private static void AddTimedTasks(IServiceCollection services)
    {
        AddCustomerJourneyTimedTasks(services);
        services.AddTimedTask<NotifyOverdueMilestones>();
        services.AddTimedTask<PlanProgress>();
        services.AddTimedTask<WatchTactics>();
        services.AddTimedTask<MeasureValue>();
    }

    private static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<CalendarProjection>();
        bus.AddConsumer<AccountCopyProjection>();
        bus.AddConsumer<MergeAccounts>();
        bus.AddConsumer<ContactCopyProjection>();
        bus.AddConsumer<EraseContact>();
        AddCustomerJourneyConsumers(bus);
    }
}
