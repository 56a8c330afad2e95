using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Feedback.Answers;
using Platform.Feedback.Figures;
using Platform.Feedback.Requests;
using Platform.Feedback.Surveys;
using Platform.Feedback.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Grpc;

/// <summary>The same slices for partners.</summary>
internal sealed class FeedbackGrpc(
    Database database,
    SurveyCache surveys,
    AnswerRecorder recorder,
    FigureReader figures,
    RequestService service
) : V1.FeedbackService.FeedbackServiceBase
{
    [RequireScope("feedback:write")]
    public override async Task<SubmitAnswerResponse> SubmitAnswer(
        SubmitAnswerRequest request,
        ServerCallContext context
    )
    {
        RequirePartnerOrAll(context);
        var survey = await surveys.GetAsync(Id("survey_id", request.SurveyId), context.CancellationToken);
        var (id, isNew) = await recorder.RecordAsync(
            survey,
            new RecordAnswerRequest(
                Id("account_id", request.AccountId),
                OptionalId("contact_id", request.ContactId),
                request.HasScore ? request.Score : null,
                Text(request.Comment),
                request.Replies,
                request.WantsReply,
                Text(request.Product),
                "api",
                Text(request.SourceKey),
                request.AnsweredAt?.ToDateTimeOffset()
            ),
            CallerOf(context).Id,
            context.CancellationToken
        );
        return new SubmitAnswerResponse { AnswerId = id.ToString(), Recorded = isNew };
    }

    [RequireScope("feedback:read")]
    public override async Task<ListAnswersResponse> ListAnswers(ListAnswersRequest request, ServerCallContext context)
    {
        var limit = request.Limit == 0 ? PageRequest.DefaultLimit : request.Limit;
        if (limit is < 1 or > PageRequest.MaxLimit)
            throw Problem.Invalid("limit", $"{limit} is not from 1 to {PageRequest.MaxLimit}").ToRpcException();
        var after = Cursor.Read<Position>(request.Cursor);
        var rows = await database.QueryAsync<AnswerRow>(
            $"{AnswerRow.Select} {Filter}",
            new
            {
                AccountId = OptionalId("account_id", request.AccountId),
                SurveyId = OptionalId("survey_id", request.SurveyId),
                Since = request.Since?.ToDateTimeOffset(),
                AfterAt = after?.At,
                AfterId = after?.Id,
                Limit = limit + 1,
            },
            context.CancellationToken
        );
        var page = Page<V1.Answer>.From(rows, limit, Show, r => new Position(r.AnsweredAt, r.Id));
        return new ListAnswersResponse { Answers = { page.Items }, Next = page.Next ?? "" };
    }

    [RequireScope("feedback:read")]
    public override async Task<V1.GetFiguresResponse> GetFigures(GetFiguresRequest request, ServerCallContext context)
    {
        var survey = await surveys.GetAsync(Id("survey_id", request.SurveyId), context.CancellationToken);
        var read = await figures.ReadAsync(
            survey,
            new FigureQuery(
                Text(request.By),
                Date("from", request.From),
                Date("to", request.To),
                WaveId: null,
                AccountId: null,
                Segment: null,
                Size: null,
                Motion: null,
                Priority: null,
                Role: null,
                Product: null
            ),
            context.CancellationToken
        );
        var response = new V1.GetFiguresResponse { Method = survey.Method };
        foreach (var figure in read)
        {
            var shown = new V1.Figure
            {
                Group = figure.Group,
                N = figure.N,
                Interval = figure.Interval,
                Invited = figure.Invited,
            };
            if (figure.Value is { } value)
                shown.Value = (double)value;
            if (figure.Low is { } low)
                shown.Low = (double)low;
            if (figure.High is { } high)
                shown.High = (double)high;
            if (figure.ResponseRate is { } rate)
                shown.ResponseRate = (double)rate;
            response.Figures.Add(shown);
        }

        return response;
    }

    [RequireScope("feedback:write")]
    public override async Task<V1.CreateRequestResponse> CreateRequest(
        V1.CreateRequestRequest request,
        ServerCallContext context
    )
    {
        RequirePartnerOrAll(context);
        if (request.Title.Length is < 3 or > 200)
            throw Problem.Invalid("title", "is not of 3 to 200 characters").ToRpcException();
        if (request.Description.Length > 10_000)
            throw Problem.Invalid("description", "is longer than 10000 characters").ToRpcException();
        var created = await service.CreateAsync(
            new Requests.CreateRequestRequest(
                Id("account_id", request.AccountId),
                OptionalId("contact_id", request.ContactId),
                request.Title,
                request.Description,
                Text(request.Product),
                false,
                Text(request.Note)
            ),
            CallerOf(context),
            context.CancellationToken
        );
        return new V1.CreateRequestResponse
        {
            RequestId = created.Request.Id.ToString(),
            PossibleDuplicateIds = { created.PossibleDuplicates.Select(d => d.Id.ToString()) },
        };
    }

    private static V1.Answer Show(AnswerRow row)
    {
        var answer = new V1.Answer
        {
            Id = row.Id.ToString(),
            SurveyId = row.SurveyId.ToString(),
            Type = row.Type,
            AccountId = row.AccountId?.ToString() ?? "",
            ContactId = row.ContactId?.ToString() ?? "",
            ScaleTo = row.ScaleTo,
            Class = row.Class ?? "",
            Comment = row.Comment ?? "",
            Product = row.Product ?? "",
            AnsweredAt = Timestamp.FromDateTimeOffset(row.AnsweredAt),
            LoopStatus = row.LoopStatus ?? "",
        };
        if (row.Score is { } score)
            answer.Score = (double)score;
        foreach (var (key, reply) in row.ToResponse().Replies)
            answer.Replies[key] = reply;
        return answer;
    }

    /// <summary>A CSM's own accounts are a matter of the REST surface, where people are.</summary>
    private static void RequirePartnerOrAll(ServerCallContext context) =>
        Accounts.Ownership.RequireAll(CallerOf(context));

    private static Caller CallerOf(ServerCallContext context) => Caller.From(context.GetHttpContext().User);

    private static string? Text(string value) => value.Length == 0 ? null : value;

    private static Guid? OptionalId(string field, string value) => value.Length == 0 ? null : Id(field, value);

    private static Guid Id(string field, string value) =>
        Guid.TryParse(value, out var id)
            ? id
            : throw Problem.Invalid(field, $"'{value}' is not a uuid").ToRpcException();

    private static DateOnly? Date(string field, string value) =>
        value.Length == 0 ? null
        : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
        : throw Problem.Invalid(field, $"'{value}' is not a date such as 2026-11-22").ToRpcException();

    private sealed record Position(DateTimeOffset At, Guid Id);

    private const string Filter = """
        where (@AccountId::uuid is null or a.account_id = @AccountId)
            and (@SurveyId::uuid is null or a.survey_id = @SurveyId)
            and (@Since::timestamptz is null or a.answered_at > @Since)
          and (@AfterAt::timestamptz is null or (a.answered_at, a.id) < (@AfterAt, @AfterId))
        order by a.answered_at desc, a.id desc limit @Limit
        """;
}
