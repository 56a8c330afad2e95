using Platform.Workspace.Api;
using Platform.Workspace.Book;
using Platform.Workspace.Shell;

namespace Platform.Workspace.Today;

/// <summary>What waits for a person, from the services that know of it, by day.</summary>
internal sealed class DueReader(GatewayApi api, TimeProvider clock)
{
    /// <summary>How far ahead a renewal's next step and a review are looked for.</summary>
    private const int AheadDays = 14;

    private sealed record Handover(
        Guid Id,
        Guid AccountId,
        string FromRole,
        string ToRole,
        string FromPersonId,
        DateTimeOffset ProposedAt
    );

    private sealed record Loop(
        Guid Id,
        Guid AccountId,
        string? Account,
        string Reason,
        LoopAnswer Answer,
        IReadOnlyList<LoopStep> Steps
    );

    private sealed record LoopAnswer(string? Contact, decimal? Score, int ScaleTo)
    {
        public string Words => $"{Contact ?? "somebody"} gave {Score} of {ScaleTo}";
    }

    private sealed record LoopStep(string Step, DateTimeOffset DueAt, DateTimeOffset? DoneAt);

    private sealed record Review(Guid Id, Guid AccountId, string? AccountName, string Type, DateOnly? DueOn);

    private sealed record Risk(
        Guid Id,
        Guid AccountId,
        string? AccountName,
        string Category,
        string Cause,
        string State,
        DateTimeOffset OpenedAt
    );

    private sealed record Renewal(
        Guid Id,
        Guid AccountId,
        string? AccountName,
        DateOnly EndsOn,
        string? NextStep,
        DateOnly? NextStepOn,
        bool Disagreement
    );

    /// <param name="person">Whose work; null: the work of all.</param>
    /// <param name="book">Their accounts; reviews know no owner.</param>
    public async Task<(IReadOnlyList<Due> Due, ApiProblem? Problem)> ReadAsync(
        string? person,
        IReadOnlyDictionary<Guid, BookItem> book,
        IReadOnlyDictionary<string, Person> people,
        CancellationToken ct = default
    )
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var ahead = today.AddDays(AheadDays);
        var owner = person is null ? "" : $"&owner={Uri.EscapeDataString(person)}";
        var handovers = api.ReadAsync<Items<Handover>>(
            "/v1/handovers?status=proposed" + (person is null ? "" : $"&receiver={Uri.EscapeDataString(person)}"),
            ct
        );
        var loops = api.ReadAsync<Items<Loop>>($"/v1/loops?status=open&limit=100{owner}", ct);
        var reviews = api.ReadAsync<Items<Review>>("/v1/reviews?status=due&limit=200", ct);
        var risks = api.ReadAsync<Items<Risk>>($"/v1/risks?open=true&limit=100{owner}", ct);
        var renewals = api.ReadAsync<Items<Renewal>>($"/v1/renewals?decided=false&limit=200{owner}", ct);

        string NameOf(Guid account, string? told) =>
            told ?? (book.TryGetValue(account, out var known) ? known.Name : "An account");

        var due = new List<Due>();
        foreach (var handover in (await handovers).Value?.All ?? [])
            Add(
                "handover",
                "Hand-over",
                handover.Id,
                handover.AccountId,
                NameOf(handover.AccountId, null),
                $"Accept or refuse, from {people.Name(handover.FromPersonId)}",
                "Until you accept, the old owner is accountable",
                Day(handover.ProposedAt),
                isSince: true
            );
        foreach (var loop in (await loops).Value?.All ?? [])
            if (loop.Steps.FirstOrDefault(step => step.DoneAt is null) is { } step && Day(step.DueAt) <= ahead)
                Add(
                    "loop",
                    "Answer",
                    loop.Id,
                    loop.AccountId,
                    NameOf(loop.AccountId, loop.Account),
                    $"{Words.Label(step.Step)}: {loop.Answer.Words}",
                    $"{Words.Label(loop.Reason)} waits for an answer",
                    Day(step.DueAt)
                );
        foreach (var review in (await reviews).Value?.All ?? [])
            if (review.DueOn <= ahead && (person is null || book.ContainsKey(review.AccountId)))
                Add(
                    "review",
                    "Review",
                    review.Id,
                    review.AccountId,
                    NameOf(review.AccountId, review.AccountName),
                    $"Hold the {review.Type.ToUpperInvariant().Replace('_', ' ')}",
                    "The cadence of the account's motion asks for it",
                    review.DueOn
                );
        foreach (var risk in (await risks).Value?.All ?? [])
            if (risk.State == "open")
                Add(
                    "risk",
                    "Risk",
                    risk.Id,
                    risk.AccountId,
                    NameOf(risk.AccountId, risk.AccountName),
                    risk.Cause,
                    $"{Words.Label(risk.Category)}: open, without a plan",
                    Day(risk.OpenedAt),
                    isSince: true
                );
        foreach (var renewal in (await renewals).Value?.All ?? [])
            if (renewal.NextStep is { } next && renewal.NextStepOn <= ahead)
                Add(
                    "renewal",
                    "Renewal",
                    renewal.Id,
                    renewal.AccountId,
                    NameOf(renewal.AccountId, renewal.AccountName),
                    next,
                    $"Next step of the renewal on {Words.Day(renewal.EndsOn)}",
                    renewal.NextStepOn
                );
            else if (renewal.NextStep is null && renewal.EndsOn <= today.AddDays(60))
                Add(
                    "renewal",
                    "Renewal",
                    renewal.Id,
                    renewal.AccountId,
                    NameOf(renewal.AccountId, renewal.AccountName),
                    "Plan the next step",
                    $"Ends on {Words.Day(renewal.EndsOn)} and nothing is planned",
                    renewal.EndsOn
                );
        var problem = (await loops).Problem
            ?? (await risks).Problem
            ?? (await renewals).Problem
            ?? (await reviews).Problem;
        return (
            [.. due.OrderBy(one => one.On ?? DateOnly.MaxValue).ThenBy(one => one.Account, StringComparer.Ordinal)],
            problem
        );

        void Add(
            string prefix,
            string kind,
            Guid id,
            Guid account,
            string name,
            string title,
            string why,
            DateOnly? on,
            bool isSince = false
        ) => due.Add(new($"{prefix}-{id:N}", kind, account, name, title, why, on, !isSince && on < today, isSince));
    }

    private static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
