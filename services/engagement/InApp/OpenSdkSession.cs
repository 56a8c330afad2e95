using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.InApp;

/// <param name="Token">The token that the product's backend signed for the user.</param>
/// <param name="Consent">Whether the user has agreed; without that nothing is offered and nothing stored.</param>
/// <param name="Page">The path that is open.</param>
/// <param name="Locale">The user's language: <c>de</c>, <c>de-AT</c>; English unless it is given.</param>
public sealed record OpenSdkSessionRequest(string? Token, bool Consent, string? Page, string? Locale);

/// <param name="Messages">At most one that interrupts, the others do not.</param>
public sealed record OpenSdkSessionResponse(IReadOnlyList<OfferedMessage> Messages);

/// <summary>Decides what a user is shown on a page of the product.</summary>
public static class OpenSdkSession
{
    public static void Map(IEndpointRouteBuilder sdk) =>
        sdk.MapPost("/session", HandleAsync)
            .WithName(nameof(OpenSdkSession))
            .WithoutIdempotencyKey()
            .Accepts<OpenSdkSessionRequest>(SdkBody.ContentTypes[0], SdkBody.ContentTypes[1])
            .WithDescription(
                "What to show the user whom the token vouches for. Which messages were offered is stored; asking again "
                    + "stores nothing new."
            );

    private static async Task<Results<Ok<OpenSdkSessionResponse>, ProblemHttpResult>> HandleAsync(
        HttpContext context,
        SdkAccess access,
        Database database,
        OfferRecorder offers,
        OrganisationCalendar calendar,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var request = await SdkBody.ReadAsync<OpenSdkSessionRequest>(context.Request, ct);
        var (user, application, refused) = await access.OpenAsync(context, request.Token, ct);
        if (user is null || application is null)
            return refused!.ToResult();
        if (!request.Consent || application.Messages.Count == 0)
            return TypedResults.Ok(new OpenSdkSessionResponse([]));
        var now = clock.GetUtcNow();
        var facts = await AudienceFacts.ReadAsync(database, user, ct);
        if (facts is null)
            return TypedResults.Ok(new OpenSdkSessionResponse([]));
        var offered = await offers.RecordAsync(
            facts,
            [
                .. MessageDecider
                    .Decide(application.Messages, facts, request.Page, calendar.Today, now)
                    .Where(verdict => verdict.IsOffered)
                    .Select(verdict => new Offer(verdict, VariantOf(verdict, facts))),
            ],
            ct
        );
        return TypedResults.Ok(
            new OpenSdkSessionResponse([
                .. offered.Select(offer => OfferedMessage.From(offer.Verdict, offer.Variant, request.Locale)),
            ])
        );
    }

    /// <summary>The one that the user got before, as long as it is there.</summary>
    private static MessageVariant VariantOf(Verdict verdict, AudienceFacts facts) =>
        (verdict.Latest is { } latest ? verdict.Message.Variant(latest.Variant) : null)
        ?? verdict.Message.VariantFor(facts.AccountId, facts.UserId);
}
