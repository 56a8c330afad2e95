using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Platform.Renewals.Expansion;
using Platform.Renewals.Renewals;
using Platform.Renewals.Risks;
using Platform.Renewals.V1;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Grpc;

[RequireScope("renewals:read")]
internal sealed class RenewalsGrpc(Database database, IOptions<OrganisationOptions> organisation)
    : V1.RenewalsService.RenewalsServiceBase
{
    public override async Task<BatchGetAccountRenewalsResponse> BatchGetAccountRenewals(
        BatchGetAccountRenewalsRequest request,
        ServerCallContext context
    )
    {
        var ids = RequestedAccounts.Parse(request.AccountIds);
        var args = new { ids, Currency = organisation.Value.ReportingCurrency };
        var next = (await database.QueryAsync<RenewalResponse>(Next, args, context.CancellationToken))
            .GroupBy(r => r.AccountId)
            .ToDictionary(g => g.Key, g => g.First());
        var risks = (await database.QueryAsync<RiskResponse>(Open, args, context.CancellationToken)).ToLookup(r =>
            r.AccountId
        );
        var expansions = (
            await database.QueryAsync<ExpansionResponse>(Growing, args, context.CancellationToken)
        ).ToLookup(e => e.AccountId);
        var reviews = (
            await database.QueryAsync<(Guid AccountId, int Count)>(Reviews, args, context.CancellationToken)
        ).ToDictionary(r => r.AccountId, r => r.Count);

        var notices = (
            await database.QueryAsync<(Guid RenewalId, int Days)>(
                Notices,
                new { Ids = next.Values.Select(r => r.Id).ToArray() },
                context.CancellationToken
            )
        ).ToDictionary(n => n.RenewalId, n => n.Days);

        var response = new BatchGetAccountRenewalsResponse();
        foreach (var id in ids)
        {
            var answer = new AccountRenewals
            {
                AccountId = id.ToString(),
                LeadershipReviews = reviews.GetValueOrDefault(id),
                Risks = { risks[id].Select(Answer) },
                Expansions = { expansions[id].Select(Answer) },
            };
            if (next.TryGetValue(id, out var renewal))
            {
                answer.Next = Answer(renewal);
                if (notices.TryGetValue(renewal.Id, out var days))
                    answer.Next.NoticeDays = days;
            }
            response.Accounts.Add(answer);
        }

        return response;
    }

    /// <summary>The same that a caller of REST reads with a renewal.</summary>
    private static Renewal Answer(RenewalResponse r)
    {
        var answer = new Renewal
        {
            Id = r.Id.ToString(),
            EndsOn = Iso(r.EndsOn),
            ArrDue = Decimal(r.ArrDueAmount),
            Currency = r.Currency,
            Stage = r.Stage,
            Probability = (double)r.Probability,
            HealthLikelihood = r.Likelihoods.Health?.ToText() ?? "",
            CallLikelihood = r.Likelihoods.Call?.ToText() ?? "",
            StageLikelihood = r.Likelihoods.Stage.ToText(),
            NextStep = r.NextStep ?? "",
            NextStepOn = Iso(r.NextStepOn),
            AutoRenew = r.AutoRenew,
            HealthBand = r.HealthBand ?? "",
            OpenRisks = r.OpenRisks,
            OverdueMilestones = r.OverdueMilestones,
            ConfirmedValue = Decimal(r.ConfirmedAmount),
            ConfirmedClaims = r.ConfirmedClaims,
            OpenRequests = r.OpenRequests,
            UnansweredRequests = r.UnansweredRequests,
            GutCheck = r.GutCheck ?? "",
            GutCheckOn = Iso(r.GutCheckOn),
            ReviewGutCheckOn = Iso(r.ReviewGutCheckOn),
            ReviewGutCheckAnswer = r.ReviewGutCheck ?? "",
            AtRiskReasons = { r.AtRisk },
        };
        if (r.HealthScore is { } score)
            answer.HealthScore = (double)score;
        if (r.PlanProgress is { } progress)
            answer.PlanProgress = (double)progress;
        return answer;
    }

    private static V1.OpenRisk Answer(RiskResponse r) =>
        new()
        {
            Id = r.Id.ToString(),
            Category = r.Category,
            Cause = r.Cause,
            State = r.State,
            Owner = r.Owner ?? "",
            OpenedAt = r.OpenedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };

    private static V1.OpenExpansion Answer(ExpansionResponse e) =>
        new()
        {
            Id = e.Id.ToString(),
            Trigger = e.Trigger,
            Evidence = e.Evidence,
            OpenedAt = e.OpenedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Decimal(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private const string Growing =
        $"{ExpansionResponse.Select} where account_id = any(@ids) and closed_at is null order by opened_at, id";

    private const string Next =
        $"{RenewalResponse.Select} where r.account_id = any(@ids) and r.outcome is null order by r.ends_on, r.id";

    // The earliest notice counts: keeping that one is in time for all.
    private const string Notices = """
        select r.id, max(s.notice_days) from renewal r
        join subscription s on s.account_id = r.account_id and s.term_ends_on = r.ends_on and s.notice_days is not null
        where r.id = any(@Ids) group by r.id
        """;

    private const string Open =
        $"{RiskResponse.Select} where r.account_id = any(@ids) and r.closed_at is null order by r.opened_at, r.id";

    private const string Reviews = """
        select r.account_id, count(*)::int from leadership_review l join renewal r on r.id = l.renewal_id
        where r.account_id = any(@ids) and r.outcome is null and l.decided_at is null group by 1
        """;
}
