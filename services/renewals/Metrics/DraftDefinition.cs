using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Revenue;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Metrics;

/// <param name="Reactivation">Where revenue that comes back counts.</param>
/// <param name="Waterfall">Which movements the figure counts.</param>
public sealed record DraftDefinitionRequest(
    [Required, RegularExpression("^[a-z0-9-]{2,60}$")] string Name,
    [Required, StringLength(1000)] string Description,
    ReactivationRule Reactivation,
    WaterfallBasis Waterfall
);

/// <summary>Definitions are drafted as the next version of their name and locked for good; only a locked one can be
/// published with.</summary>
public static class DraftDefinition
{
    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue
            .MapPost("/definitions", HandleAsync)
            .WithName(nameof(DraftDefinition))
            .WithDescription(
                "A definition of a metric, or its next version, as a draft. Nothing is published with it until "
                    + "it is locked."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Created<DefinitionResponse>> HandleAsync(
        DraftDefinitionRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await work.LockAsync("renewals.definitions");
        var row = await work.SingleOrDefaultAsync<DefinitionResponse>(
            Draft,
            new
            {
                request.Name,
                request.Description,
                Reactivation = request.Reactivation.ToText(),
                Waterfall = request.Waterfall.ToText(),
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        return TypedResults.Created($"/v1/revenue/definitions/{row!.Name}/{row.Version}", row);
    }

    private const string Draft = $"""
        insert into metric_definition (name, version, status, description, reactivation, waterfall, created_by,
            created_at)
        select @Name, coalesce(max(version), 0) + 1, 'draft', @Description, @Reactivation, @Waterfall, @By, @Now
            from metric_definition where name = @Name
        {Definitions.Returning}
        """;
}
