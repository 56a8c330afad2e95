using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Accounts;

/// <summary>Each area that keeps something of a person says here what goes by their id; the area's own rows, counts
/// and dates stay.</summary>
public interface IContactEraser
{
    /// <returns>How many rows were cleared or deleted.</returns>
    Task<int> EraseAsync(UnitOfWork work, Guid contactId);
}
