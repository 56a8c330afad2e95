using Grpc.Core;
using Platform.Feedback.V1;

namespace Platform.Feedback.Tests.Grpc;

public sealed class FeedbackGrpcTests(FeedbackUnderTest feedback)
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    private V1.FeedbackService.FeedbackServiceClient Partner(params string[] scopes) =>
        new(feedback.ChannelFor("partner", "key:1", scopes));

    [Fact]
    public async Task Partners_submit_and_list_answers_and_read_figures()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        var request = new SubmitAnswerRequest
        {
            SurveyId = survey.ToString(),
            AccountId = account.ToString(),
            Score = 10,
            Comment = "Good",
            SourceKey = "p-1",
        };
        var first = await Partner("feedback:write").SubmitAnswerAsync(request);
        var second = await Partner("feedback:write").SubmitAnswerAsync(request);
        (first.Recorded, second.Recorded, second.AnswerId).ShouldBe((true, false, first.AnswerId));
        request.SourceKey = "p-2";
        request.Score = 0;
        await Partner("feedback:write").SubmitAnswerAsync(request);

        var page = await Partner("feedback:read")
            .ListAnswersAsync(new ListAnswersRequest { SurveyId = survey.ToString(), Limit = 1 });
        page.Next.ShouldNotBeEmpty();
        var rest = await Partner("feedback:read")
            .ListAnswersAsync(
                new ListAnswersRequest
                {
                    SurveyId = survey.ToString(),
                    Limit = 1,
                    Cursor = page.Next,
                }
            );
        page.Answers.Concat(rest.Answers)
            .Select(a => (a.Score, a.Class))
            .ShouldBe([(0d, "detractor"), (10d, "promoter")], ignoreOrder: true);
        rest.Next.ShouldBeEmpty();
        var figure = (
            await Partner("feedback:read").GetFiguresAsync(new GetFiguresRequest { SurveyId = survey.ToString() })
        ).Figures.ShouldHaveSingleItem();
        (figure.N, figure.Value, figure.Interval).ShouldBe((2, 0, "normal"));
    }

    [Fact]
    public async Task Partners_create_requests_and_are_told_what_is_wrong()
    {
        var account = await feedback.AccountAsync();
        var created = await Partner("feedback:write")
            .CreateRequestAsync(
                new CreateRequestRequest { AccountId = account.ToString(), Title = "Bulk rename of projects" }
            );
        (await _ops.ReadAsync($"/v1/requests/{created.RequestId}/votes"))[0].Text("source").ShouldBe("api");

        (
            await Should.ThrowAsync<RpcException>(async () =>
                await Partner("feedback:read").CreateRequestAsync(new CreateRequestRequest())
            )
        ).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (
            await Should.ThrowAsync<RpcException>(async () =>
                await Partner("feedback:write")
                    .CreateRequestAsync(new CreateRequestRequest { Title = "Fine", AccountId = "x" })
            )
        ).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        var wrong = await Should.ThrowAsync<RpcException>(async () =>
            await Partner("feedback:write")
                .SubmitAnswerAsync(
                    new SubmitAnswerRequest
                    {
                        SurveyId = (await _ops.SurveyAsync()).ToString(),
                        AccountId = account.ToString(),
                        Score = 12,
                    }
                )
        );
        (wrong.StatusCode, wrong.Trailers.Any(t => t.Key == "grpc-status-details-bin")).ShouldBe(
            (StatusCode.InvalidArgument, true)
        );
    }
}
