using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Enablement;

/// <param name="CompletedOn">Today where it is missing.</param>
public sealed record RecordCompletionRequest(Guid ContactId, DateOnly? CompletedOn);

internal static class RecordCompletion
{
    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapPost("/{id:guid}/completions", HandleAsync)
            .WithName(nameof(RecordCompletion))
            .WithDescription("A person completed a course.");

    private static async Task<Results<Ok<CompletionResult>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RecordCompletionRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        OrganisationCalendar day,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var account = await database.ScalarAsync<Guid?>(
            "select account_id from contact_copy where contact_id = @ContactId",
            new { request.ContactId },
            ct
        );
        if (account is null)
            return Problem.Invalid("contactId", $"{request.ContactId} is no contact that we know").ToResult();
        await ownership.RequireAsync(caller, account.Value, ct);
        var completedOn = request.CompletedOn ?? day.Today;
        if (completedOn > day.Today)
            return Problem.Invalid("completedOn", $"{completedOn:yyyy-MM-dd} lies in the future").ToResult();
        await using var work = await database.BeginAsync(ct);
        if (await work.ScalarAsync<string>("select code from course where course_id = @id", new { id }) is not { } code)
            return Problem.NotFound("course", id).ToResult();
        var inserted = await work.ExecuteAsync(
            Completions.Insert,
            new
            {
                Codes = new[] { code },
                Contacts = new[] { request.ContactId },
                Dates = new[] { completedOn },
                Source = "api",
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(new CompletionResult(1, inserted == 1 ? "inserted" : "unchanged", null, null));
    }
}
