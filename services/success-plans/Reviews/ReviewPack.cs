using Platform.Contracts;
using Platform.SuccessPlans.Peers;

namespace Platform.SuccessPlans.Reviews;

/// <summary>What a review is held with, as it was on the day it was generated.</summary>
/// <param name="Performance">Null where the account has no plan.</param>
/// <param name="Benchmark">Beside the segment, from which nobody can be identified.</param>
/// <param name="Contract">Null where renewals did not answer; generate the pack again.</param>
/// <param name="GutCheck">The sponsor's last one; ask again in the review.</param>
/// <param name="Type">value_review, qbr or ebr.</param>
/// <param name="Value">What the customer got out of it.</param>
/// <param name="Recommendations">What to do next, with the figures behind it.</param>
/// <param name="ActiveTactics">Tactics under way.</param>
/// <param name="NextTactics">Tactics that come next.</param>
/// <param name="Roadmap">What the customer may take on later.</param>
public sealed record ReviewPack(
    Guid AccountId,
    string Account,
    string Segment,
    string Type,
    DateOnly AsOf,
    PackPerformance? Performance,
    IReadOnlyList<BenchmarkLine> Benchmark,
    PackValue Value,
    IReadOnlyList<string> Recommendations,
    IReadOnlyList<PackTactic> ActiveTactics,
    IReadOnlyList<PackTactic> NextTactics,
    IReadOnlyList<RoadmapItem> Roadmap,
    ContractDetails? Contract,
    PackGutCheck? GutCheck
);

/// <param name="Progress">Value delivered over all objectives, 0–1; null before anything was measured.</param>
/// <param name="OpenMilestones">Milestones that are not done.</param>
/// <param name="OverdueMilestones">Those of them that are overdue.</param>
/// <param name="Objectives">Each objective with its progress.</param>
public sealed record PackPerformance(
    Guid PlanId,
    DateOnly? AgreedOn,
    decimal? Progress,
    int OpenMilestones,
    int OverdueMilestones,
    IReadOnlyList<PackObjective> Objectives
);

/// <param name="Delivered">0–1.</param>
public sealed record PackObjective(
    string Text,
    string? Metric,
    string? Unit,
    decimal? Baseline,
    decimal? Target,
    decimal? Current,
    decimal? Delivered,
    DateOnly? DueOn
);

/// <param name="Confirmed">By currency.</param>
/// <param name="Claims">What the customer confirmed.</param>
public sealed record PackValue(IReadOnlyList<Money> Confirmed, IReadOnlyList<PackClaim> Claims);

/// <param name="Value">What it is worth, with its currency.</param>
/// <param name="ConfirmedBy">Name of who confirmed it.</param>
/// <param name="ConfirmedAt">When the customer confirmed it (RFC 3339, UTC).</param>
public sealed record PackClaim(
    string Text,
    string Evidence,
    Money? Value,
    string? ConfirmedBy,
    DateTimeOffset? ConfirmedAt
);

/// <param name="Outcome">The outcome that it serves.</param>
/// <param name="Adoption">Adoption reached, 0 to 1.</param>
public sealed record PackTactic(string Name, string Outcome, string Description, decimal? Adoption);

/// <param name="When">As it is promised: <c>Q2</c>, <c>this year</c>.</param>
/// <param name="What">What they may take on.</param>
public sealed record RoadmapItem(string What, string? When);

/// <param name="Score">1 (very bad) to 5 (very good).</param>
/// <param name="Comment">What they added.</param>
/// <param name="On">The day of the review.</param>
public sealed record PackGutCheck(int Score, string? Comment, DateOnly On);

/// <summary>What renewals says of the account's contract.</summary>
/// <param name="Stage">Stage of the renewal.</param>
/// <param name="AutoRenew">Whether it goes on unless somebody gives notice; null where that is not known.</param>
/// <param name="NoticeDays">Days before the end until which notice can be given; null where that is not known.</param>
public sealed record ContractDetails(
    Money Arr,
    int Seats,
    DateOnly? RenewsOn,
    string? Stage,
    Money Overdue,
    bool? AutoRenew = null,
    int? NoticeDays = null
);
