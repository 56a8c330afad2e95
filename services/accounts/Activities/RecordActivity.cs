using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Activities;

/// <param name="Type"><c>call</c>, <c>email</c>, <c>meeting</c> or <c>note</c>.</param>
/// <param name="Confidential">Subject and notes are shown to the account's owners, managers, executives and operations
/// only, and never leave in events or exports.</param>
/// <param name="TwoWay">Null: calls and meetings have two sides, e-mails and notes one.</param>
/// <param name="Subject">What it was about, at most 500 characters.</param>
/// <param name="Notes">What was said, at most 20,000 characters.</param>
/// <param name="Participants">Contacts of the account who took part.</param>
/// <param name="Pinned">Whether it stays at the top of the account's list.</param>
/// <param name="Mentions">User ids of people of our side who are to hear of it; those who stand with an @ in subject or
/// notes are found.</param>
public sealed record RecordActivityRequest(
    string Type,
    DateTimeOffset OccurredAt,
    string? Subject = null,
    string? Notes = null,
    bool? TwoWay = null,
    IReadOnlyList<Guid>? Participants = null,
    bool Confidential = false,
    bool Pinned = false,
    IReadOnlyList<string>? Mentions = null
);

public static class RecordActivity
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts
            .MapPost("/{id:guid}/activities", HandleAsync)
            .WithName(nameof(RecordActivity))
            .WithDescription("Records a call, e-mail, meeting or note with the customer; it shows on the timeline.");

    private static async Task<Results<Created<Activity>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RecordActivityRequest request,
        Database database,
        ActivityWriter writer,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await AccountReader.LockForChangeAsync(work, caller, id);
        var errors = Validate(request, context.Now);
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        var participants = (request.Participants ?? []).Distinct().ToArray();
        if (await UnknownAsync(work, id, participants) is { } unknown)
            return unknown.ToResult();

        var mentions = await Mentions.FindAsync(work, request.Mentions, request.Subject, request.Notes);
        var activityId = Guid.CreateVersion7();
        var activity = new Activity(
            activityId,
            id,
            "api",
            activityId.ToString(),
            request.Type,
            request.Subject,
            request.Notes,
            request.OccurredAt.Kept(),
            request.TwoWay ?? Activity.IsTwoWayByNature(request.Type),
            participants,
            0,
            request.Confidential
        )
        {
            RecordedBy = caller.Id,
            Pinned = request.Pinned,
            Mentions = mentions,
        };
        await writer.SaveAsync(work, [(null, activity)]);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/activities/{activityId}", activity with { Version = 1 });
    }

    internal static async Task<Problem?> UnknownAsync(UnitOfWork work, Guid account, Guid[] participants)
    {
        var known = await work.QueryAsync<Guid>(
            "select id from contact where account_id = @account and id = any(@participants)",
            new { account, participants }
        );
        return participants.Except(known).ToArray() is [var unknown, ..]
            ? Problem.Invalid("participants", $"{unknown} is not a contact of this account")
            : null;
    }

    internal static Dictionary<string, string[]> Validate(RecordActivityRequest request, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!Activity.Types.Contains(request.Type, StringComparer.Ordinal))
            errors["type"] = [$"'{request.Type}' is not one of {string.Join(", ", Activity.Types)}"];
        if (request.OccurredAt == default)
            errors["occurredAt"] = ["is required"];
        else if (request.OccurredAt > now.AddDays(1))
            errors["occurredAt"] = [$"{request.OccurredAt:O} lies in the future; record what has happened"];
        if (request.Subject?.Length > 500)
            errors["subject"] = [$"has {request.Subject.Length} characters; at most 500"];
        if (request.Notes?.Length > 20_000)
            errors["notes"] = [$"has {request.Notes.Length} characters; at most 20,000"];
        return errors;
    }
}
