using Platform.Accounts.Attributes;

namespace Platform.Accounts.Accounts;

/// <summary>Applies fields to an account and finds everything that is wrong with them.</summary>
internal static class AccountInput
{
    public static Account Apply(
        Account account,
        AccountFields fields,
        IReadOnlyList<AttributeDefinition> schema,
        IDictionary<string, string[]> errors
    )
    {
        foreach (var field in AccountFieldCatalogue.All)
            field.Check?.Invoke(fields, errors);
        if ((fields.Name.IsGiven || account.Version == 0) && string.IsNullOrWhiteSpace(fields.Name.Value))
            errors["name"] = ["is required"];
        if (fields.ParentId.Value == account.Id)
            errors["parentId"] = ["an account cannot be its own parent"];
        var attributes = AttributeInput.Read(fields.Attributes, schema, errors);
        return errors.Count > 0 ? account : Apply(account, fields, attributes);
    }

    /// <summary>The account with what was given, already found to be right.</summary>
    public static Account Apply(
        Account account,
        AccountFields fields,
        IReadOnlyDictionary<string, object?> attributes
    ) =>
        AccountFieldCatalogue.All.Aggregate(
            account with
            {
                Attributes = attributes.Aggregate(account.Attributes, (values, attribute) =>
                    values.With(attribute.Key, attribute.Value)
                ),
            },
            (changed, field) => field.Apply?.Invoke(changed, fields) ?? changed
        );
}
