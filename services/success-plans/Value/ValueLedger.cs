using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <summary>The value ledger: what is claimed stays; it is confirmed by the customer or withdrawn, never
/// changed.</summary>
internal static class ValueLedger
{
    internal static Task<Claim?> FindAsync(UnitOfWork work, Guid planId, Guid claimId) =>
        work.SingleOrDefaultAsync<Claim>(
            $"{Claim.Select} where id = @claimId and plan_id = @planId",
            new { claimId, planId }
        );

    internal static Problem Withdrawn(Claim claim) =>
        new(
            "plans/claim-withdrawn",
            StatusCodes.Status409Conflict,
            "The claim was withdrawn.",
            $"'{claim.Text}' was withdrawn on {claim.WithdrawnAt:yyyy-MM-dd}; claim it anew."
        );
}
