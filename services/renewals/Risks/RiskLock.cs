using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

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
