using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Notices;

/// <param name="Ids">The notices that were handed over to the person.</param>
public sealed record ConfirmNoticesRequest([Required, MinLength(1), MaxLength(1000)] IReadOnlyList<Guid> Ids);

/// <param name="Confirmed">Notices that count as handed over from now on.</param>
public sealed record ConfirmNoticesResponse(int Confirmed);

public static class ConfirmNotices
{
    public static void Map(IEndpointRouteBuilder notices) =>
        notices
            .MapPost("/confirmations", HandleAsync)
            .WithName(nameof(ConfirmNotices))
            .WithDescription("Notices that another system handed over count as told.");

    private static async Task<Ok<ConfirmNoticesResponse>> HandleAsync(
        ConfirmNoticesRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        var confirmed = await work.ExecuteAsync(
            "update notice set handed_over_at = @Now where id = any(@Ids) and handed_over_at is null",
            new { Ids = request.Ids.ToArray(), Now = clock.GetUtcNow() }
        );
        await work.CommitAsync();
        return TypedResults.Ok(new ConfirmNoticesResponse(confirmed));
    }
}
