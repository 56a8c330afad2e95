using System.Text.Json.Serialization;
using Platform.Contracts;
using Platform.Renewals.Values;

namespace Platform.Renewals.Renewals;

/// <summary>A renewal as callers see it, read with what it is judged by.</summary>
public sealed class RenewalResponse
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? AccountName { get; init; }
    public string? Owner { get; init; }
    public Guid? ContractId { get; init; }
    public DateOnly EndsOn { get; init; }
    public bool AutoRenew { get; init; }

    /// <summary>Code of the stage; GET /v1/renewals/stages lists them.</summary>
    public string Stage { get; init; } = "";

    /// <summary>What has to be true for the stage.</summary>
    public string StageDefinition { get; init; } = "";

    /// <summary>The stage's probability of renewal, 0 to 1.</summary>
    public decimal Probability { get; init; }

    /// <summary>Since when it is in the stage (RFC 3339, UTC).</summary>
    public DateTimeOffset StageEnteredAt { get; init; }

    /// <summary>Why the CSM calls it so.</summary>
    public string? CallReason { get; init; }

    /// <summary>User id of who called it.</summary>
    public string? CalledBy { get; init; }

    /// <summary>When it was called (RFC 3339, UTC).</summary>
    public DateTimeOffset? CalledAt { get; init; }

    /// <summary>What is done next.</summary>
    public string? NextStep { get; init; }

    /// <summary>By when, ISO date.</summary>
    public DateOnly? NextStepOn { get; init; }

    /// <summary>renewed_flat, grown, contracted, churned or superseded; left out while it is open.</summary>
    public string? Outcome { get; init; }
    public string? ReasonCode { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public int Version { get; init; }

    /// <summary>Health of the account, as scoring told us last; null while it has not.</summary>
    public decimal? HealthScore { get; init; }
    public string? HealthBand { get; init; }

    /// <summary>Risks of the account that are open.</summary>
    public int OpenRisks { get; init; }

    /// <summary>Value delivered over all objectives of the success plan, 0–1; null while nothing is measured.</summary>
    public decimal? PlanProgress { get; init; }

    /// <summary>Overdue milestones of the success plan; those of the renewal itself stand with it where one is
    /// read.</summary>
    public int OverdueMilestones { get; init; }

    /// <summary>What the customer confirmed so far, in the reporting currency by the rate of its day; a claim without a
    /// value or rate is counted only.</summary>
    public Money ConfirmedValue => new(ConfirmedAmount, Currency);

    /// <summary>How many statements of value the customer confirmed.</summary>
    public int ConfirmedClaims { get; init; }

    /// <summary>The account's product requests that are neither shipped nor declined, and those of them that many
    /// accounts share and nobody has answered.</summary>
    public int OpenRequests { get; init; }

    /// <summary>Product requests that many accounts share and nobody has answered.</summary>
    public int UnansweredRequests { get; init; }

    /// <summary>What the customer's sponsor says: <c>renew</c>, <c>unsure</c> or <c>leave</c>; null while not
    /// asked.</summary>
    public string? GutCheck { get; init; }

    /// <summary>The sponsor who was asked.</summary>
    public Guid? GutCheckContact { get; init; }

    /// <summary>The day on which they said it.</summary>
    public DateOnly? GutCheckOn { get; init; }

    /// <summary>What they added.</summary>
    public string? GutCheckNote { get; init; }

    /// <summary>What the customer's people said at the last review of the success plan: <c>renew</c>, <c>unsure</c> or
    /// <c>leave</c>; null while not asked.</summary>
    public string? ReviewGutCheck { get; init; }

    /// <summary>The day of that review.</summary>
    public DateOnly? ReviewGutCheckOn { get; init; }

    /// <summary>ARR whose term ends, in the reporting currency.</summary>
    public Money ArrDue => new(ArrDueAmount, Currency);

    /// <summary>ARR that was renewed of it; left out while it is open.</summary>
    public Money? RenewedArr => RenewedAmount is { } amount ? new Money(amount, Currency) : null;

    /// <summary>The CSM's own word: commit, best_case or at_risk.</summary>
    public RenewalCall? Call => CallText is { } text ? EnumText.To<RenewalCall>(text) : null;

    /// <summary>Where the forecast counts it: the call; without one at_risk where the account is at risk, else
    /// best_case.</summary>
    public RenewalCall Category => Call ?? (IsAtRisk ? RenewalCall.AtRisk : RenewalCall.BestCase);

    /// <summary>Why the account is at risk: red_band, open_risk, notice_given, called_at_risk; empty: it is
    /// not.</summary>
    public string[] AtRisk { get; init; } = [];

    /// <summary>Three independent sources side by side, never blended.</summary>
    public Likelihoods Likelihoods => Likelihoods.Of(HealthBand, Call, Probability);

    /// <summary>Whether two of the sources differ by more than one class.</summary>
    public bool Disagreement => Outcome is null && Likelihoods.Disagree;

    [JsonIgnore]
    public bool IsAtRisk => AtRisk.Length > 0;

    [JsonIgnore]
    public decimal ArrDueAmount { get; init; }

    [JsonIgnore]
    public decimal? RenewedAmount { get; init; }

    [JsonIgnore]
    public decimal ConfirmedAmount { get; init; }

    [JsonIgnore]
    public string? CallText { get; init; }

    [JsonIgnore]
    public string Currency { get; set; } = "";

    [JsonIgnore]
    public int MaxDays { get; init; }

    /// <summary>What the forecast adds up: decided renewals at what they renewed at, the others at their ARR times the
    /// stage's probability.</summary>
    [JsonIgnore]
    public decimal Weighted => Outcome is null ? ArrDueAmount * Probability : RenewedAmount ?? 0;

    internal const string Select = $"""
        select r.id, r.account_id, c.name as account_name, c.owners ->> 'csm' as owner, r.contract_id, r.ends_on,
            r.auto_renew, r.stage,
               s.definition as stage_definition, s.probability, s.max_days, r.stage_entered_at, r.call as call_text,
                   r.call_reason, r.called_by, r.called_at,
               r.next_step, r.next_step_on, r.outcome, r.reason_code, r.decided_at, r.opened_at, r.version,
                   r.arr_due as arr_due_amount, r.renewed_arr as renewed_amount,
               h.score as health_score, h.band as health_band, r.gut_check, r.gut_check_contact, r.gut_check_on,
                   r.gut_check_note,
               g.answer as review_gut_check, g.held_on as review_gut_check_on,
               p.progress as plan_progress, coalesce(p.overdue_milestones, 0) as overdue_milestones,
                   v.amount as confirmed_amount, v.claims as confirmed_claims,
               coalesce(q.open_requests, 0) as open_requests, coalesce(q.unanswered_shared, 0) as unanswered_requests,
               (select count(*)::int from risk k
                   where k.account_id = r.account_id and k.closed_at is null) as open_risks,
               coalesce((select array_agg(distinct x.reason order by x.reason) from ({Risks.AtRisk.Reasons}) x
                   where x.account_id = r.account_id), array[]::text[]) as at_risk,
               @Currency as currency
        from renewal r
        join renewal_stage s on s.code = r.stage
        left join account_copy c on c.account_id = r.account_id
        left join account_health h on h.account_id = r.account_id
        left join account_plan p on p.account_id = r.account_id
        left join account_requests q on q.account_id = r.account_id
        left join review_gut_check g on g.account_id = r.account_id
        cross join lateral (
            select count(*)::int as claims,
                round(coalesce(sum(claim.amount * case when claim.currency = @Currency then 1 else (
                select rate from exchange_rate where currency = claim.currency and from_on <= claim.confirmed_on
                    order by from_on desc, recorded_at desc limit 1) end), 0), 2) as amount
            from confirmed_value claim where claim.account_id = r.account_id) v
        """;
}
