using Platform.ServiceKit.Data;

namespace Platform.Renewals.Churn;

/// <summary>Reads one retrospective with its actions and interviews.</summary>
internal static class RetrospectiveReader
{
    internal static async Task<RetrospectiveResponse?> ReadAsync(UnitOfWork work, Guid id)
    {
        if (
            await work.SingleOrDefaultAsync<RetrospectiveResponse>(
                $"{RetrospectiveResponse.Select} where r.id = @id",
                new { id }
            )
            is not { } row
        )
            return null;
        row.Actions = await work.QueryAsync<RetrospectiveActionResponse>(Actions, new { id });
        row.Interviews = await work.QueryAsync<ChurnInterviewResponse>(
            ChurnInterviewResponse.OfAccount,
            new { row.AccountId }
        );
        return row;
    }

    internal const string Actions = """
        select id, action, owner, due_on, done_on, done_by, result from retrospective_action
        where retrospective_id = @id order by due_on, id
        """;
}
