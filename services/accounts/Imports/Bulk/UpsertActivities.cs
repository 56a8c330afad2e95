using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Activities;
using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.Imports.Upserts;
using Platform.Files.Mapping;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Imports.Bulk;

/// <summary>Up to 1,000 activities of one source; larger files are imports.</summary>
/// <param name="Source">The system that the external ids are of.</param>
/// <param name="Rows">At most 1,000 activities, each by its external id.</param>
/// <param name="DryRun">Only tells what would happen.</param>
public sealed record UpsertActivitiesRequest(string Source, IReadOnlyList<UpsertedActivity> Rows, bool DryRun = false)
    : IBulkRequest<UpsertedActivity>;

/// <summary>Bulk upsert of calls, e-mails, meetings and notes as a JSON API, by the rules of activity files.</summary>
public static class UpsertActivities
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPost("/activities/bulk", HandleAsync).WithName(nameof(UpsertActivities));

    private static Task<Results<Ok<UpsertedRows>, ProblemHttpResult>> HandleAsync(
        UpsertActivitiesRequest request,
        Database database,
        ActivityUpsert upsert,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    ) =>
        BulkRows.UpsertAsync(
            database,
            caller,
            request,
            (row, line, errors) => Check(row, line, context.Now, errors),
            upsert.ApplyAsync,
            ct
        );

    private static ActivityRow Check(
        UpsertedActivity given,
        int line,
        DateTimeOffset now,
        Dictionary<string, string[]> errors
    )
    {
        var one = new RecordActivityRequest(given.Type, given.OccurredAt, given.Subject.Value, given.Notes.Value);
        foreach (var (field, mistake) in RecordActivity.Validate(one, now))
            errors[field] = mistake;
        var people = given.Participants.Value?.Select(person => (person ?? "").ToNfc()).ToArray() ?? [];
        return new ActivityRow(
            line,
            given.ExternalId.ToNfc(),
            (given.Account ?? "").ToNfc(),
            given.Type ?? "",
            given.OccurredAt
        )
        {
            Subject = given.Subject,
            Notes = given.Notes,
            TwoWay = given.TwoWay,
            Participants = given.Participants.IsGiven ? new Optional<IReadOnlyList<string>>(true, people) : default,
        };
    }
}
