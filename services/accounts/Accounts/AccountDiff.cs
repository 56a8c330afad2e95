using System.Globalization;
using Platform.Accounts.Audit;

namespace Platform.Accounts.Accounts;

/// <summary>What differs between two states of an account, by field: for events, the audit log and the answer to a lost
/// update.</summary>
public static class AccountDiff
{
    private static readonly (string Field, Func<Account, object?> Value)[] Fields =
    [
        ("name", account => account.Name),
        ("domain", account => account.Domain),
        ("industry", account => account.Industry),
        ("country", account => account.Country),
        ("employees", account => account.Employees),
        ("parentId", account => account.ParentId),
        ("lifecycle", account => account.Lifecycle),
        ("customerSince", account => account.CustomerSince?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("declaredSize", account => account.DeclaredSize),
        ("size", account => account.Size),
        ("motion", account => account.Motion),
        ("priority", account => account.Priority),
        ("mergedInto", account => account.MergedInto),
    ];

    public static IReadOnlyList<FieldChange> Between(Account? before, Account after)
    {
        var changes = new List<FieldChange>();
        foreach (var (field, value) in Fields)
        {
            var (was, @is) = (before is null ? null : value(before), value(after));
            if (!Equals(was, @is))
                changes.Add(new FieldChange(field, was, @is));
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
}
