namespace Platform.SuccessPlans.Enablement;

/// <param name="Inserted">Completions that are new.</param>
/// <param name="Unchanged">Completions that were known.</param>
/// <param name="Failed">Rows that were refused.</param>
/// <param name="Failures">Each with its row and reason.</param>
public sealed record ImportCompletionsResponse(
    int Inserted,
    int Unchanged,
    int Failed,
    IReadOnlyList<CompletionResult> Failures
);
