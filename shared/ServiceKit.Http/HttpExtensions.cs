using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Http;

/// <summary>How every service speaks HTTP.</summary>
public static class HttpExtensions
{
    /// <summary>Callers, problems, JSON, idempotency keys, long answers and the service's own document.</summary>
    public static void AddHttpConventions(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<IActorSource, CurrentCaller>();
        builder.Services.AddSingleton<ITransactionParticipant, IdempotencyKeys>();
        builder.Services.AddInternalAuthentication();
        builder.Services.AddProblemAnswers();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            ContractJson.Configure(options.SerializerOptions).UnmappedMemberHandling =
                JsonUnmappedMemberHandling.Disallow;
            RequestValues.Configure(options.SerializerOptions);
        });
        builder.Services.AddSingleton<OwnDocument>();
        builder
            .Services.AddOptions<LongAnswerOptions>()
            .Bind(builder.Configuration.GetSection("LongAnswers"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
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
    }

    /// <summary>Before routing: problems outermost, then what no route is to see.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(next => context => HeadRequests.ReadAsGetAsync(context, next));
        app.Use(next => context => RequestValues.RefuseNulAsync(context, next));
    }

    /// <summary>After routing, in this order: who calls, then whether all that is asked for exists, then whether the
    /// answer is known already: to the reader, or as the repetition of a command.</summary>
    public static void UseHttpConventions(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(next => context => HeadRequests.EndStreamsAsync(context, next));
        app.Use(next => context => UnknownParameterMiddleware.InvokeAsync(context, next));
        app.Use(next => context => ConditionalGetMiddleware.InvokeAsync(context, next));
        app.Use(next => context => Idempotency.InvokeAsync(context, next));
        app.Use(next => context => BodyErrors.InvokeAsync(context, next));
        OwnDocument.Map(app);
    }
}
