using Platform.SuccessPlans.Peers;

namespace Platform.SuccessPlans.Reviews;

/// <summary>What a review is held with, as it was on the day it was generated.</summary>
/// <param name="Performance">Null where the account has no plan.</param>
/// <param name="Size">smb, mid_market or enterprise; default while nothing decides it.</param>
/// <param name="Benchmark">Beside accounts of the size; no account can be identified.</param>
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
    string Size,
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
