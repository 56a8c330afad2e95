using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Gateway.Feed;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

/// <summary>What is left out stays as it is. Switching it on again sends what waited.</summary>
/// <param name="Url">Where deliveries are sent, https; private addresses only where the operator allows them.</param>
/// <param name="Enabled">false stops deliveries, true starts them again with what waited.</param>
public sealed record ChangeWebhookRequest(
    [property: StringLength(2000, MinimumLength = 1)] string? Url = null,
    [property: MinLength(1)] IReadOnlyList<string>? Types = null,
    [property: StringLength(200)] string? Description = null,
    bool? Enabled = null
);

public static class ChangeWebhook
{
    public static void Map(IEndpointRouteBuilder webhooks) =>
        webhooks
            .MapPatch("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangeWebhook))
            .WithDescription("Changes what is given. Switching it on again sends what waited.")
            .WithSummary("Change a webhook")
            .RequireRoles(Roles.Ops);

    private static async Task<Results<Ok<WebhookItem>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ChangeWebhookRequest request,
        HttpContext context,
        Database database,
        WebhookClient client,
        CancellationToken ct
    )
    {
        var expected = context.Request.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<WebhookRow>(
                $"select {WebhookRow.Columns} from webhook_subscription where id = @id for update",
                new { id }
            )
            is not { } before
        )
            return Problem.NotFound("webhook", id).ToResult();
        if (expected is { } version && version != before.Version)
            return ETags.LostUpdate("webhook", version, before.Version, before.ToItem()).ToResult();
        if (request.Url is not null && WebhookProblems.Refuse(request.Url, client.AllowsPrivate) is { } refused)
            return refused.ToResult();

        var types = request
            .Types?.SelectMany(type => EventNames.Expand(type, "types"))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var changed = (
            await work.SingleOrDefaultAsync<WebhookRow>(
                Update,
                new
                {
                    Id = id,
                    request.Url,
                    Types = types,
                    request.Description,
                    request.Enabled,
                }
            )
        )!;
        await work.CommitAsync();
        context.Response.SetETag(changed.Version);
        return TypedResults.Ok(changed.ToItem());
    }

    private const string Update = $"""
        update webhook_subscription
           set url = coalesce(@Url, url), types = coalesce(@Types, types),
               description = coalesce(@Description, description),
               enabled = coalesce(@Enabled, enabled),
                   disabled_reason = case when @Enabled then null else disabled_reason end, version = version + 1
         where id = @Id
        returning {WebhookRow.Columns}
        """;
}
