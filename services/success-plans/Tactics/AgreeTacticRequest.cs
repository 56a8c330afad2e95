using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Tactics;

/// <param name="GoalUsers">How many users of the tactic's feature make full adoption; none: adoption is told by
/// hand.</param>
/// <param name="TacticId">The tactic of the catalogue; GET /v1/tactics lists them.</param>
public sealed record AgreeTacticRequest(Guid TacticId, Guid? ObjectiveId, [Range(1, 10_000_000)] int? GoalUsers);
