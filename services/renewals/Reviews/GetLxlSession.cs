using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Reviews;

public static class GetLxlSession
{
    public static void Map(IEndpointRouteBuilder sessions) =>
        sessions
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetLxlSession))
            .WithDescription("One leaders' session with its accounts and asks.");

    private static async Task<Results<Ok<LxlSessionResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        return await LxlSessionReader.ReadAsync(work, id) is { } session
            ? TypedResults.Ok(session)
            : Problem.NotFound("session", id).ToResult();
    }
}
