namespace Platform.SuccessPlans.Sharing;

/// <param name="Role">The part that the person plays in the plan.</param>
/// <param name="Person">The person's name.</param>
public sealed record SharedRole(string Side, string Role, string? Person, string Text);
