using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Meetings;

/// <param name="PersonId">A person of ours: all their meetings; or <paramref name="PlanId"/>.</param>
/// <param name="PlanId">A plan that is shared with a customer: what is due in it, and the meetings of its
/// account.</param>
/// <param name="Days">Until the link expires, 1–365; 365 unless it is given.</param>
public sealed record CreateCalendarLinkRequest(string? PersonId, Guid? PlanId, [Range(1, 365)] int? Days);

/// <param name="Id">The link's id, by which it is revoked.</param>
/// <param name="Path">What a calendar program subscribes to. The secret in it is shown this once.</param>
/// <param name="ExpiresAt">UTC.</param>
public sealed record CreateCalendarLinkResponse(Guid Id, string Path, DateTimeOffset ExpiresAt);

public static class CreateCalendarLink
{
    private const int DefaultDays = 365;

    public static void Map(IEndpointRouteBuilder calendars) =>
        calendars
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateCalendarLink))
            .WithDescription("Makes an address that a calendar program subscribes to. It is shown this once.");

    private static async Task<Results<Created<CreateCalendarLinkResponse>, ProblemHttpResult>> HandleAsync(
        CreateCalendarLinkRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        IPlanDaysClient plans,
        CancellationToken ct
    )
    {
        if (request.PersonId is null == request.PlanId is null)
            return Problem.Invalid("personId", "is needed, or planId, and not both").ToResult();
        Guid? accountId = null;
        if (request.PlanId is { } planId)
        {
            if (await plans.FindAsync(planId, ct) is not { } plan)
                return Problem.Invalid("planId", $"there is no plan {planId}").ToResult();
            await ownership.RequireAsync(caller, plan.AccountId, ct);
            accountId = plan.AccountId;
        }
        else if (!caller.WritesAllAccounts && caller.Id != request.PersonId)
            return Problem.Forbidden($"{caller.Id} reads their own calendar only; ask a manager.").ToResult();

        await using var work = await database.BeginAsync(ct);
        if (
            request.PersonId is { } person
            && await work.ScalarAsync<string?>(
                "select person_id from meeting_host where person_id = @person",
                new { person }
            )
                is null
        )
            return MeetingProblems.UnknownHost(person).ToResult();
        var (id, secret) = (Guid.CreateVersion7(), LinkSecret.New());
        var expiresAt = work.Context.Now.AddDays(request.Days ?? DefaultDays);
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                Hash = LinkSecret.Hash(secret),
                request.PersonId,
                request.PlanId,
                accountId,
                By = work.Context.Actor,
                work.Context.Now,
                expiresAt,
            }
        );
        await work.CommitAsync();
        return TypedResults.Created(
            $"/v1/meetings/calendars/{id}",
            new CreateCalendarLinkResponse(id, $"/cal/{secret}.ics", expiresAt)
        );
    }

    private const string Insert = """
        insert into calendar_link (id, token_hash, person_id, plan_id, account_id, created_by, created_at, expires_at)
        values (@id, @Hash, @PersonId, @PlanId, @accountId, @By, @Now, @expiresAt)
        """;
}
