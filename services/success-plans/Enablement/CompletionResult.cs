namespace Platform.SuccessPlans.Enablement;

/// <param name="Row">From 1.</param>
/// <param name="Outcome"><c>inserted</c>, <c>unchanged</c> or <c>failed</c>.</param>
/// <param name="Column">The field that is wrong.</param>
public sealed record CompletionResult(int Row, string Outcome, string? Column, string? Reason);
