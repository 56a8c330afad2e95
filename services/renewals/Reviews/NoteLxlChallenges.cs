using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Reviews;

/// <param name="Challenges">What stands in the way at this account.</param>
public sealed record NoteLxlChallengesRequest([Required, StringLength(4000)] string Challenges);

public static class NoteLxlChallenges
{
    public static void Map(IEndpointRouteBuilder sessions) =>
        sessions
            .MapPost("/{id:guid}/accounts/{accountId:guid}/challenges", HandleAsync)
            .WithName(nameof(NoteLxlChallenges))
            .WithDescription("What stands in the way at one account of the session.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid accountId,
        NoteLxlChallengesRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, accountId, ct);
        return
            await database.ExecuteAsync(
                NoteChallenges,
                new
                {
                    request.Challenges,
                    id,
                    accountId,
                },
                ct
            ) == 0
            ? Problem.NotFound("account of an open session", accountId).ToResult()
            : TypedResults.NoContent();
    }

    private const string NoteChallenges = """
        update lxl_account a set challenges = @Challenges from lxl_session s
        where s.id = a.session_id and s.closed_at is null and a.session_id = @id and a.account_id = @accountId
        """;
}
