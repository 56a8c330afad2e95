using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Links;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Feedback.Waves;

public sealed record AskInAppResponse(IReadOnlyList<InAppQuestion> Items);

/// <summary>Tells the product which questions to ask its user now. They count as delivered.</summary>
public static class AskInApp
{
    public static void Map(IEndpointRouteBuilder waves) =>
        waves.MapPost("/in-app-questions", HandleAsync).WithName(nameof(AskInApp));

    /// <param name="user">The product's own user id, or the id of the contact.</param>
    private static async Task<Ok<AskInAppResponse>> HandleAsync(
        Guid accountId,
        string user,
        Caller caller,
        Database database,
        SurveyCache surveys,
        LinkSigner links,
        IOptions<CustomerLinkOptions> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Accounts.Ownership.RequireAll(caller);
        if (user.Length == 0)
            throw Problem.Invalid("user", "is missing: the product's user id").ToException();
        var rows = await database.QueryAsync<(Guid Id, Guid SurveyId, DateTimeOffset ExpiresAt)>(
            Ask,
            new
            {
                accountId,
                user = user.ToNfc(),
                Now = clock.GetUtcNow(),
            },
            ct
        );
        var items = new List<InAppQuestion>();
        foreach (var row in rows)
        {
            var survey = await surveys.GetAsync(row.SurveyId, ct);
            var token = await links.SignAsync(LinkKind.Answer, row.Id, row.ExpiresAt, ct);
            items.Add(
                new InAppQuestion(
                    row.Id,
                    survey.Id,
                    survey.Type,
                    survey.Question,
                    survey.ScaleFrom,
                    survey.ScaleTo,
                    survey.Questions,
                    token,
                    options.Value.AnswerLink(token),
                    row.ExpiresAt
                )
            );
        }

        return TypedResults.Ok(new AskInAppResponse(items));
    }

    private const string Ask = """
        update invitation i set delivered_at = coalesce(i.delivered_at, @Now)
        from contact_copy c, wave w
        where c.contact_id = i.contact_id and w.id = i.wave_id and w.status = 'open' and i.channel = 'in_app'
          and i.account_id = @accountId and (@user = any(c.product_user_ids) or c.contact_id::text = @user)
          and i.expires_at > @Now and not exists (select from answer a where a.invitation_id = i.id)
        returning i.id, i.survey_id, i.expires_at
        """;
}
