using Platform.ServiceKit.Data;

namespace Platform.Renewals.Risks;

/// <summary>Locks one risk for the transaction.</summary>
internal static class RiskLock
{
    internal static async Task<RiskResponse?> LockAsync(UnitOfWork work, Guid id)
    {
        await work.ExecuteAsync("select 1 from risk where id = @id for update", new { id });
        return await work.SingleOrDefaultAsync<RiskResponse>($"{RiskResponse.Select} where r.id = @id", new { id });
    }
}
