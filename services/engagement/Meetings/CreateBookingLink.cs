using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Meetings;

/// <param name="AccountId">The customer who books.</param>
/// <param name="ContactId">For whom it is made; everybody with the link may book.</param>
/// <param name="Title">What the meeting is about, as the customer reads it.</param>
/// <param name="Purpose"><c>meeting</c> or <c>kickoff</c>.</param>
/// <param name="People">User ids of our side, 1–5; a time is offered when all of them are free.</param>
/// <param name="Minutes">How long it lasts, 15–240.</param>
/// <param name="BufferMinutes">What stays free around it, 0–120.</param>
/// <param name="Days">Until the link expires, 1–365; 60 unless it is given.</param>
public sealed record CreateBookingLinkRequest(
    Guid AccountId,
    Guid? ContactId,
    [Required, StringLength(120, MinimumLength = 1)] string Title,
    [Required] string Purpose,
    [Required] IReadOnlyList<string> People,
    [Range(15, 240)] int Minutes,
    [Range(0, 120)] int BufferMinutes,
    [Range(1, 365)] int? Days
);

/// <param name="Id">The link's id, by which it is revoked.</param>
/// <param name="Path">The page's path at the gateway. The secret in it is shown this once.</param>
/// <param name="ExpiresAt">UTC.</param>
public sealed record CreateBookingLinkResponse(Guid Id, string Path, DateTimeOffset ExpiresAt);

public static class CreateBookingLink
{
    private const int DefaultDays = 60;
    private const int MostPeople = 5;

    public static void Map(IEndpointRouteBuilder links) =>
        links
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateBookingLink))
            .WithDescription(
                "Makes a page on which a customer books one person or a team. Its path is shown this once."
            );

    private static async Task<Results<Created<CreateBookingLinkResponse>, ProblemHttpResult>> HandleAsync(
        CreateBookingLinkRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (request.Purpose is not ("meeting" or "kickoff"))
            return Problem.Invalid("purpose", $"'{request.Purpose}' is none of: meeting, kickoff").ToResult();
        if (request.People.Count is < 1 or > MostPeople)
            return Problem.Invalid("people", $"has {request.People.Count} entries; 1 to 5 are possible").ToResult();
        await using var work = await database.BeginAsync(ct);
        if (await AccountCopies.FindAsync(work, request.AccountId) is null)
            return Problem.Invalid("accountId", $"there is no account {request.AccountId}").ToResult();
        var known = await work.QueryAsync<string>(
            "select person_id from meeting_host where person_id = any(@People)",
            new { People = request.People.ToArray() }
        );
        if (request.People.FirstOrDefault(person => !known.Contains(person)) is { } unknown)
            return MeetingProblems.UnknownHost(unknown).ToResult();
        var (id, secret) = (Guid.CreateVersion7(), LinkSecret.New());
        var expiresAt = work.Context.Now.AddDays(request.Days ?? DefaultDays);
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                Hash = LinkSecret.Hash(secret),
                request.Title,
                request.Purpose,
                People = request.People.Distinct(StringComparer.Ordinal).ToArray(),
                request.AccountId,
                request.ContactId,
                request.Minutes,
                request.BufferMinutes,
                By = work.Context.Actor,
                work.Context.Now,
                expiresAt,
            }
        );
        await work.CommitAsync();
        return TypedResults.Created(
            $"/v1/meetings/links/{id}",
            new CreateBookingLinkResponse(id, $"/booking/{secret}", expiresAt)
        );
    }

    private const string Insert = """
        insert into booking_link (id, token_hash, title, purpose, people, account_id, contact_id, minutes, buffer,
            created_by, created_at, expires_at)
        values (@id, @Hash, @Title, @Purpose, @People, @AccountId, @ContactId, @Minutes, @BufferMinutes, @By, @Now,
            @expiresAt)
        """;
}
