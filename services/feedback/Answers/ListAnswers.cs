using Platform.Feedback.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Answers;

/// <summary>Every answer and every word of it, for everyone inside: latest first, narrowed by filters and by
/// words.</summary>
public static class ListAnswers
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/answers", HandleAsync).WithName(nameof(ListAnswers)).WithTags("Answers");
        v1.MapGet("/accounts/{accountId:guid}/answers", HandleAsync)
            .WithName("ListAnswersOfAccount")
            .WithDescription("The answers that people of one account gave, the newest first.")
            .WithTags("Answers")
            .RequireKnownAccount();
    }

    /// <param name="q">Words that the comment has to hold, as in a search engine: "slow import" -mobile.</param>
    private static async Task<Page<AnswerResponse>> HandleAsync(
        Guid? accountId,
        Guid? surveyId,
        Guid? waveId,
        Guid? contactId,
        string? type,
        string? @class,
        string? role,
        string? product,
        string? segment,
        bool? withComment,
        string? q,
        DateOnly? from,
        DateOnly? to,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor);
        var rows = await database.QueryAsync<AnswerRow>(
            $"{AnswerRow.Select} {Filter}",
            new
            {
                accountId,
                surveyId,
                waveId,
                contactId,
                type,
                Class = @class,
                role,
                product,
                segment,
                WithComment = withComment == true,
                q,
                from,
                to,
                AfterAt = after?.At,
                AfterId = after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<AnswerResponse>.From(rows, page.Limit, r => r.ToResponse(), r => new After(r.AnsweredAt, r.Id));
    }

    private sealed record After(DateTimeOffset At, Guid Id);

    // Replies to a survey's own questions are words too.
    private const string Filter = """
        where (@accountId::uuid is null or a.account_id = @accountId)
          and (@surveyId::uuid is null or a.survey_id = @surveyId)
          and (@waveId::uuid is null or a.wave_id = @waveId)
          and (@contactId::uuid is null or a.contact_id = @contactId)
          and (@type::text is null or s.type = @type)
          and (@Class::text is null or a.class = @Class)
          and (@role::text is null or @role = any(a.roles))
          and (@product::text is null or a.product = @product)
          and (@segment::text is null or @segment = any(a.segments || a.size || a.motion || a.priority))
          and (not @WithComment or a.comment is not null)
          and (@q::text is null or a.words @@ websearch_to_tsquery('simple', @q)
              or a.replies::text ilike '%' || replace(replace(@q, '%', '\%'), '_', '\_') || '%')
          and (@from::date is null or a.answered_at >= @from::date)
          and (@to::date is null or a.answered_at < @to::date + 1)
          and (@AfterAt::timestamptz is null or (a.answered_at, a.id) < (@AfterAt, @AfterId))
        order by a.answered_at desc, a.id desc limit @Limit
        """;
}
