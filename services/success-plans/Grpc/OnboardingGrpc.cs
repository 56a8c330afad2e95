using Grpc.Core;
using Platform.Plans.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Onboardings;

namespace Platform.SuccessPlans.Grpc;

/// <summary>Thin: the same reads and changes as REST, as protobuf.</summary>
[RequireScope("plans:read")]
internal sealed class OnboardingGrpc(Database database, MilestoneCloser milestones)
    : OnboardingService.OnboardingServiceBase
{
    public override async Task<Onboarding> GetOnboarding(GetOnboardingRequest request, ServerCallContext context)
    {
        var accountId = Wire.Id(request.AccountId, "account_id");
        if (
            await database.ScalarAsync<Guid?>(GetAccountOnboarding.Latest, new { accountId }, context.CancellationToken)
            is not { } id
        )
            throw Problem.NotFound("onboarding of account", accountId).ToException();
        await using var work = await database.BeginAsync(context.CancellationToken);
        return Answer((await OnboardingView.ReadAsync(work, id))!);
    }

    public override async Task<ListOnboardingsResponse> ListOnboardings(
        ListOnboardingsRequest request,
        ServerCallContext context
    )
    {
        if (request.Limit is < 0 or > PageRequest.MaxLimit)
            throw Problem.Invalid("limit", $"{request.Limit} is not from 1 to {PageRequest.MaxLimit}").ToException();
        var page = await SuccessPlans.Onboardings.ListOnboardings.PageAsync(
            new PageRequest(request.Limit == 0 ? PageRequest.DefaultLimit : request.Limit, Wire.Text(request.Cursor)),
            new OnboardingFilter(
                Wire.Text(request.Status),
                Wire.Text(request.Segment),
                request.StalledOnly ? true : null,
                AccountId: null
            ),
            database,
            context.CancellationToken
        );
        return new ListOnboardingsResponse
        {
            Onboardings = { page.Items.Select(Answer) },
            NextCursor = page.Next ?? "",
        };
    }

    [RequireScope("plans:write")]
    public override async Task<Onboarding> CompleteOnboardingMilestone(
        Platform.Plans.V1.CompleteOnboardingMilestoneRequest request,
        ServerCallContext context
    )
    {
        var (problem, view) = await milestones.ApplyAsync(
            Wire.Id(request.OnboardingId, "onboarding_id"),
            Wire.Id(request.MilestoneId, "milestone_id"),
            new MilestoneClosing(
                "done",
                Wire.Day(request.CompletedOn, "completed_on"),
                Wire.Text(request.Evidence),
                IsRepeatable: true
            ),
            Caller.From(context.GetHttpContext().User),
            context.CancellationToken
        );
        return problem is null ? Answer(view!) : throw problem.ToException();
    }

    private static Onboarding Answer(OnboardingView o)
    {
        var answer = new Onboarding
        {
            Id = o.Id.ToString(),
            AccountId = o.AccountId.ToString(),
            Segment = o.Segment,
            Status = o.Status,
            SignedOn = Wire.Iso(o.SignedOn),
            OpenedOn = Wire.Iso(o.OpenedOn),
            PlannedEnd = Wire.Iso(o.PlannedEnd),
            CompletedOn = Wire.Iso(o.CompletedOn),
            Stage = o.Stage ?? "",
            StalledSince = Wire.Iso(o.StalledSince),
            StallCause = o.StallCause ?? "",
            Stages =
            {
                o.Stages.Select(s => new OnboardingStage
                {
                    Name = s.Name,
                    EnteredOn = Wire.Iso(s.EnteredOn),
                    LeftOn = Wire.Iso(s.LeftOn),
                }),
            },
            Milestones = { o.Milestones.Select(Answer) },
        };
        if (o.TimeToFirstValueDays is { } days)
            answer.DaysToFirstValue = days;
        return answer;
    }

    private static OnboardingMilestone Answer(OnboardingMilestoneView m) =>
        new()
        {
            Id = m.Id.ToString(),
            Stage = m.Stage,
            Key = m.Key,
            Name = m.Name,
            Side = m.Side,
            Owner = m.Owner ?? "",
            Track = m.Track ?? "",
            DueOn = Wire.Iso(m.DueOn),
            Status = m.Status,
            ClosedOn = Wire.Iso(m.ClosedOn),
            ByTelemetry = m.ByTelemetry,
        };
}
