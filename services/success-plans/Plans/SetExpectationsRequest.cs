using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Plans;

/// <param name="Expectations">Replaces those that the plan has.</param>
public sealed record SetExpectationsRequest([Required, MaxLength(100)] IReadOnlyList<ExpectationRequest> Expectations);
