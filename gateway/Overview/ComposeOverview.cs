using System.Globalization;
using Grpc.Core;
using Platform.Accounts.V1;
using Platform.Feedback.V1;
using Platform.Gateway.Routing;
using Platform.Plans.V1;
using Platform.Protos.Scoring.V1;
using Platform.Renewals.V1;

namespace Platform.Gateway.Overview;

/// <summary>Asks all services at once and puts their answers side by side.</summary>
public sealed class ComposeOverview(
    AccountsService.AccountsServiceClient accounts,
    ScoringService.ScoringServiceClient scoring,
    RevenueService.RevenueServiceClient revenue,
    RenewalsService.RenewalsServiceClient renewals,
    PlansService.PlansServiceClient plans,
    OnboardingService.OnboardingServiceClient onboardings,
    FeedbackService.FeedbackServiceClient feedback,
    TimeProvider clock
)
{
    private const int TimelineLength = 10;
    private const int AnswersShown = 5;
    private const int UsageDays = 28;

    public async Task<AccountOverview> ComposeAsync(Guid accountId, CancellationToken ct)
    {
        var id = accountId.ToString();
        Task<OverviewPart<T>> AskAsync<T>(string service, Func<CallOptions, Task<T?>> ask)
            where T : class => OverviewParts.AskAsync(service, ask, ct);

        var account = AskAsync(ServiceNames.Accounts, async options =>
            (await accounts.GetAccountAsync(new GetAccountRequest { Id = id }, options)).ToPart()
        );
        var contacts = AskAsync<IReadOnlyList<OverviewContact>>(ServiceNames.Accounts, async options =>
            [
                .. (
                    await accounts.ListContactsAsync(new ListContactsRequest { AccountId = id }, options)
                ).Contacts.Select(contact => contact.ToPart()),
            ]
        );
        var timeline = AskAsync<IReadOnlyList<OverviewTimelineEntry>>(ServiceNames.Accounts, async options =>
            [
                .. (
                    await accounts.GetTimelineAsync(
                        new GetTimelineRequest { AccountId = id, Limit = TimelineLength },
                        options
                    )
                ).Entries.Select(entry => entry.ToPart()),
            ]
        );
        var tickets = AskAsync(ServiceNames.Accounts, async options =>
            (await accounts.SummariseTicketsAsync(new SummariseTicketsRequest { AccountId = id }, options)).ToPart()
        );
        var coverage = AskAsync(ServiceNames.Accounts, async options =>
            (await accounts.GetCoverageAsync(new GetCoverageRequest { AccountId = id }, options)).ToPart()
        );
        var score = AskAsync(ServiceNames.HealthScoring, async options =>
            (await scoring.GetScoreAsync(new GetScoreRequest { AccountId = id }, options)).ToPart()
        );
        var usage = AskAsync(ServiceNames.HealthScoring, options => UsageAsync(id, options));
        var earned = AskAsync(ServiceNames.Renewals, async options =>
            (
                await revenue.BatchGetAccountRevenueAsync(
                    new BatchGetAccountRevenueRequest { AccountIds = { id } },
                    options
                )
            )
                .Accounts.FirstOrDefault()
                ?.ToPart()
        );
        // Renewal, risks and expansion come with one call.
        var ahead = AskAsync(ServiceNames.Renewals, async options =>
            (
                await renewals.BatchGetAccountRenewalsAsync(
                    new BatchGetAccountRenewalsRequest { AccountIds = { id } },
                    options
                )
            ).Accounts.FirstOrDefault()
        );
        var plan = AskAsync(ServiceNames.SuccessPlans, async options =>
            (await plans.GetPlanAsync(new GetPlanRequest { AccountId = id }, options)).ToPart()
        );
        var onboarding = AskAsync(ServiceNames.SuccessPlans, async options =>
            (await onboardings.GetOnboardingAsync(new GetOnboardingRequest { AccountId = id }, options)).ToPart()
        );
        var answers = AskAsync<IReadOnlyList<OverviewAnswer>>(ServiceNames.Feedback, async options =>
            [
                .. (
                    await feedback.ListAnswersAsync(
                        new ListAnswersRequest { AccountId = id, Limit = AnswersShown },
                        options
                    )
                ).Answers.Select(answer => answer.ToPart()),
            ]
        );

        return new AccountOverview(
            accountId,
            await account,
            (await account).Of(it => it.Owners),
            await score,
            await earned,
            await contacts,
            await timeline,
            await plan,
            await onboarding,
            (await ahead).Of(it => it.Next?.ToPart()),
            (await ahead).Of<IReadOnlyList<OverviewRisk>>(it => [.. it.Risks.Select(risk => risk.ToPart())]),
            (await ahead).Of<IReadOnlyList<OverviewExpansion>>(it => [.. it.Expansions.Select(one => one.ToPart())]),
            await tickets,
            await coverage,
            await answers,
            await usage
        );
    }

    private async Task<OverviewUsage?> UsageAsync(string account, CallOptions options)
    {
        var to = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var from = to.AddDays(1 - UsageDays);
        var request = new GetUsageRequest
        {
            AccountId = account,
            From = Iso(from),
            To = Iso(to),
        };
        return (await scoring.GetUsageAsync(request, options)).ToPart(from, to);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
