using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Gateway.Feed;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

/// <param name="Url">Where to send it: https and a public address, unless the operator allows others.</param>
/// <param name="Types">Events by wire name; <c>accounts.*</c> stands for all of a kind as they are now.</param>
public sealed record CreateWebhookRequest(
    [property: Required, StringLength(2000, MinimumLength = 1)] string Url,
    [property: Required, MinLength(1)] IReadOnlyList<string> Types,
    [property: StringLength(200)] string? Description = null
);

/// <param name="Secret">With this the receiver checks signatures. It is shown this once.</param>
/// <param name="Url">Where deliveries are sent.</param>
public sealed record CreateWebhookResponse(Guid Id, string Secret, string Url, IReadOnlyList<string> Types);

public static class CreateWebhook
{
    // The kept answer of an idempotency key would keep the secret too.
    public static void Map(IEndpointRouteBuilder webhooks) =>
        webhooks
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateWebhook))
            .WithSummary("Subscribe to events")
            .WithDescription(
                "Each event is sent as POST, signed as Standard Webhooks says (webhook-id, webhook-timestamp, "
                    + "webhook-signature). Any 2xx within 10 s counts as received; otherwise it is tried again for "
                    + "three days. Events of one account come in order."
            )
            .RequireRoles(Roles.Ops)
            .WithoutIdempotencyKey();

    private static async Task<Results<Created<CreateWebhookResponse>, ProblemHttpResult>> HandleAsync(
        CreateWebhookRequest request,
        Caller caller,
        Database database,
        WebhookSecrets secrets,
        WebhookClient client,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (WebhookProblems.Refuse(request.Url, client.AllowsPrivate) is { } refused)
            return refused.ToResult();

        var types = request
            .Types.SelectMany(type => EventNames.Expand(type, "types"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var secret = WebhookSecrets.Create();
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            Insert,
            new
            {
                Id = id,
                request.Url,
                Description = request.Description ?? "",
                Types = types,
                Secret = secrets.Seal(secret),
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        await work.CommitAsync();
        return TypedResults.Created(
            $"/v1/webhooks/{id}",
            new CreateWebhookResponse(id, WebhookSecrets.Show(secret), request.Url, types)
        );
    }

    private const string Insert = """
        insert into webhook_subscription (id, url, description, types, secret, created_at, created_by)
        values (@Id, @Url, @Description, @Types, @Secret, @Now, @By)
        """;
}
