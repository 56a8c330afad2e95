using Platform.ServiceKit.Text;

namespace Platform.Accounts.Contacts;

internal static class ContactInput
{
    private const int MostListed = 100;

    public static Contact Apply(Contact contact, ContactFields fields, IDictionary<string, string[]> errors)
    {
        if ((fields.Name.IsGiven || contact.Version == 0) && string.IsNullOrWhiteSpace(fields.Name.Value))
            errors["name"] = ["is required"];
        Limit("name", fields.Name.Value, 200, errors);
        Limit("email", fields.Email.Value, 320, errors);
        Limit("title", fields.Title.Value, 200, errors);
        Limit("function", fields.Function.Value, 100, errors);
        if (fields.Email.Value is { } email && !EmailAddress.IsPlausible(email))
            errors["email"] = [$"'{email}' is not an e-mail address"];
        if (fields.Seniority.Value is { } seniority && !Contact.Seniorities.Contains(seniority, StringComparer.Ordinal))
            errors["seniority"] = [$"'{seniority}' is not one of {string.Join(", ", Contact.Seniorities)}"];
        if (fields.Status is { IsGiven: true } status && status.Value is not (Contact.Active or Contact.Left))
            errors["status"] = [$"'{status.Value}' is not one of active, left"];
        var unknown = fields.Roles.Value?.Except(Contact.KnownRoles, StringComparer.Ordinal).ToArray() ?? [];
        if (unknown.Length > 0)
            errors["roles"] = [$"'{unknown[0]}' is not one of {string.Join(", ", Contact.KnownRoles)}"];
        if (
            fields.ProductUserIds.Value is { } users
            && (users.Count > MostListed || users.Any(user => user is null or { Length: 0 or > 200 }))
        )
            errors["productUserIds"] = [$"at most {MostListed}, each of 1 to 200 characters"];
        if (errors.Count > 0)
            return contact;

        return contact with
        {
            Name = fields.Name.IsGiven ? fields.Name.Value!.Trim().ToNfc() : contact.Name,
            Email = fields.Email.Or(contact.Email).ToNfc(),
            Title = fields.Title.Or(contact.Title),
            Seniority = fields.Seniority.Or(contact.Seniority),
            Function = fields.Function.IsGiven ? fields.Function.Value?.Trim().ToLowerInvariant() : contact.Function,
            Roles = fields.Roles.IsGiven
                ? [.. (fields.Roles.Value ?? []).Distinct(StringComparer.Ordinal)]
                : contact.Roles,
            ProductUserIds = fields.ProductUserIds.IsGiven
                ? [.. (fields.ProductUserIds.Value ?? []).Select(user => user.ToNfc()).Distinct(StringComparer.Ordinal)]
                : contact.ProductUserIds,
            LastTwoWayContactAt = fields.LastTwoWayContactAt.Or(contact.LastTwoWayContactAt)?.Kept(),
            Status = fields.Status.Or(contact.Status)!,
        };
    }

    private static void Limit(string field, string? value, int most, IDictionary<string, string[]> errors)
    {
        if (value?.Length > most)
            errors[field] = [$"has {value.Length} characters; at most {most}"];
        else if (value?.Contains('\0', StringComparison.Ordinal) == true)
            errors[field] = ["has a zero character"];
    }
}
