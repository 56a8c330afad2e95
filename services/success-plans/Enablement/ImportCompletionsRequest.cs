using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Enablement;

/// <param name="Source">Where the rows come from, for example the learning platform's name.</param>
/// <param name="Rows">At most 1,000 completions, each by the contact's e-mail and the course's code.</param>
public sealed record ImportCompletionsRequest(
    [Required, StringLength(100)] string Source,
    [Required, MaxLength(RecordCompletions.MostRows)] IReadOnlyList<CompletionRow> Rows
);
