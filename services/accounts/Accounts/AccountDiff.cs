using System.Globalization;
using Platform.Accounts.Audit;

namespace Platform.Accounts.Accounts;

/// <summary>What differs between two states of an account, by field: for events, the audit log and the answer to a lost
/// update.</summary>
public static class AccountDiff
{
    public static IReadOnlyList<FieldChange> Between(Account? before, Account after)
    {
        var changes = new List<FieldChange>();
        foreach (var field in AccountFieldCatalogue.All)
        {
            var (was, @is) = (before is null ? null : Plain(field.Value(before)), Plain(field.Value(after)));
            if (!Equals(was, @is))
                changes.Add(new FieldChange(field.Name, was, @is));
        }
        var attributes = (before?.Attributes.All.Keys ?? []).Union(after.Attributes.All.Keys, StringComparer.Ordinal);
        foreach (var name in attributes.Order(StringComparer.Ordinal))
        {
            var (was, @is) = (before?.Attributes[name], after.Attributes[name]);
            if (!Equals(was, @is))
                changes.Add(new FieldChange($"attributes.{name}", was, @is));
        }
        return changes;
    }

    private static object? Plain(object? value) =>
        value is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value;
}
