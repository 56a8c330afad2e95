using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Gateway.Stream;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

/// <summary>What is left out stays as it is. Switching it on again sends what waited.</summary>
public sealed record ChangeWebhookRequest(
    [property: StringLength(2000, MinimumLength = 1)] string? Url = null,
    [property: MinLength(1)] IReadOnlyList<string>? Types = null,
    [property: StringLength(200)] string? Description = null,
    bool? Enabled = null);

public static class ChangeWebhook
{
    public static void Map(IEndpointRouteBuilder webhooks)
    {
        webhooks.MapPatch("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangeWebhook))
            .WithSummary("Change a webhook")
            .RequireRoles(Roles.Ops);
        webhooks.MapDelete("/{id:guid}", DeleteAsync)
            .WithName("DeleteWebhook")
            .WithSummary("Delete a webhook")
            .WithDescription("With all that it is still owed.")
            .RequireRoles(Roles.Ops);
    }

    private static async Task<Results<Ok<WebhookItem>, ProblemHttpResult>> HandleAsync(
        Guid id, ChangeWebhookRequest request, HttpContext context, Database database, WebhookClient client, CancellationToken ct)
    {
        if (request.Url is not null && WebhookProblems.Refuse(request.Url, client.AllowsPrivate) is { } refused) return refused.ToResult();

        var expected = context.Request.ExpectedVersion();
        var types = request.Types?.SelectMany(type => StreamFilter.Expand(type, "types")).Distinct(StringComparer.Ordinal).ToArray();
        await using var work = await database.BeginAsync(ct);
        var changed = await work.SingleOrDefaultAsync<WebhookRow>(Update, new { Id = id, request.Url, Types = types, request.Description, request.Enabled, Expected = expected });
        if (changed is not null)
        {
            await work.CommitAsync();
            context.Response.SetETag(changed.Version);
            return TypedResults.Ok(changed.ToItem());
        }

        return await work.ScalarAsync<int?>("select version from webhook_subscription where id = @id", new { id }) is { } current
            ? ETags.LostUpdate("webhook", expected!.Value, current).ToResult()
            : Problem.NotFound("webhook", id).ToResult();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, Database database, CancellationToken ct) =>
        await database.ExecuteAsync("delete from webhook_subscription where id = @id", new { id }, ct) > 0
            ? TypedResults.NoContent()
            : Problem.NotFound("webhook", id).ToResult();

    private const string Update = $"""
        update webhook_subscription
           set url = coalesce(@Url, url), types = coalesce(@Types, types), description = coalesce(@Description, description),
               enabled = coalesce(@Enabled, enabled), disabled_reason = case when @Enabled then null else disabled_reason end, version = version + 1
         where id = @Id and (@Expected::int is null or version = @Expected)
        returning {WebhookRow.Columns}
        """;
}
