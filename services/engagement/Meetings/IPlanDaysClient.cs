namespace Platform.Engagement.Meetings;

/// <summary>Asks success plans, another service, what is due in a plan.</summary>
internal interface IPlanDaysClient
{
    /// <returns>Null where there is no such plan.</returns>
    Task<(Guid AccountId, IReadOnlyList<PlanDay> Days)?> FindAsync(Guid planId, CancellationToken ct);
}
