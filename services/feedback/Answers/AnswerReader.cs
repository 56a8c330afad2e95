using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Answers;

/// <summary>Reads answers by filters, the latest first.</summary>
public sealed class AnswerReader(Database database)
{
    public async Task<Page<AnswerResponse>> ListAsync(
        Guid? accountId,
        AnswerFilter filter,
        PageRequest page,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<AnswerRow>(
            $"{AnswerRow.Select} {Filter}",
            ParameterNames.Together(
                filter,
                new
                {
                    AccountId = accountId,
                    AfterAt = after?.At,
                    AfterId = after?.Id,
                    Limit = page.Limit + 1,
                }
            ),
            ct
        );
        return Page<AnswerResponse>.From(rows, page.Limit, r => r.ToResponse(), r => new Position(r.AnsweredAt, r.Id));
    }

    private sealed record Position(DateTimeOffset At, Guid Id);

    // Replies to a survey's own questions are words too.
    private const string Filter = """
        where (@AccountId::uuid is null or a.account_id = @AccountId)
          and (@SurveyId::uuid is null or a.survey_id = @SurveyId)
          and (@WaveId::uuid is null or a.wave_id = @WaveId)
          and (@ContactId::uuid is null or a.contact_id = @ContactId)
          and (@Type::text is null or s.type = @Type)
          and (@Class::text is null or a.class = @Class)
          and (@Role::text is null or @Role = any(a.roles))
          and (@Product::text is null or a.product = @Product)
          and (@Segment::text is null or @Segment = any(a.segments))
          and (@Size::text is null or a.size = @Size)
          and (@Motion::text is null or a.motion = @Motion)
          and (@Priority::text is null or a.priority = @Priority)
          and (@WithComment::boolean is not true or a.comment is not null)
          and (@Q::text is null or a.words @@ websearch_to_tsquery('simple', @Q)
              or a.replies::text ilike '%' || replace(replace(@Q, '%', '\%'), '_', '\_') || '%')
          and (@From::date is null or a.answered_at >= @From::date)
          and (@To::date is null or a.answered_at < @To::date + 1)
          and (@AfterAt::timestamptz is null or (a.answered_at, a.id) < (@AfterAt, @AfterId))
        order by a.answered_at desc, a.id desc limit @Limit
        """;
}
