using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Audit;
using Platform.Files.Mapping;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Activities;

/// <summary>The fields to correct: what is left out stays, null clears.</summary>
public sealed record ChangeActivityRequest
{
    /// <summary>call, email, meeting or note.</summary>
    public Optional<string?> Type { get; init; }
    public Optional<DateTimeOffset?> OccurredAt { get; init; }

    /// <summary>What it was about, at most 500 characters.</summary>
    public Optional<string?> Subject { get; init; }

    /// <summary>What was said, at most 20,000 characters.</summary>
    public Optional<string?> Notes { get; init; }

    /// <summary>Whether the customer took part; null: as it is usual for the type.</summary>
    public Optional<bool?> TwoWay { get; init; }

    /// <summary>Contacts of the account who took part, all of them.</summary>
    public Optional<IReadOnlyList<Guid>?> Participants { get; init; }

    /// <summary>Subject and notes are shown to the account's owners and leadership only.</summary>
    public Optional<bool?> Confidential { get; init; }

    /// <summary>Whether it stays at the top of the account's list.</summary>
    public Optional<bool?> Pinned { get; init; }

    /// <summary>User ids of people of our side who are to hear of it, all of them; those who stand with an @ in subject
    /// or notes are found.</summary>
    public Optional<IReadOnlyList<string>?> Mentions { get; init; }
}

/// <summary>
/// Corrects an activity: by who recorded it, a manager or operations. The timeline and the contacts' last contact
/// follow; what stood there before is in the audit log. Needs If-Match.
/// </summary>
public static class ChangeActivity
{
    public static void Map(IEndpointRouteBuilder activities) =>
        activities.MapPatch("/{id:guid}", HandleAsync).WithName(nameof(ChangeActivity));

    private static async Task<Results<Ok<Activity>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ChangeActivityRequest request,
        Database database,
        ActivityWriter writer,
        AuditLog audit,
        Caller caller,
        RequestContext context,
        HttpRequest http,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        var before = await ActivityAccess.LockForChangeAsync(work, caller, id);
        if (expected is { } version && version != before.Version)
            return (await LostUpdates.DescribeAsync(work, "activity", id, version, before.Version, before)).ToResult();

        var type = request.Type.Or(before.Type) ?? "";
        var wanted = new RecordActivityRequest(
            type,
            request.OccurredAt.Or(before.OccurredAt) ?? default,
            request.Subject.Or(before.Subject),
            request.Notes.Or(before.Notes),
            request.TwoWay.Or(before.TwoWay),
            request.Participants.IsGiven ? request.Participants.Value ?? [] : before.Participants,
            request.Confidential.Or(before.Confidential) ?? false
        );
        if (RecordActivity.Validate(wanted, context.Now) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        var participants = wanted.Participants!.Distinct().ToArray();
        if (await RecordActivity.UnknownAsync(work, before.AccountId, participants) is { } unknown)
            return unknown.ToResult();

        var after = before with
        {
            Type = wanted.Type,
            OccurredAt = wanted.OccurredAt,
            Subject = wanted.Subject,
            Notes = wanted.Notes,
            TwoWay = wanted.TwoWay ?? Activity.IsTwoWayByNature(type),
            Participants = participants,
            Confidential = wanted.Confidential,
            Pinned = request.Pinned.Or(before.Pinned) ?? false,
            Mentions = await Mentions.FindAsync(
                work,
                request.Mentions.IsGiven ? request.Mentions.Value : null,
                wanted.Subject,
                wanted.Notes
            ),
        };
        // Who was named stays named, until the caller lists who is.
        if (!request.Mentions.IsGiven)
            after = after with
            {
                Mentions =
                [
                    .. before.Mentions.Union(after.Mentions, StringComparer.Ordinal).Order(StringComparer.Ordinal),
                ],
            };
        var changes = Changes(before, after);
        if (changes.Count > 0)
        {
            await writer.SaveAsync(work, [(before, after)]);
            await audit.WriteAsync(
                work,
                AuditEntry.OfChanges("changed", "activity", id, before.AccountId, changes, version: before.Version + 1)
            );
            after = after with { Version = before.Version + 1 };
        }
        await work.CommitAsync();
        response.SetETag(after.Version);
        return TypedResults.Ok(after);
    }

    private static List<FieldChange> Changes(Activity before, Activity after)
    {
        List<FieldChange> all =
        [
            new("type", before.Type, after.Type),
            new("occurredAt", before.OccurredAt, after.OccurredAt),
            new("subject", before.Subject, after.Subject),
            new("notes", before.Notes, after.Notes),
            new("twoWay", before.TwoWay, after.TwoWay),
            new("participants", Listed(before), Listed(after)),
            new("confidential", before.Confidential, after.Confidential),
            new("pinned", before.Pinned, after.Pinned),
            new("mentions", string.Join(", ", before.Mentions), string.Join(", ", after.Mentions)),
        ];
        return all.FindAll(change => !Equals(change.Before, change.After));
    }

    private static string Listed(Activity activity) => string.Join(", ", activity.Participants.Order());
}
