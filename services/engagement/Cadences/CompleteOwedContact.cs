using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Cadences;

public static class CompleteOwedContact
{
    public static void Map(IEndpointRouteBuilder cadences) =>
        cadences
            .MapPost("/owed/{id:guid}/done", HandleAsync)
            .WithName(nameof(CompleteOwedContact))
            .WithDescription("The account was given what it was owed; the next one counts from today.");

    private static async Task<Results<Ok<OwedContact>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        Database database,
        Ownership ownership,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ScalarAsync<Guid?>("select account_id from owed_contact where id = @id for update", new { id })
            is not { } accountId
        )
            return Problem.NotFound("owed contact", id).ToResult();
        await ownership.RequireAsync(caller, accountId, ct);
        await work.ExecuteAsync(
            "update owed_contact set state = 'done', closed_on = @Today, closed_by = @By "
                + "where id = @id and state = 'open'",
            new
            {
                id,
                calendar.Today,
                By = caller.Id,
            }
        );
        var done = (
            await work.SingleOrDefaultAsync<OwedContact>(
                $"{OwedContact.Select} where o.id = @id",
                new { id, calendar.Today }
            )
        )!;
        await work.CommitAsync();
        return TypedResults.Ok(done);
    }
}
