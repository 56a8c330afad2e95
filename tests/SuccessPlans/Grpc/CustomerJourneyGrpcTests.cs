using Grpc.Core;
using Platform.Plans.V1;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Tests.Grpc;

/// <summary>Onboarding, reviews and enablement as a partner sees them.</summary>
public sealed class CustomerJourneyGrpcTests(SuccessPlansUnderTest service)
{
    [Fact]
    public async Task A_partner_reads_onboarding_and_completes_a_milestone_twice_with_one_effect()
    {
        var account = await service.AccountAsync();
        await service.Ops.PostAsync("/v1/onboardings", new { accountId = account });
        var client = new OnboardingService.OnboardingServiceClient(
            service.ChannelFor(Roles.Partner, "key:1", "plans:write")
        );

        var onboarding = await client.GetOnboardingAsync(new GetOnboardingRequest { AccountId = account.ToString() });
        (onboarding.Stage, onboarding.Milestones.Count, onboarding.HasDaysToFirstValue).ShouldBe(("Kickoff", 5, false));
        var request = new CompleteOnboardingMilestoneRequest
        {
            OnboardingId = onboarding.Id,
            MilestoneId = onboarding.Milestones[0].Id,
            Evidence = "Minutes",
        };
        var done = await client.CompleteOnboardingMilestoneAsync(request);
        (done.Stage, done.Milestones[0].Status, done.Stages[0].LeftOn).ShouldBe(
            ("Set-up", "done", service.Today.Iso())
        );
        (await client.CompleteOnboardingMilestoneAsync(request)).ShouldBe(done);
        (
            await client.ListOnboardingsAsync(
                new ListOnboardingsRequest
                {
                    Limit = 200,
                    Status = "open",
                    Segment = "smb",
                }
            )
        ).Onboardings.ShouldNotBeEmpty();

        var unknown = await Should.ThrowAsync<RpcException>(() =>
            client.GetOnboardingAsync(new GetOnboardingRequest { AccountId = Guid.NewGuid().ToString() }).ResponseAsync
        );
        unknown.StatusCode.ShouldBe(StatusCode.NotFound);
        var reader = new OnboardingService.OnboardingServiceClient(
            service.ChannelFor(Roles.Partner, "key:2", "plans:read")
        );
        (
            await Should.ThrowAsync<RpcException>(() => reader.CompleteOnboardingMilestoneAsync(request).ResponseAsync)
        ).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task A_partner_reads_reviews_and_sends_completions()
    {
        var account = await service.AccountAsync(motion: "self_serve");
        var admin = await service.ContactAsync(account, "Greta Grpc", null, "admin");
        var review = await service.Ops.PostAsync(
            "/v1/reviews",
            new
            {
                accountId = account,
                type = "qbr",
                dueOn = service.Today,
            }
        );
        await service.Ops.PostAsync(
            $"/v1/reviews/{review.Id()}/holding",
            new { attendees = new[] { admin }, summary = "Without the sponsor" }
        );
        var channel = service.ChannelFor(Roles.Partner, "key:1", "plans:write");
        var reviews = (
            await new ReviewsService.ReviewsServiceClient(channel).ListReviewsAsync(
                new ListReviewsRequest { AccountId = account.ToString() }
            )
        ).Reviews;
        reviews.Count.ShouldBe(2);
        var held = reviews.Single(r => r.Status == "held");
        (held.HasCounts, held.Counts).ShouldBe((true, false));
        reviews.Single(r => r.Status == "due").MakesUpFor.ShouldBe(held.Id);

        var course = await service.Ops.PostAsync(
            "/v1/courses",
            new
            {
                code = Guid.NewGuid().ToString("N"),
                title = "Admin",
                kind = "certification",
                role = "admin",
            }
        );
        var enablement = new EnablementService.EnablementServiceClient(channel);
        CompletionRow Row(string contact) =>
            new()
            {
                Course = course.Text("code"),
                Contact = contact,
                CompletedOn = service.Today.Iso(),
            };
        var result = await enablement.RecordCompletionsAsync(
            new RecordCompletionsRequest { Source = "academy", Rows = { Row(admin.ToString()), Row("nobody") } }
        );
        (result.Inserted, result.Failures.Single().Row).ShouldBe((1, 2));
        (
            await enablement.GetEnablementAsync(new GetEnablementRequest { AccountId = account.ToString() })
        ).CertifiedAdmins.ShouldBe(1);
    }
}
