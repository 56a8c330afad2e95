using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <param name="Token">The token that the product's backend signed for the user.</param>
/// <param name="Consent">Whether the user has agreed.</param>
/// <param name="Events">At most 200.</param>
public sealed record TakeSdkEventsRequest(string? Token, bool Consent, IReadOnlyList<SdkEvent>? Events);

/// <param name="Accepted">Events that were taken, those known already included.</param>
/// <param name="Rejected">What was refused and would be refused again, with why.</param>
public sealed record TakeSdkEventsResponse(int Accepted, IReadOnlyList<TakeSdkEventsRejection> Rejected);

/// <param name="Id">The event's id.</param>
/// <param name="Code"><c>id</c>, <c>kind</c>, <c>not_offered</c>, or as <c>/v1/events</c> refuses.</param>
/// <param name="Reason">In words.</param>
public sealed record TakeSdkEventsRejection(string? Id, string Code, string Reason);

/// <summary>Takes what became of messages and how the product was used, in one batch. Repeatable by the events'
/// ids.</summary>
public static class TakeSdkEvents
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder sdk) =>
        sdk.MapPost("/events", HandleAsync)
            .WithName(nameof(TakeSdkEvents))
            .WithoutIdempotencyKey()
            .Accepts<TakeSdkEventsRequest>(SdkBody.ContentTypes[0], SdkBody.ContentTypes[1]);

    private static async Task<Results<Accepted<TakeSdkEventsResponse>, ProblemHttpResult>> HandleAsync(
        HttpContext context,
        SdkAccess access,
        Database database,
        ImpressionRecorder impressions,
        IUsageClient usage,
        CancellationToken ct
    )
    {
        var request = await SdkBody.ReadAsync<TakeSdkEventsRequest>(context.Request, ct);
        var (user, application, refused) = await access.OpenAsync(context, request.Token, ct);
        if (user is null || application is null)
            return refused!.ToResult();
        if (!request.Consent)
            return InAppProblems.NoConsent().ToResult();
        var events = request.Events ?? [];
        if (events.Count > Most)
            return Problem.Invalid("events", $"has {events.Count} entries; at most {Most} are taken").ToResult();

        var rejected = new List<TakeSdkEventsRejection>();
        var good = events.Where(one => Check(one, rejected)).ToList();
        await using (var work = await database.BeginAsync(ct))
        {
            rejected.AddRange(await impressions.RecordAsync(work, user, application, good, ct));
            await work.CommitAsync();
        }

        // After the impressions: where it fails the batch comes again, and they are there already.
        var used = good.Where(one => one.Kind == SdkEventKinds.Use).ToList();
        if (used.Count > 0)
        {
            if (await usage.SendAsync(user, used, ct) is not { } notTaken)
                return InAppProblems.UsageNotTaken().ToResult();
            rejected.AddRange(notTaken);
        }

        return TypedResults.Accepted((string?)null, new TakeSdkEventsResponse(events.Count - rejected.Count, rejected));
    }

    private static bool Check(SdkEvent one, List<TakeSdkEventsRejection> rejected)
    {
        void Reject(string code, string reason) => rejected.Add(new TakeSdkEventsRejection(one.Id, code, reason));
        var before = rejected.Count;
        if (one.Kind is null || !SdkEventKinds.All.Contains(one.Kind))
            Reject("kind", $"'{one.Kind}' is none of: {string.Join(", ", SdkEventKinds.All)}");
        else if (string.IsNullOrEmpty(one.Id) || (one.Kind != SdkEventKinds.Use && !Guid.TryParse(one.Id, out _)))
            Reject("id", $"'{one.Id}' is not a uuid");
        else if (one.Kind == SdkEventKinds.Use && string.IsNullOrEmpty(one.Feature))
            Reject("feature", "is missing");
        else if (one.Kind != SdkEventKinds.Use && one.MessageId is null)
            Reject("message", "is missing");
        return rejected.Count == before;
    }
}
