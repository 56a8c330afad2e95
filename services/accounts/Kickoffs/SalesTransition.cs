using Platform.Accounts.Accounts;
using Platform.Accounts.Handovers;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Kickoffs;

/// <summary>The internal hand-over from sales, which comes before the customer's kickoff.</summary>
internal static class SalesTransition
{
    /// <summary>
    /// Null when the kickoff may be held: sales handed over since the signature, or the account has no account
    /// executive to do so.
    /// </summary>
    public static async Task<Problem?> RefuseKickoffAsync(UnitOfWork work, Guid accountId, Guid contractId)
    {
        var args = new
        {
            accountId,
            contractId,
            Role = OwnerRoles.AccountExecutive,
        };
        var latest = await work.SingleOrDefaultAsync<Transition>(Latest, args);
        if (latest is { Status: Handover.Accepted })
            return null;
        if (latest is not null)
            return NotAccepted(latest);
        return await work.ScalarAsync<string>(Executive, args) is { } executive ? Missing(executive) : null;
    }

    private static Problem NotAccepted(Transition latest) =>
        latest.Status == Handover.Proposed
            ? new Problem(
                "kickoffs/transition-open",
                StatusCodes.Status409Conflict,
                "The internal transition is not done.",
                $"Sales hands over before the kickoff; hand-over {latest.Id} waits for its acceptance."
            )
            : new Problem(
                "kickoffs/transition-not-accepted",
                StatusCodes.Status409Conflict,
                "The internal transition is not done.",
                $"Sales hands over before the kickoff, and hand-over {latest.Id} was not accepted: "
                    + $"it is {latest.Status}. Propose a new one."
            );

    private static Problem Missing(string executive) =>
        new(
            "kickoffs/transition-missing",
            StatusCodes.Status409Conflict,
            "The internal transition is not done.",
            $"Sales hands over before the kickoff, and {executive} (account executive) has proposed no hand-over "
                + "since the signature. Propose one with POST /v1/accounts/{id}/handovers."
        );

    private sealed class Transition
    {
        public Guid Id { get; init; }
        public string Status { get; init; } = "";
    }

    // A transition that was over when the contract was signed, or became known, is an earlier one's.
    private const string Latest = """
        select id, status from handover
        where account_id = @accountId and from_role = @Role and to_role <> @Role
          and coalesce(decided_at, 'infinity') >= (
            select least(signed_on::timestamp at time zone 'UTC', opened_at) from kickoff
                where contract_id = @contractId)
        order by proposed_at desc, id desc limit 1
        """;

    private const string Executive =
        "select person_id from account_owner where account_id = @accountId and role = @Role and upper_inf(period)";
}
