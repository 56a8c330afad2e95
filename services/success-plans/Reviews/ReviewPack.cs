using Platform.Contracts;
using Platform.SuccessPlans.Peers;

namespace Platform.SuccessPlans.Reviews;

/// <summary>What a review is held with, as it was on the day it was generated.</summary>
/// <param name="Performance">Null where the account has no plan.</param>
/// <param name="Benchmark">Beside the segment, from which nobody can be identified.</param>
/// <param name="Contract">Null where renewals did not answer; generate the pack again.</param>
/// <param name="GutCheck">The sponsor's last one; ask again in the review.</param>
public sealed record ReviewPack(
    Guid AccountId, string Account, string Segment, string Type, DateOnly AsOf,
    PackPerformance? Performance, IReadOnlyList<BenchmarkLine> Benchmark, PackValue Value, IReadOnlyList<string> Recommendations,
    IReadOnlyList<PackTactic> ActiveTactics, IReadOnlyList<PackTactic> NextTactics, IReadOnlyList<RoadmapItem> Roadmap, ContractDetails? Contract, PackGutCheck? GutCheck);

/// <param name="Progress">Value delivered over all objectives, 0–1; null before anything was measured.</param>
public sealed record PackPerformance(Guid PlanId, DateOnly? AgreedOn, decimal? Progress, int OpenMilestones, int OverdueMilestones, IReadOnlyList<PackObjective> Objectives);

/// <param name="Delivered">0–1.</param>
public sealed record PackObjective(string Text, string? Metric, string? Unit, decimal? Baseline, decimal? Target, decimal? Current, decimal? Delivered, DateOnly? DueOn);

/// <param name="Confirmed">By currency.</param>
public sealed record PackValue(IReadOnlyList<Money> Confirmed, IReadOnlyList<PackClaim> Claims);

public sealed record PackClaim(string Text, string Evidence, Money? Value, string? ConfirmedBy, DateTimeOffset? ConfirmedAt);

public sealed record PackTactic(string Name, string Outcome, string Description, decimal? Adoption);

/// <param name="When">As it is promised: <c>Q2</c>, <c>this year</c>.</param>
public sealed record RoadmapItem(string What, string? When);

public sealed record PackGutCheck(int Score, string? Comment, DateOnly On);

/// <summary>What renewals says of the account's contract.</summary>
public sealed record ContractDetails(Money Arr, int Seats, DateOnly? RenewsOn, string? Stage, Money Overdue);
